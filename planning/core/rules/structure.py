"""Reporting lines that cannot be: loop, unplaced, no-manager, ended-manager."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from planning.core.content import Content
from planning.core.dates import day
from planning.core.headcount import heads
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import CRITICAL, ORGANISATION, POSITION, WARNING, Finding, Number, Rule
from planning.core.rules.context import Context
from planning.core.rules.grouping import Causes, by_name, from_least, largest, some, some_of
from planning.core.words import count

MANAGERS = Number("managers", "One finding for all above this many missing managers", 10)
TOPS = Number("tops", "One finding for all above this many second tops", 10)
# What a finding about many is about, beside the text that several rows give as their manager.
ALONE, MANY = "no manager", "many managers"


def rules(_: Content) -> Iterator[Rule]:
    yield _rule("loop", CRITICAL, "Reporting loop", "Positions report to each other in a loop.", _loops)
    yield _rule(
        "unplaced",
        WARNING,
        "Not connected to the top",
        "Positions are not connected to the rest: their manager is not found, or they have neither a manager nor "
        "reports. One finding for each missing manager; if more than this many are missing, the file is incomplete, "
        "and there is one finding for all.",
        _unplaced,
        MANAGERS,
    )
    yield _rule(
        "no-manager",
        WARNING,
        "Second top",
        "The position has reports but no manager, and is not the top of the organisation. More than this many are one "
        "finding.",
        _second_tops,
        TOPS,
    )
    yield _rule(
        "ended-manager",
        WARNING,
        "Manager's position has ended",
        "Positions report to one that has ended. One finding for each such manager.",
        _under_ended,
    )


def _rule(
    id: str,
    severity: str,
    title: str,
    condition: str,
    make: Callable[[Context], Iterable[Finding]],
    *numbers: Number,
) -> Rule:
    causes = Causes(id, make)
    return Rule(
        id=id,
        family=id,
        title=title,
        condition=condition,
        source="Calculated from the reporting lines",
        severity=severity,
        kind=POSITION,
        also="" if id == "loop" else ORGANISATION,
        subjects=causes.subjects,
        check=causes.check,
        touch=touch.anywhere,
        waits=(facts.MANAGERS,) if id in ("unplaced", "no-manager") else (),
        numbers=numbers,
    )


def _about_one(rule: str, ctx: Context, key: str, message: str, noted: str, headline: str) -> Finding:
    """`noted`: the message in the words of facts."""
    subject = ctx.subject(POSITION, key)
    return Finding(rule, WARNING, subject, message, involves=(key,), facts=noted, headline=headline)


def _about_many(
    rule: str, ctx: Context, about: str, keys: Sequence[str], message: str, noted: str, headline: str = ""
) -> Finding:
    """`noted`: the headline in the words of facts, which hold whatever the order of the names."""
    subject, facts = ctx.subject(ORGANISATION, ""), f"{about}: {noted}"
    return Finding(rule, WARNING, subject, message, (), about, tuple(keys), facts, headline=headline or noted)


def _loops(ctx: Context) -> Iterator[Finding]:
    for ring in map(from_least, ctx.forest.rings):
        names, noted = (" → ".join(map(name, (*ring, ring[0]))) for name in (ctx.named, ctx.noted))
        several = count(len(ring), "position")
        yield Finding(
            rule="loop",
            severity=CRITICAL,
            subject=ctx.subject(POSITION, ring[0]),
            message=f"{several} report to each other in a loop: {names}.",
            facts=f"{several} report to each other in a ring: {noted}.",
            involves=ring,
            headline=f"{several} report to each other",
        )


def _unplaced(ctx: Context) -> Iterator[Finding]:
    missing = missing_managers(ctx)
    if len(missing) > ctx.number("unplaced", MANAGERS):
        yield _incomplete(ctx, missing)
    else:
        for manager, keys in missing.items():
            yield _missing(ctx, manager, keys)
    alone = by_name(ctx, (key for key in ctx.forest.unplaced if ctx.org.positions[key].manager in ("", key)))
    if alone:
        yield _alone(ctx, alone)


def missing_managers(ctx: Context) -> Mapping[str, list[str]]:
    """By what rows give as their manager and no position has: the positions that name it."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in ctx.forest.unplaced:
        manager = ctx.org.positions[key].manager
        if manager not in ("", key) and manager not in ctx.org.tables[POSITION]:
            found[manager].append(key)
    return {manager: by_name(ctx, found[manager]) for manager in sorted(found)}


def _missing(ctx: Context, manager: str, keys: list[str]) -> Finding:
    below = _below(ctx, keys)
    if len(keys) == 1:
        gone = f"reports to “{manager}”, who was not found."
        message = f"{ctx.named(keys[0])} {gone}{below}"
        noted = f"{ctx.noted(keys[0])} {gone}{_noted_below(ctx, keys)}"
        return _about_one("unplaced", ctx, keys[0], message, noted, f"Manager “{manager}” not found")
    who = heads(ctx.org, keys)
    message = f"{who} report to “{manager}”, who was not found: {some_of(keys, ctx.who)}.{below}"
    return _about_many("unplaced", ctx, manager, keys, message, f"{who}: manager “{manager}” not found")


def _below(ctx: Context, keys: Sequence[str]) -> str:
    """How many more are cut off from the top because of it."""
    under = sum(ctx.forest.under[key] for key in keys)
    return (
        f" {count(under, 'position')} below {'is' if under == 1 else 'are'} cut off from the top too." if under else ""
    )


def _noted_below(ctx: Context, keys: Sequence[str]) -> str:
    """The same in the words of facts."""
    under = sum(ctx.forest.under[key] for key in keys)
    are = "is" if under == 1 else "are"
    return f" Below them {count(under, 'position')} {are} cut off from the top." if under else ""


def _incomplete(ctx: Context, missing: Mapping[str, list[str]]) -> Finding:
    groups = largest(missing)
    keys = [key for _, group in groups for key in group]
    who, managers = heads(ctx.org, keys), count(len(groups), "manager")
    names = some([f"“{manager}” ({len(group)})" for manager, group in groups])
    message = f"{who} report to {managers} who were not found: {names}. The people file is incomplete."
    return _about_many("unplaced", ctx, MANY, keys, message + _below(ctx, keys), f"{who}: {managers} not found")


def _alone(ctx: Context, keys: list[str]) -> Finding:
    if len(keys) == 1:
        alone = "has neither a manager nor reports."
        message, noted = f"{ctx.named(keys[0])} {alone}", f"{ctx.noted(keys[0])} {alone}"
        return _about_one("unplaced", ctx, keys[0], message, noted, "Neither a manager nor reports")
    who = heads(ctx.org, keys)
    message = f"{who} have neither a manager nor reports: {some_of(keys, ctx.who)}."
    return _about_many("unplaced", ctx, ALONE, keys, message, f"{who} have neither a manager nor reports")


def _second_tops(ctx: Context) -> Iterator[Finding]:
    tops, top = ctx.forest.roots, ctx.forest.top
    if len(tops) > ctx.number("no-manager", TOPS):
        yield _many_tops(ctx, sorted(by_name(ctx, tops), key=lambda key: -ctx.forest.under[key]))
        return
    for key in tops:
        under = count(ctx.forest.under[key], "position")
        message = f"{ctx.named(key)} has {under} below but no manager.{_the_top(ctx)}"
        noted = f"{ctx.noted(key)} reports to nobody and has {under} below"
        noted += f"; the top is {ctx.noted(top)}." if top else "."
        yield _about_one("no-manager", ctx, key, message, noted, f"No manager, with {under} below")


def _the_top(ctx: Context) -> str:
    return f" The top is {ctx.named(ctx.forest.top)}." if ctx.forest.top else ""


def _many_tops(ctx: Context, tops: Sequence[str]) -> Finding:
    names = some_of(tops, lambda key: f"{ctx.named(key)} with {ctx.forest.under[key]}")
    who = heads(ctx.org, tops)
    message = f"{who} have positions below them but no manager: {names}.{_the_top(ctx)}"
    return _about_many("no-manager", ctx, MANY, tops, message, f"{who} with reports have no manager")


def _under_ended(ctx: Context) -> Iterator[Finding]:
    ended: dict[str, list[str]] = defaultdict(list)
    for key in ctx.forest.unplaced:
        manager = ctx.org.positions[key].manager
        if manager in ctx.org.tables[POSITION] and manager != key:
            ended[manager].append(key)
    for manager, keys in ended.items():
        yield _ended(ctx, ctx.org.get(POSITION, manager), by_name(ctx, keys))


def _ended(ctx: Context, manager: Position, keys: list[str]) -> Finding:
    title = manager.title or manager.key
    when = f" on {day(manager.ends)}" if manager.ends else ""
    tail = f"{title}, a position that ended{when}"
    if len(keys) == 1:
        message, noted = (f"{name(keys[0])} reports to {tail}." for name in (ctx.named, ctx.noted))
        return _about_one("ended-manager", ctx, keys[0], message, noted, f"Reports to {title}, which has ended")
    who = heads(ctx.org, keys)
    message = f"{who} report to {tail}: {some_of(keys, ctx.who)}."
    return _about_many("ended-manager", ctx, manager.key, keys, message, f"{who} report to {title}, which has ended")

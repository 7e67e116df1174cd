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

MANAGERS = Number("managers", "More missing managers than this are said as one", 10)
TOPS = Number("tops", "More second tops than this are said as one", 10)
# What a finding about many is about, beside the text that several rows give as their manager.
ALONE, MANY = "no manager", "many managers"


def rules(_: Content) -> Iterator[Rule]:
    yield _rule("loop", CRITICAL, "Reporting ring", "Positions report to each other in a ring.", _loops)
    yield _rule(
        "unplaced",
        WARNING,
        "Outside any tree",
        "Positions stand outside any tree: their manager is not found, or they have neither manager nor reports. "
        "One finding for each manager who is missing; where more than this many are, one for all: the file is "
        "incomplete.",
        _unplaced,
        MANAGERS,
    )
    yield _rule(
        "no-manager",
        WARNING,
        "A second top",
        "The position has reports and no manager, and is not the top of the organisation. More than this many are one "
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
        source="Arithmetic of the reporting lines",
        severity=severity,
        kind=POSITION,
        also="" if id == "loop" else ORGANISATION,
        subjects=causes.subjects,
        check=causes.check,
        touch=touch.anywhere,
        waits=(facts.MANAGERS,) if id in ("unplaced", "no-manager") else (),
        numbers=numbers,
    )


def _about_one(rule: str, ctx: Context, key: str, message: str, headline: str) -> Finding:
    return Finding(rule, WARNING, ctx.subject(POSITION, key), message, involves=(key,), headline=headline)


def _about_many(rule: str, ctx: Context, about: str, keys: Sequence[str], message: str, headline: str) -> Finding:
    subject, said = ctx.subject(ORGANISATION, ""), f"{about}: {headline}"  # whatever the order of the names
    return Finding(rule, WARNING, subject, message, (), about, tuple(keys), said, headline=headline)


def _loops(ctx: Context) -> Iterator[Finding]:
    for ring in map(from_least, ctx.forest.rings):
        names = " → ".join(ctx.named(member) for member in (*ring, ring[0]))
        several = count(len(ring), "position")
        yield Finding(
            rule="loop",
            severity=CRITICAL,
            subject=ctx.subject(POSITION, ring[0]),
            message=f"{several} report to each other in a ring: {names}.",
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
        message = f"{ctx.named(keys[0])} reports to “{manager}”, who was not found.{below}"
        return _about_one("unplaced", ctx, keys[0], message, f"Manager “{manager}” not found")
    who = heads(ctx.org, keys)
    message = f"{who} report to “{manager}”, who was not found: {some_of(keys, ctx.who)}.{below}"
    return _about_many("unplaced", ctx, manager, keys, message, f"{who}: manager “{manager}” not found")


def _below(ctx: Context, keys: Sequence[str]) -> str:
    """How many more are cut off from the top because of it."""
    under = sum(ctx.forest.under[key] for key in keys)
    return (
        f" Below them {count(under, 'position')} {'is' if under == 1 else 'are'} cut off from the top." if under else ""
    )


def _incomplete(ctx: Context, missing: Mapping[str, list[str]]) -> Finding:
    groups = largest(missing)
    keys = [key for _, group in groups for key in group]
    who, managers = heads(ctx.org, keys), count(len(groups), "manager")
    names = some([f"“{manager}” ({len(group)})" for manager, group in groups])
    message = f"{who} report to {managers} who were not found: {names}. The file of people is incomplete."
    return _about_many("unplaced", ctx, MANY, keys, message + _below(ctx, keys), f"{who}: {managers} not found")


def _alone(ctx: Context, keys: list[str]) -> Finding:
    if len(keys) == 1:
        message = f"{ctx.named(keys[0])} has neither a manager nor reports."
        return _about_one("unplaced", ctx, keys[0], message, "Neither a manager nor reports")
    who = heads(ctx.org, keys)
    message = f"{who} have neither a manager nor reports: {some_of(keys, ctx.who)}."
    return _about_many("unplaced", ctx, ALONE, keys, message, f"{who} have neither a manager nor reports")


def _second_tops(ctx: Context) -> Iterator[Finding]:
    tops = ctx.forest.roots
    top = f"; the top is {ctx.named(ctx.forest.top)}" if ctx.forest.top else ""
    if len(tops) > ctx.number("no-manager", TOPS):
        yield _many_tops(ctx, sorted(by_name(ctx, tops), key=lambda key: -ctx.forest.under[key]), top)
        return
    for key in tops:
        under = count(ctx.forest.under[key], "position")
        message = f"{ctx.named(key)} reports to no one and has {under} below{top}."
        yield _about_one("no-manager", ctx, key, message, f"Reports to no one, with {under} below")


def _many_tops(ctx: Context, tops: Sequence[str], top: str) -> Finding:
    names = some_of(tops, lambda key: f"{ctx.named(key)} with {ctx.forest.under[key]}")
    who = heads(ctx.org, tops)
    message = f"{who} report to no one and have positions below: {names}{top}."
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
        message, headline = f"{ctx.named(keys[0])} reports to {tail}.", f"Reports to {title}, which has ended"
        return _about_one("ended-manager", ctx, keys[0], message, headline)
    who = heads(ctx.org, keys)
    message = f"{who} report to {tail}: {some_of(keys, ctx.who)}."
    return _about_many("ended-manager", ctx, manager.key, keys, message, f"{who} report to {title}, which has ended")

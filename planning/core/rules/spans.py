"""How many people report to a manager: span-high and span-low."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from planning.core.changes.change import Change
from planning.core.content import Content, Role
from planning.core.headcount import people_in, sitting
from planning.core.hiring import ASIDE, stage_said
from planning.core.occupancy import DUE
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, ORGANISATION, POSITION, WARNING, Finding, Number, Rule, Sides
from planning.core.rules.context import Context
from planning.core.rules.grouping import Causes, some_of
from planning.core.words import count, squeezed

MOST = Number("reports", "Maximum filled direct reports", 7)
FEWEST = Number("reports", "Minimum filled direct reports", 2)
MANY = Number("many", "One finding for all above this many managers", 10)
ALIKE = Number("alike", "One finding from this many managers just over the limit", 3)
# What a finding about several managers is about.
EACH, EVERYWHERE, CREWS = "one-too-many", "everywhere", "crews"
TWO = 2  # from so many crews on they are said as one
# Up to this share above the norm it is a few reports too many.
FEW = 1.5
# From this share of its people on who do one job a team is a crew.
ONE_JOB = 0.8


def rules(_: Content) -> Iterator[Rule]:
    wide = Causes("span-high", _wide)
    yield Rule(
        id=wide.id,
        family="span",
        title="Too many direct reports",
        condition="More people than this report directly to the position. Someone in two positions counts once, and a "
        "shared position counts as two. If many managers have more, or several lead teams that all do one job, the "
        "limit itself is in question and is raised once. If several are over it by up to half, it is "
        "raised once too, as info.",
        source="McKinsey's archetypes of managerial span",
        severity=WARNING,
        kind=POSITION,
        also=ORGANISATION,
        subjects=wide.subjects,
        check=wide.check,
        touch=touch.anywhere,
        numbers=(MOST, MANY, ALIKE),
        waits=(facts.MANAGERS,),
    )
    yield Rule(
        id="span-low",
        family="span",
        title="Manager with few reports",
        condition="Someone in a role that leads others has fewer reports than this, by a solid line to any of their "
        "positions or by a dotted line. Not raised while someone is being hired under them, nor if there are no more "
        "people in the craft than that.",
        source="GitLab's ladder for managers",
        severity=INFO,
        kind=POSITION,
        subjects=_leading,
        check=_check_low,
        touch=_touch_low,
        numbers=(FEWEST,),
        waits=(facts.MANAGERS,),
    )


def _leading(ctx: Context) -> Iterator[str]:
    """Those in a role that leads to whom fewer report directly than should."""
    filled, least = ctx.census.filled, ctx.number("span-low", FEWEST)
    for role in ctx.content.roles.values():
        if role.leads:
            yield from (p.key for p in ctx.by_role[role.slug] if filled.get(p.key, 0) < least)


def _wide(ctx: Context) -> Iterator[Finding]:
    most = ctx.number("span-high", MOST)
    filled, there = ctx.census.filled, ctx.org.positions
    over = sorted((key for key, n in filled.items() if n > most and key in there), key=lambda k: (-filled[k], k))
    if len(over) > ctx.number("span-high", MANY):
        what = f"{count(len(over), 'manager')} have more than {count(most, 'direct report')}"
        yield _norm(ctx, EVERYWHERE, over, what, "With this many over it, a higher limit may be right.")
        return
    alike = ctx.number("span-high", ALIKE)
    if len(crews := [key for key in over if _is_crew(ctx, key)]) >= TWO:
        what = f"{count(len(crews), 'manager')} of teams that do one job have more than {count(most, 'direct report')}"
        finding = _norm(ctx, CREWS, crews, what, "A higher limit may be right for such teams.")
        yield finding if filled[crews[0]] > most * FEW else finding._replace(severity=INFO)
        over = [key for key in over if key not in crews]
    if len(near := [key for key in over if filled[key] <= most * FEW]) >= max(alike, 1):
        yield _few_too_many(ctx, near, most)
        over = over[: -len(near)]
    for key in over:
        message = f"{filled[key]} people report directly to {ctx.named(key)}. The limit is {most}."
        noted = f"{filled[key]} people report to {ctx.noted(key)} directly; {most} at most."
        headline = f"{count(filled[key], 'direct report')} (limit {most})"
        yield _finding(ctx, "span-high", WARNING, key, message, noted, headline)


def _few_too_many(ctx: Context, keys: Sequence[str], most: int) -> Finding:
    """Whether the norm fits is what several of them ask, and nothing to act on in haste."""
    highest, lowest = ctx.census.filled[keys[0]], ctx.census.filled[keys[-1]]
    have = count(lowest, "direct report") if highest == lowest else f"{lowest} to {highest} direct reports"
    what = f"{count(len(keys), 'manager')} have {have}"
    more = "one more than" if highest == most + 1 else "a few more than"
    message = f"{what}, {more} the limit of {most}: {some_of(keys, ctx.named)}."
    return _of_several(ctx, EACH, keys, message, f"{what} (limit {most})")._replace(severity=INFO)


def _is_crew(ctx: Context, key: str) -> bool:
    """Whether hardly anybody there has another title than the others: more can be led where all do one job."""
    titles = [squeezed(position.title) for position in ctx.org.reports(key) if ctx.filled(position)]
    return max(Counter(filter(None, titles)).values(), default=0) >= max(ONE_JOB * len(titles), 1)


def _norm(ctx: Context, about: str, keys: Sequence[str], what: str, question: str) -> Finding:
    names = some_of(keys, lambda key: f"{ctx.named(key)} has {ctx.census.filled[key]}")
    return _of_several(ctx, about, keys, f"{what}: {names}. {question}", what)


def _of_several(ctx: Context, about: str, keys: Sequence[str], message: str, headline: str) -> Finding:
    subject = ctx.subject(ORGANISATION, "")
    return Finding(
        "span-high", WARNING, subject, message, about=about, involves=tuple(keys), facts=about, headline=headline
    )


def _finding(ctx: Context, rule: str, severity: str, key: str, message: str, noted: str, headline: str) -> Finding:
    return Finding(rule, severity, ctx.subject(POSITION, key), message, involves=(key,), facts=noted, headline=headline)


def _check_low(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    role = ctx.content.roles.get(position.role) if position else None
    if position is None or role is None or not role.leads or not ctx.filled(position):
        return
    least = ctx.number("span-low", FEWEST)
    if ctx.census.filled[key] >= least or _waits(ctx, key) or _is_small(ctx, role):
        return
    reports = len(_led_by(ctx, position))
    if reports < least:
        has = count(reports, "person reports", "people report")
        message = f"{has if reports else 'No one reports'} to {ctx.named(key)}, whose role leads others ({role.name}). "
        noted = f"{has if reports else 'Nobody reports'} to {ctx.noted(key)}, who is to lead as {role.name}; "
        message += f"Expected: at least {least}, or a hire in progress."
        noted += f"{least} at least, or one to be hired."
        headline = count(reports, "direct report") if reports else "No direct reports"
        found = _finding(ctx, "span-low", INFO, key, message, noted, headline)
        yield found._replace(because=(role.core,) if role.core else ())


def _waits(ctx: Context, key: str) -> bool:
    """Whether a position under a manager waits for somebody, and nobody has paused that or given it up."""
    open_ones = (p for p in ctx.org.reports(key) if not ctx.filled(p)) if ctx.census.vacant[key] else ()
    return any(ctx.org.occupancy(p) == DUE or stage_said(p) not in ASIDE for p in open_ones)


def _is_small(ctx: Context, role: Role) -> bool:
    """Whether there are hardly more people to lead than the fewest that a manager should have."""
    led = sum(number for (_, slug), number in ctx.census.heads.items() if slug in role.leads)
    return max(led, ctx.people_of(role.function)) <= ctx.number("span-low", FEWEST)


def _touch_low(sides: Sides, changes: Collection[Change]) -> Collection[str] | None:
    if not any(change.kind in (POSITION, "person", "team") for change in changes):
        return ()
    before, after = (side.once("small crafts", "", partial(_small, side)) for side in sides)
    return touch.leading(sides, changes) if before == after else None


def _small(ctx: Context) -> set[str]:
    """The roles that lead hardly anybody, for want of people."""
    return {role.slug for role in ctx.content.roles.values() if role.leads and _is_small(ctx, role)}


def _led_by(ctx: Context, position: Position) -> set[str]:
    """Who reports to whoever sits in a position: to any of their positions, or with a dotted line to one."""
    org = ctx.org
    held = (other for person in sitting(org, position) for other in ctx.census.held_by(org, person, position))
    own = {other.key for other in held} | {position.key}
    reports = [p for key in own for p in org.reports(key)]
    dotted = [p for key in own for p in org.dotted_to.get(key, ())]
    return people_in(org, (*reports, *dotted)) - {*sitting(org, position)}

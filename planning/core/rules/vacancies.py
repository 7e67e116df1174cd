"""Positions without a holder: vacant-long, and manager-vacant for those below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planning.core.content import Content
from planning.core.dates import day
from planning.core.headcount import heads
from planning.core.hiring import ASIDE, is_vacant, stage_said
from planning.core.records import OWNER, Position
from planning.core.rules import touch
from planning.core.rules.base import CRITICAL, POSITION, WARNING, Finding, Number, Rule
from planning.core.rules.census import is_coming, last_day
from planning.core.rules.context import Context
from planning.core.rules.grouping import by_name, some_of
from planning.core.rules.uncovered import is_flagged
from planning.core.words import count

DAYS = Number("days", "Raised after this many days", 45)
CRITICAL_DAYS = Number("critical", "Critical after this many days", 90)
AHEAD = Number("ahead", "Look this many days ahead", 30)


def rules(_: Content) -> Iterator[Rule]:
    yield Rule(
        id="vacant-long",
        family="vacant-long",
        title="Open for a long time",
        condition="The position has been open for more than this many days, counted from the day after its holder left "
        "it, or from the day it was opened, if the history knows, otherwise from a target start that has passed. "
        "Nothing is raised if none of these is known, while a target start is still ahead, if hiring is paused or "
        "cancelled, or if the gap on a product is a finding already.",
        source="SHRM: 42 days to fill a position on average",
        severity=WARNING,
        kind=POSITION,
        subjects=lambda ctx: ctx.census.open,
        check=_check_long,
        touch=touch.assigned,
        numbers=(DAYS, CRITICAL_DAYS),
    )
    yield Rule(
        id="manager-vacant",
        family="manager-vacant",
        title="Open manager position",
        condition="People report to a position that is open, or will be within this many days, and have no interim "
        "lead: no dotted line to someone else.",
        source="Sourcegraph's checklist for leavers",
        severity=WARNING,
        kind=POSITION,
        subjects=lambda ctx: [*(key for key in ctx.census.open if key in ctx.census.filled), *ctx.census.ending],
        check=_check_manager,
        touch=touch.managers,
        numbers=(AHEAD,),
    )


def vacant_since(ctx: Context, position: Position) -> date | None:
    """The first day known on which a vacant position had no holder; None where nobody knows, or none is due yet."""
    org = ctx.org
    target = position.target_start
    if is_coming(position.starts, org.on) or is_coming(target, org.on):
        return None
    if not is_vacant(org, position) or stage_said(position) in ASIDE:
        return None
    person = org.people.get(position.holder)
    if person is not None and person.leaves:
        return person.leaves + timedelta(days=1)
    return org.since.get(position.key, target)


def _check_long(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    since = vacant_since(ctx, position) if position else None
    waited = (ctx.org.on - since).days if since else 0
    if since is None or waited <= ctx.number("vacant-long", DAYS) or _is_said(ctx, key):
        return
    known = "" if ctx.org.since.get(key, since) == since and since != _target(ctx, key) else "at least "
    yield Finding(
        rule="vacant-long",
        severity=CRITICAL if waited > ctx.number("vacant-long", CRITICAL_DAYS) else WARNING,
        subject=ctx.subject(POSITION, key),
        message=f"{ctx.subject(POSITION, key).name} has been open for {known}{count(waited, 'day')}, "
        f"since {day(since)}.",
        involves=(key,),
        facts=f"{ctx.noted(key)} {since}",
        headline=f"Open for {known}{count(waited, 'day')}",
        due=position.target_start if position else None,
    )


def _target(ctx: Context, key: str) -> date | None:
    return None if key in ctx.org.since else ctx.org.positions[key].target_start


def _is_said(ctx: Context, key: str) -> bool:
    """Whether the gap that the position leaves on a product is flagged by itself."""
    roles = ctx.content.roles
    duties = (a for a in ctx.org.duties.get(key, ()) if a.kind == OWNER)
    return any(is_flagged(ctx, a.product, roles[a.role]) for a in duties if a.role in roles and roles[a.role].covers)


def _check_manager(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    if position is None:
        return
    vacant = not ctx.filled(position)
    last = None if vacant else last_day(ctx.org, position)
    if not vacant and (last is None or (last - ctx.org.on).days > ctx.number("manager-vacant", AHEAD)):
        return
    alone = by_name(ctx, (p.key for p in ctx.org.reports(key) if ctx.filled(p) and not _has_interim(ctx, p)))
    if not alone:
        return
    first = ctx.org.first_day(position)
    leaving = f", whose last day is {day(last)}" if last and not vacant else ""
    noted_gone = f"who starts on {day(first)}" if first else "which is vacant"
    noted = noted_gone if vacant else f"who is there until {day(last)}" if last else ""
    reports = "reports" if len(alone) == 1 else "report"
    yield Finding(
        rule="manager-vacant",
        severity=WARNING,
        subject=ctx.subject(POSITION, key),
        message=f"{some_of(alone, ctx.who)} {reports} to {ctx.named(key)}{leaving}. No interim lead is named.",
        facts=f"{some_of(alone, ctx.noted_who)} {reports} to {ctx.noted(key)}, {noted}; no interim is named.",
        involves=(key, *alone),
        headline=f"{heads(ctx.org, alone)} {reports} to {_whom(first, last)}",
        due=last,
    )


def _whom(first: date | None, last: date | None) -> str:
    """In a few words who is their manager: nobody yet, nobody for long, or nobody at all."""
    if first:
        return f"someone who starts on {day(first)}"
    return f"someone whose last day is {day(last)}" if last else "an open position"


def _has_interim(ctx: Context, position: Position) -> bool:
    others = (ctx.org.positions.get(key) for key in position.dotted)
    return any(other is not None and ctx.filled(other) for other in others)

"""Closing several findings at once: each fix is tried after those before it, so that nobody gets more than they have
room for, and what one closes for another is not done twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.changes.change import Change, squash
from planning.core.fixes.base import Fix
from planning.core.fixes.trial import remedies
from planning.core.rules import Context, Finding
from planning.core.rules.again import rechecked
from planning.core.rules.base import Sides, is_graver

Wanted = tuple[str, str]
"""A fix by its kind and key."""


class Line(NamedTuple):
    """A finding and its part: the fixes that close it beside those before it, and the one that is taken; None where it
    is left out, or nothing closes it. `is_closed`: the fixes before it close it already. `is_missed`: the fix that was
    wanted is no longer offered. `stays`: it stands all the same once everything is done."""

    finding: Finding
    offered: tuple[Fix, ...] = ()
    taken: Fix | None = None
    is_closed: bool = False
    is_missed: bool = False
    stays: bool = False


class Together(NamedTuple):
    """The lines in the order given, and the changes of all that is taken, as one step."""

    lines: list[Line]
    changes: list[Change]


def together(
    ctx: Context, known: Sequence[Finding], findings: Iterable[Finding], wanted: Mapping[str, Wanted | None]
) -> Together:
    """`known` are all findings of `ctx`. `wanted` says by a finding's code which fix to take, None for none; a finding
    that it does not name gets its best."""
    lines: list[Line] = []
    changes: list[Change] = []
    for finding in findings:
        line = _line(ctx, known, finding, wanted)
        lines.append(line)
        if line.taken:
            changes += line.taken.changes
            ctx, known = _after(ctx, known, line.taken)
    left = {finding.identity: finding for finding in known}
    return Together([_settled(line, left) for line in lines], squash(changes))


def _line(ctx: Context, known: Sequence[Finding], finding: Finding, wanted: Mapping[str, Wanted | None]) -> Line:
    now = next((one for one in known if one.identity == finding.identity), None)
    if now is None:
        return Line(finding, is_closed=True)
    offered = tuple(one.fix for one in remedies(ctx, known, now).fixes)
    if finding.code not in wanted:
        return Line(finding, offered, next(iter(offered), None))
    which = wanted[finding.code]
    taken = next((fix for fix in offered if (fix.kind, fix.key) == which), None)
    return Line(finding, offered, taken, is_missed=which is not None and taken is None)


def _after(ctx: Context, known: Sequence[Finding], fix: Fix) -> tuple[Context, Sequence[Finding]]:
    after = ctx.after(fix.changes)
    return after, rechecked(known, Sides(ctx, after), fix.changes)


def _settled(line: Line, left: Mapping[tuple[str, str, str, str], Finding]) -> Line:
    now = left.get(line.finding.identity)
    return line._replace(stays=bool(line.taken and now and not is_graver(line.finding.severity, now.severity)))

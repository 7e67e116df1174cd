"""Closing several findings at once: each fix is tried after those before it, so that nobody gets more than they have
room for, and what one closes for another is not done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.changes.change import Change, problems, squash
from planning.core.fixes.base import Fix
from planning.core.fixes.trial import Tried, asked, is_offered, remedies, tried
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
    ctx: Context,
    known: Sequence[Finding],
    findings: Iterable[Finding],
    wanted: Mapping[str, Wanted | None],
    offers: Callable[[Finding], Sequence[Tried]],
) -> Together:
    """`known` are all findings of `ctx`, `offers` what is offered for each alone. `wanted` says by a finding's code
    which fix to take, None for none; a finding that it does not name gets the best that also fits the others."""
    lines: list[Line] = []
    changes: list[Change] = []
    now = Now(ctx, known)
    for finding in findings:
        line = _line(now, finding, wanted, offers)
        lines.append(line)
        if line.taken:
            changes += line.taken.changes
            now = now.after(line.taken)
    left = {finding.identity: finding for finding in now.known}
    return Together([_settled(line, left) for line in lines], squash(changes))


class Now(NamedTuple):
    """What there is after the lines so far: the context and all its findings."""

    ctx: Context
    known: Sequence[Finding]

    def after(self, fix: Fix) -> Now:
        ctx = self.ctx.after(fix.changes)
        return Now(ctx, rechecked(self.known, Sides(self.ctx, ctx), fix.changes))

    def tries(self, finding: Finding, fix: Fix) -> Tried | None:
        """The fix as it does here; None where it does not fix the finding any more."""
        if problems(self.ctx.org, fix.changes):
            return None
        one = tried(self.ctx, self.known, finding, fix)
        return one if is_offered(finding, one) else None


def _line(
    now: Now,
    finding: Finding,
    wanted: Mapping[str, Wanted | None],
    offers: Callable[[Finding], Sequence[Tried]],
) -> Line:
    here = next((one for one in now.known if one.identity == finding.identity), None)
    if here is None:
        return Line(finding, is_closed=True)
    alone = offers(finding)
    offered = tuple(one.fix for one in alone)
    if finding.code not in wanted:
        best = _best(now, here, alone)
        return Line(finding, _with(offered, best), best)
    which = wanted[finding.code]
    taken = _chosen(now, here, offered, which) if which else None
    return Line(finding, _with(offered, taken), taken, is_missed=which is not None and taken is None)


def _with(offered: tuple[Fix, ...], taken: Fix | None) -> tuple[Fix, ...]:
    return offered if taken is None or taken in offered else (*offered, taken)


def _best(now: Now, finding: Finding, alone: Sequence[Tried]) -> Fix | None:
    """The first that does here no more harm than alone, else the first that fixes it here at all."""
    worse = None
    for one in alone:
        here = now.tries(finding, one.fix)
        if here and len(here.harms) <= len(one.harms):
            return one.fix
        worse = worse or (here and one.fix)
    if worse or not alone:
        return worse
    return next((one.fix for one in remedies(now.ctx, now.known, finding).fixes), None)


def _chosen(now: Now, finding: Finding, offered: Sequence[Fix], which: Wanted) -> Fix | None:
    fix = next((fix for fix in offered if (fix.kind, fix.key) == which), None)
    if fix and now.tries(finding, fix):
        return fix
    one = asked(now.ctx, now.known, finding, *which)
    return one.fix if one else None


def _settled(line: Line, left: Mapping[tuple[str, str, str, str], Finding]) -> Line:
    now = left.get(line.finding.identity)
    return line._replace(stays=bool(line.taken and now and not is_graver(line.finding.severity, now.severity)))

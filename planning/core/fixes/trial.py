"""Trying fixes for real, on a copy in memory: what is offered has closed its own finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planning.core.changes.change import problems
from planning.core.fixes.base import Decision, Fix, Hint, PassedOver, Way
from planning.core.fixes.catalogue import ways
from planning.core.fixes.next_steps import next_steps
from planning.core.fixes.standing import indexed, note
from planning.core.rules import Context, Finding
from planning.core.rules.again import differences
from planning.core.rules.base import Sides, is_graver
from planning.core.rules.run import found as found_by
from planning.core.rules.run import rules_of

# So many fixes of a finding are offered.
HANDFUL = 4


class Tried(NamedTuple):
    """A fix and what it did: the findings that it closes and opens, and among the latter those that any new cover
    brings with it (`next_steps`). `lowers_own`: its finding stays, but one severity lower or more."""

    fix: Fix
    closes_own: bool
    lowers_own: bool
    closes: tuple[Finding, ...] = ()
    opens: tuple[Finding, ...] = ()
    next_steps: tuple[Finding, ...] = ()

    @property
    def harms(self) -> tuple[Finding, ...]:
        """What it opens beside the next steps."""
        return tuple(finding for finding in self.opens if finding not in self.next_steps)


class Remedies(NamedTuple):
    """What is offered for a finding: fixes that were tried, best first; what only a person can do; what says that there
    is nothing to fix; and who was passed over, why."""

    fixes: tuple[Tried, ...]
    hints: tuple[Hint, ...]
    decisions: tuple[Decision, ...]
    passed_over: tuple[str, ...] = ()


def remedies(ctx: Context, known: Sequence[Finding], finding: Finding) -> Remedies:
    """`known` are all findings of `ctx`. Of the fixes at most a handful: the first that prove to be some."""
    note(ctx, known)
    every = list(ways(ctx, finding))
    return Remedies(
        tuple(_first(HANDFUL, _offered(ctx, known, finding, every))),
        tuple(way for way in every if isinstance(way, Hint)),
        tuple(way for way in every if isinstance(way, Decision)),
        tuple(way.text for way in every if isinstance(way, PassedOver)),
    )


def asked(ctx: Context, known: Sequence[Finding], finding: Finding, kind: str, key: str) -> Tried | None:
    """The fix of that kind and key, wherever it stands among the others; None where it does not fix the finding now."""
    note(ctx, known)
    every = [
        way for way in ways(ctx, finding, wanted=key) if isinstance(way, Fix) and (way.kind, way.key) == (kind, key)
    ]
    return next(_offered(ctx, known, finding, every), None)


def _first(number: int, every: Iterator[Tried]) -> Iterator[Tried]:
    yield from (one for one, _ in zip(every, range(number), strict=False))


def _offered(ctx: Context, known: Sequence[Finding], finding: Finding, every: Sequence[Way]) -> Iterator[Tried]:
    for way in every:
        if isinstance(way, Fix) and not problems(ctx.org, way.changes):
            one = tried(ctx, known, finding, way)
            if is_offered(finding, one):
                yield one


def tried(ctx: Context, known: Sequence[Finding], finding: Finding, fix: Fix) -> Tried:
    """Apply a fix to a copy; where that closes or lowers its own finding, run all rules that it can touch, and compare.
    Where it does not, nothing is said of the others."""
    note(ctx, known)
    sides = Sides(ctx, ctx.after(fix.changes))
    own = _again(sides.after, finding)
    closes, lowers = own is None, own is not None and is_graver(finding.severity, own.severity)
    if not (closes or lowers):
        return Tried(fix, closes, lowers)
    found = differences(sides, indexed(ctx), fix.changes)
    next_ = tuple(next_steps(sides, fix.changes, found.opened))
    return Tried(fix, closes, lowers, tuple(found.closed), tuple(found.opened), next_)


def _again(ctx: Context, finding: Finding) -> Finding | None:
    """The same finding where its own rule still says it."""
    rule, key = rules_of(ctx)[finding.rule], finding.subject.key
    if key and ctx.org.get(rule.kind, key) is None:
        return None
    return next((one for one in found_by(ctx, rule, [key]) if one.identity == finding.identity), None)


def is_offered(finding: Finding, one: Tried) -> bool:
    """Whether it fixes the finding and opens nothing graver."""
    graver = any(is_graver(opened.severity, finding.severity) for opened in one.opens)
    return (one.closes_own or one.lowers_own) and not graver

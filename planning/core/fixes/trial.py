"""Trying fixes for real, on a copy in memory: what is offered has closed its own finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planning.core.changes.change import apply
from planning.core.fixes.base import Decision, Fix, Hint, PassedOver
from planning.core.fixes.catalogue import ways
from planning.core.rules import Context, Finding, recheck
from planning.core.rules.base import is_graver


class Tried(NamedTuple):
    """A fix and what it did: the findings that it closes and opens, and among the latter those that any new cover
    brings with it (`next_steps`). `lowers_own`: its finding stays, but one severity lower or more."""

    fix: Fix
    closes_own: bool
    lowers_own: bool
    closes: tuple[Finding, ...] = ()
    opens: tuple[Finding, ...] = ()
    next_steps: tuple[Finding, ...] = ()


class Remedies(NamedTuple):
    """What is offered for a finding: fixes that were tried, best first; what only a person can do; what says that there
    is nothing to fix; and who was passed over, why."""

    fixes: tuple[Tried, ...]
    hints: tuple[Hint, ...]
    decisions: tuple[Decision, ...]
    passed_over: tuple[str, ...] = ()


def remedies(ctx: Context, known: Sequence[Finding], finding: Finding) -> Remedies:
    """`known` are all findings of `ctx`."""
    every = list(ways(ctx, finding))
    tried_ones = (tried(ctx, known, finding, way) for way in every if isinstance(way, Fix))
    return Remedies(
        tuple(one for one in tried_ones if _is_offered(finding, one)),
        tuple(way for way in every if isinstance(way, Hint)),
        tuple(way for way in every if isinstance(way, Decision)),
        tuple(way.text for way in every if isinstance(way, PassedOver)),
    )


def tried(ctx: Context, known: Sequence[Finding], finding: Finding, fix: Fix) -> Tried:
    """Apply a fix to a copy, run the rules that it can touch, and compare."""
    after = apply(ctx.org, fix.changes)
    found = {f.identity: f for f in recheck(known, ctx.org, after, fix.changes, ctx.content)}
    before = {f.identity: f for f in known}
    own = found.get(finding.identity)
    return Tried(
        fix,
        closes_own=own is None,
        lowers_own=own is not None and is_graver(finding.severity, own.severity),
        closes=tuple(f for identity, f in before.items() if identity not in found),
        opens=tuple(f for identity, f in found.items() if identity not in before),
    )


def _is_offered(finding: Finding, one: Tried) -> bool:
    graver = any(is_graver(opened.severity, finding.severity) for opened in one.opens)
    return (one.closes_own or one.lowers_own) and not graver

"""Looking again, after changes, at what they can have touched: its cost is that of the changes, not of the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planning.core.changes.change import Change
from planning.core.content import Content
from planning.core.records import RECORDS, Org
from planning.core.rules.base import Finding, Rule, Sides, Touch
from planning.core.rules.context import Context
from planning.core.rules.facts import may_turn
from planning.core.rules.run import found, in_order, rules_of

# Findings by the id of their rule and the key of their subject.
BySubject = Mapping[str, Mapping[str, Sequence[Finding]]]


class FindingChanges(NamedTuple):
    """Findings that open, that close, and that stay but are graver or lighter (before, after). `next_steps` are those
    among the opened ones that any new cover brings with it, where that was asked."""

    opened: list[Finding]
    closed: list[Finding]
    shifted: list[tuple[Finding, Finding]]
    next_steps: tuple[Finding, ...] = ()

    @property
    def harms(self) -> list[Finding]:
        """What opens beside the next steps."""
        return [finding for finding in self.opened if finding not in self.next_steps]


def by_subject(known: Iterable[Finding]) -> BySubject:
    made: dict[str, dict[str, list[Finding]]] = {}
    for finding in known:
        made.setdefault(finding.rule, {}).setdefault(finding.subject.key, []).append(finding)
    return made


def compare_findings(before: Iterable[Finding], after: Iterable[Finding]) -> FindingChanges:
    """By the identity of the findings, in the order in which they come."""
    left, right = ({finding.identity: finding for finding in every} for every in (before, after))
    return FindingChanges(
        opened=[finding for identity, finding in right.items() if identity not in left],
        closed=[finding for identity, finding in left.items() if identity not in right],
        shifted=[(left[i], f) for i, f in right.items() if i in left and left[i].severity != f.severity],
    )


def differences(sides: Sides, known: BySubject, changes: Collection[Change]) -> FindingChanges:
    """What changes open and close, `known` being all findings before; gravest first."""
    old: list[Finding] = []
    new: list[Finding] = []
    for had, has in _looked_again(sides, known, changes):
        old += had
        new += has
    found = compare_findings(old, new)
    was = {after.identity: before for before, after in found.shifted}
    shifted = in_order(sides.after, [after for _, after in found.shifted])
    return FindingChanges(
        opened=in_order(sides.after, found.opened),
        closed=in_order(sides.before, found.closed),
        shifted=[(was[after.identity], after) for after in shifted],
    )


def recheck(
    known: Iterable[Finding], before: Org, after: Org, changes: Collection[Change], content: Content
) -> list[Finding]:
    """The findings of `after`, given those of `before` and the changes between: looks again only at what
    they can have touched. Both are looked at on the same date."""
    ctx = Context(before, content)
    return rechecked(known, Sides(ctx, ctx.leading_to(after, changes)), changes)


def rechecked(known: Iterable[Finding], sides: Sides, changes: Collection[Change]) -> list[Finding]:
    """The same, where both sides were looked at before."""
    every = list(known)
    kept = {finding.identity: finding for finding in every}
    more: list[Finding] = []
    for had, has in _looked_again(sides, by_subject(every), changes):
        for finding in had:
            kept.pop(finding.identity, None)
        more += has
    return in_order(sides.after, (*kept.values(), *more))


def _looked_again(
    sides: Sides, known: BySubject, changes: Collection[Change]
) -> Iterator[tuple[list[Finding], list[Finding]]]:
    """By rule the findings before and after on all that the changes can touch."""
    reach: dict[Touch, frozenset[str] | None] = {}
    for rule in rules_of(sides.after).values():
        if rule.touch not in reach:
            keys = rule.touch(sides, changes)
            reach[rule.touch] = None if keys is None else frozenset(keys)
        touched = None if may_turn(rule, sides, changes) else reach[rule.touch]
        yield _known_of(known.get(rule.id, {}), touched), list(found(sides.after, rule, _there(sides, rule, touched)))


def _known_of(known: Mapping[str, Sequence[Finding]], touched: frozenset[str] | None) -> list[Finding]:
    if touched is None:
        return [finding for every in known.values() for finding in every]
    return [finding for key in touched & known.keys() for finding in known[key]]


def _there(sides: Sides, rule: Rule, touched: frozenset[str] | None) -> list[str] | None:
    """The subjects among those touched that are still there."""
    if touched is None:
        return None
    kinds = [kind for kind in (rule.kind, rule.also) if kind in RECORDS]
    return [key for key in touched if not key or any(sides.after.org.get(kind, key) for kind in kinds)]

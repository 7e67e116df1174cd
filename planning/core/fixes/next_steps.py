"""What new cover or a newly given fact brings with it: steps to take next, not harm that a change does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from planning.core.changes.change import Change
from planning.core.rules import Finding, FindingChanges
from planning.core.rules.base import PRODUCT, Sides
from planning.core.rules.facts import may_turn
from planning.core.rules.run import rules_of
from planning.core.rules.touch import products

# Families of rules that speak only where somebody covers: whoever does gets a counterpart, partners, what they answer
# for and somebody in reserve after that.
FOLLOWING = {"pair-link", "resp-gap", "resp-cross", "partner", "single-cover"}


def with_next_steps(sides: Sides, changes: Collection[Change], found: FindingChanges) -> FindingChanges:
    """What changes do to the findings, the next steps told apart."""
    return found._replace(next_steps=tuple(next_steps(sides, changes, found.opened)))


def next_steps(sides: Sides, changes: Collection[Change], opened: Iterable[Finding]) -> Iterator[Finding]:
    """Of the findings that changes open, those that follow from new cover of the same product, and those of rules that
    waited for a fact which the changes are the first to give: what they say was so before."""
    rules = rules_of(sides.after)
    following = [finding for finding in opened if rules[finding.rule].family in FOLLOWING]
    covered = newly_covered(sides, changes) if following else set()
    for finding in following:
        if may_turn(rules[finding.rule], sides, changes) or not covered.isdisjoint(_products(finding)):
            yield finding


def newly_covered(sides: Sides, changes: Collection[Change]) -> set[str]:
    """The products that somebody covers in a role in which nobody did before."""
    touched = products(sides, changes)
    keys = sides.after.org.products.keys() if touched is None else touched & sides.after.org.products.keys()
    return {key for key in keys if any(_is_new(sides, key, role.slug) for role in sides.after.content.covering)}


def _is_new(sides: Sides, product: str, role: str) -> bool:
    before = product in sides.before.org.products and sides.before.cell(product, role).is_covered
    return not before and sides.after.cell(product, role).is_covered


def _products(finding: Finding) -> Iterator[str]:
    if finding.subject.kind == PRODUCT:
        yield finding.subject.key
    yield from finding.products

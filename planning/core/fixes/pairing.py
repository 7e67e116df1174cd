"""Ways out where two roles on a product are not joined, or what they answer for is open."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import Change, add, edit
from planning.core.coverage.accountable import named_owners
from planning.core.fixes.base import Case, Fix, FixKind, Way
from planning.core.fixes.new_keys import free_key
from planning.core.records import Link, Ownership


def link(case: Case) -> Iterator[Way]:
    """pair-link"""
    product = case.product.key
    one, other = (case.ctx.cell(product, slug).by[0] for slug in case.finding.about.split("+"))
    key = free_key(case.org.tables["link"], product, one, other)
    name = f"{case.ctx.who(one)} and {case.ctx.who(other)}"
    yield Fix(FixKind.LINK, f"Name {name} counterparts", (add(case.on, Link(key, product, one, other)),))
    position = case.org.positions[other]
    line = edit(case.on, position, dotted=(*position.dotted, one))
    if line:
        title = f"Add a dotted line from {case.ctx.who(other)} to {case.ctx.who(one)}"
        yield Fix(FixKind.DOTTED, title, (line,))


def unowned(case: Case) -> Iterator[Way]:
    """resp-gap"""
    for position in case.finding.involves:
        change = _hand_to(case, position)
        if change:
            yield Fix(FixKind.ACCOUNTABLE, f"Make {case.ctx.who(position)} accountable", (change,), position)


def _hand_to(case: Case, position: str) -> Change | None:
    product, responsibility = case.product.key, case.finding.about
    there = named_owners(case.org, product).get(responsibility)
    if there:
        return edit(case.on, there, position=position)
    key = free_key(case.org.tables["ownership"], product, responsibility.replace("/", "-"))
    return add(case.on, Ownership(key, product, responsibility, position))


def crossed(case: Case) -> Iterator[Way]:
    """resp-cross"""
    for position in case.finding.involves[1:]:
        change = _hand_to(case, position)
        if change:
            yield Fix(FixKind.ACCOUNTABLE, f"Hand it to {case.ctx.who(position)}", (change,), position)

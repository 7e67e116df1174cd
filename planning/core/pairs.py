"""Who partners with whom on each product, in every stored pairing of covering roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planning.core.content import Pairing
from planning.core.coverage.coverage import NOT_NEEDED, Cell
from planning.core.rules.context import Context
from planning.core.rules.pairs import link_between, pairings
from planning.core.tree import line_up

UNLINKED, ONE_PERSON, HALF, NOBODY, LINKED, NOT_ASKED = (
    "unlinked",
    "one-person",
    "half",
    "nobody",
    "linked",
    "not-needed",
)
# How a pair can stand, gravest first.
STATES = {
    UNLINKED: "No working link",
    ONE_PERSON: "One person in both",
    HALF: "One side only",
    NOBODY: "No one on either side",
    LINKED: "Linked",
    NOT_ASKED: "No pair needed",
}


class Couple(NamedTuple):
    """One position of each side. `link` is the kind of their working link, '' for none; `common` the nearest manager
    of both ('' where there is none), which is one of the two where that one leads the other; `ups` the steps up."""

    one: str
    other: str
    levels: tuple[int, int]
    link: str
    common: str
    ups: tuple[int, int]


class Pair(NamedTuple):
    """A pairing on a product: how each side is covered, every couple, and how the pair stands."""

    product: str
    pairing: Pairing
    cells: tuple[Cell, Cell]
    couples: tuple[Couple, ...]
    state: str

    @property
    def about(self) -> str:
        """What the findings of pairs call it."""
        return f"{self.pairing.one}+{self.pairing.other}"


def pairs(ctx: Context) -> list[Pair]:
    """Every product with every pairing, products in their order."""
    return [_pair(ctx, product, pairing) for product in ctx.org.products for pairing in pairings(ctx.content)]


def _pair(ctx: Context, product: str, pairing: Pairing) -> Pair:
    one, other = ctx.cell(product, pairing.one), ctx.cell(product, pairing.other)
    couples = tuple(_couples(ctx, product, one, other))
    return Pair(product, pairing, (one, other), couples, _state(ctx, product, pairing, (one, other), couples))


def _state(ctx: Context, product: str, pairing: Pairing, cells: tuple[Cell, Cell], couples: tuple[Couple, ...]) -> str:
    sides = [cell.is_covered for cell in cells]
    if all(sides):
        if ctx.both(product, pairing.one, pairing.other):
            return ONE_PERSON
        return LINKED if any(couple.link for couple in couples) else UNLINKED
    if any(cell.state == NOT_NEEDED for cell in cells):
        return NOT_ASKED
    return HALF if any(sides) else NOBODY


def _couples(ctx: Context, product: str, one: Cell, other: Cell) -> Iterator[Couple]:
    """Of what covers and what stands in; a vacant position partners with nobody."""
    sides = [[k for k in cell.by if ctx.org.filled(ctx.org.positions[k])] for cell in (one, other)]
    for left in sides[0]:
        for right in sides[1]:
            levels = ctx.level(ctx.org.positions[left]), ctx.level(ctx.org.positions[right])
            common, ups = nearest_common(ctx, left, right)
            link = link_between(ctx.org, product, left, right) if left != right else ""
            yield Couple(left, right, levels, link, common, ups)


def nearest_common(ctx: Context, one: str, other: str) -> tuple[str, tuple[int, int]]:
    """The nearest position that is above both, or is one of them, and the steps up to it from each."""
    positions = ctx.org.positions
    left = [one, *(p.key for p in line_up(positions, one))]
    right = {key: steps for steps, key in enumerate([other, *(p.key for p in line_up(positions, other))])}
    found = next(((steps, key) for steps, key in enumerate(left) if key in right), None)
    return (found[1], (found[0], right[found[1]])) if found else ("", (0, 0))

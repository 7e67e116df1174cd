"""Gaps that rest on what an import assumed of a product."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import NamedTuple

from planning.core.coverage.coverage import MISSING, Cell, deciding
from planning.core.words import listed
from planning.organisation.snapshot import Snapshot


class Resting(NamedTuple):
    """`assumed` products have a stage or an audience that nobody has said; `gaps` that rest on it, by the role's short
    name."""

    assumed: int
    gaps: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        """“2 PM and 7 PMM gaps rest on them”, '' where none does."""
        if not self.gaps:
            return ""
        parts = listed([f"{number} {code}" for code, number in self.gaps])
        return f"{parts} {'gap depends' if sum(n for _, n in self.gaps) == 1 else 'gaps depend'} on them"


def resting(snapshot: Snapshot) -> Resting:
    return snapshot.remember("gaps on assumptions", partial(_resting, snapshot))


def _resting(snapshot: Snapshot) -> Resting:
    products = snapshot.org.products.values()
    gaps = Counter(cell.role for cell in snapshot.coverage if cell.state == MISSING and rests(snapshot, cell))
    named = ((role.code, gaps[role.slug]) for role in snapshot.content.covering if gaps[role.slug])
    return Resting(sum(bool(product.assumed) for product in products), tuple(named))


def rests(snapshot: Snapshot, cell: Cell) -> bool:
    """Whether the role might not be needed if what is assumed were otherwise."""
    product, need = snapshot.org.products[cell.product], snapshot.content.roles[cell.role].need
    return not deciding(need, product, snapshot.org.on).isdisjoint(product.assumed)

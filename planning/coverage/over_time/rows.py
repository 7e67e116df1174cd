"""The rows of coverage over time: products with their lanes, filtered and in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from planning.core.content import Role
from planning.core.over_time.timeline import Band, Gap, first_gap
from planning.core.records import STAGES, Product
from planning.coverage.over_time.scene import Scene
from planning.findings.presentation import product_name

SORTS = {
    "gap": "First gap first",
    "longest": "Longest gap first",
    "name": "Name",
    "stage": "Stage",
    "launch": "Launch date",
}
ENDLESS = 10**6


class Lane(NamedTuple):
    """A role on a product: its bands, and the gap that holds on the day looked at, else the next one."""

    role: Role
    bands: Sequence[Band]
    gap: Gap | None


class ProductRow(NamedTuple):
    product: Product
    lanes: tuple[Lane, ...]

    @property
    def first(self) -> Lane | None:
        """The lane whose gap comes first."""
        return min((lane for lane in self.lanes if lane.gap), key=lambda lane: _first_day(lane), default=None)

    @property
    def longest(self) -> int:
        """Days of the longest of the gaps; one without a known end is longer than any."""
        return max((lane.gap.days or ENDLESS for lane in self.lanes if lane.gap), default=0)


def _first_day(lane: Lane) -> date:
    return lane.gap.first if lane.gap else date.max


def rows(scene: Scene, on: date, asked: Mapping[str, str]) -> list[ProductRow]:
    """The products that the filters let through, in the order asked for."""
    line = scene.line
    on = min(max(on, line.first), line.last)
    roles = [role for role in scene.content.covering if asked.get("role", "") in ("", role.slug)]
    words, stage = asked.get("q", "").casefold().split(), asked.get("stage", "")
    found = [
        ProductRow(product, tuple(_lane(scene, key, role, on) for role in roles))
        for key, product in line.products.items()
        if (not stage or product.stage == stage) and (not words or _holds(scene.text(key), words))
    ]
    if asked.get("gap"):
        found = [row for row in found if row.first]
    return sorted(found, key=_order(asked.get("sort", "")))


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _lane(scene: Scene, key: str, role: Role, on: date) -> Lane:
    bands = scene.line.lanes.get((key, role.slug), ())
    return Lane(role, bands, first_gap(bands, on, scene.line.last))


def _order(sort: str) -> Callable[[ProductRow], tuple[object, ...]]:
    def by_name(row: ProductRow) -> tuple[object, ...]:
        return (product_name(row.product).casefold(), row.product.key)

    def by_gap(row: ProductRow) -> tuple[object, ...]:
        return (_first_day(row.first) if row.first else date.max, -row.longest, *by_name(row))

    def by_longest(row: ProductRow) -> tuple[object, ...]:
        return (-row.longest, *by_gap(row))

    def by_stage(row: ProductRow) -> tuple[object, ...]:
        return (STAGES.index(row.product.stage) if row.product.stage in STAGES else 99, *by_name(row))

    def by_launch(row: ProductRow) -> tuple[object, ...]:
        return (row.product.launch or date.max, *by_name(row))

    orders = {"longest": by_longest, "name": by_name, "stage": by_stage, "launch": by_launch}
    return orders.get(sort, by_gap)

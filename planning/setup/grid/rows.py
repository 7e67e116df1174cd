"""The rows of the grid of products as they are shown: cells, what each product needs, what rests on what is assumed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from django.core.paginator import Page, Paginator
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from planning.core.content import Role
from planning.core.coverage.coverage import is_needed
from planning.core.records import STAGES, Product
from planning.findings.presentation import product_name
from planning.organisation.snapshot import Snapshot
from planning.setup.grid.cells import COLUMNS, Column
from planning.setup.resting import Resting, resting
from portal.optimistic_lock import token

PER_PAGE = 100


class Fault(NamedTuple):
    """Why a cell could not be saved; what was written in it stays."""

    text: str
    message: str


Faults = Mapping[tuple[str, str], Fault]  # by the key of the product and the name of the column


class GridCell(NamedTuple):
    """`shown` is what the cell says, `held` what its control holds."""

    column: Column
    name: str
    shown: str
    held: str
    assumed: bool
    fault: str

    @property
    def options(self) -> SafeString:
        """What can be chosen; none where the cell is written in."""
        return _options(self.column.choices, self.held) if self.column.choices else SafeString("")


class GridRow(NamedTuple):
    """`seen` is what the row shows, for whoever saves it; `code` names it in the page."""

    product: Product
    name: str
    team: str
    cells: tuple[GridCell, ...]
    needs: tuple[Role, ...]
    seen: str
    code: str
    is_chosen: bool = False

    @property
    def faults(self) -> list[GridCell]:
        return [cell for cell in self.cells if cell.fault]


@dataclass(frozen=True)
class Grid:
    """`every` counts the products, `resting` says of how many something is assumed and what rests on it. `seen` is the
    token of those without a row; `names` are those of all."""

    page: Page[Product]
    rows: list[GridRow]
    every: int
    resting: Resting
    roles: Sequence[Role]
    seen: str
    stages: Sequence[str] = STAGES
    names: Mapping[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    pasted: object = None


def grid_of(
    snapshot: Snapshot, page: str | None = None, faults: Faults | None = None, chosen: Sequence[str] = ()
) -> Grid:
    """One page of all products, by name."""
    products = by_name(snapshot)
    shown = Paginator(products, PER_PAGE).get_page(page)
    before, after = products[: max(shown.start_index() - 1, 0)], products[shown.end_index() :]
    return Grid(
        page=shown,
        rows=[row_of(snapshot, product, faults or {}, product.key in chosen) for product in shown],
        every=len(products),
        resting=resting(snapshot),
        roles=snapshot.content.covering,
        names={product.key: product_name(product) for product in products},
        seen=token(state_of([*before, *after])),
    )


def by_name(snapshot: Snapshot) -> list[Product]:
    """All products in the order of the grid, which does not change by what is set in it."""
    return snapshot.remember("products by name", lambda: sorted(snapshot.org.products.values(), key=_place))


def _place(product: Product) -> tuple[str, str]:
    return product_name(product).casefold(), product.key


def row_of(snapshot: Snapshot, product: Product, faults: Faults, is_chosen: bool = False) -> GridRow:
    team = snapshot.org.teams.get(product.team)
    return GridRow(
        product,
        product_name(product),
        (team.name or team.key) if team else product.team,
        tuple(_cell(product, column, faults.get((product.key, column.name))) for column in COLUMNS),
        needs(snapshot, product),
        seen_of(product),
        f"g{crc32(product.key.encode()):08x}",
        is_chosen,
    )


def _cell(product: Product, column: Column, fault: Fault | None) -> GridCell:
    value = column.value(product)
    shown, held = (fault.text, fault.text) if fault else (column.text(value), column.choice(value))
    is_assumed = column.field in product.assumed and not fault
    return GridCell(column, f"{column.name}:{product.key}", shown, held, is_assumed, fault.message if fault else "")


@lru_cache(256)
def _options(choices: tuple[str, ...], held: str) -> SafeString:
    """A value that is none of the choices is one more, so that it is kept while it is left alone."""
    every = choices if held in choices else (held, *choices)
    marks = ((choice, SafeString(" selected") if choice == held else "", capfirst(choice)) for choice in every)
    return format_html_join("", '<option value="{}"{}>{}</option>', marks)


def needs(snapshot: Snapshot, product: Product) -> tuple[Role, ...]:
    """The covering roles that the product needs, by role content."""
    return tuple(role for role in snapshot.content.covering if is_needed(role.need, product, snapshot.org.on))


def assumed_products(snapshot: Snapshot) -> list[Product]:
    """Those of which something is assumed."""
    return [product for product in snapshot.org.products.values() if product.assumed]


def seen_of(product: Product) -> str:
    """What a row shows, so that whoever saves it is told if somebody else has changed it meanwhile."""
    return json.dumps([_plain(value) for value in values_of(product).values()])


def values_of(product: Product) -> dict[str, Any]:
    """What the cells of a product show, by field."""
    return {column.field: column.value(product) for column in COLUMNS}


def state_of(products: Iterable[Product]) -> object:
    """What a token of several products is made of."""
    return [[product.key, seen_of(product)] for product in products]


def read_seen(text: str) -> dict[str, Any] | None:
    """Values by field, as `seen_of` gave them; None where they are not from there."""
    try:
        stage, market, launch, tier = json.loads(text)
        day = date.fromisoformat(launch) if launch else None
    except (ValueError, TypeError, RecursionError):
        return None
    if not (isinstance(stage, str) and isinstance(market, bool) and isinstance(tier, str)):
        return None
    return {"stage": stage, "market_facing": market, "launch": day, "launch_tier": tier}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

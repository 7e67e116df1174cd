"""What is pasted into the grid from a spreadsheet: rows that begin with the name of a product, or a block of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz, process

from planning.core.content import Content
from planning.core.records import Product
from planning.core.words import count
from planning.findings.presentation import product_name
from planning.imports.cells.words import is_blank, parse_yes
from planning.imports.columns.known import Scorer
from planning.imports.products.staff import bare
from planning.setup.grid.cells import BY_NAME, COLUMNS, NotUnderstood, month_comes_first, read
from planning.setup.grid.saving import Edit

MOST_ROWS, MOST_COLUMNS, LONGEST = 5_000, 100, 1_000
Row = list[str]
_NAMES = ("product", "product_id")
# Columns of a products file that say the audience by yes and no, and what yes means.
_YES_MEANS = {"market": "market-facing", "internal": "internal"}
_TIER = re.compile(r"(tier|level|t|p|l)?[ -]?\d|[sml]|xl|large|medium|small|major|minor", re.I)
CANDIDATES, SURE, MOST_UNKNOWN = 8, 88, 50


@dataclass
class Pasted:
    """What a table means: `edits` of cells, the products that are `named`, and the rows that begin with another name,
    each with its cells by column. `notes` say what was left out."""

    edits: list[Edit] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    unknown: dict[str, Mapping[str, str]] = field(default_factory=dict)
    month_first: bool = False
    notes: list[str] = field(default_factory=list)


def rows_of(text: str) -> list[Row]:
    """The cells of what was copied: parted by tabs, or where there is none by the mark of a text file."""
    first = text.lstrip("\n").partition("\n")[0]
    mark = "\t" if "\t" in text else ";" if ";" in first else "," if "," in first and "\n" in text.strip() else "\t"
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\0", "")), delimiter=mark))
    except csv.Error:  # a quotation mark that never ends
        rows = [line.split(mark) for line in text.splitlines()]
    filled = [[cell.strip()[:LONGEST] for cell in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]
    while filled and not any(filled[-1]):
        filled.pop()
    return filled


def by_names(
    rows: Sequence[Row], products: Sequence[Product], content: Content, means: Mapping[str, str] | None = None
) -> Pasted | None:
    """What rows say that name products; None where they do not. `means` are keys of products by names that are not
    theirs."""
    names = _Names(products, means or {})
    columns = _by_header(rows[0], content) if rows else {}
    place = next((i for i, name in columns.items() if name in _NAMES), None)
    body = rows[1:]
    if place is None:
        place, body = 0, rows
        if not _begin_with_names(rows, names):
            return None
        columns = _by_cells([row[1:] for row in rows])
    found = Pasted(month_first=month_comes_first(_column(body, columns, "launch")))
    for row in body:
        name = row[place] if place < len(row) else ""
        if name:
            _take(found, name, dict(_said(row, columns)), names)
    return found


def _take(found: Pasted, name: str, cells: Mapping[str, str], names: _Names) -> None:
    key = names.key(name)
    if key is None:
        found.unknown[name] = cells
    elif cells:
        found.named.append(key)
        found.edits += [Edit(key, column, text) for column, text in cells.items()]


class _Names:
    """Products by what people call them."""

    def __init__(self, products: Sequence[Product], means: Mapping[str, str]) -> None:
        self.known: dict[str, list[str]] = defaultdict(list)
        self.keys = {product.key for product in products}
        self.means = means
        for product in products:
            self.known[bare(product_name(product))].append(product.key)

    def key(self, name: str) -> str | None:
        """The one product that is called that; None where none or several are."""
        if self.means.get(name) in self.keys:
            return self.means[name]
        found = self.known.get(bare(name), [])
        return found[0] if len(found) == 1 else name if name in self.keys else None


def _begin_with_names(rows: Sequence[Row], names: _Names) -> bool:
    """Whether half of the rows and more begin with the name of a product, beside other cells."""
    first = [row[0] for row in rows if row and row[0]]
    return any(len(row) > 1 for row in rows) and sum(names.key(name) is not None for name in first) * 2 >= max(
        len(first), 1
    )


def _by_header(headers: Row, content: Content) -> dict[int, str]:
    """What each column holds by its heading, none twice."""
    scorer = Scorer("products", content)
    found: dict[int, str] = {}
    for i, header in enumerate(headers):
        name = scorer.field(header) if 0 < len(header) < 80 else ""
        if name in (*_NAMES, *BY_NAME, *_YES_MEANS) and name not in found.values():
            found[i] = name
    return found


def _by_cells(rows: Sequence[Row]) -> dict[int, str]:
    """What each column after the names holds, by its cells; what is not told by them is the next one that is left."""
    found: dict[int, str] = {}
    for i in range(max(map(len, rows), default=0)):
        cells = [row[i] for row in rows if i < len(row) and not is_blank(row[i])]
        left = [column.name for column in COLUMNS if column.name not in found.values()]
        fitting = [name for name in left if cells and sum(_fits(name, cell) for cell in cells) * 2 > len(cells)]
        if fitting:
            found[i + 1] = fitting[0]
    return found


def _fits(column: str, cell: str) -> bool:
    """Nearly any text could be a tier; only one that looks like it is taken for one."""
    if column == "tier":
        return bool(_TIER.fullmatch(cell))
    try:
        read(BY_NAME[column], cell)
    except NotUnderstood:
        return False
    return True


def _column(rows: Sequence[Row], columns: Mapping[int, str], name: str) -> list[str]:
    return [row[i] for i, column in columns.items() if column == name for row in rows if i < len(row)]


def _said(row: Row, columns: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """The cells of a row by column; blank ones say nothing."""
    for i, name in columns.items():
        text = row[i] if i < len(row) else ""
        if is_blank(text) or name in _NAMES:
            continue
        if (means := _YES_MEANS.get(name)) and (yes := parse_yes(text)) is not None:
            other = next(word for word in _YES_MEANS.values() if word != means)
            yield "audience", means if yes else other
        else:
            yield ("audience" if means else name), text


def at_cell(rows: Sequence[Row], keys: Sequence[str], key: str, column: str, content: Content) -> Pasted:
    """A block of cells, from the one of `key` and `column` on, over the rows `keys`. Headings above it are left out."""
    found = Pasted()
    below = keys[keys.index(key) :] if key in keys else []
    names = [*BY_NAME][[*BY_NAME].index(column) :]
    if rows and _are_headings(rows[0], names, content):
        rows = rows[1:]
    for place, row in zip(below, rows, strict=False):
        for name, text in zip(names, row, strict=False):
            if text or not BY_NAME[name].choices:
                found.edits.append(Edit(place, name, text))
    if "launch" in names:
        i = names.index("launch")
        found.month_first = month_comes_first(row[i] for row in rows if i < len(row))
    found.notes += _left_out(len(rows) - len(below), max(map(len, rows), default=0) - len(names))
    return found


def candidates(name: str, products: Sequence[Product]) -> list[tuple[str, str, bool]]:
    """The products that a name which none of them has comes closest to: key, name, and whether it is surely meant."""
    called = {product.key: product_name(product) for product in products}
    near = process.extract(name, called, scorer=fuzz.WRatio, processor=bare, limit=CANDIDATES)
    return [(key, called[key], score >= SURE and place == 0) for place, (_, score, key) in enumerate(near)]


def _are_headings(row: Row, names: Sequence[str], content: Content) -> bool:
    """“Internal” may head a column and stand in one."""
    fits = any(_fits(name, cell) for name, cell in zip(names, row, strict=False) if cell)
    return not fits and len(_by_header(row, content)) == len(row)


class Unknown(NamedTuple):
    """A row that begins with a name which no product has: what it says, and which products could be meant."""

    name: str
    says: str
    candidates: list[tuple[str, str, bool]]


class Preview(NamedTuple):
    """What a pasted table would set. Of very many unknown names the first are `unknown`, the others `more`."""

    text: str
    products: int
    cells: int
    unknown: list[Unknown]
    more: int


def preview_of(text: str, pasted: Pasted, products: Sequence[Product]) -> Preview:
    listed = [
        Unknown(name, " · ".join(cells.values()), candidates(name, products))
        for name, cells in [*pasted.unknown.items()][:MOST_UNKNOWN]
    ]
    named = len(set(pasted.named))
    return Preview(text, named, len(pasted.edits), listed, len(pasted.unknown) - len(listed))


def _left_out(rows: int, columns: int) -> Iterator[str]:
    if rows > 0:
        yield f"{count(rows, 'row')} left out: too few products below this one on the page."
    if columns > 0:
        yield f"{count(columns, 'column')} left out: to the right of the last column you can edit."

"""Product lines: what a products file says once for several products.

The name of a line, and who is named for all of it, may stand in the first of its rows with blanks below, as cells that
were merged do, or in a heading row of their own. A person is taken for the whole line only where the column is blank in
every other row of every line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from planning.core.words import count
from planning.imports.columns.match import plain
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report

Columns = dict[str, list[int]]
_LINE_HEADERS = {"productline", "productfamily", "productgroup", "productarea", "lineofbusiness", "portfolio"}


class Lined(NamedTuple):
    """A row of a product, the row that speaks for its line, and whether that is another one."""

    row: Row
    first: Row | None
    below: bool


def columns_apart(table: Table, columns: Mapping[str, list[int]]) -> Columns:
    """The columns, with a product line that stands beside the product as a field of its own."""
    apart = dict(columns)
    products = apart.get("product", [])
    lines = [i for i in products if plain(table.headers[i]) in _LINE_HEADERS]
    if lines and len(lines) < len(products):
        apart["product"] = [i for i in products if i not in lines]
        apart["product_line"] = [*apart.get("product_line", ()), *lines]
    return apart


def filled_in(table: Table, columns: Columns, people: Sequence[int], report: Report) -> Table:
    """The table without heading rows of lines, with the lines, and the people named once for a line, in every row that
    they hold for; that is said. `people` are the columns that name somebody."""
    line = next(iter(columns.get("product_line", ())), None)
    if line is None:
        return table
    names = [i for name in ("product", "product_id") for i in columns.get(name, ())]
    rows = list(_lined(table.rows, line, names))
    if not any(lined.below for lined in rows) or rows[0].first is None:
        return table
    once = [i for i in people if _is_named_once(rows, i)]
    _say(table, rows, once, report)
    return table._replace(rows=[_filled(lined, (line, *once)) for lined in rows])


def _lined(rows: Sequence[Row], line: int, names: Sequence[int]) -> Iterator[Lined]:
    """The rows of products; a row that names a line and no product is the heading of those below."""
    first: Row | None = None
    for row in rows:
        starts = bool(row.cells[line])
        first = row if starts else first
        if not starts or any(row.cells[i] for i in names):
            yield Lined(row, first, first is not None and first is not row)


def _is_named_once(rows: Sequence[Lined], i: int) -> bool:
    """Whether a column is filled in the first row alone of each line that has several, in at least half of these."""
    firsts = {lined.first.number: lined.first for lined in rows if lined.below and lined.first}
    filled = sum(bool(first.cells[i]) for first in firsts.values())
    return filled > 0 and len(firsts) <= 2 * filled and not any(lined.row.cells[i] for lined in rows if lined.below)


def _filled(lined: Lined, places: Sequence[int]) -> Row:
    if not lined.below or lined.first is None:
        return lined.row
    cells = list(lined.row.cells)
    for i in places:
        cells[i] = cells[i] or lined.first.cells[i]
    return lined.row._replace(cells=cells)


def _say(table: Table, rows: Sequence[Lined], once: Sequence[int], report: Report) -> None:
    below = count(sum(lined.below for lined in rows), "row")
    for i in once:
        text = f"Named once for each product line: the person also counts in {below} below."
        text += " Fill in the cells if this is wrong."
        report.note(table.header_row, table.headers[i], "", text, "as-above")

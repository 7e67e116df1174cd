"""Cells that speak of other rows: several products in one cell, and “as above”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from planning.core.words import count
from planning.imports.columns.product_columns import holds_several
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report

_BETWEEN = re.compile(r"\s*[;,\n|、；，]\s*")
_ABOVE = re.compile(
    r"(the )?(same )?as above|same( here)?|ditto|do\.|idem|see above|\"|″|''|〃|-\"-|\" ?\"|↑|\^|"
    r"s\. ?o\.|wie oben|siehe oben|comme ci-dessus|voir ci-dessus|igual( que arriba)?|como arriba|idem acima|"
    r"come sopra|zie boven|idem boven|同上|위와 같음",
    re.I,
)


def one_a_row(table: Table, columns: Mapping[str, Sequence[int]], people: Sequence[int], report: Report) -> Table:
    """The table with one product a row where a person's row lists several in one cell; that is said. `people` are the
    columns that name somebody."""
    place = next(iter(columns.get("product", ())), None)
    if place is None or not people or "product_id" in columns or not holds_several(table.headers[place]):
        return table
    lists = sum(len(_parts(row.cells[place])) > 1 for row in table.rows)
    if not lists:
        return table
    text = f"{count(lists, 'cell lists', 'cells list')} several products: each counts as a separate product. "
    report.note(
        table.header_row, table.headers[place], "", f"{text}Give each its own row if this is wrong.", "product-lists"
    )
    return table._replace(rows=list(_apart(table.rows, place)))


def _apart(rows: Sequence[Row], place: int) -> Iterator[Row]:
    for row in rows:
        for part in _parts(row.cells[place]) or [""]:
            yield Row(row.number, [*row.cells[:place], part, *row.cells[place + 1 :]])


def _parts(cell: str) -> list[str]:
    return [part for part in _BETWEEN.split(cell) if part.strip()]


def without_dittos(table: Table, report: Report) -> Table:
    """The table with the value above in cells that say “as above”; that is said."""
    dittos = ((row, at) for row in table.rows for at, cell in enumerate(row.cells) if _is_ditto(cell))
    first = next(dittos, None)
    if first is None:
        return table
    above = [""] * len(table.headers)
    rows, filled = [], 0
    for row in table.rows:
        cells = [before if _is_ditto(cell) else cell for cell, before in zip(row.cells, above, strict=True)]
        filled += sum(map(_is_ditto, row.cells))
        rows.append(Row(row.number, cells))
        above = cells
    text = f"{count(filled, 'cell says', 'cells say')} “as above”: the value of the row above is used. "
    row, at = first
    text += "Fill in the cells if this is wrong."
    report.note(row.number, table.headers[at], row.cells[at], text, "as-above")
    return table._replace(rows=rows)


def _is_ditto(cell: str) -> bool:
    return 0 < len(cell) < 20 and bool(_ABOVE.fullmatch(cell))

"""Several tables of one kind, such as the people of two offices, as one table: together they are the organisation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planning.imports.cells.date_order import evidence
from planning.imports.cells.dates import NUMERIC
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Problem, Report, shorten
from planning.imports.remedies import with_remedy

# Rows of the second table count from here on, those of the third from twice this: no table has so many.
STEP = 10_000_000
_NUMBER = re.compile(r"\b[1-9]\d{7,8}\b")


class Part(NamedTuple):
    """A table with the fields of its columns and what there is to say of it."""

    table: Table
    matched: tuple[str, ...]
    report: Report


def joined(parts: Sequence[Part]) -> Part:
    """One table with the columns and rows of all; whatever is said of it later names the file and the row there."""
    parts = _in_one_order_of_days(parts)
    columns: dict[tuple[str, int], int] = {}
    headers: list[str] = []
    matched: list[str] = []
    places: list[list[int]] = []
    for part in parts:
        places.append([])
        for sign, header, field in _signs(part):
            if sign not in columns:
                columns[sign] = len(headers)
                headers.append(header)
                matched.append(field)
            places[-1].append(columns[sign])
    rows = [row for at, part in enumerate(parts) for row in _rows(at * STEP, part.table.rows, places[at], len(headers))]
    first = parts[0].table
    report = JointReport(
        parts, [dict(zip(place, p.table.headers, strict=True)) for place, p in zip(places, parts, strict=True)], headers
    )
    return Part(first._replace(headers=tuple(headers), rows=rows), tuple(matched), report)


def _signs(part: Part) -> Iterable[tuple[tuple[str, int], str, str]]:
    """For each column what makes it the same as another table's: its field, and which of several of that field it is;
    its header where it has no field."""
    seen: Counter[str] = Counter()
    for header, field in zip(part.table.headers, part.matched, strict=True):
        name = field or f"header {header.casefold()}"
        yield (name, seen[name]), header, field
        seen[name] += 1


def _rows(offset: int, rows: Iterable[Row], places: Sequence[int], width: int) -> Iterable[Row]:
    if list(places) == list(range(width)) and not offset:
        yield from rows
        return
    for row in rows:
        cells = [""] * width
        for place, cell in zip(places, row.cells, strict=True):
            cells[place] = cell
        yield Row(offset + row.number, cells)


def _in_one_order_of_days(parts: Sequence[Part]) -> list[Part]:
    """Where one table proves that its days stand first and another that its months do, the days of the latter are
    turned round."""
    orders = [_is_month_first(part.table) for part in parts]
    if {True, False} <= set(orders):
        return [_turned(part) if order else part for part, order in zip(parts, orders, strict=True)]
    return list(parts)


def _is_month_first(table: Table) -> bool | None:
    """None where nothing proves either."""
    found = evidence(cell for row in table.rows for cell in row.cells)
    return None if found.day and found.month else found.proof


def _turned(part: Part) -> Part:
    rows = [Row(row.number, list(map(_turned_date, row.cells))) for row in part.table.rows]
    return part._replace(table=part.table._replace(rows=rows))


def _turned_date(cell: str) -> str:
    date = NUMERIC.match(cell)
    return f"{date[3]}{date[2]}{date[1]}{cell[date.end(3) :]}" if date else cell


class JointReport(Report):
    """Says everything in the file and at the row and under the header where it stands."""

    def __init__(self, parts: Sequence[Part], own_headers: Sequence[dict[int, str]], headers: Sequence[str]) -> None:
        super().__init__(parts[0].table.file)
        self.files = [part.table.file for part in parts]
        self.own = [{headers[at]: own for at, own in names.items()} for names in own_headers]
        self.problems = [problem for part in parts for problem in part.report.problems]
        for at, part in enumerate(parts):
            self.bad_rows |= {at * STEP + row for row in part.report.bad_rows}

    def _add(self, row: int, column: str, value: str, severity: str, message: str, code: str) -> None:
        at, there = divmod(row, STEP)
        header = self.own[at].get(column, column)
        text = with_remedy(_NUMBER.sub(self._place, message), code)
        self.problems.append(Problem(self.files[at], there, header, shorten(value), severity, text, code))

    def _place(self, number: re.Match[str]) -> str:
        at, row = divmod(int(number[0]), STEP)
        return f"{row} of {self.files[at]}" if at < len(self.files) else number[0]

"""The headers of a table set right: groups over headers, headers twice, columns without one, no headers at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from planning.core.content import Content
from planning.imports.columns.contents import Profile, is_code, is_date, is_email, profiles
from planning.imports.columns.known import Scorer
from planning.imports.columns.spelling import LONGEST, plain
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report

_MADE_UP = re.compile(r"Column [A-Z]{1,2}")
NO_HEADERS, SECOND_HEADERS = "no-header-row", "second-header-row"
MOST_SECOND = 5  # rows that may hold the headers once more; further down they are rows of the table
# Headers that say nothing without the group that stands over them.
_BARE = frozenset({"id", "name", "email", "mail", "title", "code", "number", "no", "key"})
# Groups that say whom the headers below speak of.
_LINES = ("manager", "dotted")
_KINDS_OF_CELLS = re.compile(
    r"(required|optional|mandatory|text|string|date|number|integer|boolean|yes/no|free text|dropdown|list|"
    r"yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy|varchar.*)",
    re.I,
)


def settle(kind: str, table: Table, content: Content, report: Report) -> Table:
    """The table with a header over every column that holds something, and no row of headers among its rows."""
    score = Scorer(kind, content)
    table = _grouped(table, score)
    if _is_headless(table, score):
        text = "The file has no header row, so the columns were identified by their cells. Add a header row."
        report.note(table.header_row, "", "", text, NO_HEADERS)
        rows = [Row(table.header_row, list(table.headers)), *table.rows]
        table = table._replace(headers=("",) * len(table.headers), rows=rows)
    table = _without_second_headers(table, score, report)
    return table._replace(headers=_named(table))


def _grouped(table: Table, score: Scorer) -> Table:
    """“Manager” over “Name” and “ID” makes “Manager Name” and “Manager ID”, where headers alone are not clear."""
    if len({cell for cell in table.above if cell}) < 2:
        return table
    counts = Counter(plain(header) for header in table.headers if header)
    headers, group = [], ""
    for i, header in enumerate(table.headers):
        group = (table.above[i] if i < len(table.above) else "") or group
        whole = f"{group} {header}"
        twice = counts[plain(header)] > 1
        clear = twice or (plain(header) in _BARE and (score.field(whole) or score.field(group) in _LINES))
        headers.append(whole if header and group and clear else header)
    return table._replace(headers=tuple(headers))


def _is_headless(table: Table, score: Scorer) -> bool:
    """Whether the row that was taken for the headers is one of the rows: no header is known, and its cells are as the
    cells below are."""
    if score.known(table.headers) > 1:
        return False
    alike = sum(_is_like(header, look) for header, look in zip(table.headers, profiles(table), strict=True))
    return alike > 1 or any(is_email(header) or is_date(header) for header in table.headers)


def _is_like(header: str, look: Profile) -> bool:
    if not header or not look.values:
        return False
    tests = ((is_code, look.codes), (is_date, look.dates), (is_email, look.emails))
    return header in look.values or any(test(header) and share >= 0.8 for test, share in tests)


def _without_second_headers(table: Table, score: Scorer, report: Report) -> Table:
    """Rows of labels, or of what the columns may hold, right below the headers are no rows."""
    near = table.rows[: min(MOST_SECOND, len(table.rows) - 1)]
    second = list(takewhile(lambda row: _is_second(row.cells, table.headers, score), near))
    for row in second:
        text = "This row repeats the column labels, so it was left out."
        report.note(row.number, "", " ".join(row.cells), text, SECOND_HEADERS)
    return table._replace(rows=table.rows[len(second) :]) if second else table


def _is_second(cells: Sequence[str], headers: Sequence[str], score: Scorer) -> bool:
    filled = [(cell, header) for cell, header in zip(cells, headers, strict=True) if cell]
    if len(filled) > 1 and all(_KINDS_OF_CELLS.fullmatch(cell) for cell, _ in filled):
        return True
    same = sum(_is_same(cell, header, score) for cell, header in filled)
    return same >= max(2, len(filled) / 2)


def _is_same(cell: str, header: str, score: Scorer) -> bool:
    field = score.field(cell) if len(cell) < 80 else ""
    return plain(cell) == plain(header) or (bool(field) and field == score.field(header))


def _named(table: Table) -> tuple[str, ...]:
    """The headers, none longer than any that is known; a column that holds something and has none goes by its
    letter."""
    headers = tuple(header[:LONGEST] for header in table.headers)
    blank = {i for i, header in enumerate(headers) if not header}
    if not blank:
        return headers
    held = {i for i in blank if any(row.cells[i] for row in table.rows)}
    return tuple(made_up(i) if i in held else header for i, header in enumerate(headers))


def made_up(place: int) -> str:
    """What a column goes by that has no header of its own."""
    return f"Column {_letters(place)}"


def is_made_up(header: str) -> bool:
    """Whether a header is the letter of a column that has none of its own."""
    return bool(_MADE_UP.fullmatch(header))


def _letters(place: int) -> str:
    """A for 0, AA for 26."""
    head, tail = divmod(place, 26)
    return (_letters(head - 1) if head else "") + chr(ord("A") + tail)

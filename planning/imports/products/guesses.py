"""Columns that were taken for people by the look of their cells, once it is known who there is."""

from __future__ import annotations

from collections.abc import Mapping

from planning.imports.columns.match import BY_CELLS, NOT_USED
from planning.imports.opening.read import Table
from planning.imports.problems import Report
from planning.imports.products.staff import Staff

Columns = dict[str, list[int]]


def without_guesses(table: Table, columns: Mapping[str, list[int]], staff: Staff, report: Report) -> Columns:
    """The columns without those of owners that were guessed and in which hardly a cell names anybody: words such as
    “Trials, Billing” look like names. They are not used, which is said instead."""
    guessed = {problem.column for problem in report.problems if problem.code == BY_CELLS}
    wrong = {i for i in columns.get("owner", ()) if table.headers[i] in guessed and not _names_people(table, i, staff)}
    if not wrong:
        return dict(columns)
    headers = {table.headers[i] for i in wrong}
    report.problems = [p for p in report.problems if p.code != BY_CELLS or p.column not in headers]
    for i in sorted(wrong):
        report.note(table.header_row, table.headers[i], "", "This column is not used.", NOT_USED)
    left = {name: [i for i in places if name != "owner" or i not in wrong] for name, places in columns.items()}
    return {name: places for name, places in left.items() if places}


def _names_people(table: Table, place: int, staff: Staff) -> bool:
    """Whether a fair part of the different cells names somebody by name, id or address."""
    cells = list(dict.fromkeys(row.cells[place] for row in table.rows if row.cells[place]))[:200]
    return 5 * sum(bool(staff.find(cell).keys) for cell in cells) > len(cells)

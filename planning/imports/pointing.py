"""Problems that name a cell and no column are given the header that it stands under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planning.imports.opening.read import Table
from planning.imports.problems import Problem, shorten
from planning.imports.remedies import OF_FILES


def pointed(problems: Iterable[Problem], tables: Iterable[Table]) -> Iterator[Problem]:
    """The problems; those of rows with the column of what they show, or else of the first cell that is filled."""
    by_file = {table.file: table for table in tables}
    cells: dict[str, dict[int, list[str]]] = {}
    for problem in problems:
        table = by_file.get(problem.file)
        if problem.column or table is None or problem.code in OF_FILES:
            yield problem
            continue
        if problem.file not in cells:
            cells[problem.file] = {row.number: row.cells for row in table.rows}
        yield problem._replace(column=_header(table, cells[problem.file].get(problem.row, []), problem.value))


def _header(table: Table, cells: list[str], value: str) -> str:
    """'' where the row is none of the table's."""
    pairs = list(zip(table.headers, cells, strict=False))
    shown = (header for header, cell in pairs if cell and shorten(cell) == value)
    filled = (header for header, cell in pairs if cell)
    return next(shown, next(filled, ""))

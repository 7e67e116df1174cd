"""Getting at the cells of a table by field, with everything odd said at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from planning.imports.cells import values as cells
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report


class Rows:
    """The rows of one table by field. `dates` are the fields that hold dates: whether the day or the month
    comes first is one answer a column."""

    def __init__(self, table: Table, columns: Mapping[str, list[int]], report: Report, dates: Iterable[str]) -> None:
        self.table = table
        self.columns = columns
        self.report = report
        self.month_first = {name: self._month_first(name) for name in dates if name in columns}
        self.odd_words: set[str] = set()

    def _month_first(self, name: str) -> bool:
        return cells.is_month_first(row.cells[i] for row in self.table.rows for i in self.columns[name])

    def cell(self, row: Row, name: str) -> str:
        """The first cell that is not blank among the columns of a field."""
        for i in self.columns.get(name, ()):
            if row.cells[i]:
                return row.cells[i]
        return ""

    def header(self, name: str, row: Row | None = None) -> str:
        """The header over `cell`, or over the field's first column; '' where the file has none."""
        places = self.columns.get(name, [])
        filled = next((i for i in places if row is not None and row.cells[i]), places[0] if places else None)
        return "" if filled is None else self.table.headers[filled]

    def note(self, row: Row, name: str, message: str) -> None:
        self.report.note(row.number, self.header(name, row), self.cell(row, name), message)

    def error(self, row: Row, name: str, message: str) -> None:
        self.report.error(row.number, self.header(name, row), self.cell(row, name), message)

    def note_once(self, row: Row, name: str, message: str) -> None:
        """Say it for the first row that holds this value only."""
        value = f"{name}:{self.cell(row, name)}"
        if value not in self.odd_words:
            self.odd_words.add(value)
            self.note(row, name, message)

    def text(self, row: Row, name: str, longest: int) -> str:
        value = self.cell(row, name)
        if len(value) > longest:
            self.note(row, name, f"Longer than {longest} characters; the rest was cut off.")
        return value[:longest].rstrip()

    def day(self, row: Row, name: str) -> date | None:
        return self.day_in(row, self.header(name, row), self.cell(row, name), self.month_first.get(name, False))

    def day_in(self, row: Row, header: str, value: str, month_first: bool = False) -> date | None:
        """The date in a cell. A date that cannot be is an error, what is none a note."""
        if value.casefold() in cells.NO_DATES:
            return None
        try:
            found = cells.parse_date(value, month_first)
        except cells.NotPossible as error:
            self.report.error(row.number, header, value, str(error))
            return None
        if found is None:
            self.report.note(row.number, header, value, f"This is no date; it was left out. {cells.DATE_FORMS}")
        return found

    def yes(self, row: Row, name: str) -> bool | None:
        """Yes, no, or None where the cell is blank or says neither."""
        value = self.cell(row, name)
        answer = cells.parse_yes(value) if value else None
        if value and answer is None:
            self.note(row, name, "Neither yes nor no; it was left out.")
        return answer

"""Getting at the cells of a table by field, with everything odd said at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from planning.imports.cells import dates, words
from planning.imports.cells.date_order import DateOrder
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report


class Rows:
    """The rows of one table by field. `dates` are the fields that hold dates: whether the day or the month comes first
    is one answer a file. `past` are those of them that mostly lie before `on`."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, list[int]],
        report: Report,
        dates: Iterable[str],
        past: Iterable[str] = (),
        on: date | None = None,
    ) -> None:
        self.table = table
        self.columns = columns
        self.report = report
        self.date_fields = tuple(name for name in dates if name in columns)
        self.date_order = DateOrder(table, columns, self.date_fields, past, on)
        self.date_order.say(report)
        self.odd_words: set[str] = set()
        self._days = {name: self._day_place(columns[name]) for name in self.date_fields}

    def cell(self, row: Row, name: str) -> str:
        """The first cell that is not blank among the columns of a field; what stands for nothing is blank."""
        places = self.columns.get(name)
        if places is None:
            return ""
        for i in places:
            cell = row.cells[i]
            if cell and cell not in words.NULLS:
                return cell
        return ""

    def place(self, row: Row | None, name: str) -> int | None:
        """The column of `cell`, or the field's first one; None where the file has none."""
        places = self.columns.get(name, ())
        for i in places if row is not None else ():
            if row is not None and row.cells[i] and row.cells[i] not in words.NULLS:
                return i
        return places[0] if places else None

    def header(self, name: str, row: Row | None = None) -> str:
        """The header over `cell`, or over the field's first column; '' where the file has none."""
        place = self.place(row, name)
        return "" if place is None else self.table.headers[place]

    def note(self, row: Row, name: str, message: str, code: str) -> None:
        self.report.note(row.number, self.header(name, row), self.cell(row, name), message, code)

    def error(self, row: Row, name: str, message: str, code: str) -> None:
        self.report.error(row.number, self.header(name, row), self.cell(row, name), message, code)

    def note_once(self, row: Row, name: str, message: str, code: str) -> None:
        """Say it for the first row that holds this value only."""
        value = f"{name}:{self.cell(row, name)}"
        if value not in self.odd_words:
            self.odd_words.add(value)
            self.note(row, name, message, code)

    def text(self, row: Row, name: str, longest: int) -> str:
        value = self.cell(row, name)
        if not value or words.is_blank(value):
            return ""
        if len(value) > longest:
            self.note(row, name, f"Longer than {longest} characters, so the rest was cut off.", "too-long")
        return value[:longest].rstrip()

    def _day_place(self, places: list[int]) -> tuple[int, bool] | None:
        """The column and the order of a field that has one column."""
        return (places[0], self.date_order.of(places[0])) if len(places) == 1 else None

    def day(self, row: Row, name: str) -> date | None:
        """The date of a field. A date that cannot be is an error, what is none a note."""
        single = self._days.get(name)
        if single is not None:
            place, month_first = single
            value = row.cells[place]
            return self.day_in(row, self.table.headers[place], value, month_first) if value else None
        value = self.cell(row, name)
        return (
            self.day_in(row, self.header(name, row), value, self.date_order.of(self.place(row, name)))
            if value
            else None
        )

    def day_in(self, row: Row, header: str, value: str, month_first: bool | None = None) -> date | None:
        """The date in a cell, in the order of the file unless one is given. A date that cannot be is an error, what is
        none a note."""
        if value in words.NULLS or value.casefold() in words.NO_DATES:
            return None
        try:
            found = dates.parse_date(value, self.date_order.month_first if month_first is None else month_first)
        except dates.NotPossible as error:
            self.report.error(row.number, header, value, str(error), "impossible-date")
            return None
        if found is None and not dates.is_none(value):
            if month := dates.parse_month(value):
                return self._day_of_month(row, header, value, month)
            text = f"This is not a date, so it was left out. {dates.DATE_FORMS}"
            self.report.note(row.number, header, value, text, "no-date")
        return found

    def _day_of_month(self, row: Row, header: str, value: str, month: tuple[int, int]) -> date:
        """The first day of a month that a cell names without a day."""
        if f"month:{header}" not in self.odd_words:
            self.odd_words.add(f"month:{header}")
            text = "This is a month without a day. The first of the month was used, here and throughout this column."
            self.report.note(row.number, header, value, f"{text} {dates.DATE_FORMS}", "month-only")
        return date(*month, 1)

    def yes(self, row: Row, name: str) -> bool | None:
        """Yes, no, or None where the cell is blank or says neither."""
        value = self.cell(row, name)
        answer = words.parse_yes(value) if value else None
        if answer is None and value and not words.is_blank(value):
            self.note_once(
                row, name, "Neither yes nor no, so it was left out, here and wherever it appears.", "no-answer"
            )
        return answer

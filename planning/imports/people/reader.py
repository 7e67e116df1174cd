"""The third stage: from the cells of a people file to what each row says of one position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from planning.imports.cells import values as cells
from planning.imports.opening.read import Row, Table
from planning.imports.people.pay_cells import pay_of
from planning.imports.people.position_rows import LIMITS, WHO, HolderRows, PositionRow
from planning.imports.problems import Report


class Reader(HolderRows):
    """Reads the rows of a people file; says into `report` what is odd."""

    def __init__(self, table: Table, columns: Mapping[str, list[int]], report: Report) -> None:
        super().__init__(table, columns, report)
        self.fte_in_percent = self._in_percent()

    def position_rows(self) -> Iterator[PositionRow]:
        """One for each row; rows that cannot be understood are errors in the report, and left out."""
        for row in self.table.rows:
            if tuple(row.cells) == self.table.headers:
                self.report.note(row.number, "", "", "The headers stand here again; the row was left out.")
                continue
            parsed = self._position_row(row)
            if parsed is not None:
                yield parsed

    def _in_percent(self) -> bool:
        """100 and 80 in a column of FTEs are percentages; 37.5 would be hours, which say nothing here."""
        values = {self.cell(row, "fte") for row in self.table.rows} if "fte" in self.columns else set()
        largest = max((cells.parse_number(value) or 0.0 for value in values), default=0.0)
        return 50 <= largest <= 100

    def _position_row(self, row: Row) -> PositionRow | None:
        ident = self._id(row, self.ident_field)
        person_id = self._id(row, "person_id") if self.ident_field != "person_id" else ident
        name, title = self._name(row), self.text(row, "title", LIMITS["title"])
        if not (ident or title or name):
            self.report.error(
                row.number, "", " ".join(row.cells), "The row has no id, no name and no title. Fill one in."
            )
            return None
        parsed = PositionRow(
            row=row.number,
            ident=ident,
            person_id=person_id,
            name=name,
            email=self._email(row),
            title=title,
            vacant=False,
            inactive=False,
            interim=bool(cells.INTERIM.search(name) or cells.INTERIM.search(title)),
            managers=tuple(
                (self.table.headers[i], row.cells[i]) for i in self.columns.get("manager", ()) if row.cells[i]
            ),
            dotted=self.cell(row, "dotted"),
            teams=tuple(self.text(row, kind, LIMITS["team"]) for kind in ("division", "department", "team")),
            given={},
            cells=row.cells,
        )
        self._fill(row, parsed)
        return None if row.number in self.report.bad_rows else parsed

    def _fill(self, row: Row, parsed: PositionRow) -> None:
        dates = {name: self.day(row, name) for name in self.date_fields}
        parsed.starts, parsed.leaves = dates.get("starts"), dates.get("leaves")
        if parsed.starts and parsed.leaves and parsed.leaves < parsed.starts:
            self.note(row, "leaves", "The last day is before the first; the last day was left out.")
            parsed.leaves = None
        self._status(row, parsed)
        self._holder(row, parsed)
        if not parsed.title and "title" in self.columns:
            self.note(row, "title", "The row has no job title; its role cannot be known.")
        parsed.given = {"title": parsed.title} if "title" in self.columns else {}
        self._plain_fields(row, parsed, dates)

    def _plain_fields(self, row: Row, parsed: PositionRow, dates: Mapping[str, date | None]) -> None:
        given = parsed.given
        if any(name in self.columns for name in ("location", "city", "region", "country")):
            given["location"] = self._location(row)
        if "stage" in self.columns:
            given["stage"] = self.text(row, "stage", LIMITS["stage"])
        for name, target in (
            ("position_starts", "starts"),
            ("position_ends", "ends"),
            ("target_start", "target_start"),
        ):
            if name in dates:
                given[target] = dates[name]
        if parsed.vacant and not given.get("target_start") and parsed.starts:
            given["target_start"] = parsed.starts
        if "fte" in self.columns:
            given["fte"] = self._fte(row)
        if "level" in self.columns and (level := self._level(row)) is not None:
            given["level"] = level
        if "pay" in self.columns or "cost" in self.columns:
            given.update(pay_of(self, row))
        if self.cell(row, "function"):
            given["function"] = self.text(row, "function", LIMITS["function"])

    def _location(self, row: Row) -> str:
        whole = self.text(row, "location", LIMITS["location"])
        parts = [self.cell(row, name) for name in ("city", "region", "country")]
        return whole or ", ".join(part for part in parts if part)[: LIMITS["location"]]

    def _fte(self, row: Row) -> float:
        value = self.cell(row, "fte")
        number = cells.parse_number(value) if value.casefold() not in cells.BLANKS else None
        if number is not None and self.fte_in_percent:
            number = number / 100
        if number is not None and 0 <= number <= 2:
            return round(number, 4)
        if value:
            self.note(row, "fte", "Not an FTE between 0 and 2; it counts as 1.")
        return 1.0

    def _level(self, row: Row) -> int | None:
        value = self.cell(row, "level")
        level = cells.parse_level(value)
        if value and level is None:
            self.note_once(row, "level", "Not a level from 1 to 9; the title decides, here and wherever this stands.")
        return level


def headers_missing(columns: Mapping[str, Sequence[int]]) -> str:
    """Why these columns do not make a people file; '' if they do."""
    if "title" not in columns:
        return "There is no column for the job title. Name one “Job Title”."
    if not any(name in columns for name in ("position_id", "id", *WHO)):
        return "There is no column that tells the positions apart. Name one “Position ID” or “Employee ID”."
    return ""

"""The third stage: from the cells of a people file to what each row says of one position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from planning.core.content import Content
from planning.imports.cells import numbers, words
from planning.imports.columns.other_columns import EFFECTIVE
from planning.imports.columns.spelling import words as words_in
from planning.imports.opening.read import Row, Table
from planning.imports.people import statuses
from planning.imports.people.holders import Holders
from planning.imports.people.names import Name
from planning.imports.people.pay_cells import pay_of
from planning.imports.people.position_rows import IDENTS, LIMITS, WHO, PositionRow
from planning.imports.people.requisitions import is_opening, read_opening
from planning.imports.people.sharing import share_name
from planning.imports.people.stints import settle
from planning.imports.people.strays import Stray, Strays
from planning.imports.problems import Report

_FULL_TIME = words.words_of(
    "full-time|full time|fulltime|ft|vollzeit|temps plein|tiempo completo|tempo pieno|voltijd", "|"
)


_POSITION_DATES = (("position_starts", "starts"), ("position_ends", "ends"), ("target_start", "target_start"))


class Reader(Holders):
    """Reads the rows of a people file as they hold `on` a day; says into `report` what is odd."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, list[int]],
        report: Report,
        on: date | None = None,
        content: Content | None = None,
    ) -> None:
        languages = content.languages if content else ()
        super().__init__(table, columns, report, on, statuses.reader_of(languages))
        labels = [
            (name, header) for language in languages for name, headers in language.headers.items() for header in headers
        ]
        self.strays = Strays(table, columns, labels, content.function_of if content else lambda name: "")
        self.fte_in_percent = self._in_percent()
        self.ftes: dict[str, float] = {}
        self.has_openings = "requisition_id" in columns
        self.has_location = any(name in columns for name in ("location", "city", "region", "country"))
        self.has_accounts = not any(name in columns for name in ("manager", "title")) or any(
            name in columns for name in ("email", "account_enabled", "employee_type")
        )

    def position_rows(self) -> Iterator[PositionRow]:
        """One for each row; rows that cannot be understood are errors in the report, and left out, as are those that
        are no people."""
        for row in self.table.rows:
            stray = self.strays.labels(row)
            if stray is not None:
                self._leave_out(row, stray)
                continue
            parsed = self._position_row(row)
            if parsed is not None:
                yield parsed

    def settled(self, rows: Sequence[PositionRow]) -> list[PositionRow]:
        """The rows with several jobs of one person, and several holders of one place, told apart."""
        if self.on is None:
            return list(rows)
        of_people = self.ident_field == "person_id" or (self.ident_field == "id" and "person_id" not in self.columns)
        of_places = self.ident_field in ("position_id", "id")
        return settle(
            rows,
            self.on,
            self.report,
            ids_are_of_people=of_people,
            ids_are_of_places=of_places,
            is_history=bool(EFFECTIVE.fullmatch(words_in(self.header("position_starts")))),
        )

    def _leave_out(self, row: Row, stray: Stray) -> None:
        text = next((cell for cell in row.cells if cell), "")
        self.report.note(row.number, "", text, stray.message, stray.code)

    def _in_percent(self) -> bool:
        """100 and 80 in a column of FTEs are percentages; 37.5 would be hours, which say nothing here."""
        values = {self.cell(row, "fte") for row in self.table.rows} if "fte" in self.columns else set()
        largest = max((numbers.parse_number(value) or 0.0 for value in values), default=0.0)
        return 50 <= largest <= 100

    def _position_row(self, row: Row) -> PositionRow | None:
        title, read = self.text(row, "title", LIMITS["title"]), self.read_name(row)
        stray = self.strays.remarks(row, self.cell(row, self.ident_field), read.shown, title)
        if stray is not None:
            self._leave_out(row, stray)
            return None
        ident = self.ident(row)
        if not (ident or title or read.shown or self.cell(row, "email")):
            text = "The row has no ID, name or title. Fill one in."
            self.report.error(row.number, "", " ".join(row.cells).strip(), text, "empty-row")
            return None
        parsed = PositionRow(
            row=row.number,
            ident=ident,
            person_id=self._id(row, "person_id") if self.ident_field != "person_id" else ident,
            name=read.shown,
            email=self.read_email(row) if "email" in self.columns else "",
            title=title,
            vacant=False,
            inactive=False,
            interim=words.is_interim(title) or (not words.is_plain(read.shown) and words.is_interim(read.shown)),
            managers=self._managers(row),
            dotted=self.cell(row, "dotted"),
            teams=tuple(self.text(row, kind, LIMITS["team"]) for kind in ("division", "department", "team")),
            given={},
            cells=row.cells,
            aliases=read.aliases,
            other_ids=self.other_ids(row),
        )
        if self.has_accounts and (stray := self._account(row, parsed)) is not None:
            self._leave_out(row, stray)
            return None
        self._fill(row, parsed, read)
        return None if row.number in self.report.bad_rows else parsed

    def _account(self, row: Row, parsed: PositionRow) -> Stray | None:
        disabled = "account_enabled" in self.columns and self.yes(row, "account_enabled") is False
        kind = self.cell(row, "employee_type")
        return self.strays.accounts(parsed.name, parsed.email, parsed.title, kind, disabled, bool(parsed.managers))

    def _managers(self, row: Row) -> tuple[tuple[str, str], ...]:
        """The cells that name a manager, with their headers; a first and a last name in two columns are one."""
        found = [
            (self.table.headers[i], cell)
            for i in self.columns.get("manager", ())
            if (cell := row.cells[i]) and cell not in words.NULLS
        ]
        if "manager_last_name" in self.columns or "manager_first_name" in self.columns:
            parts = (self.cell(row, "manager_first_name"), self.cell(row, "manager_last_name"))
            if name := " ".join(part for part in parts if not words.is_blank(part)):
                found.append((self.header("manager_last_name") or self.header("manager_first_name"), name))
        return tuple(found)

    def _fill(self, row: Row, parsed: PositionRow, read: Name) -> None:
        dates = {name: self.day(row, name) for name in self.date_fields}
        parsed.starts, parsed.leaves = dates.get("starts"), dates.get("leaves")
        if parsed.starts and parsed.leaves and parsed.leaves < parsed.starts:
            text = "The last day is before the first, so the last day was left out."
            self.note(row, "leaves", text, "last-day-before-first")
            parsed.leaves = None
        self._read_leave(row, parsed, dates)
        opening = self.has_openings and is_opening(self, row)
        if opening:
            parsed.vacant = True
        else:
            self.read_status(row, parsed, read.asides)
        self.read_holder(row, parsed, read)
        if parsed.name and not parsed.name.isalnum():
            share_name(row, parsed, self)
        if not parsed.title and "title" in self.columns:
            self.note(row, "title", "The row has no job title, so its role is not known.", "no-title")
        parsed.given = {"title": parsed.title} if "title" in self.columns else {}
        self._plain_fields(row, parsed, dates)
        if opening:
            read_opening(self, row, parsed)

    def _read_leave(self, row: Row, parsed: PositionRow, dates: Mapping[str, date | None]) -> None:
        """The days of a known leave; the day of return is the first one back."""
        back = dates.get("returns")
        last = dates.get("away_until") or (back - timedelta(days=1) if back else None)
        parsed.away_from, parsed.away_until = dates.get("away_from"), last
        if parsed.away_from and last and last < parsed.away_from:
            name = "away_until" if dates.get("away_until") else "returns"
            self.note(row, name, "The leave ends before it begins, so its end was left out.", "leave-upside-down")
            parsed.away_until = None

    def _plain_fields(self, row: Row, parsed: PositionRow, dates: Mapping[str, date | None]) -> None:
        given = parsed.given
        if self.has_location:
            given["location"] = self._location(row)
        if "stage" in self.columns:
            given["stage"] = self.text(row, "stage", LIMITS["stage"])
        for name, target in _POSITION_DATES:
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
        if "function" in self.columns and (function := self.text(row, "function", LIMITS["function"])):
            given["function"] = function

    def _location(self, row: Row) -> str:
        whole = self.text(row, "location", LIMITS["location"])
        parts = [] if whole else [self.cell(row, name) for name in ("city", "region", "country")]
        return whole or ", ".join(part for part in parts if part)[: LIMITS["location"]]

    def _fte(self, row: Row) -> float:
        value = self.cell(row, "fte")
        if value not in self.ftes:
            self.ftes[value] = self._fte_of(row, value)
        return self.ftes[value]

    def _fte_of(self, row: Row, value: str) -> float:
        if not value or value.casefold() in _FULL_TIME:
            return 1.0
        number = numbers.parse_number(value) if not words.is_blank(value) or value == "0" else None
        if number is not None and self.fte_in_percent:
            number = number / 100
        if number is not None and 0 <= number <= 2:
            return round(number, 4)
        self.note_once(
            row, "fte", "Not an FTE between 0 and 2, so it counts as 1, here and wherever it appears.", "no-fte"
        )
        return 1.0

    def _level(self, row: Row) -> int | None:
        value = self.cell(row, "level")
        level = numbers.parse_level(value) if value else None
        if value and level is None and not words.is_blank(value):
            text = "Not a level from 1 to 9, so the title decides, here and wherever it appears."
            self.note_once(row, "level", text, "unknown-level")
        return level


def headers_missing(columns: Mapping[str, Sequence[int]]) -> str:
    """Why these columns do not make a people file; '' if they do."""
    if "title" not in columns:
        return "There is no job title column. Name one “Job Title”."
    if not any(name in columns for name in (*IDENTS, "level:1", *WHO)):
        return "There is no column that identifies the positions. Name one “Position ID” or “Employee ID”."
    return ""

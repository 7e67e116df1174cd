"""The third stage: from the cells of a people file to what each row says of one position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from . import cells
from .problems import Report
from .read import Row, Table

MAX_KEY = 120
INACTIVE = re.compile(
    r"\b(inactive|terminated?|termination|left|leaver|resigned|retired|deceased|closed|ended|former|dismissed|cancell?ed|"
    r"deleted|abolished|separated)\b",
    re.I,
)
VACANT = re.compile(r"\b(vacant|vacancy|open|unfilled|recruiting|hiring|to be hired|tbh)\b", re.I)
ACTIVE = re.compile(r"\b(active|employed|filled|current|leave|occupied|permanent|probation|started|working)\b", re.I)
_DIGIT = re.compile(r"\d")
DATES = ("starts", "leaves", "position_starts", "position_ends", "target_start")
LIMITS = {"title": 300, "name": 200, "email": 254, "location": 200, "stage": 30, "team": 200, "function": 60}
WHO = ("name", "first_name", "last_name", "preferred_name", "person_id", "email")


@dataclass(slots=True)
class Post:
    """What one row says. `ident` is the id that names the position in the file ('' where it has none),
    `managers` are (header, cell) in order of trust. Fields that the file has no column for are absent
    from `given`."""

    row: int
    ident: str
    person_id: str
    name: str
    email: str
    title: str
    vacant: bool
    inactive: bool
    interim: bool
    managers: tuple[tuple[str, str], ...]
    dotted: str
    teams: tuple[str, ...]
    given: dict[str, Any]
    starts: date | None = None
    leaves: date | None = None
    cells: list[str] = field(default_factory=list)


class Reader:
    """Reads the rows of one table; says into `report` what is odd."""

    def __init__(self, table: Table, columns: Mapping[str, list[int]], report: Report) -> None:
        self.table = table
        self.columns = columns
        self.report = report
        self.knows_who = any(name in columns for name in WHO) or "id" in columns
        self.ident_field = next((name for name in ("position_id", "id", "person_id") if name in columns), "")
        self.month_first = {name: self._month_first(name) for name in DATES if name in columns}
        self.fte_in_percent = self._in_percent()
        self.odd_words: set[str] = set()

    def posts(self) -> Iterator[Post]:
        """One a row; rows that cannot be understood are errors in the report, and left out."""
        for row in self.table.rows:
            if tuple(row.cells) == self.table.headers:
                self.report.note(row.number, "", "", "The headers stand here again; the row was left out.")
                continue
            post = self._post(row)
            if post is not None:
                yield post

    def cell(self, row: Row, name: str) -> str:
        """The first cell that is not blank among the columns of a field."""
        for i in self.columns.get(name, ()):
            if row.cells[i]:
                return row.cells[i]
        return ""

    def header(self, row: Row, name: str) -> str:
        """The header over `cell`."""
        places = self.columns.get(name, [])
        return next(
            (self.table.headers[i] for i in places if row.cells[i]), self.table.headers[places[0]] if places else ""
        )

    def note(self, row: Row, name: str, message: str) -> None:
        self.report.note(row.number, self.header(row, name), self.cell(row, name), message)

    def _month_first(self, name: str) -> bool:
        return cells.is_month_first(row.cells[i] for row in self.table.rows for i in self.columns[name])

    def _in_percent(self) -> bool:
        """100 and 80 in a column of FTEs are percentages; 37.5 would be hours, which say nothing here."""
        values = {self.cell(row, "fte") for row in self.table.rows} if "fte" in self.columns else set()
        largest = max((cells.parse_number(value) or 0.0 for value in values), default=0.0)
        return 50 <= largest <= 100

    def _post(self, row: Row) -> Post | None:
        errors = len(self.report.problems)
        ident = self._id(row, self.ident_field)
        person_id = self._id(row, "person_id") if self.ident_field != "person_id" else ident
        name, title = self._name(row), self._text(row, "title")
        if not (ident or title or name):
            self.report.error(
                row.number, "", " ".join(row.cells), "The row has no id, no name and no title. Fill one in."
            )
            return None
        post = Post(
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
            teams=tuple(self._text(row, kind, "team") for kind in ("division", "department", "team")),
            given={},
            cells=row.cells,
        )
        self._fill(row, post)
        wrong = any(p.severity == "error" for p in self.report.problems[errors:])
        return None if wrong else post

    def _fill(self, row: Row, post: Post) -> None:
        dates = {name: self._date(row, name) for name in self.month_first}
        post.starts, post.leaves = dates.get("starts"), dates.get("leaves")
        self._status(row, post)
        self._holder(row, post)
        if not post.title and "title" in self.columns:
            self.note(row, "title", "The row has no job title; its role cannot be known.")
        post.given = {"title": post.title} if "title" in self.columns else {}
        self._plain_fields(row, post, dates)

    def _plain_fields(self, row: Row, post: Post, dates: Mapping[str, date | None]) -> None:
        given = post.given
        if any(name in self.columns for name in ("location", "city", "region", "country")):
            given["location"] = self._location(row)
        if "stage" in self.columns:
            given["stage"] = self._text(row, "stage")
        for name, target in (
            ("position_starts", "starts"),
            ("position_ends", "ends"),
            ("target_start", "target_start"),
        ):
            if name in dates:
                given[target] = dates[name]
        if post.vacant and not given.get("target_start") and post.starts:
            given["target_start"] = post.starts
        if "fte" in self.columns:
            given["fte"] = self._fte(row)
        if "level" in self.columns and (level := self._level(row)) is not None:
            given["level"] = level
        if self.cell(row, "function"):
            given["function"] = self._text(row, "function")

    def _text(self, row: Row, name: str, limit: str = "") -> str:
        value = self.cell(row, name)
        longest = LIMITS[limit or name]
        if len(value) > longest:
            self.note(row, name, f"Longer than {longest} characters; the rest was cut off.")
        return value[:longest].rstrip()

    def _id(self, row: Row, name: str) -> str:
        value = self.cell(row, name)
        if len(value) > MAX_KEY:
            self.report.error(row.number, self.header(row, name), value, "An id has up to 120 characters. Shorten it.")
        if value and not _DIGIT.search(value) and (cells.is_vacancy(value) or value.casefold() in cells.BLANKS):
            self.note(row, name, "This is no id; the row was read as one without.")
            return ""
        return value[:MAX_KEY]

    def _name(self, row: Row) -> str:
        full, preferred = self.cell(row, "name"), self.cell(row, "preferred_name")
        if not full:
            last = self.cell(row, "last_name")
            full = preferred if " " in preferred else f"{preferred or self.cell(row, 'first_name')} {last}".strip()
        if len(full) > LIMITS["name"]:
            self.report.note(
                row.number, self.header(row, "name"), full, "Longer than 200 characters; the rest was cut off."
            )
        return full[: LIMITS["name"]].rstrip()

    def _email(self, row: Row) -> str:
        value = self.cell(row, "email").removeprefix("mailto:")
        if not value or value.casefold() in cells.BLANKS or cells.is_vacancy(value):
            return ""
        if "@" not in value or len(value) > LIMITS["email"] or " " in value:
            self.note(row, "email", "This is no e-mail address; it was left out.")
            return ""
        return value.casefold()

    def _date(self, row: Row, name: str) -> date | None:
        value = self.cell(row, name)
        if value.casefold() in cells.BLANKS:
            return None
        try:
            found = cells.parse_date(value, self.month_first[name])
        except cells.NotPossible as error:
            self.report.error(row.number, self.header(row, name), value, str(error))
            return None
        if found is None:
            self.note(row, name, f"This is no date; it was left out. {cells.DATE_FORMS}")
        return found

    def _status(self, row: Row, post: Post) -> None:
        status = self.cell(row, "status")
        if INACTIVE.search(status):
            post.inactive = True
        elif VACANT.search(status):
            post.vacant = True
        elif status and not ACTIVE.search(status) and status not in self.odd_words:
            self.odd_words.add(status)
            self.note(row, "status", "This status is not known; it was read as active, here and wherever it stands.")
        post.inactive |= self._yes(row, "valid") is False
        post.vacant |= self._yes(row, "vacant") is True

    def _yes(self, row: Row, name: str) -> bool | None:
        value = self.cell(row, name)
        answer = cells.parse_yes(value) if value else None
        if value and answer is None:
            self.note(row, name, "Neither yes nor no; it was left out.")
        return answer

    def _holder(self, row: Row, post: Post) -> None:
        """Who sits there: a name, somebody whose name is withheld, or nobody."""
        name_field = next(
            (n for n in ("name", "first_name", "last_name", "preferred_name") if self.cell(row, n)), "name"
        )
        bare = cells.without_vacancy_mark(post.title)
        if bare != post.title or (post.title and cells.is_vacancy(post.title) and not post.name):
            post.vacant, post.title = True, bare
            self.note(row, "title", "The title says that nobody sits there; the position is vacant.")
        name = post.name
        if not name:
            self._nameless(row, post, name_field)
        elif cells.is_vacancy(name):
            post.vacant, post.name = True, ""
            self.note(row, name_field, "A placeholder, not a name; the position is vacant.")
        elif cells.is_withheld(name) or name.casefold() == post.title.casefold():
            post.name = ""
            self.note(row, name_field, "The name is withheld; its holder is shown without a name.")
        elif post.vacant:
            post.name = ""
            self.note(
                row, name_field, "The row says vacant and carries a name; the position is vacant, the name left out."
            )
        else:
            self._clean_name(row, post, name_field)

    def _nameless(self, row: Row, post: Post, name_field: str) -> None:
        if post.vacant or not self.knows_who:
            return
        has_names = any(name in self.columns for name in ("name", "first_name", "last_name", "preferred_name"))
        if (post.person_id and self.ident_field != "id") or post.email or not has_names:
            if self.ident_field == "person_id" and has_names and not post.email:
                self.note(row, name_field, "No name is given; the position is filled, the name unknown.")
            return
        post.vacant = True
        self.note(row, name_field, "No name is given; the position is vacant.")

    def _clean_name(self, row: Row, post: Post, name_field: str) -> None:
        bare = cells.without_interim_mark(post.name)
        if bare != post.name:
            self.note(row, name_field, "The holder is there for the time being; the mark was taken off the name.")
            post.name = bare

    def _location(self, row: Row) -> str:
        whole = self._text(row, "location")
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
        if value and level is None and value not in self.odd_words:
            self.odd_words.add(value)
            self.note(row, "level", "Not a level from 1 to 9; the title decides, here and wherever this stands.")
        return level


def headers_missing(columns: Mapping[str, Sequence[int]]) -> str:
    """Why these columns do not make a people file; '' if they do."""
    if "title" not in columns:
        return "There is no column for the job title. Name one “Job Title”."
    if not any(name in columns for name in ("position_id", "id", *WHO)):
        return "There is no column that tells the positions apart. Name one “Position ID” or “Employee ID”."
    return ""

"""What one row of a people file says of one position, and of who sits there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planning.imports.cells import values as cells
from planning.imports.cells.rows import Rows
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report

MAX_KEY = 120
INACTIVE = re.compile(
    r"\b(inactive|terminated?|termination|left|leaver|resigned|retired|deceased|closed|(?<!open-)(?<!open )ended|"
    r"former|dismissed|cancell?ed|deleted|abolished|separated)\b",
    re.I,
)
VACANT = re.compile(r"\b(vacant|vacancy|open(?![- ]ended)|unfilled|recruiting|hiring|to be hired|tbh)\b", re.I)
ACTIVE = re.compile(r"\b(active|employed|filled|current|leave|occupied|permanent|probation|started|working)\b", re.I)
_DIGIT = re.compile(r"\d")
DATES = ("starts", "leaves", "position_starts", "position_ends", "target_start")
LIMITS = {"title": 300, "name": 200, "email": 254, "location": 200, "stage": 30, "team": 200, "function": 60}
NAMES = ("name", "first_name", "last_name", "preferred_name")
WHO = (*NAMES, "person_id", "email")


@dataclass(slots=True)
class PositionRow:
    """What one row says. `ident` is the id that names the position in the file ('' where it has none),
    `managers` are (header, cell) in order of trust. Fields that the file has no column for are absent
    from `given`. `aliases` are other names of the holder, `other_ids` further ids, logins and addresses."""

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
    aliases: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()


class HolderRows(Rows):
    """Rows that say who sits in a position."""

    def __init__(self, table: Table, columns: Mapping[str, list[int]], report: Report) -> None:
        super().__init__(table, columns, report, DATES)
        self.has_names = any(name in columns for name in NAMES)
        self.knows_who = any(name in columns for name in WHO) or "id" in columns
        self.ident_field = next((name for name in ("position_id", "id", "person_id") if name in columns), "")

    def _id(self, row: Row, name: str) -> str:
        value = self.cell(row, name)
        if len(value) > MAX_KEY:
            self.error(row, name, "An id has up to 120 characters. Shorten it.")
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
                row.number, self.header("name", row), full, "Longer than 200 characters; the rest was cut off."
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

    def _status(self, row: Row, parsed: PositionRow) -> None:
        status = self.cell(row, "status")
        if INACTIVE.search(status):
            parsed.inactive = True
        elif VACANT.search(status):
            parsed.vacant = True
        elif status and not ACTIVE.search(status):
            self.note_once(
                row, "status", "This status is not known; it was read as active, here and wherever it stands."
            )
        parsed.inactive |= self.yes(row, "valid") is False
        parsed.vacant |= self.yes(row, "vacant") is True

    def _holder(self, row: Row, parsed: PositionRow) -> None:
        """Who sits there: a name, somebody whose name is withheld, or nobody."""
        name_field = next((name for name in NAMES if self.cell(row, name)), "name")
        bare = cells.without_vacancy_mark(parsed.title)
        if bare != parsed.title or (parsed.title and cells.is_vacancy(parsed.title) and not parsed.name):
            parsed.vacant, parsed.title = True, bare
            self.note(row, "title", "The title says that nobody sits there; the position is vacant.")
        name = parsed.name
        if not name:
            self._nameless(row, parsed, name_field)
        elif cells.is_vacancy(name):
            parsed.vacant, parsed.name = True, ""
            self.note(row, name_field, "A placeholder, not a name; the position is vacant.")
        elif cells.is_withheld(name) or name.casefold() == parsed.title.casefold():
            parsed.name = ""
            self.note(row, name_field, "The name is withheld; its holder is shown without a name.")
        elif parsed.vacant:
            parsed.name = ""
            self.note(
                row, name_field, "The row says vacant and carries a name; the position is vacant, the name left out."
            )
        else:
            self._clean_name(row, parsed, name_field)

    def _nameless(self, row: Row, parsed: PositionRow, name_field: str) -> None:
        if parsed.vacant or not self.knows_who:
            return
        if (parsed.person_id and self.ident_field != "id") or parsed.email or not self.has_names:
            if self.ident_field == "person_id" and self.has_names and not parsed.email:
                self.note(row, name_field, "No name is given; the position is filled, the name unknown.")
            return
        parsed.vacant = True
        self.note(row, name_field, "No name is given; the position is vacant.")

    def _clean_name(self, row: Row, parsed: PositionRow, name_field: str) -> None:
        bare = cells.without_interim_mark(parsed.name)
        if bare != parsed.name:
            self.note(row, name_field, "The holder is there for the time being; the mark was taken off the name.")
            parsed.name = bare

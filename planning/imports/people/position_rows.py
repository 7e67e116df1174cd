"""What one row of a people file says of one position, and of who sits there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planning.imports.cells import words
from planning.imports.cells.rows import Rows
from planning.imports.opening.read import Row, Table
from planning.imports.people import names, statuses
from planning.imports.problems import Report

MAX_KEY = 120
_DIGIT = re.compile(r"\d")
DATES = (
    *("starts", "leaves", "away_from", "away_until", "returns"),
    *("position_starts", "position_ends", "target_start"),
)
LIMITS = {"title": 300, "name": 200, "email": 254, "location": 200, "stage": 30, "team": 200, "function": 60}
NAMES = ("name", "first_name", "last_name", "preferred_name")
NAME_PARTS = (
    "first_name", "middle_name", "last_name", "preferred_name", "legal_name", "legal_first_name", "legal_last_name"
)  # fmt: skip
WHO = (*NAMES, "person_id", "email")
IDENTS = ("position_id", "id", "person_id", "requisition_id")


@dataclass(slots=True)
class PositionRow:
    """What one row says. `ident` is the id that names the position in the file ('' where it has none),
    `managers` are (header, cell) in order of trust. Fields that the file has no column for are absent
    from `given`. `aliases` are other spellings of the holder's name, `other_ids` further ids and addresses. `beside` is
    the row that decides where this one is another job of the same person; `sharers` are the rows of those who hold the
    same place. `inactive_by` is the field by which a row is not active. `on_leave` is whether a status says so;
    None where none is given."""

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
    away_from: date | None = None
    away_until: date | None = None
    on_leave: bool | None = None
    cells: list[str] = field(default_factory=list)
    aliases: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    beside: PositionRow | None = None
    sharers: tuple[PositionRow, ...] = ()
    inactive_by: str = ""


class HolderRows(Rows):
    """Rows that say who sits in a position. `meaning_of` tells what a status means."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, list[int]],
        report: Report,
        on: date | None = None,
        meaning_of: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(table, columns, report, DATES, past=("starts",), on=on)
        self.on = on
        self.meaning_of = meaning_of or statuses.reader_of(())
        levels = sorted((name for name in columns if name.startswith("level:")), key=lambda n: int(n[6:] or 0))
        self.name_levels = [] if any(name in columns for name in NAMES) else levels[::-1]
        self.has_names = any(name in columns for name in NAMES) or bool(self.name_levels)
        self.knows_who = any(name in columns for name in WHO) or "id" in columns or bool(self.name_levels)
        self.ident_field = next((name for name in IDENTS if name in columns), "")
        self.capitals_first = self._capitals_first()
        self.has_parts = any(name in columns for name in NAME_PARTS)

    def _capitals_first(self) -> bool:
        """Whether the file writes names as “LIND Odette”."""
        found = [cell for row in self.table.rows[:200] if " " in (cell := self.cell(row, "name")) and "," not in cell]
        return len(found) > 1 and sum(map(names.is_capitals_first, found)) >= 0.8 * len(found)

    def _id(self, row: Row, name: str) -> str:
        value = self.cell(row, name)
        if len(value) > MAX_KEY:
            self.error(row, name, "An ID can have up to 120 characters. Shorten it.", "long-id")
        if value and not _DIGIT.search(value) and (words.is_vacancy(value) or value.casefold() in words.BLANKS):
            self.note(row, name, "This is not an ID, so the row was read as having none.", "no-id")
            return ""
        return value[:MAX_KEY]

    def ident(self, row: Row) -> str:
        """The id that names the position; that of an open requisition where the row has no other."""
        found = self._id(row, self.ident_field)
        if not found and self.ident_field != "requisition_id" and "requisition_id" in self.columns:
            return self._id(row, "requisition_id")
        return found

    def read_name(self, row: Row) -> names.Name:
        """The holder's name as it is shown, and what else the file may call them."""
        full = self._whole_name(row)
        if full and (not words.is_blank(full) or words.is_vacancy(full) or words.is_withheld(full)):
            if len(full) > LIMITS["name"]:
                text = "Longer than 200 characters, so the rest was cut off."
                self.report.note(row.number, self.header("name", row), full, text, "too-long")
            read = names.read_name(full[: LIMITS["name"]].rstrip(), self.capitals_first)
            return self._with_parts(read, self._parts(row)) if self.has_parts else read
        return names.joined(*self._parts(row)) if self.has_parts else names.Name("")

    def _with_parts(self, read: names.Name, parts: tuple[str, str, str, str, str]) -> names.Name:
        """A whole name beside its parts: a preferred first name is shown, the parts are known, too."""
        if not any(parts):
            return read
        first, middle, last, preferred, legal = parts
        if preferred and not last:
            given, _, last = read.shown.rpartition(" ")
            first = first or given
        other = names.joined(first, middle, last, preferred, legal)
        shown = other.shown if preferred and last else read.shown
        aliases = dict.fromkeys(
            (read.shown, *read.aliases, *((other.shown,) if last and other.shown else ()), *other.aliases)
        )
        aliases.pop(shown, None)
        return names.Name(shown, tuple(aliases), read.asides | other.asides, (*read.taken, *other.taken))

    def _whole_name(self, row: Row) -> str:
        found = self.cell(row, "name")
        return found or next((cell for name in self.name_levels if (cell := self.cell(row, name))), "")

    def _parts(self, row: Row) -> tuple[str, str, str, str, str]:
        first, middle, last, preferred, legal = (
            "" if words.is_blank(cell := self.cell(row, name)) else cell
            for name in ("first_name", "middle_name", "last_name", "preferred_name", "legal_name")
        )
        if last and (prefix := self.cell(row, "last_name_prefix")) and not words.is_blank(prefix):
            last = f"{prefix} {last}"
        if not legal and (of_law := self.cell(row, "legal_last_name") or self.cell(row, "legal_first_name")):
            legal = f"{self.cell(row, 'legal_first_name') or first} {self.cell(row, 'legal_last_name') or last}".strip()
            legal = legal or of_law
        return first, middle, last, preferred, legal

    def read_email(self, row: Row) -> str:
        value = self.cell(row, "email").removeprefix("mailto:")
        if "@" in value and len(value) <= LIMITS["email"] and " " not in value:
            return value.casefold()
        if not value or words.is_blank(value) or words.is_vacancy(value):
            return ""
        self.note(row, "email", "This is not an e-mail address, so it was left out.", "no-email")
        return ""

    def other_ids(self, row: Row) -> tuple[str, ...]:
        places = self.columns.get("other_id", ())
        return tuple(cell for i in places if (cell := row.cells[i]) and not words.is_blank(cell)) if places else ()

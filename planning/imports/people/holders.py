"""Who sits in a position, and whether it stands: from the status, the name and what stands beside it."""

from __future__ import annotations

import re
from datetime import date

from planning.imports.cells import words
from planning.imports.opening.read import Row
from planning.imports.people import names, statuses
from planning.imports.people.position_rows import NAMES, HolderRows, PositionRow

_DAY = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2} [A-Za-z]{3,9} \d{4}\b")


class Holders(HolderRows):
    """Reads status and holder of a row; says into the report what is odd."""

    def read_status(self, row: Row, parsed: PositionRow, asides: frozenset[str]) -> None:
        status = self.cell(row, "status")
        meaning = self.meaning_of(status) if status and not words.is_blank(status) else statuses.ACTIVE
        if meaning == statuses.INACTIVE and (day := self._day_to_come(row, status)):
            meaning, parsed.leaves = statuses.ACTIVE, parsed.leaves or day
        if meaning == statuses.INACTIVE:
            parsed.inactive, parsed.inactive_by = True, "status"
        elif meaning == statuses.VACANT:
            parsed.vacant = True
        elif meaning == statuses.SUSPENDED:
            text = "Suspended: the position keeps its holder. If they have left, enter a last day."
            self.note_once(row, "status", f"{text} This applies to every row with this status.", "suspended")
        elif meaning == statuses.FUTURE:
            self._future(row, parsed)
        elif meaning == statuses.UNKNOWN:
            text = "This status is not recognised, so it was read as active, here and wherever it appears."
            self.note_once(row, "status", text, "unknown-status")
        self._flags(row, parsed)
        silent = not status or words.is_blank(status) or meaning == statuses.UNKNOWN
        parsed.on_leave = _is_on_leave(meaning, asides, silent)
        if names.LEFT in asides and not parsed.inactive and silent:
            parsed.inactive, parsed.inactive_by = True, "name"
        if silent and not parsed.inactive and self._has_left(parsed):
            parsed.inactive, parsed.inactive_by = True, "leaves"

    def _day_to_come(self, row: Row, status: str) -> date | None:
        """The day after which “gekündigt zum 31.12.2026” holds, where that is still to come."""
        found = _DAY.search(status)
        day = self.day_in(row, self.header("status", row), found[0]) if found else None
        return day if day is not None and self.on is not None and day >= self.on else None

    def _has_left(self, parsed: PositionRow) -> bool:
        """Whether a row that is of a person, not of a place, is over by its last day."""
        of_person = self.ident_field not in ("position_id", "requisition_id")
        return of_person and self.on is not None and parsed.leaves is not None and parsed.leaves < self.on

    def _flags(self, row: Row, parsed: PositionRow) -> None:
        for name in ("valid", "account_enabled"):
            if name in self.columns and not parsed.inactive and self.yes(row, name) is False:
                parsed.inactive, parsed.inactive_by = True, name
        if "vacant" in self.columns:
            parsed.vacant |= self.yes(row, "vacant") is True

    def _future(self, row: Row, parsed: PositionRow) -> None:
        """Somebody who is to come counts from their first day on, which the file has to say."""
        if parsed.starts is None:
            text = "The status says the person has yet to start, but there is no start date, so they count as current."
            self.note(row, "status", f"{text} Add a start date.", "start-unknown")

    def read_holder(self, row: Row, parsed: PositionRow, read: names.Name) -> None:
        """Who sits there: a name, somebody whose name is withheld, or nobody."""
        if self._is_clear(parsed, read):
            return
        name_field = next((name for name in NAMES if self.cell(row, name)), "name")
        bare = words.without_vacancy_mark(parsed.title)
        if bare != parsed.title or (parsed.title and words.is_vacancy(parsed.title) and not parsed.name):
            parsed.vacant, parsed.title = True, bare
            text = "The title says the position has no holder, so it is open."
            self.note(row, "title", text, "vacant-by-title")
        name = parsed.name
        if not name:
            self._nameless(row, parsed, name_field)
        elif words.is_vacancy(name):
            parsed.vacant, parsed.name, parsed.aliases = True, "", ()
            self.note(row, name_field, "This is a placeholder, not a name, so the position is open.", "placeholder")
        elif words.is_withheld(name) or name.casefold() == parsed.title.casefold():
            parsed.name, parsed.aliases = "", ()
            self.note(row, name_field, "The name is withheld, so the holder is shown without a name.", "withheld")
        elif parsed.vacant:
            parsed.name, parsed.aliases = "", ()
            text = "The row says “vacant” but has a name. The position is open and the name was left out."
            self.note(row, name_field, text, "vacant-with-name")
        else:
            self._asides(row, parsed, read, name_field)

    @staticmethod
    def _is_clear(parsed: PositionRow, read: names.Name) -> bool:
        """A plain name over a plain title, as most rows have."""
        if parsed.vacant or read.taken or not words.is_plain(parsed.name):
            return False
        return (
            words.without_vacancy_mark(parsed.title) == parsed.title
            and parsed.name.casefold() != parsed.title.casefold()
        )

    def _nameless(self, row: Row, parsed: PositionRow, name_field: str) -> None:
        if parsed.vacant or not self.knows_who:
            return
        if (parsed.person_id and self.ident_field != "id") or parsed.email or not self.has_names:
            if self.ident_field == "person_id" and self.has_names and not parsed.email:
                self.note(
                    row, name_field, "No name is given: the position is filled, but the name is not known.", "no-name"
                )
            return
        parsed.vacant = True
        self.note(row, name_field, "No name is given, so the position is open.", "vacant-without-name")

    def _asides(self, row: Row, parsed: PositionRow, read: names.Name, name_field: str) -> None:
        """What was taken off a name: said where it changes what the row means, else once a kind."""
        bare = words.without_interim_mark(parsed.name)
        if bare != parsed.name or names.INTERIM in read.asides:
            parsed.name, parsed.interim = bare, True
            text = "The holder is interim, and the word was removed from the name."
            self.note(row, name_field, text, "interim-mark")
        elif names.LEFT in read.asides:
            text = "The name says they have left, so the word was removed and the row was read as not active."
            if not parsed.inactive:
                text = "The name says they have left, but the status says they are here. The status counts."
            self.note(row, name_field, text, "left-by-name")
        elif read.taken:
            kind = min(read.asides)
            if f"aside:{kind}" not in self.odd_words:
                self.odd_words.add(f"aside:{kind}")
                text = f"“{read.taken[0]}” was removed from the name, here and in every similar name."
                self.note(row, name_field, text, "aside")


def _is_on_leave(meaning: str, asides: frozenset[str], silent: bool) -> bool | None:
    """What a status, or without one an aside of the name, says of a leave; None where neither speaks."""
    if silent:
        return True if names.LEAVE in asides else None
    return meaning == statuses.ON_LEAVE

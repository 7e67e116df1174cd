"""From the cells that name managers and dotted lines to keys of positions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planning.imports.cells import values as cells
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing.draft import Draft
from planning.imports.placing.keys import Directory
from planning.imports.problems import Report


class Lines:
    """Turns the manager and dotted-line cells into keys."""

    def __init__(
        self, reader: Reader, directory: Directory, keyed: Sequence[tuple[str, PositionRow]], report: Report
    ) -> None:
        self.given = "manager" in reader.columns
        self.header = reader.header("dotted")
        self.directory = directory
        self.report = report
        self.people_first = directory.person_first([value for _, parsed in keyed for _, value in parsed.managers])

    def manager(self, key: str, parsed: PositionRow) -> str:
        """'' at the top; a value that no row has stays as it is, so that the position waits in the tray."""
        unknown: list[tuple[str, str, str]] = []
        for header, value in parsed.managers:
            found = self.directory.find(value, self.people_first)
            if len(found) == 1:
                self._say_found(key, found[0], parsed, header, value)
                return "" if found[0] == key else found[0]
            if found:
                unknown.append(
                    (header, value, "Several positions go by this name; name the manager by id. It waits in the tray.")
                )
            elif value.casefold() in cells.ROOT_WORDS:
                self.report.note(parsed.row, header, value, "This names no manager; the position stands at the top.")
                return ""
            elif cells.is_vacancy(value) or cells.is_withheld(value):
                self.report.note(parsed.row, header, value, "This names no manager; the position waits in the tray.")
                return ""
            else:
                unknown.append(
                    (header, value, "No row has this manager; the position waits in the tray. Correct the cell.")
                )
        for header, value, message in unknown:
            self.report.note(parsed.row, header, value, message, "unknown-manager")
        return unknown[0][1][:MAX_KEY] if unknown else ""

    def _say_found(self, key: str, found: str, parsed: PositionRow, header: str, value: str) -> None:
        if found == key:
            text = "The position names itself as its manager; it stands at the top."
            self.report.note(parsed.row, header, value, text)
        elif self.directory.is_loose(value):
            self.report.note(parsed.row, header, value, f"No row has exactly this id; {found} was taken for it.")

    def dotted(self, key: str, parsed: PositionRow) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for value in self._several(parsed.dotted):
            keys = self.directory.find(value, self.people_first)
            if len(keys) != 1:
                text = "No row has this id; the dotted line leads nowhere." if not keys else "Several go by this name."
                self.report.note(parsed.row, self.header, value, text)
            found[keys[0] if len(keys) == 1 else value[:MAX_KEY]] = None
        found.pop(key, None)
        return tuple(found)

    def _several(self, cell: str) -> list[str]:
        """The values in a cell. A comma or colon parts them only if the whole is not known."""
        parts: list[str] = []
        for part in re.split(r"[;|\n]", cell):
            whole = part.strip()
            if whole.casefold() in cells.ROOT_WORDS:
                continue
            split = [whole] if self.directory.find(whole, self.people_first) else re.split(r"[,:]", whole)
            parts += [piece.strip() for piece in split if piece.strip()]
        return parts

    def say_inactive(self, draft: Draft) -> None:
        for key, given in draft.positions.items():
            if given.get("manager") in draft.inactive and key not in draft.inactive:
                text = "The manager's row is not active; the position waits in the tray."
                self.report.note(draft.rows[key], "", given["manager"], text)

"""From the cells that name dotted lines to keys of positions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing.directory import Answer
from planning.imports.placing.lines import Keyed, Lines
from planning.imports.placing.unclear import names_nobody


class Dotted:
    """Reads every column of dotted lines: second managers, matrix managers, lists of ids."""

    def __init__(self, reader: Reader, lines: Lines, keyed: Keyed) -> None:
        self.columns = [(i, reader.table.headers[i]) for i in reader.columns.get("dotted", ())]
        self.lines = lines
        self.people_first = {
            header: lines.directory.person_first([parsed.cells[i] for _, parsed in keyed]) for i, header in self.columns
        }

    def keys(self, key: str, parsed: PositionRow) -> tuple[str, ...]:
        """What nobody has stays as it is: a line that leads nowhere, which is said."""
        found: dict[str, None] = {}
        for i, header in self.columns:
            for value in self._several(header, parsed.cells[i]):
                answer = self._search(header, value)
                if not answer.key:
                    self._say(parsed, header, value, answer.keys)
                found[answer.key or value[:MAX_KEY]] = None
        found.pop(key, None)
        return tuple(found)

    def _search(self, header: str, value: str) -> Answer:
        return self.lines.directory.search(value, self.people_first[header])

    def _say(self, parsed: PositionRow, header: str, value: str, keys: Sequence[str]) -> None:
        if keys:
            text = f"Several positions match this name: {self.lines.directory.listed(keys)}. Use an ID."
            self.lines.causes.add("ambiguous-dotted-line", parsed.row, header, value, text, value)
        else:
            text = "No row has this ID, so the dotted line has no target. Correct the cell."
            self.lines.causes.add("unknown-dotted-line", parsed.row, header, value, text, value)

    def _several(self, header: str, cell: str) -> list[str]:
        """The values in a cell. A comma or colon parts them only if the whole is not known."""
        parts: list[str] = []
        for part in re.split(r"[;|\n]", cell):
            whole = part.strip()
            if not whole or names_nobody(whole):
                continue
            known = self.lines.directory.find(whole, self.people_first[header])
            split = [whole] if known else re.split(r"[,:]", whole)
            parts += [piece.strip() for piece in split if piece.strip()]
        return parts

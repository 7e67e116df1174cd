"""What the cells of a column say of the people in them: how they are named, and which roles they have."""

from __future__ import annotations

import re
from collections import Counter

from planning.imports.opening.read import Table
from planning.imports.products.naming import Namer
from planning.imports.products.staff import Staff

ID, EMAIL, NAME = "id", "email", "name"
# Where columns name the same people, the earlier of these counts.
TRUST = (ID, EMAIL, NAME)
_EMAIL_HEADER = re.compile(r"mail", re.I)
_SAMPLE = 500


class Cast:
    """The people of a table's columns; each column is looked through once."""

    def __init__(self, table: Table, namer: Namer) -> None:
        self.table, self.namer = table, namer
        self._people: dict[int, tuple[str, ...]] = {}

    @property
    def staff(self) -> Staff:
        return self.namer.staff

    def people(self, i: int) -> tuple[str, ...]:
        """Each position that a column names, once."""
        if i not in self._people:
            cells = dict.fromkeys(row.cells[i] for row in self.table.rows)
            keys = (naming.key for cell in cells for naming in self.namer.read(cell))
            self._people[i] = tuple(dict.fromkeys(key for key in keys if key))
        return self._people[i]

    def roles(self, i: int) -> Counter[str]:
        """How many of a column's people have each role; '' are those whose title was not understood."""
        return Counter(self.staff.role(key) for key in self.people(i))

    def how(self, i: int) -> str:
        """ID, EMAIL or NAME: how most cells of a column name somebody."""
        cells = [cell for row in self.table.rows[:_SAMPLE] if (cell := row.cells[i])]
        if 2 * sum("@" in cell for cell in cells) > len(cells) or (
            not cells and _EMAIL_HEADER.search(self.table.headers[i])
        ):
            return EMAIL
        parts = [part for cell in cells for part in self.namer.parts(cell)]
        ids = (self.staff.directory.by_ident, self.staff.directory.by_person)
        return ID if parts and 2 * sum(any(part in table for table in ids) for part in parts) > len(parts) else NAME

    def agree(self, one: int, other: int) -> bool:
        """Whether two columns name the same people in at least half of the rows in which both name somebody."""
        both = same = 0
        for row in self.table.rows[:_SAMPLE]:
            mine, theirs = (self._keys(row.cells[i]) for i in (one, other))
            if mine and theirs:
                both += 1
                same += bool(mine & theirs)
        return both > 0 and 2 * same >= both

    def _keys(self, cell: str) -> set[str]:
        return {key for naming in self.namer.read(cell) for key in naming.keys}

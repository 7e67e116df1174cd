"""Columns whose cells name other rows: whom they name, how, and whether they make a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planning.imports.columns.contents import Profile, folded
from planning.imports.columns.header_words import told_apart
from planning.imports.opening.read import Table

# By which fields other rows may name a row, in order of trust.
ID_FIELDS = ("position_id", "person_id", "id", "requisition_id", "other_id")
NOBODY = frozenset(
    [
        "-",
        "--",
        "none",
        "null",
        "nil",
        "n/a",
        "na",
        "nan",
        "0",
        "\\n",
        "no_manager",
        "top",
        "xx",
        "*",
        "root",
        "self",
        "nobody",
        "no one",
        "no-one",
        "no manager",
        "board",
        "the board",
        "board of directors",
        "niemand",
        "keiner",
        "personne",
        "aucun",
        "nadie",
        "ninguno",
        "ninguém",
        "nenhum",
        "nessuno",
        "geen",
        "なし",
        "无",
        "없음",
    ]
)
_ID_INSIDE = re.compile(r"[\(\[]([^()\[\]]+)[\)\]]\s*$")
_ID_BEFORE = re.compile(r"([^\s\-–|:/]*\d)\s*[-–|:/ ]\s*[^\W\d_].*")
KNOWN_SHARE = 0.6
SURE_SHARE = 0.9


@dataclass
class Rows:
    """The rows of a table by what they may be called: `id`, `email`, `name` or `title`. Each index is made when it is
    first asked for: a table may have 100,000 rows."""

    table: Table
    fields: Mapping[str, Sequence[int]]
    made: dict[str, dict[str, int]] = field(default_factory=dict)

    def index(self, how: str) -> dict[str, int]:
        """The number of a row (in file order) by what it is called."""
        if how not in self.made:
            self.made[how] = self._titles() if how == "title" else self._index(how)
        return self.made[how]

    def _index(self, how: str) -> dict[str, int]:
        fields = {"id": ID_FIELDS, "email": ("email",), "name": ("name", "legal_name")}[how]
        found = self._indexed(place for name in fields for place in self.fields.get(name, ()))
        if how == "name":
            for first in (*self.fields.get("first_name", ()), *self.fields.get("preferred_name", ())):
                for last in self.fields.get("last_name", ()):
                    self._join(found, first, last)
        return found

    def _indexed(self, places: Iterable[int]) -> dict[str, int]:
        found: dict[str, int] = {}
        for place in places:
            for number, row in enumerate(self.table.rows):
                if cell := row.cells[place]:
                    found.setdefault(folded(cell), number)
        return found

    def _join(self, names: dict[str, int], first: int, last: int) -> None:
        for number, row in enumerate(self.table.rows):
            if row.cells[first] and row.cells[last]:
                names.setdefault(folded(f"{row.cells[first]} {row.cells[last]}"), number)

    def _titles(self) -> dict[str, int]:
        """Titles that one row only has."""
        found: dict[str, int] = {}
        for place in self.fields.get("title", ()):
            for number, row in enumerate(self.table.rows):
                if cell := row.cells[place]:
                    found[folded(cell)] = -1 if folded(cell) in found else number
        return {title: number for title, number in found.items() if number >= 0}

    def row_of(self, cell: str, how: str) -> int | None:
        found = self.index(how).get(folded(cell))
        if found is None and how in ("id", "name") and (inside := _ID_INSIDE.search(cell)):
            found = self.index(how).get(folded(inside[1]))
        if found is None and how == "id" and (before := _ID_BEFORE.fullmatch(cell)):
            found = self.index(how).get(folded(before[1]))
        return found

    def named_by(self, profile: Profile) -> tuple[str, float]:
        """How the cells of a column name rows (`id`, `email`, `name`, `title`), and the share of values that do."""
        values = [cell for cell in profile.different if cell.casefold() not in NOBODY]
        best, most = "", 0.0
        for how in _likely(profile):
            share = sum(self._names(cell, how) for cell in values) / len(values) if values else 0.0
            if share > most + 0.001:
                best, most = how, share
            if most > SURE_SHARE:
                break
        return best, most

    def _names(self, cell: str, how: str) -> bool:
        if self.row_of(cell, how) is not None:
            return True
        parts = [part for part in re.split(r"[;,|:\n]", cell) if part.strip()]
        return len(parts) > 1 and all(self.row_of(part.strip(), how) is not None for part in parts)

    def parents(self, place: int, how: str) -> list[int | None]:
        """The row that each row's cell names."""
        found: dict[str, int | None] = {"": None}
        for row in self.table.rows:
            if row.cells[place] not in found:
                found[row.cells[place]] = self.row_of(row.cells[place], how)
        return [found[row.cells[place]] for row in self.table.rows]

    def has_several(self, profile: Profile, how: str) -> bool:
        """Whether cells name more than one row."""
        return any(self.row_of(cell, how) is None and self._names(cell, how) for cell in profile.different)


def _likely(profile: Profile) -> tuple[str, ...]:
    """The ways in which cells of this look may name rows, the likeliest first."""
    if not profile.different or profile.dates >= 0.9:
        return ()
    if profile.emails >= 0.5:
        return ("email", "id")
    return ("name", "title", "id") if profile.names >= 0.5 else ("id", "title", "name")


def tree_share(parents: Sequence[int | None]) -> float:
    """The share of rows that come to a top over their parents, times how near every row but one has a parent; a
    column of own ids has none."""
    state: dict[int, bool] = {}
    for start in range(len(parents)):
        path: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in state and at not in path:
            path[at] = None
            at = None if parents[at] == at else parents[at]
        good = state.get(at, False) if at is not None else True
        state.update(dict.fromkeys(path, good))
    filled = sum(parent is not None and parent != number for number, parent in enumerate(parents))
    return sum(state.values()) / len(parents) * filled / max(1, len(parents) - 1) if parents else 0.0


def same_share(one: Sequence[int | None], other: Sequence[int | None]) -> float:
    """Of the rows where both name somebody, the share that name the same; -1 where there are none."""
    both = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    return sum(a == b for a, b in both) / len(both) if both else -1.0


def is_skip_level(managers: Sequence[int | None], column: Sequence[int | None]) -> bool:
    """Whether a column names the managers' managers."""
    above = [managers[m] if m is not None else None for m in managers]
    return sum(c is not None for c in column) > 1 and same_share(above, column) >= 0.8


def names_reports(managers: Sequence[int | None], column: Sequence[int | None]) -> bool:
    """Whether a column names those whom the row leads, not who leads it."""
    named = [(number, who) for number, who in enumerate(column) if who is not None]
    return len(named) > 0 and sum(managers[who] == number for number, who in named) >= 0.8 * len(named)


def how_named(rows: Rows, profile: Profile, header: str) -> str:
    """How a manager column names managers: by what its cells look like, where that is clear; by whom they name; else
    by its header, else ''."""
    clear = {"id": profile.codes, "email": profile.emails}
    looks = next((how for how, share in clear.items() if share >= SURE_SHARE), "")
    if looks:
        return looks
    how, share = rows.named_by(profile)
    return how if share >= KNOWN_SHARE else told_apart(header)

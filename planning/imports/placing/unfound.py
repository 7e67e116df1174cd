"""Cells that name a manager whom nobody goes by: who has a manager keeps that one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planning.core.records import Org
from planning.imports.people.position_rows import PositionRow
from planning.imports.placing.causes import APART, Causes
from planning.imports.placing.directory import Directory
from planning.imports.placing.draft import Draft


class Cell(NamedTuple):
    """A cell of the row of the position `key`."""

    key: str
    row: PositionRow
    header: str
    value: str


class Unfound:
    """Collects such cells while lines are read, and settles them once all other lines are known. `update`: positions
    that no row has stand, too."""

    def __init__(self, directory: Directory, causes: Causes, update: bool) -> None:
        self.directory = directory
        self.causes = causes
        self.update = update
        self.cells: list[Cell] = []
        self._suggestions: dict[str, str] = {}

    def settle(self, draft: Draft, before: Org) -> None:
        """The manager of before stays, as what any cell says that is not understood, where it stands and closes no
        ring: somebody may have answered in Lineup what the file does not know."""
        above = {key: position.manager for key, position in before.positions.items()} if self.update else {}
        above |= {key: given.get("manager", "") for key, given in draft.positions.items()}
        for cell in self.cells:
            known = before.get("position", cell.key)
            kept = known.manager if known else ""
            if kept not in above or kept in draft.inactive or cell.key in _line(above, kept):
                kept = ""
            if kept:
                draft.positions[cell.key]["manager"] = above[cell.key] = kept
            self._say(cell, kept)

    def _say(self, cell: Cell, kept: str) -> None:
        stays = f"still reports to {self.directory.describe(kept)}" if kept else "has no manager"
        text = f"No row has this manager, so the position {stays}. {self._suggestion(cell.value)}Correct the cell."
        self.causes.add("unknown-manager", cell.row.row, cell.header, cell.value, text, cell.value, kept)

    def _suggestion(self, value: str) -> str:
        """Whose name is most like it: for so many values as are told apart in notes."""
        if value not in self._suggestions:
            near = self.directory.nearest(value) if len(self._suggestions) < APART else ""
            self._suggestions[value] = f"Is it {self.directory.describe(near)}? " if near else ""
        return self._suggestions[value]


def _line(above: Mapping[str, str], key: str) -> set[str]:
    """The position and whoever is above it."""
    seen: set[str] = set()
    while key in above and key not in seen:
        seen.add(key)
        key = above[key]
    return seen

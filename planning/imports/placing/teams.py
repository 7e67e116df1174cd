"""From the names of divisions, departments and teams to teams, one inside the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planning.core.content import Content
from planning.core.records import Org
from planning.imports.cells import values as cells
from planning.imports.people.position_rows import MAX_KEY
from planning.imports.placing.keys import slug

Fields = dict[str, Any]


class Teams:
    """Finds or makes the team that a row's division, department and team name."""

    def __init__(self, current: Org, content: Content, made: dict[str, Fields]) -> None:
        self.content = content
        self.made = made
        self.known = {(team.name.casefold(), team.parent): team.key for team in current.teams.values()}
        self.taken = set(current.teams)

    def key(self, names: Sequence[str]) -> str:
        parent = ""
        for name in names:
            if name.casefold() not in cells.BLANKS:
                parent = self._team(name, parent)
        return parent

    def _team(self, name: str, parent: str) -> str:
        place = (name.casefold(), parent)
        if place not in self.known:
            key = self._free(name, parent)
            self.known[place] = key
            self.taken.add(key)
            self.made[key] = {"name": name, "parent": parent, "function": self.content.function_of(name)}
        return self.known[place]

    def _free(self, name: str, parent: str) -> str:
        base = slug(name) or "team"
        for key in (base, f"{parent}-{base}"[:MAX_KEY]):
            if key not in self.taken:
                return key
        return next(key for n in range(2, 1_000_000) if (key := f"{base}-{n}") not in self.taken)

"""From the names of divisions, departments and teams to teams, one inside the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from planning.core.content import Content
from planning.core.records import Org
from planning.imports.cells.words import BLANKS
from planning.imports.people.position_rows import LIMITS, MAX_KEY, PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing import names
from planning.imports.placing.causes import Causes
from planning.imports.placing.directory import Directory, How
from planning.imports.placing.hierarchy import filled_cell, numbered
from planning.imports.placing.keys import slug
from planning.imports.placing.lines import Keyed
from planning.imports.placing.team_paths import are_paths, steps

Fields = dict[str, Any]
# The fields that name a team; a file without any of them leaves the teams alone.
TEAM_FIELDS = ("division", "department", "team", "team_path", "team:1", "parent_team")

_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_SLASHED = re.compile(r"\s+/\s+")
_STEPS = re.compile(r"\s*(?:/|\\|>|→|»|›|\|)\s*")
_HEADED = re.compile(r"(.*\S)\s*\((.+)\)")
# Paths of departments go no deeper.
DEEPEST = 12


class Raw(NamedTuple):
    """The cells of a row that name teams: from the outermost inwards, and a path such as “/Product/Core”."""

    names: tuple[str, ...]
    path: str = ""


class Teams:
    """Finds or makes the team that a row names. `heads` has whom a team's name or a column names as its head."""

    def __init__(self, reader: Reader, directory: Directory, current: Org, content: Content, causes: Causes) -> None:
        self.reader = reader
        self.directory = directory
        self.content = content
        self.causes = causes
        self.made: dict[str, Fields] = {}
        self.heads: dict[str, str] = {}
        self.known = {(team.name.casefold(), team.parent): team.key for team in current.teams.values()}
        self.by_name = _by_name(current)
        self.taken = set(current.teams)
        self.head_columns = reader.columns.get("team_head", [])
        self.columns = any(name in reader.columns for name in ("team:1", "parent_team", "team_path"))
        self.steps = numbered(reader, "team")
        self.within: dict[str, str] = {}
        self._keys: dict[Raw, str] = {}
        self.severals: set[Raw] = set()
        self.are_paths = False

    def prepare(self, keyed: Keyed) -> None:
        """Look at all names once: which stand alone, and whether brackets hold the heads of teams."""
        if "parent_team" in self.reader.columns:
            self.within = self._parents(keyed)
        raws = {self._raw(parsed) for _, parsed in keyed}
        self.are_paths = are_paths({name for raw in raws for name in self._given(raw)})
        distinct = {name for raw in raws for name in self._given(raw)}
        parts = Counter(part.casefold() for name in distinct for part in _SLASHED.split(name))
        self.alone = {name.casefold() for name in distinct} | {part for part, count in parts.items() if count > 1}
        bracketed = [found[2] for name in distinct if (found := _HEADED.fullmatch(name))]
        self.headed = sum(self._person(inner) is not None for inner in bracketed) * 2 > len(bracketed) > 0

    def _parents(self, keyed: Keyed) -> dict[str, str]:
        """The name of the team that holds each team, by the team's name in lower case."""
        found: dict[str, str] = {}
        for _, parsed in keyed:
            own = next((name for name in reversed(parsed.teams) if name), "")
            if parent := filled_cell(parsed, self.reader.columns["parent_team"]):
                found.setdefault(own.casefold(), parent)
        return found

    def _above(self, parent: str) -> list[str]:
        """The names of the teams that a team sits in, from the outermost to itself."""
        found = [parent]
        while (name := self.within.get(found[0].casefold(), "")) and name not in found and len(found) < DEEPEST:
            found.insert(0, name)
        return found

    def key(self, parsed: PositionRow) -> str:
        """The key of the row's team; '' for none."""
        raw = self._raw(parsed)
        team = self._keys.get(raw)
        if team is None:
            given = self._given(raw)
            self._keys[raw] = team = self._nested([self._one(name) for name in given])
            self._note_bracketed(team, raw, given)
        if raw in self.severals:
            self._say_several(parsed, self._given(raw))
        if team and self.head_columns and not self.heads.get(team):
            self.heads[team] = self.directory.search(filled_cell(parsed, self.head_columns)).key
        return team

    def _raw(self, parsed: PositionRow) -> Raw:
        if not self.columns:
            return Raw(parsed.teams)
        parent = filled_cell(parsed, self.reader.columns.get("parent_team", ()))
        names_above = [parsed.cells[i] for i in self.steps]
        path = filled_cell(parsed, self.reader.columns.get("team_path", ()))
        return Raw((*names_above, *self._above(parent), *parsed.teams), path)

    def _given(self, raw: Raw) -> tuple[str, ...]:
        """The names from the outermost team inwards, each within the limit. A path that does not hold them is left."""
        filled = [name for name in raw.names if name and name.casefold() not in BLANKS]
        teams = tuple(step[: LIMITS["team"]] for name in filled for step in self._path(name))
        path = tuple(step[: LIMITS["team"]] for step in _STEPS.split(raw.path) if step)[:DEEPEST]
        within = {step.casefold() for step in path}
        return path if all(name.casefold() in within for name in teams) else teams

    def _path(self, name: str) -> list[str]:
        """The teams that the name of one leads through, where names here do that."""
        is_path = self.are_paths and name.casefold() not in self.by_name
        return steps(name)[:DEEPEST] if is_path else [name]

    def _nested(self, found: Iterable[str]) -> str:
        key, last = "", ""
        for name in found:
            if name.casefold() != last:
                key, last = self._team(name, key), name.casefold()
        return key

    def _one(self, name: str) -> str:
        """One team of a cell: the first of several, without the head in its brackets."""
        name = names.composed(self._several(name)[0])
        found = _HEADED.fullmatch(name)
        return found[1] if found and self._is_head(found[2]) else name

    def _say_several(self, parsed: PositionRow, given: Sequence[str]) -> None:
        for name in given:
            if len(several := self._several(name)) > 1:
                text = f"Several teams, but a position can have one: “{several[0]}” was used. Put the right one first."
                self.causes.add("several-teams", parsed.row, self._header(parsed, name), name, text, name)

    def _several(self, name: str) -> list[str]:
        """A slash parts teams only where one of them stands elsewhere, too: “UX / Research” may be one."""
        if name.casefold() in self.by_name:
            return [name]
        parts = [part for part in _SEVERAL.split(name) if part] or [name]
        slashed = [part for part in _SLASHED.split(parts[0]) if part]
        if len(slashed) > 1 and any(part.casefold() in self.alone for part in slashed):
            parts[:1] = slashed
        return parts

    def _is_head(self, inner: str) -> bool:
        return self._person(inner) is not None or (self.headed and " " in inner.strip())

    def _person(self, inner: str) -> str | None:
        """Whom the brackets after a team's name name: '' where several go by it, None where nobody does."""
        answer = self.directory.search(inner)
        return answer.key if answer.how in (How.EMAIL, How.NAME, How.SPELLING) else None

    def _note_bracketed(self, team: str, raw: Raw, given: Sequence[str]) -> None:
        if any(len(self._several(name)) > 1 for name in given):
            self.severals.add(raw)
        found = _HEADED.fullmatch(given[-1]) if given else None
        if team and found and (head := self._person(found[2])):
            self.heads.setdefault(team, head)

    def _header(self, parsed: PositionRow, name: str) -> str:
        return next((self.reader.table.headers[i] for i, cell in enumerate(parsed.cells) if cell == name), "")

    def _team(self, name: str, parent: str) -> str:
        place = (name.casefold(), parent)
        if place not in self.known and not parent and len(keys := self.by_name.get(place[0], [])) == 1:
            self.known[place] = keys[0]  # named without the teams that it sits in
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


def _by_name(org: Org) -> dict[str, list[str]]:
    """The keys of the teams of each name, in lower case."""
    found: dict[str, list[str]] = {}
    for team in org.teams.values():
        found.setdefault(team.name.casefold(), []).append(team.key)
    return found


def above(team: str, parents: Mapping[str, str]) -> Iterator[str]:
    """The teams that a team sits in, the nearest first."""
    seen: set[str] = set()
    while (team := parents.get(team, "")) and team not in seen:
        seen.add(team)
        yield team

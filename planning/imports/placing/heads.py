"""A proposal for files without managers: everybody under the head of their department, heads under the top."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from planning.core.content import Content, Reading
from planning.core.records import Org
from planning.imports.cells.words import parse_yes
from planning.imports.people.position_rows import PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing.causes import Causes
from planning.imports.placing.draft import Draft, Proposal
from planning.imports.placing.hierarchy import filled_cell
from planning.imports.placing.lines import Keyed
from planning.imports.placing.teams import TEAM_FIELDS, Teams, above
from planning.imports.placing.unclear import LEADS

# Titles of whoever is at the top of a company, in the languages of files; a vice president is none.
_TOP = re.compile(
    r"\bchief executive\b|\bceo\b|\bc\.e\.o\.|\bmanaging director\b|(?<!vice )(?<!vice-)\bpresident\b(?! of)|"
    r"\bgeschäftsführer(?:in)?\b|\bvorstandsvorsitzende[r]?\b|\b(?:président|presidente|pdg)\b|"
    r"\bdirect(?:eur|rice) général|\bdirectora? general\b|\bdiretora? geral\b|\bamministrat(?:ore|rice) delegat|"
    r"\balgemeen directeur\b|首席执行官|总经理|代表取締役|대표이사",
    re.I,
)
# Chiefs of a function sit from this level on; see planning.core.content.LEVELS.
CHIEF = 7


class Heads:
    """Works out who hangs under whom. Only positions without a manager get one, and none that has people already."""

    def __init__(
        self, reader: Reader, draft: Draft, keyed: Keyed, teams: Teams, current: Org, content: Content, causes: Causes
    ) -> None:
        self.reader = reader
        self.draft = draft
        self.rows = {key: parsed for key, parsed in keyed if key not in draft.inactive}
        self.named = teams.heads
        self.current = current
        self.content = content
        self.causes = causes
        self.tables = {key: (team.name, team.parent, team.function) for key, team in current.teams.items()} | {
            key: (made["name"], made["parent"], made["function"]) for key, made in teams.made.items()
        }
        self.parents = {key: parent for key, (_, parent, _) in self.tables.items()}
        self.members: dict[str, list[str]] = defaultdict(list)
        for key in self.rows:
            self.members[self._team(key)].append(key)

    def propose(self, taken: bool = True) -> None:
        """Give managers where the proposal is `taken`, and say what was proposed and what is open."""
        managers = {key: self._manager(key) for key in self.rows}
        for key in _ringed(managers):
            managers[key] = ""
        proposed = {key: manager for key, manager in managers.items() if self._is_free(key)}
        self.draft.proposal = Proposal(sum(map(bool, proposed.values())), tuple(self._named(proposed)))
        if not taken:
            proposed = dict.fromkeys(proposed, "")
        for key, manager in proposed.items():
            self.draft.positions[key] |= {"manager": manager, "proposed": manager}
        self._say(proposed)

    def _is_free(self, key: str) -> bool:
        before = self.current.positions.get(key)
        return before is None or not (before.manager or self.current.children.get(key))

    def _team(self, key: str) -> str:
        return str(self.draft.positions[key].get("team", ""))

    def _reading(self, key: str) -> Reading:
        return self.content.read_title(self.rows[key].title)

    def _level(self, key: str) -> int:
        return self._reading(key).level or 0

    @cached_property
    def flagged(self) -> Collection[str]:
        """Whom the file marks as head of their department."""
        columns = self.reader.columns.get("head", ())
        return {key for key, parsed in self.rows.items() if parse_yes(filled_cell(parsed, columns))}

    @cached_property
    def top(self) -> str:
        """Who is above everybody: by title, else the one of the highest level; '' where that is not clear."""
        chiefs = [key for key, parsed in self.rows.items() if _TOP.search(parsed.title)]
        named = set(self.named.values())
        marked = [key for key in chiefs if key in self.flagged or key in named]
        return self._highest(marked or chiefs or self.rows, LEADS + 1 if not chiefs else 0)

    def _highest(self, keys: Iterable[str], least: int) -> str:
        """The only one of the highest level, which is `least` or more; '' where there are several or none."""
        levels = {key: self._level(key) for key in keys}
        highest = max(levels.values(), default=-1)
        found = [key for key, level in levels.items() if level == highest]
        return found[0] if highest >= least and len(found) == 1 else ""

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """The head of each team that clearly has one."""
        found = {team: self._head(team, members) for team, members in self.members.items() if team}
        return {team: head for team, head in (found | self._named_heads()).items() if head}

    @cached_property
    def leading(self) -> Collection[str]:
        return set(self.heads.values())

    def _named_heads(self) -> dict[str, str]:
        return {team: head for team, head in self.named.items() if head in self.rows}

    def _head(self, team: str, members: Sequence[str]) -> str:
        marked = [key for key in members if key in self.flagged]
        if self.top in members:
            return self.top
        if marked or len(members) == 1:
            return self._highest(marked or members, 0)
        function = self.tables[team][2] if team in self.tables else ""
        own = [key for key in members if function and self._reading(key).function == function]
        return self._highest(members, LEADS) or self._highest(own, LEADS)

    def _manager(self, key: str) -> str:
        team = self._team(key)
        if key == self.top or not team:
            return ""
        for place in (team, *above(team, self.parents)):
            head = self.heads.get(place, "")
            if head and head != key:
                return head
        return self._chief(key, team) or (self.top if key in self.leading else "")

    def _chief(self, key: str, team: str) -> str:
        """The chief of the department's function, who sits beside the top."""
        function = self.tables[team][2] or self._reading(key).function
        if not function or not self.top or team == self._team(self.top):
            return ""
        beside = self.members[self._team(self.top)]
        chiefs = [one for one in beside if self._level(one) >= CHIEF and self._reading(one).function == function]
        return chiefs[0] if len(chiefs) == 1 and self._level(key) < CHIEF else ""

    def _say(self, managers: Mapping[str, str]) -> None:
        placed = sum(manager != "" for manager in managers.values())
        if placed:
            text = (
                f"No column names managers. Suggested: {placed:,} positions report to the head of their "
                f"department{self._examples(managers)}. Check them on the chart, or add a “Manager ID” column."
            )
        else:
            text = "No column names managers, so new positions have none. Add a “Manager ID” column"
            text += " or an “Is Department Head” column." if any(self.members.keys()) else "."
        code = "managers-proposed" if placed else "no-managers"
        self.causes.report.note(self.reader.table.header_row, "", "", text, code)
        for key, manager in managers.items():
            if not manager and key != self.top and placed:
                self._say_open(self.rows[key], self._team(key))

    def _examples(self, managers: Mapping[str, str]) -> str:
        told = self._told(managers)
        return f" ({'; '.join(told[:4])}{'; …' if len(told) > 4 else ''})" if told else ""

    def _named(self, managers: Mapping[str, str]) -> list[str]:
        """The clear heads in words, without ids."""
        given = set(managers.values())
        return [
            f"{self.tables[team][0]} under {', '.join(filter(None, (self.rows[head].name, self.rows[head].title)))}"
            for team, head in self.heads.items()
            if head in given and team in self.tables
        ]

    def _told(self, managers: Mapping[str, str]) -> list[str]:
        given = set(managers.values())
        return [
            f"{self.tables[team][0]} under {self.draft.directory.describe(head)}"
            for team, head in self.heads.items()
            if head in given and team in self.tables
        ]

    def _say_open(self, parsed: PositionRow, team: str) -> None:
        headers = [self.reader.header(name) for name in TEAM_FIELDS if name in self.reader.columns]
        header = headers[0] if headers else ""
        if not team:
            text = "The row has no department, so the position has no manager. Fill in one of the two."
            self.causes.add("no-department", parsed.row, header, "", text)
            return
        name = self.tables[team][0]
        text = (
            f"It is unclear who heads “{name}”, so the position has no manager. Mark the head in an "
            "“Is Department Head” column, or name managers."
        )
        self.causes.add("no-head", parsed.row, header, name, text, team)


def _ringed(managers: Mapping[str, str]) -> list[str]:
    """One position of each ring."""
    found: list[str] = []
    seen: dict[str, int] = {}
    for number, start in enumerate(managers):
        key = start
        while key and key not in seen:
            seen[key] = number
            key = managers.get(key, "")
        if key and seen[key] == number:
            found.append(key)
    return found

"""Where no cell of a row names one manager: several go by it, nobody does, or somebody whom only the organisation
has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from planning.core.content import Content
from planning.core.records import Org
from planning.imports.cells.words import ROOT_WORDS, is_vacancy, is_withheld
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.placing.causes import Causes
from planning.imports.placing.directory import Directory
from planning.imports.placing.entries import NOBODY, Answer, How
from planning.imports.placing.unfound import Cell, Unfound

# From this level on a title leads people; see planning.core.content.LEVELS.
LEADS = 4
# Among more people of one name than so many nothing is settled.
MANY = 20

_WAITS = "the position has no manager"
_NO_MANAGER = ROOT_WORDS | {"\\n", "nan", "board", "the board", "board of directors"}


class Named(NamedTuple):
    """What one cell of a row says of its manager."""

    header: str
    value: str
    answer: Answer


def names_nobody(value: str) -> bool:
    """“NO_MANAGER”, “\\N”, “0” and the like: nobody is above."""
    return value.casefold().replace("_", " ").strip() in _NO_MANAGER


def is_nobody(value: str) -> bool:
    """Nobody is above, or nobody yet."""
    return names_nobody(value) or is_vacancy(value) or is_withheld(value)


class Unclear:
    """Settles what can be settled, and says what cannot. `rows` are those of the file by key, `current` is the
    organisation. `update`: the file's own directory looks there."""

    def __init__(
        self,
        directory: Directory,
        rows: Mapping[str, PositionRow],
        current: Org,
        content: Content,
        causes: Causes,
        update: bool = False,
    ) -> None:
        self.directory = directory
        self.rows = rows
        self.current = current
        self.update = update
        self.content = content
        self.causes = causes
        self.unfound = Unfound(directory, causes, update)

    def manager(self, key: str, parsed: PositionRow, left: Sequence[Named]) -> str:
        """A key; the first value as it stands where nothing settles it: the position stays without a manager then."""
        several = [one for one in left if one.answer.keys]
        if several:
            return self._settle(key, parsed, several)
        for one in left:
            if manager := self._from_before(key, parsed, one):
                return manager
        for one in left:
            self._say_unknown(key, parsed, one)
        told = [one.value for one in left if not is_nobody(one.value)]
        return told[0][:MAX_KEY] if told else ""

    def _say_unknown(self, key: str, parsed: PositionRow, one: Named) -> None:
        if is_nobody(one.value):
            self._say("open-manager", parsed, one, f"This names no manager, so {_WAITS}. Name one.")
        else:
            self.unfound.cells.append(Cell(key, parsed, one.header, one.value))

    def _say(self, code: str, parsed: PositionRow, one: Named, text: str, *shared: str) -> None:
        self.causes.add(code, parsed.row, one.header, one.value, text, one.value, *shared)

    def _settle(self, key: str, parsed: PositionRow, several: Sequence[Named]) -> str:
        """Which of several it is: whom all cells allow, of the same team, with a leader's title; else the tray."""
        first = several[0]
        keys = [one for one in first.answer.keys if one != key and all(one in other.answer.keys for other in several)]
        known = self.current.get("position", key)
        kept = known.manager if known and known.manager in keys else ""
        found = kept or self._closest(parsed, keys)
        text = f"Several positions match this name: {self.directory.listed(first.answer.keys)}."
        if not found:
            self._say(
                "ambiguous-manager", parsed, first, f"{text} Use the manager’s ID or e-mail; until then {_WAITS}."
            )
            return first.value[:MAX_KEY]
        why = "the only one left" if len(keys) == 1 else "the closest by team and title"
        why = "the current manager" if kept else why
        text += f" {self.directory.describe(found)} was used: {why}. Use the manager’s ID or e-mail to be sure."
        self._say("manager-settled", parsed, first, text, found)
        return found

    def _closest(self, parsed: PositionRow, keys: Sequence[str]) -> str:
        if len(keys) == 1:
            return keys[0]
        rows = [(key, self.rows[key]) for key in keys if key in self.rows] if len(keys) <= MANY else []
        near = [key for key, row in rows if any(row.teams) and row.teams == parsed.teams]
        if len(near) == 1:
            return near[0]
        levels = {key: self.content.read_title(row.title).level or 0 for key, row in rows}
        highest = max(levels.values(), default=0)
        leaders = [key for key, level in levels.items() if level == highest]
        return leaders[0] if highest >= LEADS and len(leaders) == 1 else ""

    @cached_property
    def _before(self) -> Directory:
        return Directory(()) if self.update else Directory.of_org(self.current)

    def is_known_as_another(self, value: str, guess: Answer) -> bool:
        """Whether the organisation has somebody of exactly this name or id, and the guess is somebody else."""
        known = self._before.named(value) if guess.keys else NOBODY
        return known.key != "" and known.key not in guess.keys

    def _from_before(self, key: str, parsed: PositionRow, one: Named) -> str:
        """A manager whom the organisation has and no row names: their position, which may end with this file."""
        answer = self._before.search(one.value)
        manager = answer.key
        if not manager or manager == key or answer.how > How.SPELLING:
            return ""
        told = self._before.describe(manager)
        if manager in self.rows:
            text = f"No row has this manager, but {told} in the organisation matches and was used."
            self._say("manager-before", parsed, one, f"{text} Correct the cell if this is wrong.")
        else:
            text = (
                f"{told} is not in this file, so that position ends and {_WAITS}. Name a new manager, or add the row."
            )
            self._say("manager-ends", parsed, one, text)
        return manager

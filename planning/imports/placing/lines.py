"""From the cells that name managers to keys of positions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from planning.core.content import Content
from planning.core.records import Org
from planning.imports.people.position_rows import PositionRow
from planning.imports.placing import names
from planning.imports.placing.causes import Causes
from planning.imports.placing.directory import Answer, Directory, How
from planning.imports.placing.draft import Draft
from planning.imports.placing.entries import NOBODY
from planning.imports.placing.unclear import Named, Unclear, names_nobody

Keyed = Sequence[tuple[str, PositionRow]]
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_MAYBE_SEVERAL = re.compile(r"\s*[,/&+]\s*|\s+(?:and|und|et|y|e|en)\s+")


class Lines:
    """Turns the cells that name managers into keys. What is doubtful goes into `causes`. `update`: the file holds a
    part of the organisation, and managers may be positions that it does not name. `also` has further managers that a
    cell names, by the position."""

    def __init__(
        self, directory: Directory, keyed: Keyed, current: Org, content: Content, causes: Causes, update: bool = False
    ) -> None:
        self.directory = directory
        self.current = current
        self.content = content
        self.causes = causes
        self.update = update
        self.rows = dict(keyed)
        self.people_first = self._people_first(keyed)
        self._answers: dict[tuple[bool, str], Answer] = {}
        self.unclear = Unclear(directory, self.rows, current, content, causes, update)
        self.also: dict[str, tuple[str, ...]] = {}

    def _people_first(self, keyed: Keyed) -> Mapping[str, bool]:
        """By column: whether it holds ids of people rather than of positions."""
        values: dict[str, list[str]] = {}
        for _, parsed in keyed:
            for header, value in parsed.managers:
                values.setdefault(header, []).append(value)
        return {header: self.directory.person_first(column) for header, column in values.items()}

    def manager(self, key: str, parsed: PositionRow) -> str:
        """'' at the top; a value that no row has stays as it is, so that the position stays without a manager."""
        return self.named(key, parsed, parsed.managers)

    def named(self, key: str, parsed: PositionRow, given: Sequence[tuple[str, str]]) -> str:
        """The manager that cells name, each given with its header, in order of trust."""
        if len(given) == 1:
            answer = self.search(*given[0])
            if answer.how <= How.NAME and answer.key not in ("", key):
                return answer.key
        found = [Named(header, value, self.search(header, value)) for header, value in given]
        found = [self._first_of_several(key, parsed, one) for one in found]
        clear = [one for one in found if one.answer.key]
        if clear:
            return self._clear(key, parsed, found, clear)
        open_cells = [one for one in found if one.answer.keys or not names_nobody(one.value)]
        if open_cells:
            return self.unclear.manager(key, parsed, open_cells)
        for header, value, _ in found:
            text = "No manager is named, so the position is at the top."
            self.causes.add("no-manager", parsed.row, header, value, text, value)
        return ""

    def _first_of_several(self, key: str, parsed: PositionRow, one: Named) -> Named:
        """“Ada Long; Bo Roe”: the first is the manager, the others are dotted lines."""
        if one.answer.keys:
            return one
        managers: list[Answer] = []
        for part in _parted(one.value):
            managers.append(self.search(one.header, part))
            if not managers[-1].key:
                return one
        if len(managers) < 2:
            return one
        first, *others = (answer.key for answer in managers)
        self.also[key] = tuple(other for other in others if other not in (key, first))
        text = f"Several managers: {self.directory.describe(first)} was used, and the others are dotted lines."
        self.causes.add("several-managers", parsed.row, one.header, one.value, text, one.value)
        return one._replace(answer=managers[0])

    def search(self, header: str, value: str) -> Answer:
        value = value.removeprefix("mailto:")
        place = (self.people_first.get(header, False), value)
        answer = self._answers.get(place)
        if answer is None:
            answer = self.directory.search(value, place[0])
            if (
                not answer.how.sure
                and answer.how is not How.LOOSE_ID
                and self.unclear.is_known_as_another(value, answer)
            ):
                answer = NOBODY
            self._answers[place] = answer
        return answer

    def _clear(self, key: str, parsed: PositionRow, found: Sequence[Named], clear: Sequence[Named]) -> str:
        """The surest of the cells that name one position each, before it one that stands; where they disagree, that is
        said."""
        best = min(
            clear, key=lambda one: (one.answer.key == key, self.directory.is_gone(one.answer.key), one.answer.how)
        )
        manager = best.answer.key
        if manager == key:
            text = "The position names itself as its manager, so it is at the top."
            self.causes.add("own-manager", parsed.row, best.header, best.value, text)
        elif not best.answer.how.sure:
            self._say_how(parsed, best)
        for other in found:
            if other is not best:
                self._say_disagreement(parsed, best, other)
        return "" if manager == key else manager

    def _doubt(self, key: str, answer: Answer) -> tuple[bool, bool, How]:
        return answer.key == key, self.directory.is_gone(answer.key), answer.how

    def _say_how(self, parsed: PositionRow, best: Named) -> None:
        told = self.directory.describe(best.answer.key)
        row, header, value = parsed.row, best.header, best.value
        if best.answer.how is How.LOOSE_ID:
            text = f"No row has exactly this ID, so {best.answer.key} was used."
            self.causes.add("loose-id", row, header, value, text)
        elif best.answer.how is How.TITLE:
            text = f"A job title that one position has, so {told} was used. Name managers by ID to be sure."
            self.causes.add("manager-by-title", row, header, value, text)
        else:
            text = f"No row has exactly this name, so {told} was used. Correct the cell if this is wrong."
            self.causes.add("manager-spelling", row, header, value, text, value)

    def _say_disagreement(self, parsed: PositionRow, best: Named, other: Named) -> None:
        shared: tuple[str, ...] = ()
        if other.answer.keys:
            if best.answer.key in other.answer.keys or self._is_holder(best.answer.key, other):
                return
            told = [self.directory.listed(one.answer.keys) for one in (other, best)]
            text = f"This names {told[0]}, but “{best.header}” names {told[1]}, which was used. Correct one of them."
            shared = (other.value, best.answer.key)
        elif names_nobody(other.value):
            text = f"This names no manager, but “{best.header}” does and was used. Correct one of them."
        else:
            text = f"No row matches; “{best.header}” names {self.directory.describe(best.answer.key)}, which was used."
        self.causes.add("manager-disagreement", parsed.row, other.header, other.value, text, *shared)

    def _is_holder(self, manager: str, other: Named) -> bool:
        """Whether the other cell names a second position of whoever holds the first."""
        one, two = self.directory.entries.get(manager), self.directory.entries.get(other.answer.keys[0])
        if one is None or two is None:
            return False
        return (one.person != "" and one.person == two.person) or names.folded(other.value) in map(
            names.folded, one.names
        )

    def say_gone(self, draft: Draft) -> None:
        """Who reports to a row that is no longer active."""
        for key, parsed in self.rows.items():
            manager = draft.positions[key].get("manager")
            if manager in draft.inactive and key not in draft.inactive:
                header, value = parsed.managers[0] if parsed.managers else ("", manager)
                text = "The manager’s row is not active, so the position has no manager. Name their successor."
                self.causes.add("manager-gone", parsed.row, header, value, text, manager)


def _parted(cell: str) -> list[str]:
    """The values in a cell; a comma parts them only where nothing stronger does."""
    parts = [part for part in _SEVERAL.split(cell) if part]
    return parts if len(parts) > 1 else [part for part in _MAYBE_SEVERAL.split(cell) if part]

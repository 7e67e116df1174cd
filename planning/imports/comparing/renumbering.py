"""Ids that a file gives anew: which of its rows are positions that are there already, under another id.

The HR system was changed, or the numbers in it. An id that an earlier import learned counts first. What is still new is
matched, one to one, by the e-mail address or the id of who sits there; after that by name and title, where somebody
accepts that.
An id may stand for somebody else now: then whom it stood for is under another id of the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planning.core.records import Org, Position
from planning.core.words import squeezed
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.placing.names import folded

Rows = Mapping[str, PositionRow]
Mark = tuple[str, ...]


class Match(NamedTuple):
    """The row `row` gives the position `key` the id `ident`; `who` names it as it is in the organisation."""

    ident: str
    key: str
    row: int
    who: str


@dataclass(frozen=True)
class Renumbering:
    """`ids` are the organisation's keys by the file's ids, where they differ; `learned` those that were not known
    before. `proposed` are matches by name and title that nobody has accepted, so they are not among `ids`."""

    ids: Mapping[str, str] = field(default_factory=dict)
    learned: Mapping[str, str] = field(default_factory=dict)
    by_email: tuple[Match, ...] = ()
    by_person: tuple[Match, ...] = ()
    by_name: tuple[Match, ...] = ()
    proposed: tuple[Match, ...] = ()


def renumbering(
    rows: Sequence[PositionRow],
    current: Org,
    remembered: Mapping[str, str] = {},
    *,
    of_people: bool = True,
    accept: bool = False,
) -> Renumbering:
    """Which ids of the rows stand for which positions. `of_people`: an id is a person's, who has it in any position.
    `accept`: matches by name and title count."""
    if not current.tables["position"]:
        return Renumbering()
    return _Search(rows, current, remembered, of_people).result(accept)


class _Search:
    """`base` is each id's key as far as it is known; `open` the ids that stand for nothing known, `free` the keys of
    positions that no id of the file stands for."""

    def __init__(
        self, rows: Sequence[PositionRow], current: Org, remembered: Mapping[str, str], of_people: bool
    ) -> None:
        self.table: Mapping[str, Position] = current.tables["position"]
        self.current = current
        self.of_people = of_people
        self.rows = {row.ident: row for row in sorted(rows, key=lambda row: not row.inactive) if row.ident}
        self.base = {ident: remembered.get(ident, ident) for ident in self.rows}
        self.base = {ident: key if key in self.table else ident for ident, key in self.base.items()}
        self.open = [ident for ident, key in self.base.items() if key not in self.table]
        self.most = 2 * len(self.open) > len(self.rows)
        self.moved: list[str] = []
        self.matched: set[str] = set()

    def result(self, accept: bool) -> Renumbering:
        by_email = self._match(self._emails, _email, self._counts)
        self._take(by_email)
        by_person = [] if self.of_people else self._match(self._people, _person, self._counts)
        self._take(by_person)
        by_name = self._match(self._names, self._name, lambda ident, key: True)
        if accept:
            self._take(by_name)
        fresh = self._fresh()
        matched = [*by_email, *by_person, *(by_name if accept else ())]
        learned = {match.ident: match.key for match in matched} | fresh
        ids = {ident: key for ident, key in self.base.items() if key != ident} | learned
        return Renumbering(
            ids,
            learned,
            tuple(by_email),
            tuple(by_person),
            tuple(by_name if accept else ()),
            () if accept else tuple(by_name),
        )

    def _match(
        self,
        marks: Callable[[Position], Iterable[Mark]],
        mark: Callable[[PositionRow], Iterable[Mark]],
        counts: Callable[[str, str], bool],
    ) -> list[Match]:
        """Open ids and free positions that have one mark, and are the only ones of their side that have it."""
        strangers = self._strangers(marks, mark) if self.of_people else []
        ids = [*self.open, *strangers]
        if not ids:
            return []
        held = set(self.base.values()) - {self.base[ident] for ident in strangers}
        found: dict[str, str] = {}
        free = [position for key, position in self.table.items() if key not in held]
        for place in range(2):
            mine = _single((row_marks[place], i) for i in ids if len(row_marks := tuple(mark(self.rows[i]))) > place)
            theirs = self._theirs(free, marks, place)
            pairs = ((i, theirs[name]) for name, i in mine.items() if name in theirs and i not in found)
            taken = set(found.values())
            found |= {i: key for i, key in pairs if key not in taken and self._may(i, key) and counts(i, key)}
        taken = set(found.values())
        self.moved += [ident for ident in strangers if self.base[ident] in taken or ident in found]
        return [Match(i, key, self.rows[i].row, self._who(key)) for i, key in found.items()]

    def _theirs(
        self, free: Iterable[Position], marks: Callable[[Position], Iterable[Mark]], place: int
    ) -> dict[Mark, str]:
        """Keys by marks: of standing positions, and of ended ones where no standing one has the mark."""
        standing = self.current.positions
        named = [(tuple(marks(position)), position.key) for position in free]
        found = _single((m[place], key) for m, key in named if len(m) > place and key not in standing)
        return found | _single((m[place], key) for m, key in named if len(m) > place and key in standing)

    def _may(self, ident: str, key: str) -> bool:
        """An ended position comes back only for a row that has ended, too."""
        return key in self.current.positions or self.rows[ident].inactive

    def _strangers(
        self, marks: Callable[[Position], Iterable[Mark]], mark: Callable[[PositionRow], Iterable[Mark]]
    ) -> list[str]:
        """Ids that now stand for somebody else: neither e-mail nor name are those of who had them, whose mark stands in
        a row of another id."""
        suspects = [i for i, key in self.base.items() if key in self.table and self._is_other(i, key)]
        if not suspects:
            return []
        where = _single((m, i) for i, row in self.rows.items() for m in tuple(mark(row))[:1])
        return [
            ident
            for ident in suspects
            if any(where.get(m, ident) != ident for m in tuple(marks(self.table[self.base[ident]]))[:1])
        ]

    def _is_other(self, ident: str, key: str) -> bool:
        row, person = self.rows[ident], self.current.people.get(self.table[key].holder)
        if person is None or (row.email and row.email == person.email.casefold()):
            return False
        if row.name and person.name:
            return row.name != person.name and folded(row.name) != folded(person.name)
        return bool(row.email and person.email)

    def _counts(self, ident: str, key: str) -> bool:
        """Whether one person under another position's id is the same position: else they changed places."""
        same = squeezed(self.rows[ident].title) == squeezed(self.table[key].title)
        return self.of_people or self.most or same

    def _take(self, matches: Iterable[Match]) -> None:
        taken = {match.ident: match.key for match in matches}
        self.base |= taken
        self.matched |= taken.keys()
        self.open = [ident for ident in self.open if ident not in taken]

    def _fresh(self) -> dict[str, str]:
        """Keys for ids whose own key is another's now."""
        count: dict[str, int] = defaultdict(int)
        for key in self.base.values():
            count[key] += 1
        used = {*self.table, *self.base, *self.base.values()} if self.moved else set()
        homeless = [i for i in dict.fromkeys(self.moved) if count[self.base[i]] > 1 and i not in self.matched]
        return {ident: _free(ident, used) for ident in homeless}

    def _emails(self, position: Position) -> Iterable[Mark]:
        person = self.current.people.get(position.holder)
        if person is not None and person.email:
            yield (person.email.casefold(),)
            yield (person.email.casefold(), squeezed(position.title))

    def _people(self, position: Position) -> Iterable[Mark]:
        person = self.current.people.get(position.holder)
        if person is not None:
            yield (person.key,)
            yield (person.key, squeezed(position.title))

    def _names(self, position: Position) -> Iterable[Mark]:
        person = self.current.people.get(position.holder)
        if person is not None and person.name and position.title:
            yield (folded(person.name), squeezed(position.title))
        elif not position.holder and self.most and position.title:
            yield ("", squeezed(position.title))

    def _name(self, row: PositionRow) -> Iterable[Mark]:
        if row.title and (row.name or (row.vacant and self.most)):
            yield (folded(row.name), squeezed(row.title))

    def _who(self, key: str) -> str:
        position = self.table[key]
        person = self.current.people.get(position.holder)
        return ", ".join(part for part in (person.name if person else "", position.title) if part) or key


def _email(row: PositionRow) -> Iterable[Mark]:
    """The address alone is that of the job which decides; another job of the person needs the title."""
    if row.email:
        yield (row.email if row.beside is None else "",)
        yield (row.email, squeezed(row.title))


def _person(row: PositionRow) -> Iterable[Mark]:
    """The id of a person, as `_email` has the address."""
    if row.person_id:
        yield (row.person_id if row.beside is None else "",)
        yield (row.person_id, squeezed(row.title))


def _single(pairs: Iterable[tuple[Mark, str]]) -> dict[Mark, str]:
    """Marks that only one has."""
    found: dict[Mark, str] = {}
    for mark, who in pairs:
        found[mark] = who if found.get(mark, who) == who else ""
    return {mark: who for mark, who in found.items() if who}


def _free(ident: str, used: Collection[str]) -> str:
    return next(key for n in range(2, len(used) + 3) if (key := f"{ident[: MAX_KEY - 8]}-{n}") not in used)

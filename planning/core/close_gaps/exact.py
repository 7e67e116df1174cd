"""Norms of counterparts, exactly: who would work with whom on each day, as rows of a model of single people.

For somebody m whose counterparts are counted, z[m,x,t] is 1 where x is a counterpart of m on day t:

- of whoever covers a product as things stand:      z[m,x,t] >= x[m takes the product, on it on t]
- of whoever the plan names on it:                  z[m,x,t] >= x[m takes it] + x[x takes it] - 1
- of whoever the plan names on what m has already:  z[m,x,t] >= x[x takes it]
- for whoever has something by the plan on t:       sum over x of z[m,x,t]  <=  the norm, or what m has by now

What an open position brings once it is filled is no taking, but whoever fills it is a counterpart.

It grows with people times people times days, so it is for small organisations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planning.core.close_gaps.model import Model, Take
from planning.core.close_gaps.partners import Known

Places = Mapping[tuple[int, str], list[Take]]


@dataclass(frozen=True)
class Counterparts:
    """Adds the rows to a model in which every class is one lane, and every source one person."""

    model: Model
    known: Known

    def add(self) -> None:
        takes = self._by_source_and_product()
        for source, role in enumerate(self._roles()):
            for of, most in self.known.norms[role]:
                _Person(self, takes, source, role, of, most).add()

    def _roles(self) -> list[str]:
        return [one.role for one in self.model.holders] + [one.role for one in self.model.newcomers]

    def _by_source_and_product(self) -> Places:
        found: dict[tuple[int, str], list[Take]] = defaultdict(list)
        for take in self.model.covers():
            found[take.source, self.model.classes[take.lanes].lanes[0].product].append(take)
        return found

    def key(self, source: int) -> str:
        """The position of a source; what nobody has yet gets a key of its own."""
        if source < len(self.model.holders):
            return self.model.holders[source].groups[0].members[0]
        one = self.model.newcomers[source - len(self.model.holders)]
        return one.members[0] if one.members else one.key

    def person(self, source: int) -> str:
        return self.known.holder(self.key(source), date.fromordinal(self.model.first))


@dataclass(frozen=True)
class _Person:
    """Somebody whose counterparts in a role are counted."""

    rows: Counterparts
    takes: Places
    source: int
    role: str
    of: str
    most: int

    def add(self) -> None:
        own = {come.column for come in self.rows.model.comes}
        every = ((product, takes) for (source, product), takes in self.takes.items() if source == self.source)
        mine = {product: [take for take in takes if take.column not in own] for product, takes in every}
        if any(mine.values()):
            for day in self._days(mine):
                self._add(mine, day)

    def _add(self, mine: Mapping[str, list[Take]], day: int) -> None:
        """One day: everybody who is or may become a counterpart."""
        me, owned = self.rows.person(self.source), self._owned(day)
        now = {x for product in owned for x in self._there(product, day)} - {me}
        busy = [on for takes in mine.values() if (on := self._active(takes, day))]
        if not busy:
            return
        wants: dict[str, list[dict[int, float]]] = defaultdict(list)
        for product, takes in mine.items():
            if on := self._on(takes, day):
                for x in self._there(product, day) - {me} - now:
                    wants[x].append(dict.fromkeys(on, 1.0))
                for x, theirs in self._named(product, day):
                    wants[x].append(dict.fromkeys(on, 1.0) | dict.fromkeys(theirs, 1.0) | {-1: -1.0})
        for product in owned:
            for x, theirs in self._named(product, day):
                wants[x].append(dict.fromkeys(theirs, 1.0))
        self._bound({x: every for x, every in wants.items() if x not in now and x != me}, busy, len(now))

    def _bound(self, wants: Mapping[str, list[dict[int, float]]], busy: Sequence[list[int]], now: int) -> None:
        room = max(self.most - now, 0)
        if len(wants) <= room:
            return
        program = self.rows.model.program
        columns = {x: program.column(1) for x in wants}
        every = dict.fromkeys(columns.values(), 1.0)
        for x, column in columns.items():
            for entry in wants[x]:
                less = -entry.pop(-1, 0.0)
                program.row({**entry, column: -1.0}, upper=less)
        for on in busy:
            program.row(every | dict.fromkeys(on, float(len(wants) - room)), upper=float(len(wants)))

    def _days(self, mine: Mapping[str, list[Take]]) -> list[int]:
        """The days on which anything about it can change."""
        model, known = self.rows.model, self.rows.known
        products = {*mine, *(p for _, owned in known.owned(self.rows.key(self.source), self.role) for p in owned)}
        found = {since for since, _ in known.owned(self.rows.key(self.source), self.role)}
        for (_, product), takes in self.takes.items():
            if product in products:
                found |= {take.start for take in takes} | {self._last(take) + 1 for take in takes}
                found |= {model.loading(take)[0] for take in takes}
        found |= {cover.first for product in products for cover in known.cover(product, self.of)}
        return sorted(day for day in {model.first, *found} if model.first <= day <= model.last)

    def _last(self, take: Take) -> int:
        """What somebody has already goes on after the gap that it closes."""
        model = self.rows.model
        one = model.classes[take.lanes]
        first = len(model.holders)
        is_own = take.source >= first and one.lanes[0] in model.newcomers[take.source - first].own
        return model.last if is_own else take.end or one.stretch.last or model.last

    def _active(self, takes: Iterable[Take], day: int) -> list[int]:
        """The columns of those that somebody has on a day."""
        return [take.column for take in takes if take.start <= day <= self._last(take)]

    def _on(self, takes: list[Take], day: int) -> list[int]:
        """The columns of those that are live products more on a day."""
        every = ((take, self.rows.model.loading(take)) for take in takes)
        return [take.column for take, (first, last) in every if first <= day <= last]

    def _owned(self, day: int) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for since, products in self.rows.known.owned(self.rows.key(self.source), self.role):
            found = products if since <= day else found
        return found

    def _there(self, product: str, day: int) -> set[str]:
        covers = self.rows.known.cover(product, self.of)
        return {x for cover in covers if cover.first <= day <= cover.last for x in cover.people}

    def _named(self, product: str, day: int) -> Iterator[tuple[str, list[int]]]:
        """Who may be named on a product in the other role, with the columns of that on a day."""
        roles = self.rows._roles()
        for (source, where), takes in self.takes.items():
            if where == product and roles[source] == self.of and (on := self._active(takes, day)):
                yield self.rows.person(source), on

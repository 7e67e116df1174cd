"""How many counterparts people get by what they take on: a norm that the names keep to on every day, as it depends on
who is named in the other role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from planning.core.close_gaps.lanes import Lane, Scene
from planning.core.close_gaps.people import Staff
from planning.core.fixes.choosing.capacity import UNBOUND
from planning.core.rules import Context
from planning.core.rules.load import PRODUCTS, limits

NOBODY: frozenset[str] = frozenset()


class Cover(NamedTuple):
    """From one day to another who covers a product in a role, by the keys of people."""

    first: int
    last: int
    people: frozenset[str]


class Known:
    """Who covers what as things stand, and what everybody has, day by day; the same for every naming."""

    def __init__(self, scene: Scene, ctx: Context, staff: Staff, lanes: Iterable[Lane]) -> None:
        self.scene, self.ctx, self.staff = scene, ctx, staff
        self.norms: Mapping[str, list[tuple[str, int]]] = {
            role.slug: [(of, most) for of, most in limits(ctx, role) if of != PRODUCTS] for role in ctx.content.covering
        }
        self.counting: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for role, norms in self.norms.items():
            for of, most in norms:
                self.counting[of].append((role, most))
        self.open = {(lane.product, lane.role) for lane in lanes}
        self._cover: dict[tuple[str, str], list[Cover]] = {}
        self._owned: dict[tuple[str, str], list[tuple[int, frozenset[str]]]] = {}

    def cover(self, product: str, role: str) -> list[Cover]:
        place = (product, role)
        if place not in self._cover:
            self._cover[place] = list(self._covers(product, role))
        return self._cover[place]

    def _covers(self, product: str, role: str) -> Iterator[Cover]:
        for band in self.scene.walk.lane(product, self.ctx.content.roles[role]):
            if band.cell.is_covered:
                people = (self.holder(key, band.first) for key in band.cell.by)
                yield Cover(band.first.toordinal(), band.last.toordinal(), frozenset(people))

    def holder(self, key: str, on: date) -> str:
        """The key of whoever sits in a position; of the position where nobody is known."""
        position = self.scene.histories.at("position", key, on)
        return (position.holder if position else "") or key

    def owned(self, key: str, role: str) -> list[tuple[int, frozenset[str]]]:
        """From which day on a position has which live products in a role."""
        place = (key, role)
        if place not in self._owned:
            self._owned[place] = list(self.staff.products(key, role))
        return self._owned[place]

    def turns(self, role: str, of: str, positions: Iterable[str]) -> set[int]:
        """The days from which somebody in a role may have other counterparts than on the day before, by what is known:
        cover begins or ends, or a product is theirs no longer."""
        owned = [self.owned(key, role) for key in positions]
        products = {product for product, _ in self.open}.union(*(some for every in owned for _, some in every))
        covers = (cover for product in products for cover in self.cover(product, of))
        found = {day for cover in covers for day in (cover.first, cover.last + 1) if day <= self.scene.last}
        return found | {day for every in owned for (_, before), (day, now) in pairwise(every) if before - now}

    @cached_property
    def takers(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """By product and role the positions that own it at some time."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for _, duty in self.scene.histories.every("assignment"):
            found[duty.product, duty.role].add(duty.position)
        return {place: frozenset(keys) for place, keys in found.items()}


def met_all(brought: Sequence[frozenset[str]], met: Sequence[frozenset[str]]) -> bool:
    """By norm whether nobody is brought who is not met."""
    return all(some <= have for some, have in zip(brought, met, strict=True))


class Partners:
    """Counterparts with what was given so far."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._last = known.scene.last
        self.counted: set[str] = set()  # the products on which those are to come whose counterparts are counted
        self._given: dict[tuple[str, str], list[Cover]] = defaultdict(list)
        self._took: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        self._new: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._busy: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        # By the role of counterparts: what is asked for again and again until somebody is given something.
        self._kept: dict[str, dict[tuple[str, str], dict[int, frozenset[str]]]] = defaultdict(dict)
        self._kept_days: dict[str, dict[tuple[str, str], list[int]]] = defaultdict(dict)

    def order(self, role: str) -> int:
        """Roles whose people are counted come first."""
        return len(self._known.norms[role])

    # As things stand

    def adds(self, key: str, slug: str, *, coming: bool = True) -> int:
        """How many more counterparts a position may get in a role on every day ('' for a new one). `coming`: whoever
        may come to cover its products in the other role counts as one more."""
        left = [UNBOUND]
        for of, most in self._known.norms[slug]:
            counts = [
                len(self._mine(key, slug, of, day)) + coming * self._coming(key, slug, of, day)
                for day in self._days(key, slug, of)
            ]
            left.append(most - (max(counts, default=0) if coming else min(counts, default=0)))
        return max(min(left), 0)

    def _coming(self, key: str, slug: str, of: str, day: int) -> int:
        return sum((product, of) in self._known.open for product in self._products(key, slug, day))

    def brings(self, product: str, slug: str) -> bool:
        """Whether whoever takes a product may get a counterpart by it."""
        every = [of for of, _ in self._known.norms[slug]]
        return any((product, of) in self._known.open or self._known.cover(product, of) for of in every)

    def sharing(self, key: str, lanes: Iterable[Lane], free: Container[str]) -> list[Lane]:
        """Those that bring a position no counterpart beside those that it has. A product whose counterpart is still to
        come may bring one of these, if any of them is among `free`: people who have room."""
        return [lane for lane in lanes if self._may_share(key, lane, free)]

    def _may_share(self, key: str, lane: Lane, free: Container[str]) -> bool:
        for of, _ in self._known.norms[lane.role]:
            now = NOBODY.union(*(self._mine(key, lane.role, of, day) for day in self._days(key, lane.role, of)))
            then = NOBODY.union(*(cover.people for cover in self._known.cover(lane.product, of)))
            coming = (lane.product, of) in self._known.open
            if not then <= now or (coming and not any(person in free for person in now)):
                return False
        return True

    def wished(self, key: str, lane: Lane) -> Iterator[tuple[str, str]]:
        """By role who is best named beside a position that may get no more counterparts, on a lane that it takes: the
        positions of those that it has."""
        for of, _ in self._known.norms[lane.role]:
            if (lane.product, of) in self._known.open:
                people = self._mine(key, lane.role, of, lane.stretch.first)
                every = self._known.ctx.by_role.get(of, ())
                yield from ((of, position.key) for position in every if position.holder in people)

    # With what was given

    def of(self, lane: Lane) -> tuple[str, ...]:
        """Who counts as counterparts of whoever takes a lane, as far as they are known or named by now."""
        norms = self._known.norms[lane.role]
        people = NOBODY.union(*(cover.people for of, _ in norms for cover in self._covers(lane.product, of)))
        return tuple(sorted(people))

    def grows(self, key: str, lane: Lane, start: int) -> bool:
        """Whether a position would get a counterpart by a lane."""
        return not met_all(self.brought(lane, start), self.met(key, lane.role, start))

    def brought(self, lane: Lane, start: int) -> list[frozenset[str]]:
        """By norm who is a counterpart on a lane on a day."""
        return [self._people(lane.product, of, start) for of, _ in self._known.norms[lane.role]]

    def met(self, key: str, role: str, start: int) -> list[frozenset[str]]:
        """By norm the counterparts that a position has on a day, with what it was given."""
        return [self._mine(key, role, of, start) for of, _ in self._known.norms[role]]

    def those_of(self, key: str, lane: Lane, start: int) -> frozenset[str]:
        """All of these."""
        return NOBODY.union(*self.met(key, lane.role, start))

    def left(self, key: str, lane: Lane, start: int) -> int:
        """How many more counterparts it may get, with what it was given."""
        norms = self._known.norms[lane.role]
        return min([most - len(self._mine(key, lane.role, of, start)) for of, most in norms], default=UNBOUND)

    def may(self, key: str, lane: Lane, start: int, end: int | None) -> bool:
        """Whether a position stays within the norms, or no farther over them than without the plan, with a lane from a
        day on; and so does everybody else whom the plan gives something. Nobody is kept from a product because somebody
        who gets nothing by the plan gets a counterpart."""
        last = self._last if end is None else end
        begin, stop = _loading(lane, start, last)
        for of, most in self._known.norms[lane.role]:
            days = self._days(key, lane.role, of), self._edges(lane.product, of), (begin,)
            for day in self._between(start, last, *days):
                more = self._people(lane.product, of, day) if begin <= day <= stop else NOBODY
                then = self._mine(key, lane.role, of, day) | (more - {self._person(key, day)})
                if len(then) > most and len(then) > len(self._before(key, lane.role, of, day)):
                    return False
        return all(self._may_join(key, lane, start, last, *norm) for norm in self._known.counting[lane.role])

    def _may_join(self, key: str, lane: Lane, start: int, last: int, role: str, most: int) -> bool:
        """Whether those who have the product in another role, and something by the plan on that day, keep to it."""
        for other, day, then in self._joined(key, lane, start, last, role):
            is_taker = any(first <= day <= until for first, until in self._busy.get((other, role), ()))
            if is_taker and len(then) > most and len(then) > len(self._before(other, role, lane.role, day)):
                return False
        return True

    def disturbs(self, key: str, lane: Lane, start: int, end: int | None) -> bool:
        """Whether somebody who has the product in another role comes over their norm by a counterpart: rather somebody
        else is named."""
        last = self._last if end is None else end
        return not all(self._may_meet(key, lane, start, last, *norm) for norm in self._known.counting[lane.role])

    def _may_meet(self, key: str, lane: Lane, start: int, last: int, role: str, most: int) -> bool:
        every = self._joined(key, lane, start, last, role)
        return all(len(then) <= max(most, len(self._mine(other, role, lane.role, day))) for other, day, then in every)

    def _joined(
        self, key: str, lane: Lane, start: int, last: int, role: str
    ) -> Iterator[tuple[str, int, frozenset[str]]]:
        """Who has a product in another role, with each day and the counterparts that they have then, one more named."""
        place = (lane.product, role)
        for other in self._known.takers.get(place, NOBODY).union(self._new[place]):
            busy = (first for first, _ in self._busy.get((other, role), ()))
            for day in self._between(start, last, self._days(other, role, lane.role), busy):
                if lane.product in self._products(other, role, day):
                    more = {self._person(key, day)} - {self._person(other, day)}
                    yield other, day, self._mine(other, role, lane.role, day) | more

    def took(self, key: str, lane: Lane, start: int, end: int | None, *, is_own: bool = False) -> None:
        """A position was given a lane, until a day or for good; `is_own`: it is that of the position already."""
        last = self._last if end is None else end
        place = (lane.product, lane.role)
        self._given[place].append(Cover(start, last, frozenset({self._person(key, start)})))
        self._new[place].append(key)
        self._took[key, lane.role].append((*_loading(lane, start, last), lane.product))
        if not is_own:
            self._busy[key, lane.role].append((start, last))
        self._forget(key, lane.role)

    def gave_back(self, key: str, lane: Lane, start: int, end: int | None) -> None:
        """What `took` did is undone."""
        last = self._last if end is None else end
        self._given[lane.product, lane.role].remove(Cover(start, last, frozenset({self._person(key, start)})))
        self._new[lane.product, lane.role].remove(key)
        self._took[key, lane.role].remove((*_loading(lane, start, last), lane.product))
        self._busy[key, lane.role].remove((start, last))
        self._forget(key, lane.role)

    # Day by day

    def _person(self, key: str, day: int) -> str:
        return self._known.holder(key, date.fromordinal(day))

    def _covers(self, product: str, role: str) -> list[Cover]:
        return [*self._known.cover(product, role), *self._given.get((product, role), ())]

    def _edges(self, product: str, role: str) -> Iterator[int]:
        yield from (cover.first for cover in self._covers(product, role))

    def _people(self, product: str, role: str, day: int) -> frozenset[str]:
        return NOBODY.union(*(c.people for c in self._covers(product, role) if c.first <= day <= c.last))

    def _products(self, key: str, slug: str, day: int) -> frozenset[str]:
        found = NOBODY
        for since, products in self._known.owned(key, slug):
            if since > day:
                break
            found = products
        return found.union(product for first, last, product in self._took.get((key, slug), ()) if first <= day <= last)

    def _mine(self, key: str, slug: str, of: str, day: int) -> frozenset[str]:
        kept = self._kept[of].setdefault((key, slug), {})
        if day not in kept:
            every = NOBODY.union(*(self._people(product, of, day) for product in self._products(key, slug, day)))
            kept[day] = every - {self._person(key, day)}
        return kept[day]

    def _before(self, key: str, slug: str, of: str, day: int) -> frozenset[str]:
        """The counterparts that somebody has without the plan."""
        owned = NOBODY
        for since, products in self._known.owned(key, slug):
            owned = products if since <= day else owned
        covers = (cover for product in owned for cover in self._known.cover(product, of))
        every = NOBODY.union(*(cover.people for cover in covers if cover.first <= day <= cover.last))
        return every - {self._person(key, day)}

    def _days(self, key: str, slug: str, of: str) -> list[int]:
        """The days on which anything about somebody's counterparts can change."""
        kept, place = self._kept_days[of], (key, slug)
        if place not in kept:
            owned, took = self._known.owned(key, slug), self._took.get(place, ())
            products = NOBODY.union(*(products for _, products in owned)).union(product for *_, product in took)
            found = {since for since, _ in owned} | {first for first, _, _ in took}
            kept[place] = sorted(found.union(*(self._edges(product, of) for product in products)))
        return kept[place]

    def _forget(self, key: str, role: str) -> None:
        """What depends on what a position has in a role, and on who covers in it."""
        self._kept[role].clear()
        self._kept_days[role].clear()
        for of, _ in self._known.norms[role]:
            self._kept[of].pop((key, role), None)
            self._kept_days[of].pop((key, role), None)

    def _between(self, first: int, last: int, *days: Iterable[int]) -> list[int]:
        return sorted({first, *(day for every in days for day in every if first < day <= last)})


def _loading(lane: Lane, start: int, last: int) -> tuple[int, int]:
    """The first and the last day between two on which a lane is a live product more; none where the first is later."""
    first, end = lane.stretch.live or (1, 0)
    return max(first, start), min(end, last)

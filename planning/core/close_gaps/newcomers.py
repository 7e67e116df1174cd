"""Who could come into a role: hires, open positions that nobody hires for, and people on a career path into it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from planning.core.close_gaps.counting import Counting
from planning.core.close_gaps.lanes import Lane, Scene, is_kept
from planning.core.close_gaps.openings import position_at, usual_place, waiting
from planning.core.close_gaps.people import Staff
from planning.core.close_gaps.prices import yearly
from planning.core.close_gaps.refills import Emptied, closes, emptied, load_of_rest
from planning.core.close_gaps.supply import Newcomers
from planning.core.content import CareerStep, Role
from planning.core.fixes.base import FixKind
from planning.core.records import Position
from planning.core.rules import Context

MANY = 100  # lanes, times days on which positions fall empty


class Rise(NamedTuple):
    """What somebody costs more a year in another role (None: unknown), in all and by function."""

    cost: Decimal | None
    by_function: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class Offers:
    """Makes kinds of newcomers for a question. `most` is how many products one of a role may have, by slug, `adds` how
    many more counterparts by a position ('' for a new one) and role."""

    scene: Scene
    ctx: Context
    staff: Staff
    most: Mapping[str, int]
    adds: Callable[[str, str], int]
    lanes: Sequence[Lane]

    def newcomers(self, role: Role) -> list[Newcomers]:
        question = self.scene.question
        found: list[Newcomers] = []
        if FixKind.COUNTS in question.moves:
            found += Counting(self.scene, self.ctx.org, self.staff, self.lanes).newcomers(role)
        if FixKind.RETITLE in question.moves and question.changes_each != 0:
            found += self._retitled(role)
        if FixKind.HIRE in question.moves:
            found += [*self._waiting(role), *self._refills(role), self._hires(role)]
        return [one for one in found if one.starts and not (one.cost is None and question.budget is not None)]

    def unpriced(self, role: Role) -> bool:
        """Whether a budget bars hires because nobody knows their cost."""
        question = self.scene.question
        barred = question.budget is not None and FixKind.HIRE in question.moves
        return barred and self._hires(role).cost is None

    def first_start(self, role: Role) -> int:
        """The first day on which somebody hired now can be there."""
        question = self.scene.question
        days = question.lead.get(role.slug, self.scene.basis.lead.get(role.slug, 0))
        return (question.on + timedelta(days=max(days, 1))).toordinal()

    def _grid(self, first: int) -> tuple[int, ...]:
        """The first day, and those of the grid after it where a later start may fit better into a budget of a calendar
        year: else whoever comes first does all that somebody who comes later could."""
        question = self.scene.question
        on, by = question.on.toordinal(), question.by.toordinal()
        later = range(on, by + 1, question.step) if question.within_budgets else ()
        return tuple(sorted({first, *(day for day in later if day > first)})) if first <= by else ()

    def _hires(self, role: Role) -> Newcomers:
        place = usual_place(self.ctx, role.slug)
        position = position_at("", role.slug, place)
        starts = self._grid(self.first_start(role))
        cost = self._price(position)
        key = f"hire:{role.slug}"
        room, adds = self.most[role.slug], self.adds("", role.slug)
        return Newcomers(
            key, FixKind.HIRE, role.slug, room, adds, starts, None, (), cost, place.level, by(place.function, cost)
        )

    def _waiting(self, role: Role) -> Iterator[Newcomers]:
        """Open positions, those with lanes of their own by themselves, all others that cost the same together."""
        alike: dict[Decimal | None, list[Position]] = defaultdict(list)
        for position in waiting(self.ctx, role.slug):
            question = self.scene.question
            if is_kept(question, position.key) or closes(question, position.key) or self._changes_later(position.key):
                continue
            own = self._own(position, role)
            if own or self.staff.load(position.key, role.slug, self.scene.question.on):
                yield self._open([position], role, own)
            else:
                alike[self._added(position)].append(position)
        for positions in alike.values():
            yield self._open(positions, role, ())

    def _changes_later(self, key: str) -> bool:
        """Whether an open position, or what it is assigned to, becomes something else by itself."""
        duties = self.ctx.org.duties.get(key, ())
        dated = any(duty.ends or (duty.starts and duty.starts > self.ctx.org.on) for duty in duties)
        touched = self.scene.histories.touched
        filled = any(number for _, number in self.staff.seated(key))
        return dated or filled or any(("assignment", duty.key) in touched for duty in duties)

    def _open(self, positions: Sequence[Position], role: Role, own: tuple[Lane, ...]) -> Newcomers:
        first, keys, cost = positions[0], tuple(p.key for p in positions), self._added(positions[0])
        load = self.staff.load(first.key, role.slug, self.scene.question.on)
        return Newcomers(
            f"open:{first.key}",
            FixKind.HIRE,
            role.slug,
            max(self.most[role.slug] - load, 0),
            self.adds(first.key, role.slug),
            self._grid(self.first_start(role)),
            len(positions),
            keys,
            cost,
            self.ctx.level(first),
            by(self.ctx.function_of(first), cost),
            own,
        )

    def _refills(self, role: Role) -> Iterator[Newcomers]:
        """Positions that fall empty, each by itself, from the day after. Where there are very many days on which one
        does, hires who come later than others go on with what whoever leaves had, and take nothing else."""
        every = list(emptied(self.scene, self.ctx, self.staff, role, self.lanes))
        first = self.first_start(role)
        late = {one.day for one in every if one.day > first}
        many = len(late) * sum(lane.role == role.slug for lane in self.lanes) > MANY
        for one in every:
            had_only = many and one.day > first
            if one.had or not had_only:
                yield self._refilled(one, role, max(first, one.day), had_only=had_only)

    def _refilled(self, one: Emptied, role: Role, start: int, *, had_only: bool) -> Newcomers:
        position, cost = one.position, self._added(one.position)
        return Newcomers(
            f"refill:{position.key}",
            FixKind.HIRE,
            role.slug,
            max(self.most[role.slug] - load_of_rest(self.staff, one, role.slug, start), 0),
            self.adds(position.key, role.slug),
            self._grid(start),
            1,
            (position.key,),
            cost,
            self.ctx.level(position),
            by(self.ctx.function_of(position), cost),
            empty=one.day,
            had=one.had,
            had_only=had_only,
        )

    def _own(self, position: Position, role: Role) -> tuple[Lane, ...]:
        """The lanes that somebody in an open position would cover by what it is assigned to already."""
        duties = self.ctx.org.duties.get(position.key, ())
        products = {d.product for d in duties if d.role == role.slug and d.kind == "owner" and d.ends is None}
        return tuple(lane for lane in self.lanes if lane.role == role.slug and lane.product in products)

    def _retitled(self, role: Role) -> Iterator[Newcomers]:
        """People of another role from whose level a career path leads here: those that cost the same together."""
        for step in self.scene.basis.content.steps:
            if step.to == role.slug and step.role != role.slug:
                alike: dict[tuple[Rise, str], list[Position]] = defaultdict(list)
                for position in self._on_path(step):
                    alone = position.key if self._is_alone(step, position) else ""
                    alike[self._rise(position, role, step.at), alone].append(position)
                for number, ((rise, _), positions) in enumerate(alike.items()):
                    yield self._moved(step, role, number, rise, positions)

    def _on_path(self, step: CareerStep) -> Iterator[Position]:
        """Who sits on the level that it leads from, stays, leads nobody and covers nothing."""
        question = self.scene.question
        for _, position in sorted(self.ctx.org.positions.items()):
            is_on_it = position.role == step.role and self.ctx.level(position) == step.level
            kept = is_kept(question, position.key) or _move(position, step) in question.forbidden
            if is_on_it and not kept and self._is_free(position):
                yield position

    def _is_alone(self, step: CareerStep, position: Position) -> bool:
        """Whether somebody on a path is looked at by themselves: they may cover where they are, or go elsewhere, or the
        question names them."""
        is_pinned = _move(position, step) in self.scene.question.pinned
        return is_pinned or step.role in self.most or self._paths[step.role] > 1

    @cached_property
    def _paths(self) -> Counter[str]:
        """How many paths lead from each role to one that covers."""
        return Counter(step.role for step in self.scene.basis.content.steps if step.to in self.most)

    def _is_free(self, position: Position) -> bool:
        org = self.ctx.org
        duties = org.duties.get(position.key, ())
        busy = any(duty.ends is None or duty.ends >= org.on for duty in duties) or org.reports(position.key)
        steady = all(p.role == position.role for p in self.scene.histories.versions("position", position.key))
        return self.ctx.filled(position) and not busy and steady and self.staff.stays(position.key)

    def _moved(self, step: CareerStep, role: Role, number: int, rise: Rise, positions: Sequence[Position]) -> Newcomers:
        return Newcomers(
            f"retitle:{step.role}:{step.level}:{role.slug}:{number}",
            FixKind.RETITLE,
            role.slug,
            self.most[role.slug],
            self.adds("", role.slug),
            self._grid(self.scene.question.on.toordinal()),
            len(positions),
            tuple(p.key for p in positions),
            rise.cost,
            step.at,
            rise.by_function,
        )

    def _added(self, position: Position) -> Decimal | None:
        """What hiring into a position that is there already adds a year: nothing where a target start that has passed
        makes it cost as if somebody were there."""
        cost = self._price(position)
        return cost if cost is None or position.target_start is None else Decimal(0)

    def _price(self, position: Position) -> Decimal | None:
        terms = self.scene.basis.terms
        return yearly(self.ctx, terms, position, self.scene.question.on) if terms else Decimal(0)

    def _rise(self, position: Position, role: Role, level: int) -> Rise:
        """What somebody costs more in the new role, and to which function. Nobody's pay falls by a promotion: one into
        a cheaper band costs nothing, and pays for nothing else."""
        after = self._price(position._replace(role=role.slug, level=level, function=role.function))
        before = self._price(position)
        if before is None or after is None:
            return Rise(None, ())
        leaves, rise = self.ctx.function_of(position), max(after - before, Decimal(0))
        if leaves == role.function:
            return Rise(rise, by(role.function, rise))
        return Rise(rise, (*by(role.function, before + rise), *by(leaves, -before)))


def _move(position: Position, step: CareerStep) -> str:
    """The key of the move that takes somebody along a path."""
    return f"{FixKind.RETITLE}:{position.key}:{step.to}"


def by(function: str, cost: Decimal | None) -> tuple[tuple[str, Decimal], ...]:
    return () if cost is None else ((function, cost),)


def cheapest(newcomers: Iterable[Newcomers]) -> Newcomers | None:
    """The hire that costs least, of those who add to cost and are there as soon as any; those of unknown cost last."""
    hires = [one for one in newcomers if one.kind == FixKind.HIRE and one.room]
    hires = [one for one in hires if one.cost != 0] or hires
    first = min((one.starts[0] for one in hires), default=0)
    hires = [one for one in hires if one.starts[0] == first]
    return min(hires, key=lambda one: (one.cost is None, one.cost or 0, one.key), default=None)

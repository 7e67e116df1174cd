"""A question about an organisation, with all that its model is made from, each thing worked out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial

from planning.core.close_gaps import aims
from planning.core.close_gaps.choosing import Aims
from planning.core.close_gaps.days import LaneClass
from planning.core.close_gaps.exact import Counterparts
from planning.core.close_gaps.ground import Ground
from planning.core.close_gaps.lanes import Lane, Stretch
from planning.core.close_gaps.limits import bounded, is_move
from planning.core.close_gaps.model import Model
from planning.core.close_gaps.naming import Named
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.people import Holder, squeezed
from planning.core.close_gaps.plainly import Plainly
from planning.core.close_gaps.prices import left
from planning.core.close_gaps.supply import Newcomers, Source, apart, sharer, sources
from planning.core.fixes.base import FixKind

PROMOTED = 1.001  # people: of two who could do it, rather the one who need not be promoted
VERY_MANY = 50_000  # lanes and people who may or may not take them


@dataclass(frozen=True)
class Asked(Ground):
    """With all that its model is made from."""

    @cached_property
    def sources(self) -> list[Source]:
        bounded = {lane.role for lane in self.lanes if lane.stretch.last is not None or self.question.interims}
        found: list[Source] = []
        for role, holders in self.holders.items():
            adds = partial(self._adds, role)
            holders = [self._bounded(holder) for holder in holders]
            free = [holder for holder in holders if (role, holder.position) not in self._shared]
            made = sources(role, free, adds, self._named_positions, is_bounded=role in bounded)
            found += made if self.classes else apart(role, free, adds)
            found += [sharer(role, one) for one in holders if self._shared.get((role, one.position))]
        return [source for source in found if not self._is_spare(source)]

    def _bounded(self, holder: Holder) -> Holder:
        """With no more room than they may get products by the question: a pool adds up the room of all."""
        most = self.question.changes_each
        if most is None:
            return holder
        return holder._replace(room=squeezed((day, min(number, most)) for day, number in holder.room))

    def _is_spare(self, source: Source) -> bool:
        """Whether a large organisation does without somebody: the pool of the role has room for every lane at once."""
        keys = source.groups[0].members
        return source.role in self._plenty and not source.is_pool and not self._named_positions.intersection(keys)

    @cached_property
    def _shared(self) -> Mapping[tuple[str, str], list[Lane]]:
        """By role and position, of those who may get no more counterparts: the lanes that bring them none. Where that
        would be very many, they are taken for people who may get more, as whoever is named is looked at anyway."""
        of_role = {role: [lane for lane in self.lanes if lane.role == role] for role in self.holders}
        some = {role: holders for role, holders in self.holders.items() if role not in self._plenty}
        full = [(role, one.position) for role, holders in some.items() for one in holders]
        full = [(role, key) for role, key in full if not self._norms.adds(key, role, coming=False)]
        if len(full) * len(self.lanes) > VERY_MANY:
            return {}
        every = (self.ctx.org.positions.get(one.position) for holders in self.holders.values() for one in holders)
        free = {position.holder for position in every if position}
        return {(role, key): self._norms.sharing(key, of_role[role], free) for role, key in full}

    @cached_property
    def _shared_sets(self) -> Mapping[tuple[str, str], frozenset[Lane]]:
        return {place: frozenset(every) for place, every in self._shared.items()}

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """The moves that the question pins or forbids, and whatever else it names."""
        return tuple(sorted(self.question.pinned | self.question.forbidden))

    @cached_property
    def _named_positions(self) -> frozenset[str]:
        """Positions that are looked at by themselves: named in a move, or free to go to another role."""
        keys = [holder.position for holders in self.holders.values() for holder in holders]
        named = (k for k in keys if any(key.startswith(f"{FixKind.ASSIGN}:{k}:") for key in self._named))
        moving = (key for one in self.newcomers if one.kind == FixKind.RETITLE for key in one.members)
        return frozenset({*named, *moving})

    @cached_property
    def _alone(self) -> frozenset[tuple[str, str]]:
        """Products and roles whose lanes are named, or come with an open position, or with a counterpart."""
        places = {(lane.product, lane.role) for lane in self.lanes}
        named = {(p, r) for p, r in places if any(_names(key, p, r) for key in self._named)}
        own = ((lane.product, lane.role) for one in self.newcomers for lane in one.own)
        shared = ((lane.product, lane.role) for every in self._shared.values() for lane in every if lane.stretch.adds)
        return frozenset({*named, *own, *shared})

    @cached_property
    def lane_classes(self) -> list[LaneClass]:
        together: dict[tuple[Stretch, str, str], list[Lane]] = defaultdict(list)
        left = {lane: one.members[0] for one in self.newcomers for lane in one.had}
        for lane in self.lanes:
            alone = not self.classes or (lane.product, lane.role) in self._alone
            together[lane.stretch, lane.product if alone else "", left.get(lane, "")].append(lane)
        return [LaneClass(stretch, tuple(of), self._barred(of)) for (stretch, *_), of in together.items()]

    def _barred(self, of: Sequence[Lane]) -> frozenset[int]:
        """The sources that a forbidden move, or the norm of counterparts, keeps from lanes."""
        return frozenset(number for number, one in self._picky if self._forbids(one, of[0]))

    @cached_property
    def _picky(self) -> list[tuple[int, Source | Newcomers]]:
        """Those that may not take every lane, by number."""
        every: list[Source | Newcomers] = [*self.sources, *self.newcomers]
        single = (isinstance(one, Source) and not one.is_pool for one in every)
        forbids = any(":" in key for key in self.question.forbidden)
        return [(n, one) for n, (one, alone) in enumerate(zip(every, single, strict=True)) if alone or forbids]

    def _forbids(self, one: Source | Newcomers, lane: Lane) -> bool:
        forbidden = self.question.forbidden
        if isinstance(one, Source):
            keys = one.groups[0].members if len(one.groups) == 1 and len(one.groups[0].members) == 1 else ()
            if one.shares_only and not any(lane in self._shared_sets[one.role, key] for key in keys):
                return True
            return any(f"{FixKind.ASSIGN}:{key}:{lane.product}:{lane.role}" in forbidden for key in keys)
        return one.kind == FixKind.HIRE and f"{FixKind.HIRE}:{lane.role}:{lane.product}" in forbidden

    def model(self, *, is_relaxed: bool = False) -> Model:
        question = self.question
        return Model(
            question.on.toordinal(),
            self.scene.last,
            question.by.toordinal(),
            self.lane_classes,
            self.sources,
            self.newcomers,
            changes_each=question.changes_each,
            interims=question.interims,
            is_relaxed=is_relaxed,
            is_pooled=self.hires is None,
            more_starts={} if self.hires is None else self._turns,
        )

    @cached_property
    def most_hires(self) -> int:
        """So many newcomers of a kind are of use at most, where there may be any number: one a lane."""
        open_ended = {one.role for one in self.newcomers if one.most is None}
        wanted = Counter(lane.role for lane in self.lanes if lane.role in open_ended)
        useful = max(wanted.values(), default=0)
        return useful if self.question.most_hires is None else min(useful, self.question.most_hires)

    def pairs(self, hires: int) -> int:
        """How many lanes and single people who could take them there are, with so many hires of a kind."""
        come = {role: sum(one.most or hires for one in self.newcomers if one.role == role) for role in self.most}
        return sum(len(self.holders.get(lane.role, ())) + come[lane.role] for lane in self.lanes)

    def exactly(self, hires: int) -> tuple[Model, Aims]:
        """The model of single people, so many hires of a kind at most, with the norms of counterparts as they are."""
        single = replace(self, classes=False, hires=hires)
        model, aims = single.prepared(is_relaxed=True)
        Counterparts(model, single._known).add()
        return model, aims

    def prepared(self, *, is_relaxed: bool) -> tuple[Model, Aims]:
        """The model with the rows of all limits, and its aims."""
        model = self.model(is_relaxed=is_relaxed)
        list(bounded(model, self.question, self.left))
        return model, self.aims(model)

    @property
    def _turns(self) -> Mapping[str, set[int]]:
        """By role the days on which somebody may have other counterparts than before, in it or where it is counted."""
        found: dict[str, set[int]] = defaultdict(set)
        for role, norms in self._known.norms.items():
            for of, _ in norms:
                keys = [one.position for one in self.holders.get(role, ())]
                keys += [key for one in self.newcomers if one.role == role for key in one.members if key]
                days = self._known.turns(role, of, keys) | self._ends({role, of})
                found[role] |= days
                found[of] |= days
        return found

    def _ends(self, roles: Container[str]) -> set[int]:
        """The days after which a gap ends, or loads nobody any longer."""
        every = [lane.stretch for lane in self.lanes if lane.role in roles]
        lasts = [stretch.last for stretch in every] + [stretch.live[1] for stretch in every if stretch.live]
        return {last + 1 for last in lasts if last is not None and last < self.scene.last}

    def aims(self, model: Model) -> Aims:
        people: dict[int, float] = {column: 1.0 for column in model.people.values()}
        first = len(model.holders)
        kinds = ((come.column, model.newcomers[come.newcomers - first].kind) for come in model.comes)
        people |= {column: PROMOTED for column, kind in kinds if kind == FixKind.RETITLE}
        people |= aims.preferences(model)
        handovers = {take.column: 1.0 for take in model.takes if take.end is not None}
        return Aims(
            aims.critical(model),
            aims.warnings(model),
            aims.costs(model, {n: self.price(one) for n, one in enumerate(self.newcomers)}),
            people,
            handovers,
        )

    def price(self, newcomers: Newcomers) -> float:
        """The cost; where that is unknown, as much as the dearest; where it is not to be seen, one a hire."""
        if self.basis.terms is None:
            return float(newcomers.kind == FixKind.HIRE)
        return self._dearest if newcomers.cost is None else float(newcomers.cost)

    @cached_property
    def _dearest(self) -> float:
        return max([float(one.cost) for one in self.newcomers if one.cost is not None] + [1.0])

    def partners(self) -> Partners:
        return Partners(self._known)

    def plainly(self) -> Iterator[Named]:
        if any(is_move(key) for key in self.question.pinned | self.question.forbidden):
            return
        hires = {one.role: one for one in self.newcomers if one.kind == FixKind.HIRE and one.most is None}
        by, most = self.question.by.toordinal(), self.question.changes_each
        for waits in (True, False):
            plain = Plainly(by, self.holders, hires, self.partners(), self.near, self.more, most, waits)
            yield plain.name(self.lanes)

    def more(self, newcomers: Newcomers, planned: Sequence[Newcomers]) -> bool:
        question = self.question
        hires = sum(one.kind == FixKind.HIRE for one in planned)
        spent = sum((one.cost or Decimal(0) for one in planned), newcomers.cost or Decimal(0))
        if question.within_budgets or (question.most_hires is not None and hires >= question.most_hires):
            return False
        return question.budget is None or spent <= question.budget

    @cached_property
    def left(self) -> Mapping[tuple[str, int], Decimal]:
        """What is left of the budgets of functions, where the question keeps to them: of those in which somebody could
        come to cost more."""
        if not self.question.within_budgets or self.basis.terms is None:
            return {}
        every = left(self.basis.dated, self.ctx, self.basis.terms, self.question.on)
        concerned = {function for one in self.newcomers for function, _ in one.by_function}
        return {place: amount for place, amount in every.items() if place[0] in concerned}


def _names(key: str, product: str, role: str) -> bool:
    """Whether a move is about a product in a role."""
    return key == f"{FixKind.HIRE}:{role}:{product}" or (
        key.startswith(f"{FixKind.ASSIGN}:") and key.endswith(f":{product}:{role}")
    )

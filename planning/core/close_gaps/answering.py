"""From a question to its answer: lanes, who could take them, the best choice, names, and the check by the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial

from planning.core.close_gaps.answer import Answer, Days, Move, Status
from planning.core.close_gaps.best import Best, best
from planning.core.close_gaps.checking import checked, closed, days_of, opened, sides_of
from planning.core.close_gaps.choosing import Aims
from planning.core.close_gaps.contradictions import contradictions, impossible, left_out, together
from planning.core.close_gaps.lanes import Lane, Scene, Stretch, lanes
from planning.core.close_gaps.limits import bound, pinned_rows
from planning.core.close_gaps.model import LaneClass, Model
from planning.core.close_gaps.moves import Writer, total
from planning.core.close_gaps.naming import Named
from planning.core.close_gaps.nearness import Nearness
from planning.core.close_gaps.newcomers import Offers
from planning.core.close_gaps.next_steps import next_steps
from planning.core.close_gaps.partners import Known, Partners
from planning.core.close_gaps.people import Holder, Staff
from planning.core.close_gaps.prices import left
from planning.core.close_gaps.program import MakeSolver
from planning.core.close_gaps.question import Basis, Question
from planning.core.close_gaps.reasons import Reasons
from planning.core.close_gaps.supply import Newcomers, Source, apart, sharer, sources
from planning.core.content import Role
from planning.core.fixes.base import FixKind
from planning.core.fixes.choosing.capacity import UNBOUND
from planning.core.rules import Context, Finding
from planning.core.rules.facts import is_given
from planning.core.rules.load import most_products, rule_id
from planning.core.rules.names import NAMES, of_role

SECONDS = 60.0
STEPS = 4
FINDING, CHOOSING = "Looking for what lacks cover", "Looking for the best plan"
NAMING, CHECKING = "Naming people", "Checking it by the rules"
Tell = Callable[[str, int, int], None]


def _untold(what: str, done: int, of: int) -> None:
    return None


@dataclass(frozen=True)
class Asked:
    """A question about an organisation, with all that its model is made from. `classes` False: nothing is taken
    together, for comparison."""

    question: Question
    basis: Basis
    classes: bool = True

    @cached_property
    def scene(self) -> Scene:
        return Scene(self.question, self.basis)

    @cached_property
    def ctx(self) -> Context:
        return Context(self.basis.dated.at(self.question.on), self.basis.content)

    @cached_property
    def roles(self) -> list[Role]:
        """The covering roles whose gaps are findings."""
        return [role for role in self._with_rule if not self._is_silent(role)]

    @cached_property
    def silent(self) -> list[Role]:
        """Those of whom nobody is named on any product: more likely a file without names than so many gaps."""
        return [role for role in self._with_rule if self._is_silent(role)]

    @cached_property
    def _with_rule(self) -> list[Role]:
        content = self.basis.content
        return [role for role in content.covering if role.need and content.is_on(f"cov-{role.code.lower()}")]

    def _is_silent(self, role: Role) -> bool:
        return not (is_given(self.ctx, NAMES) and is_given(self.ctx, of_role(role)))

    @cached_property
    def lanes(self) -> list[Lane]:
        every = self._found
        brings = [self._norms.brings(lane.product, lane.role) for lane in every]
        return [
            lane if adds else lane._replace(stretch=lane.stretch._replace(adds=False))
            for lane, adds in zip(every, brings, strict=True)
        ]

    @cached_property
    def _found(self) -> list[Lane]:
        return lanes(self.scene, self.roles)

    @cached_property
    def most(self) -> Mapping[str, int]:
        """How many live products one holder of each role may have."""
        return {role.slug: self._most(role) for role in self.roles}

    def _most(self, role: Role) -> int:
        if role.slug in self.question.most:
            return self.question.most[role.slug]
        norm = most_products(self.ctx, role) if self.basis.content.is_on(rule_id(role)) else None
        return UNBOUND if norm is None else norm

    @cached_property
    def staff(self) -> Staff:
        return Staff(self.scene, self.most)

    @cached_property
    def offers(self) -> Offers:
        return Offers(self.scene, self.ctx, self.staff, self.most, self._norms.adds, self.lanes)

    @cached_property
    def _norms(self) -> Partners:
        """Counterparts as they are, before anybody is named."""
        return Partners(self._known)

    @cached_property
    def _known(self) -> Known:
        return Known(self.scene, self.ctx, self.staff, self._found)

    @cached_property
    def holders(self) -> Mapping[str, list[Holder]]:
        """By role who has room, for roles with lanes."""
        if FixKind.ASSIGN not in self.question.moves:
            return {}
        wanted = {lane.role for lane in self.lanes}
        return {role.slug: self.staff.holders(role, UNBOUND) for role in self.roles if role.slug in wanted}

    @cached_property
    def newcomers(self) -> list[Newcomers]:
        wanted = {lane.role for lane in self.lanes}
        return [one for role in self.roles if role.slug in wanted for one in self.offers.newcomers(role)]

    # The model

    @cached_property
    def sources(self) -> list[Source]:
        bounded = {lane.role for lane in self.lanes if lane.stretch.last is not None or self.question.interims}
        found: list[Source] = []
        for role, holders in self.holders.items():
            adds = partial(self._adds, role)
            free = [holder for holder in holders if (role, holder.position) not in self._shared]
            made = sources(role, free, adds, self._named_positions, is_bounded=role in bounded)
            found += made if self.classes else apart(role, free, adds)
            found += [sharer(role, one) for one in holders if self._shared.get((role, one.position))]
        return found

    @cached_property
    def _shared(self) -> Mapping[tuple[str, str], list[Lane]]:
        """By role and position, of those who may get no more counterparts: the lanes that bring them none."""
        of_role = {role: [lane for lane in self.lanes if lane.role == role] for role in self.holders}
        full = [(role, one.position) for role, holders in self.holders.items() for one in holders]
        full = [(role, key) for role, key in full if not self._norms.adds(key, role, coming=False)]
        every = (self.ctx.org.positions.get(one.position) for holders in self.holders.values() for one in holders)
        free = {position.holder for position in every if position}
        return {(role, key): self._norms.sharing(key, of_role[role], free) for role, key in full}

    def _adds(self, role: str, key: str) -> int:
        return self._norms.adds(key, role)

    @cached_property
    def _named_moves(self) -> list[list[str]]:
        """The moves that the question pins or forbids, taken apart: kind, then what it is about."""
        return [key.split(":") for key in sorted(self.question.pinned | self.question.forbidden) if ":" in key]

    @cached_property
    def _named_positions(self) -> frozenset[str]:
        return frozenset(parts[1] for parts in self._named_moves if parts[0] == FixKind.ASSIGN)

    @cached_property
    def _alone(self) -> frozenset[tuple[str, str]]:
        """Products and roles whose lanes are named, or come with an open position."""
        named = {(parts[2], parts[3]) for parts in self._named_moves if parts[0] == FixKind.ASSIGN and len(parts) == 4}
        named |= {(parts[2], parts[1]) for parts in self._named_moves if parts[0] == FixKind.HIRE and len(parts) == 3}
        own = ((lane.product, lane.role) for one in self.newcomers for lane in one.own)
        shared = ((lane.product, lane.role) for every in self._shared.values() for lane in every if lane.stretch.adds)
        return frozenset({*named, *own, *shared})

    @cached_property
    def lane_classes(self) -> list[LaneClass]:
        together: dict[tuple[Stretch, str], list[Lane]] = defaultdict(list)
        for lane in self.lanes:
            alone = not self.classes or (lane.product, lane.role) in self._alone
            together[lane.stretch, lane.product if alone else ""].append(lane)
        return [LaneClass(stretch, tuple(of), self._barred(of)) for (stretch, _), of in together.items()]

    def _barred(self, of: Sequence[Lane]) -> frozenset[int]:
        """The sources that a forbidden move keeps from lanes."""
        lane = of[0]
        every: list[Source | Newcomers] = [*self.sources, *self.newcomers]
        return frozenset(number for number, one in enumerate(every) if self._forbids(one, lane))

    def _forbids(self, one: Source | Newcomers, lane: Lane) -> bool:
        forbidden = self.question.forbidden
        if isinstance(one, Source):
            keys = one.groups[0].members if len(one.groups) == 1 and len(one.groups[0].members) == 1 else ()
            if one.shares_only and not any(lane in self._shared[one.role, key] for key in keys):
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
        )

    def prepared(self, *, is_relaxed: bool) -> tuple[Model, Aims]:
        """The model with the rows of all limits, and its aims."""
        model = self.model(is_relaxed=is_relaxed)
        list(bounded(self, model))
        return model, self.aims(model)

    def aims(self, model: Model) -> Aims:
        people: dict[int, float] = {column: 1.0 for column in model.people.values()}
        first = len(model.holders)
        people |= {c.column: 1.0 for c in model.comes if model.newcomers[c.newcomers - first].kind == FixKind.RETITLE}
        handovers = {take.column: 1.0 for take in model.takes if take.end is not None}
        return Aims(
            model.critical(),
            model.warnings(),
            model.costs({n: self.price(one) for n, one in enumerate(self.newcomers)}),
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

    def more(self, newcomers: Newcomers, named: Named) -> bool:
        question = self.question
        hires = sum(one.kind.kind == FixKind.HIRE for one in named.newcomers)
        spent = sum((one.kind.cost or Decimal(0) for one in named.newcomers), newcomers.cost or Decimal(0))
        if question.within_budgets or (question.most_hires is not None and hires >= question.most_hires):
            return False
        return question.budget is None or spent <= question.budget

    @cached_property
    def left(self) -> Mapping[tuple[str, int], Decimal]:
        """What is left of the budgets of functions, where the question keeps to them."""
        if not self.question.within_budgets or self.basis.terms is None:
            return {}
        return left(self.basis.dated, self.ctx, self.basis.terms, self.question.on, self.question.ahead)

    def near(self, lane: Lane) -> Mapping[str, int]:
        known = self._near.get((lane.product, lane.role))
        if known is None:
            known = self._near[lane.product, lane.role] = self._nearness[lane.role].of(lane.product)
        return known

    @cached_property
    def _near(self) -> dict[tuple[str, str], Mapping[str, int]]:
        return {}

    @cached_property
    def _nearness(self) -> Mapping[str, Nearness]:
        return {role.slug: Nearness(self.ctx, role) for role in self.roles}


def answer(
    question: Question, basis: Basis, make: MakeSolver, *, tell: Tell = _untold, seconds: float = SECONDS
) -> Answer:
    """The best plan for a question, made of ordinary changes and checked by the rules. `make` makes a solver, which has
    so many `seconds`; `tell` is told what is done, and how far it is."""
    return answered(Asked(question, basis), make, tell, seconds)


def answered(asked: Asked, make: MakeSolver, tell: Tell = _untold, seconds: float = SECONDS) -> Answer:
    """The same, with what was worked out at hand."""
    tell(FINDING, 0, STEPS)
    before = days_of(asked.lanes)
    currency = asked.basis.terms.currency if asked.basis.terms else ""
    notes = tuple(left_out(asked))
    empty = Answer(asked.question, Status.OPTIMAL, notes=notes, before=before, after=before, currency=currency)
    if wrong := list(contradictions(asked)):
        return replace(empty, status=Status.INFEASIBLE, notes=tuple(wrong))
    if wrong := impossible(asked, list(bounded(asked, asked.model()))):
        return replace(empty, status=Status.INFEASIBLE, notes=tuple(wrong))
    tell(CHOOSING, 1, STEPS)
    found = best(asked, make, seconds, lambda: tell(NAMING, 2, STEPS))
    if found is None:
        return replace(empty, status=Status.INFEASIBLE, notes=tuple(together(asked)))
    tell(CHECKING, 3, STEPS)
    return _told(asked, empty, found)


def bounded(asked: Asked, model: Model) -> Iterator[str]:
    """Add the rows of the question's limits to a model; pinned moves that nothing in it can be come back."""
    bound(model, asked.question, asked.left)
    yield from pinned_rows(model, [key for key in sorted(asked.question.pinned) if ":" in key])


def _told(asked: Asked, empty: Answer, found: Best) -> Answer:
    writer = Writer(asked.scene, asked.ctx, asked.basis.terms is not None)
    moves = writer.moves(found.named)
    changes = [change for move in moves for change in move.changes]
    stays = checked(asked.scene, asked.roles, asked.lanes, changes)
    cost, unknown = total(moves)
    hires = sum(move.kind == FixKind.HIRE for move in moves)
    why = Reasons(asked, found.named, cost, hires)
    after = days_of(stays.lanes)
    moves = [move._replace(instead=why.instead(move)) for move in moves]
    steps, opens = followed(asked, moves)
    return replace(
        empty,
        status=Status.OPTIMAL if found.is_optimal else Status.FEASIBLE,
        gap=0.0 if found.is_optimal else found.gap,
        moves=(*moves, *steps),
        after=after,
        plain_before=stays.plain_before,
        plain_after=stays.plain_after,
        closed=tuple(closed(asked.scene, asked.roles, asked.lanes, stays.lanes)),
        open=tuple(why.open_gap(lane) for lane in in_order(stays.lanes)),
        cost=cost if asked.basis.terms else None,
        unknown=unknown if asked.basis.terms else 0,
        hires=hires,
        people=len({move.position for move in moves if move.kind != FixKind.HIRE}),
        opens=tuple(opens),
    )


def followed(asked: Asked, moves: Sequence[Move]) -> tuple[list[Move], list[Finding]]:
    """The next steps of new cover, and what the rules find with the plan that they do not find without it."""
    changes = [change for move in moves for change in move.changes]
    if not changes:
        return [], []
    sides = sides_of(asked.scene, changes)
    covered = [(p, move.role, move.position, move.start) for move in moves for p in move.products if move.until is None]
    steps = next_steps(*sides, covered)
    every = [*changes, *(change for move in steps for change in move.changes)]
    return steps, opened(asked.scene, sides.before, every)


def in_order(lanes_: Sequence[Lane]) -> list[Lane]:
    """What hurts most first: critical days, then warnings, then those that begin first."""

    def order(lane: Lane) -> tuple[int, int, int, str, str]:
        days = lane.stretch.days(lane.stretch.first)
        return -days.critical, -days.warning, lane.stretch.first, lane.product, lane.role

    return sorted(lanes_, key=order)


def expected(lanes_: Sequence[Lane], named: Named) -> Days:
    """The open days that the model counts on: the law is that the rules count the same."""
    before = days_of(lanes_)
    jobs = [job for _, job in named.holders] + [job for one in named.newcomers for job in one.jobs]
    off = [job.days for job in jobs]
    return Days(before.critical - sum(d.critical for d in off), before.warning - sum(d.warning for d in off))

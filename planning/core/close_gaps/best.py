"""The best plan and its proof: chosen by the model, named, and held against what nothing can be better than."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import NamedTuple, Protocol

from planning.core.close_gaps.choosing import Aim, Aims, Choice, choose
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.model import Model
from planning.core.close_gaps.naming import Named, name
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.program import MakeSolver
from planning.core.close_gaps.supply import Newcomers

NEAR = 0.5  # by less than this sums of whole days or amounts are the same


class Worth(NamedTuple):
    """What a choice is by the first three aims, the less the better."""

    critical: float
    warnings: float
    cost: float


class Best(NamedTuple):
    """`gap` is how many weighted critical days a better plan could close yet, at most."""

    named: Named
    is_optimal: bool
    gap: float


class Way(Protocol):
    """A question as `best` needs it."""

    def prepared(self, *, is_relaxed: bool) -> tuple[Model, Aims]:
        """The model with the rows of all limits, with or without the norms of counterparts."""
        ...

    def near(self, lane: Lane) -> Mapping[str, int]:
        """By position who is near to a lane."""
        ...

    def partners(self) -> Partners:
        """Counterparts as they are, before anybody is named."""
        ...

    def more(self, newcomers: Newcomers, named: Named) -> bool:
        """Whether the limits leave room for one more of a kind."""
        ...

    def price(self, newcomers: Newcomers) -> float:
        """What one of a kind counts in the aim of cost."""
        ...


def best(way: Way, make: MakeSolver, seconds: float, naming: Callable[[], None]) -> Best | None:
    """None where nothing keeps to the limits. First as strictly as if every product brought a counterpart of its own:
    where that covers all from the first day on, nothing is better. Else without the norms of counterparts, which
    nothing that keeps to them can beat, and people are named within them all the same, with one more newcomer where
    that does not do. The better of the two is the answer. `naming` is called before people are named."""
    until = monotonic() + seconds
    model, aims = way.prepared(is_relaxed=False)
    choice = choose(model, aims, make, seconds)
    if choice is None:
        return None
    if not model.norms_bind or is_perfect(model, aims, choice):
        naming()
        return _proven(way, aims, choice, name(model, choice, way))
    loose, aims = way.prepared(is_relaxed=True)
    aims.people = {}
    bound = choose(loose, aims, make, max(until - monotonic(), 0.1)) or choice
    naming()
    every = [name(model, choice, way), name(loose, bound._replace(people=_everybody(loose)), way)]
    return _proven(way, aims, bound, min(every, key=lambda named: worth_of(way, named)))


def _everybody(loose: Model) -> dict[tuple[int, int], int]:
    """Any number of people of each group may get something."""
    return {place: len(loose.holders[place[0]].groups[place[1]].members) for place in loose.people}


def _proven(way: Way, aims: Aims, bound: Choice, named: Named) -> Best:
    """Held against a choice that nothing can beat."""
    lost = [mine - least for mine, least in zip(worth_of(way, named), worth(aims, bound), strict=True)]
    optimal = bound.is_optimal and all(less < NEAR for less in lost)
    return Best(named, optimal, 0.0 if optimal else max(lost[0], 0.0) + bound.gap)


def worth(aims: Aims, choice: Choice) -> Worth:
    """Of a choice of the model."""
    return Worth(*(_sum(aim, choice) for aim in (aims.critical, aims.warnings, aims.cost)))


def _sum(aim: Aim, choice: Choice) -> float:
    taken = [(take.column, count) for take, count in choice.takes]
    taken += [(come.column, count) for come, count in choice.comes]
    return sum(aim.get(column, 0.0) * count for column, count in taken)


def worth_of(way: Way, named: Named) -> Worth:
    """The same of what people were named for."""
    jobs = [job for _, job in named.holders] + [job for one in named.newcomers for job in one.jobs]
    critical = sum(job.lane.stretch.weighted_until(job.start, job.end) for job in jobs)
    cost = sum(way.price(one.kind) for one in named.newcomers)
    return Worth(-critical, -sum(job.days.warning for job in jobs), cost)


def is_perfect(model: Model, aims: Aims, choice: Choice) -> bool:
    """Whether every lane is covered from its first day on, at no cost."""
    mine = worth(aims, choice)
    every = [(one.stretch.days(one.stretch.first), len(one.lanes), one.stretch) for one in model.classes]
    weighted = sum(stretch.weighted(stretch.first) * number for _, number, stretch in every)
    warnings = sum(days.warning * number for days, number, _ in every)
    return not mine.cost and -mine.critical > weighted - NEAR and -mine.warnings > warnings - NEAR

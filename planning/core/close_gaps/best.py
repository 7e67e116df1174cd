"""The best plan and its proof: chosen by the model, named, and held against what nothing can be better than."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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

LARGE = 5_000  # columns; a strict model of more is not tried
SMALL, FEW = 1_000, 6  # columns, and hires of a kind; a model of single people of more is not tried
EXACTLY = 2.0  # seconds for it
MORE = 2  # hires of a kind that norms of counterparts may ask for beside those that products do


class Worth(NamedTuple):
    """What a choice is by the first three aims, the less the better."""

    critical: float
    warnings: float
    cost: float


class Best(NamedTuple):
    """`gap` is how many weighted critical days a better plan could close yet, at most."""

    named: Named
    worth: Worth
    is_optimal: bool
    gap: float


class Way(Protocol):
    """A question as `best` needs it."""

    def prepared(self, *, is_relaxed: bool) -> tuple[Model, Aims]:
        """The model with the rows of all limits, with or without the norms of counterparts."""
        ...

    def exactly(self, hires: int) -> tuple[Model, Aims]:
        """The model of single people, so many hires of a kind at most, with the norms of counterparts as they are."""
        ...

    def near(self, lane: Lane) -> Mapping[str, int]:
        """By position who is near to a lane."""
        ...

    def partners(self) -> Partners:
        """Counterparts as they are, before anybody is named."""
        ...

    def more(self, newcomers: Newcomers, planned: Sequence[Newcomers]) -> bool:
        """Whether the limits leave room for one more of a kind beside those that are planned."""
        ...

    def plainly(self) -> Iterable[Named]:
        """People named in plain ways; none where the question names moves, which these know nothing of."""
        ...

    def price(self, newcomers: Newcomers) -> float:
        """What one of a kind counts in the aim of cost."""
        ...


def best(way: Way, make: MakeSolver, seconds: float, naming: Callable[[], None]) -> Best | None:
    """None where nothing keeps to the limits. The model leaves out the norms of counterparts at first: nothing that
    keeps to them can beat it, and people are named within them all the same, if need be more of them, or one newcomer
    more. Where that falls behind the model, the strict one is tried as well, as if every product brought a counterpart
    of its own, unless it is large. The best of these is the answer. `naming` is called before people are named."""
    until = monotonic() + seconds
    model, aims = way.prepared(is_relaxed=True)
    people = sum(len(group.members) for source in model.holders for group in source.groups)
    large = len(model.takes) > LARGE
    choice = choose(model, aims.joined(people) if large else aims, make, seconds)
    if choice is None:
        return None
    naming()
    found = _proven(way, aims, choice, name(model, choice, way))
    if found.is_optimal:
        return found
    if large:
        return found
    found = min([found, *(_proven(way, aims, choice, plain) for plain in way.plainly())], key=_worth)
    hires = max([count for _, count in choice.comes], default=0) + MORE
    if len(model.takes) <= SMALL and hires <= FEW:
        return min(found, _exactly(way, make, hires, min(EXACTLY, max(until - monotonic(), 0.1))), key=_worth)
    model, strict_aims = way.prepared(is_relaxed=False)
    strict = choose(model, strict_aims, make, max(until - monotonic(), 0.1))
    return min(found, _proven(way, aims, choice, name(model, strict, way)), key=_worth) if strict else found


def _exactly(way: Way, make: MakeSolver, hires: int, seconds: float) -> Best:
    """By the model of single people."""
    model, aims = way.exactly(hires)
    choice = choose(model, aims, make, seconds)
    if choice is None:
        return NONE
    return _proven(way, aims, choice, name(model, choice, way))


def _worth(found: Best) -> Worth:
    return found.worth


def _proven(way: Way, aims: Aims, bound: Choice, named: Named) -> Best:
    """Held against a choice that nothing can beat."""
    mine = worth_of(way, named)
    lost = [one - least for one, least in zip(mine, worth(aims, bound), strict=True)]
    optimal = bound.is_optimal and all(less < NEAR for less in lost)
    return Best(named, mine, optimal, 0.0 if optimal else max(lost[0], 0.0) + bound.gap)


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


NONE = Best(Named(), Worth(0.0, 0.0, 0.0), False, 0.0)

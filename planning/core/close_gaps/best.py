"""The best plan and its proof: chosen by the model, named, and held against what nothing can be better than."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import NamedTuple, Protocol

from planning.core.close_gaps.choosing import Aim, Aims, Choice, choose
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.model import Model
from planning.core.close_gaps.naming import Named, name
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.program import MakeSolver
from planning.core.close_gaps.supply import Newcomers
from planning.core.fixes.base import FixKind

NEAR = 0.5  # by less than this sums of whole days or amounts are the same

LARGE = 5_000  # columns; of more, cost and people are one aim, and nobody is named in plain ways
VERY_LARGE = 100_000  # columns; of more no second model is tried: it would take minutes and a gigabyte
SMALL, FEW = 1_000, 6  # lanes times people, and hires of a kind; a model of single people of more is not tried
EXACTLY = 2.0  # seconds for it
MORE = 2  # hires of a kind that norms of counterparts may ask for beside those that products do


class Worth(NamedTuple):
    """What a choice is by the first four aims, the less the better."""

    critical: float
    warnings: float
    cost: float
    people: float


class Best(NamedTuple):
    """`gap` is how many weighted critical days a better plan could close yet, at most. `is_optimal` in days and cost:
    so many `fewer` people, at most, might have to change for as much."""

    named: Named
    worth: Worth
    is_optimal: bool
    gap: float
    fewer: int = 0


class Way(Protocol):
    """A question as `best` needs it."""

    def prepared(self, *, is_relaxed: bool) -> tuple[Model, Aims]:
        """The model with the rows of all limits, with or without the norms of counterparts."""
        ...

    @property
    def most_hires(self) -> int:
        """So many of a kind are of use at most."""
        ...

    def pairs(self, hires: int) -> int:
        """How many lanes and single people who could take them there are, with so many hires of a kind."""
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
    more. Where that falls behind the model, single people are looked at, or, of more of them, the strict model, as if
    every product brought a counterpart of its own. The best of these is the answer. `naming` is called before people
    are named."""
    model, aims = way.prepared(is_relaxed=True)
    begin = monotonic()
    choice = choose(model, _joined(model, aims), make, seconds)
    seconds = max(seconds - (monotonic() - begin), 0.1)  # left for another model
    if choice is None:
        return None
    naming()
    found = _proven(way, aims, choice, name(model, choice, way))
    large, very_large = (len(model.takes) > size for size in (LARGE, VERY_LARGE))
    del model  # of hundreds of megabytes at most
    if very_large or _is_proven(found) or (large and found.is_optimal):
        return found
    if not (large or found.is_optimal):
        found = min([found, *(_proven(way, aims, choice, plain) for plain in way.plainly())], key=_order)
        if _is_proven(found):
            return found
    hires = _hires(way, choice)
    if way.pairs(hires) <= SMALL and hires <= FEW:
        return _together([found, *_exactly(way, make, hires, min(EXACTLY, seconds), (aims, choice))])
    strict = _strictly(way, make, seconds)
    return _together([found, _proven(way, aims, choice, strict)]) if strict else found


def _joined(model: Model, aims: Aims) -> Aims:
    """In large models cost and people are one aim."""
    people = sum(len(group.members) for source in model.holders for group in source.groups)
    return aims.joined(people) if len(model.takes) > LARGE else aims


def _strictly(way: Way, make: MakeSolver, seconds: float) -> Named | None:
    """By the model of classes with the norms of counterparts."""
    model, aims = way.prepared(is_relaxed=False)
    choice = choose(model, _joined(model, aims), make, seconds)
    return name(model, choice, way) if choice else None


def _is_proven(found: Best) -> bool:
    return found.is_optimal and not found.fewer


def _hires(way: Way, choice: Choice) -> int:
    """So many of a kind are tried: as many as can be of use, if they are few."""
    return way.most_hires if way.most_hires <= FEW else max([count for _, count in choice.comes], default=0) + MORE


def _exactly(way: Way, make: MakeSolver, hires: int, seconds: float, bound: tuple[Aims, Choice]) -> Iterator[Best]:
    """By the model of single people, held against itself where no more hires can be of use, and against `bound`."""
    model, aims = way.exactly(hires)
    choice = choose(model, aims, make, seconds)
    if choice is None:
        return
    named = name(model, choice, way)
    yield _proven(way, *bound, named)
    if hires >= way.most_hires:
        yield _proven(way, aims, choice, named)


def _together(every: Sequence[Best]) -> Best:
    """The best of them, held against whatever any of them is known not to be better than."""
    found, bound = min(every, key=_order), max(one.worth.critical - one.gap for one in every)
    return found._replace(gap=max(min(found.gap, found.worth.critical - bound), 0.0))


def _order(found: Best) -> tuple[object, ...]:
    """The best first, of equals the one of which more is proven."""
    return *(round(one, 2) for one in found.worth), not found.is_optimal, found.fewer


def _proven(way: Way, aims: Aims, bound: Choice, named: Named) -> Best:
    """Held against a choice that nothing can beat."""
    mine = worth_of(way, named)
    lost = [one - least for one, least in zip(mine, worth(aims, bound), strict=True)]
    optimal = bound.is_optimal and all(less < NEAR for less in lost[:3])
    gap = 0.0 if optimal else max(lost[0], 0.0) + bound.gap
    return Best(named, mine, optimal, gap, max(round(lost[3]), 0) if optimal else 0)


def worth(aims: Aims, choice: Choice) -> Worth:
    """Of a choice of the model."""
    critical, warnings, cost = (_sum(aim, choice) for aim in (aims.critical, aims.warnings, aims.cost))
    moved = sum(aims.people.get(come.column, 0.0) * count for come, count in choice.comes)
    return Worth(critical, warnings, cost, moved + sum(choice.people.values()))


def _sum(aim: Aim, choice: Choice) -> float:
    taken = [(take.column, count) for take, count in choice.takes]
    taken += [(come.column, count) for come, count in choice.comes]
    return sum(aim.get(column, 0.0) * count for column, count in taken)


def worth_of(way: Way, named: Named) -> Worth:
    """The same of what people were named for."""
    jobs = [job for _, job in named.holders] + [job for one in named.newcomers for job in one.jobs]
    critical = sum(job.lane.stretch.weighted_until(job.start, job.end) for job in jobs)
    cost = sum(way.price(one.kind) for one in named.newcomers)
    moved = sum(one.kind.kind == FixKind.RETITLE for one in named.newcomers)
    people = len({key for key, _ in named.holders}) + moved
    return Worth(-critical, -sum(job.days.warning for job in jobs), cost, people)

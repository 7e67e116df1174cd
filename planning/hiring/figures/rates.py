"""How many candidates pass each step of their interviews, by what they were candidates for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from planning.hiring.models import Candidate
from portal.models import Organisation


class Case(NamedTuple):
    """A candidate as the rates see them: the key of the position; the steps reached in order; whether they were hired;
    whether it is over."""

    position: str
    reached: tuple[str, ...]
    hired: bool
    over: bool


class Rate(NamedTuple):
    """How many went beyond a step, of those who reached it and whose case has moved on or is over."""

    step: str
    passed: int
    of: int


def cases(organisation: Organisation) -> list[Case]:
    """Everybody there ever was, erased or not. Two queries."""
    rows = Candidate.objects.filter(organisation=organisation).order_by("id").prefetch_related("reached")
    return [_case(row, tuple(dict.fromkeys(step.name for step in row.reached.all()))) for row in rows]


def _case(row: Candidate, reached: tuple[str, ...]) -> Case:
    outcomes = Candidate.Outcome
    return Case(row.position, reached, row.outcome == outcomes.HIRED, row.outcome != outcomes.OPEN)


def pass_rates(known: Iterable[Case]) -> list[Rate]:
    """By step, in the order in which they are met first."""
    passed: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    for case in known:
        for at, step in enumerate(case.reached):
            went_on = case.hired or at < len(case.reached) - 1
            if went_on or case.over:
                reached[step] += 1
                passed[step] += went_on
    return [Rate(step, passed[step], count) for step, count in reached.items()]


def by_family(known: Iterable[Case], name: Callable[[str], str]) -> Mapping[str, list[Rate]]:
    """The rates by name of the family that `name` tells of a position's key, in the order of the names; candidates for
    positions of which it tells '' are left out. Families in which nobody has gone beyond a step are, too."""
    families: dict[str, list[Case]] = defaultdict(list)
    for case in known:
        families[name(case.position)].append(case)
    named = sorted(((text, pass_rates(mine)) for text, mine in families.items() if text), key=lambda f: f[0].casefold())
    return {text: rates for text, rates in named if rates}

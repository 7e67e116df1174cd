"""An answer of the model beside what the rules and brute force say of it: every way in which they differ, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from planning.close_gaps.solver import Highs
from planning.core.close_gaps.answer import Answer, Status
from planning.core.close_gaps.answering import answer
from planning.core.cost.forecast import CostForecast, CostPath
from planning.core.cost.ledger import Period
from planning.core.rules import Context
from tests.core.close_gaps.brute_force import TooMany, best
from tests.core.close_gaps.engine import Overload, impossible, open_days, overloaded_by, weighted_days
from tests.core.close_gaps.made import Case, draw
from tests.core.close_gaps.possible import Found, Value
from tests.core.close_gaps.trials import bounded

MOST = 400


def answered(case: Case) -> Answer:
    return answer(case.question, case.basis, Highs)


@cache
def small(seed: int, make: Callable[[int], Case] = draw) -> tuple[Case, Found]:
    """The first organisation from a seed on, by tens of thousands, of which all can be tried quickly."""
    case = make(seed)
    try:
        return case, best(case, MOST)
    except TooMany:
        return small(seed + 10_000, make)


def against_brute_force(seed: int, make: Callable[[int], Case] = draw) -> Iterator[str]:
    """Where an answer is not the best: of what is said to be the best anything, of all others more than its gap. Fewer
    people may do only where that is said."""
    case, found = small(seed, make)
    yield from (f"{seed}: {said}" for said in _against(case, answered(case), found.value))


def against_norms(seed: int, changed: Callable[[Case], Case]) -> Iterator[str]:
    """The same of a changed case that all can be tried of, and where its answer breaks a norm."""
    case = changed(draw(seed))
    try:
        theirs = best(case, MOST).value
    except TooMany:
        return
    yield from (f"{seed}: {said}" for said in (*_against(case, answered(case), theirs), *against_rules(case)))


def _against(case: Case, given: Answer, theirs: Value) -> Iterator[str]:
    mine = value(case, given)
    if given.status == Status.INFEASIBLE:
        yield f"infeasible, {given.notes}"
    elif mine < theirs:
        yield f"{_told(mine)} is better than can be, {_told(theirs)}"
    elif given.status == Status.OPTIMAL and (mine[:4] != theirs[:4] or mine.people - theirs.people > given.fewer):
        yield f"{_told(mine)}, said to be the best, where {_told(theirs)} can be"
    elif mine.critical - theirs.critical > given.gap:
        yield f"{_told(mine)} is farther than {given.gap} from {_told(theirs)}"


def against_interims(seed: int, changed: Callable[[Case], Case] = lambda case: case) -> Iterator[str]:
    """With interims: where an answer that is said to be the best is not as good as a plan with two interims a lane."""
    case = changed(draw(seed))
    case = case._replace(question=replace(case.question, interims=True))
    try:
        theirs = best(case, MOST).value
    except TooMany:
        return
    given = answered(case)
    mine = value(case, given)
    if given.status == Status.OPTIMAL and mine._replace(people=mine.people - given.fewer) > theirs:
        yield f"{seed}: {_told(mine)}, said to be the best, where {_told(theirs)} can be"


def value(case: Case, given: Answer) -> Value:
    """As of what is tried, its days as the rules find them."""
    days = weighted_days(case.dated.with_over(given.changes), case.content, case.question)
    cost = Decimal(given.hires) if given.cost is None else given.cost
    return Value(*days, given.unknown, cost, given.people)


def _told(of: tuple[object, ...]) -> str:
    return " ".join(str(one) for one in of)


def against_rules(case: Case) -> Iterator[str]:
    """Where the days of an answer are not those that the rules find, or what it does breaks a norm or cannot be."""
    given = answered(case)
    after = case.dated.with_over(given.changes)
    told = given.before, given.after, given.plain_before, given.plain_after
    sides = ((case.dated, True), (after, True), (case.dated, False), (after, False))
    found = [open_days(dated, case.content, case.question, arriving=arriving) for dated, arriving in sides]
    for name, one, other in zip(("before", "after", "plain before", "plain after"), told, found, strict=True):
        if one != other:
            yield f"{name}: {one} is said, {other} found"
    yield from (f"{change.key}: {message}" for change, _, message in impossible(case.dated, given.changes))
    yield from (f"overload of {place}: {said}" for place, said in _overloads(case, given).items())


def _overloads(case: Case, given: Answer) -> Overload:
    """Of those who take something, beyond what they have without the plan."""
    return overloaded_by(case.dated, bounded(case.content, case.question), case.question, given.changes)


def cost_by_ledger(case: Case, given: Answer) -> Decimal:
    """What a year costs more on the last day that is looked at, as the cost pages would say it."""
    assert case.basis.terms
    org, last = case.dated.at(case.question.on), Period(case.question.ahead, case.question.ahead)
    ctx, terms = Context(org, case.content), case.basis.terms
    ahead, over = case.dated.ahead, case.dated.over
    paths = CostPath(org, ahead, over), CostPath(org, ahead, case.dated.with_over(given.changes).over)
    before, after = (CostForecast(path, terms, ctx, [last], case.question.on).ledger().yearly() for path in paths)
    return after - before

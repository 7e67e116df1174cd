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
from tests.core.close_gaps.made import UNPAIRED, Case, draw
from tests.core.close_gaps.possible import Found, Value
from tests.core.close_gaps.trials import bounded
from tests.core.sample import PM

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
    """Where an answer is not the best: of what is said to be the best anything, of all others more than its gap."""
    case, found = small(seed, make)
    given = answered(case)
    mine, theirs = value(case, given), found.value
    if given.status == Status.INFEASIBLE:
        yield f"{seed}: infeasible, {given.notes}"
    elif mine < theirs:
        yield f"{seed}: {_told(mine)} is better than can be, {_told(theirs)}"
    elif given.status == Status.OPTIMAL and mine != theirs and not _is_a_near_tie(case, mine, theirs):
        yield f"{seed}: {_told(mine)}, said to be the best, where {_told(theirs)} can be"
    elif mine.critical - theirs.critical > given.gap:
        yield f"{seed}: {_told(mine)} is farther than {given.gap} from {_told(theirs)}"


def _is_a_near_tie(case: Case, mine: Value, theirs: Value) -> bool:
    """Whether more people change than had to, where a norm of counterparts may stand between: whom to name is then
    decided after how many, so that much is not promised."""
    pairs = case.content.settings["load-pmm"].get("numbers", {}).get(PM, UNPAIRED)
    return mine[:4] == theirs[:4] and mine.people > theirs.people and pairs != UNPAIRED


def against_interims(seed: int) -> Iterator[str]:
    """With interims: where an answer that is said to be the best is not as good as a plan with one interim a lane."""
    case = draw(seed)
    case = case._replace(question=replace(case.question, interims=True))
    try:
        theirs = best(case, MOST).value
    except TooMany:
        return
    given = answered(case)
    mine = value(case, given)
    if given.status == Status.OPTIMAL and mine > theirs:
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
    """Beyond what positions that are filled have already."""
    filled = case.dated.with_over(change for change in given.changes if change.kind == "position")
    changes = [change for change in given.changes if change.kind != "position"]
    return overloaded_by(filled, bounded(case.content, case.question), case.question, changes)


def cost_by_ledger(case: Case, given: Answer) -> Decimal:
    """What a year costs more on the last day that is looked at, as the cost pages would say it."""
    assert case.basis.terms
    org, last = case.dated.at(case.question.on), Period(case.question.ahead, case.question.ahead)
    ctx, terms = Context(org, case.content), case.basis.terms
    ahead, over = case.dated.ahead, case.dated.over
    paths = CostPath(org, ahead, over), CostPath(org, ahead, case.dated.with_over(given.changes).over)
    before, after = (CostForecast(path, terms, ctx, [last], case.question.on).ledger().yearly() for path in paths)
    return after - before

"""What holds of every answer, whatever the organisation and the question. LINEUP_LAWS=N tries N times as many."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from random import Random
from typing import Any

import pytest

from planning.close_gaps.solver import Highs
from planning.core.close_gaps import answering
from planning.core.close_gaps.answer import Answer, Status
from planning.core.close_gaps.asked import Asked
from planning.core.close_gaps.question import Question
from planning.core.fixes.base import FixKind
from tests.core.close_gaps.fair_greedy import greedy
from tests.core.close_gaps.judging import (
    against_brute_force,
    against_interims,
    against_norms,
    against_rules,
    answered,
    cost_by_ledger,
    value,
)
from tests.core.close_gaps.made import Case, draw, paired, paired_both_ways, scarce, unpaired
from tests.core.close_gaps.one_by_one import OneByOne, without_waiting
from tests.core.sample import PM

TIMES = int(os.environ.get("LINEUP_LAWS", "1"))
BATCH, SMALL = 50, 500
SEEDS = range(25 * TIMES)
SCARCE = ((1, 24, 8), (2, 40, 12), (3, 60, 20))


@pytest.mark.parametrize("first", range(0, SMALL * TIMES, BATCH))
def test_no_plan_is_better_than_the_answer(first: int) -> None:
    assert [said for seed in range(first, first + BATCH) for said in against_brute_force(seed)] == []


@pytest.mark.parametrize("first", range(0, 100 * TIMES, BATCH))
def test_two_interims_a_lane_are_never_better_than_the_answer_with_interims(first: int) -> None:
    assert [said for seed in range(first, first + BATCH) for said in against_interims(seed)] == []


# Norms of counterparts that bind: on one side, as the rules have it, and on both.
BINDING: Mapping[str, Callable[[Case], Case]] = {
    "one PM a PMM": lambda case: paired(case, 1),
    "one of the other role each": lambda case: paired_both_ways(case, 1),
}


@pytest.mark.parametrize("norm", BINDING)
@pytest.mark.parametrize("first", range(0, 100 * TIMES, BATCH))
def test_no_plan_is_better_where_counterparts_are_few(first: int, norm: str) -> None:
    seeds = range(first, first + BATCH)
    assert [said for seed in seeds for said in against_norms(seed, BINDING[norm])] == []


@pytest.mark.parametrize("first", range(100, 100 + 50 * TIMES, BATCH))
def test_nor_are_two_interims_a_lane(first: int) -> None:
    seeds = range(first, first + BATCH)
    assert [said for seed in seeds for said in against_interims(seed, BINDING["one PM a PMM"])] == []


# In 2143 a PM newly named on what the PMM has already counts; in 3475 what the open position brings does.
@pytest.mark.parametrize("seed", [2143, 3475])
def test_no_one_who_takes_something_gets_more_counterparts_than_the_norm(seed: int) -> None:
    assert list(against_rules(draw(seed))) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_interims_never_do_worse(seed: int) -> None:
    case = draw(seed)
    assert asked_with(case, interims=True).after <= answered(case).after


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_find_what_an_answer_with_interims_says(seed: int) -> None:
    case = draw(seed)
    assert list(against_rules(case._replace(question=replace(case.question, interims=True)))) == []


@pytest.mark.parametrize("first", range(0, 100 * TIMES, BATCH))
def test_rules_find_what_the_answer_says(first: int) -> None:
    assert [f"{n}: {said}" for n in range(first, first + BATCH) for said in against_rules(draw(n))] == []


@pytest.mark.parametrize("size", SCARCE, ids=str)
def test_rules_find_what_the_answer_says_where_holders_are_scarce(size: tuple[int, int, int]) -> None:
    assert list(against_rules(scarce(*size))) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_fair_greedy_is_never_better(seed: int) -> None:
    case = draw(seed)
    assert answered(case).after <= greedy(case).value[:2]


@pytest.mark.parametrize("size", SCARCE[:2], ids=str)
def test_fair_greedy_is_never_better_where_holders_are_scarce(size: tuple[int, int, int]) -> None:
    case = scarce(*size)
    assert answered(case).after <= greedy(case).value[:2]


@pytest.mark.parametrize("seed", SEEDS)
def test_same_question_gives_the_same_answer_in_whatever_order_tables_stand(seed: int) -> None:
    case = draw(seed)
    assert answered(shuffled(case, seed)) == answered(case)


def test_so_it_is_where_holders_are_scarce() -> None:
    case = scarce(4, 30, 10)
    assert answered(shuffled(case, 4)) == answered(case)


def shuffled(case: Case, seed: int) -> Case:
    """The same with the rows of each table in another order."""
    random, tables = Random(seed), {}
    for kind, table in case.dated.tables.items():
        rows = list(table.items())
        random.shuffle(rows)
        tables[kind] = dict(rows)
    return case._replace(basis=replace(case.basis, dated=case.dated._replace(tables=tables)))


def asked_with(case: Case, **changed: Any) -> Answer:
    return answered(case._replace(question=replace(case.question, **changed)))


@pytest.mark.parametrize("seed", SEEDS)
def test_more_budget_never_leaves_more_critical_days_open(seed: int) -> None:
    case = draw(seed)
    budgets = [*(Decimal(amount) for amount in (0, 90_000, 160_000, 300_000)), None]
    found = [asked_with(case, budget=budget).after.critical for budget in budgets]
    assert found == sorted(found, reverse=True)


LOOSER: tuple[tuple[str, Any], ...] = (
    ("changes_each", None),
    ("most_hires", None),
    ("budget", None),
    ("forbidden", frozenset()),
    ("moves", frozenset({*Question.moves, FixKind.HIRE})),
    ("most", {PM: 9}),
)


@pytest.mark.parametrize(("limit", "value"), LOOSER, ids=[limit for limit, _ in LOOSER])
@pytest.mark.parametrize("seed", range(10 * TIMES))
def test_looser_limit_never_does_worse(seed: int, limit: str, value: Any) -> None:
    case = draw(seed)
    tight = {"changes_each": 1, "most_hires": 0, "budget": Decimal(0), "moves": frozenset({FixKind.ASSIGN})}
    tight |= {"most": {PM: 1}, "forbidden": frozenset({"pm0"})}
    looser, tighter = (asked_with(case, **{limit: one}) for one in (value, tight[limit]))
    assert looser.after <= tighter.after


@pytest.mark.parametrize("seed", SEEDS)
def test_cost_is_that_of_the_cost_pages(seed: int) -> None:
    """These price a promotion into a cheaper band as if pay fell by it."""
    case = draw(seed)
    given = answered(case)
    if case.basis.terms and not given.unknown:
        found, is_promoted = cost_by_ledger(case, given), any(move.kind == FixKind.RETITLE for move in given.moves)
        assert found == given.cost or (is_promoted and found < (given.cost or 0))


def both(case: Case) -> tuple[Answer, Answer]:
    """By classes, and everybody by themselves."""
    ways = (Asked(case.question, case.basis, classes=classes) for classes in (True, False))
    together, apart = (answering.answered(way, Highs) for way in ways)
    return together, apart


@pytest.mark.parametrize("size", [(5, 60, 20), (6, 100, 30)], ids=str)
@pytest.mark.parametrize("is_paired", [True, False], ids=["norm of counterparts", "none"])
def test_classes_do_as_well_as_everybody_by_themselves(size: tuple[int, int, int], is_paired: bool) -> None:
    case = scarce(*size) if is_paired else unpaired(scarce(*size))
    for one, other in permutations(both(case)):
        assert other.status != Status.OPTIMAL or value(case, one)[:4] >= value(case, other)[:4]
        assert value(case, one).critical >= value(case, other).critical - other.gap


@pytest.mark.parametrize("size", [(1, 16, 6), (2, 20, 7), (4, 20, 6)], ids=str)
def test_program_of_each_person_by_themselves_finds_nothing_better(size: tuple[int, int, int]) -> None:
    case = without_waiting(unpaired(scarce(*size)))
    given, best = answered(case), OneByOne(case, 5).best()
    if given.status == Status.OPTIMAL:
        assert (*given.after, given.cost or Decimal(0)) == best
    else:
        assert best[0] <= given.after.critical <= best[0] + given.gap

"""What holds of every answer, in organisations that most people leave. LINEUP_LAWS=N tries N times as many."""

from dataclasses import replace
from functools import cache

import pytest

from planning.core.close_gaps.answer import Answer
from planning.core.fixes.base import FixKind
from planning.core.rules import CRITICAL
from tests.core.close_gaps.judging import against_brute_force, against_rules, answered, cost_by_ledger
from tests.core.close_gaps.made import Case, draw_leavers
from tests.core.close_gaps.test_laws import BATCH, SEEDS, TIMES


@cache
def drawn(seed: int) -> tuple[Case, Answer]:
    case = draw_leavers(seed)
    return case, answered(case)


@pytest.mark.parametrize("first", range(0, 50 * TIMES, BATCH))
def test_no_plan_is_better_than_the_answer(first: int) -> None:
    found = [said for seed in range(first, first + BATCH) for said in against_brute_force(seed, draw_leavers)]
    assert found == []


@pytest.mark.parametrize("first", range(0, 50 * TIMES, BATCH))
def test_rules_find_what_the_answer_says(first: int) -> None:
    assert [f"{n}: {said}" for n in range(first, first + BATCH) for said in against_rules(draw_leavers(n))] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_find_what_an_answer_with_interims_says(seed: int) -> None:
    case = draw_leavers(seed)
    assert list(against_rules(case._replace(question=replace(case.question, interims=True)))) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_cost_is_that_of_the_cost_pages(seed: int) -> None:
    case, given = drawn(seed)
    if case.basis.terms and not given.unknown:
        assert cost_by_ledger(case, given) == given.cost


@pytest.mark.parametrize("seed", SEEDS)
def test_every_critical_finding_that_opens_is_offered_a_step(seed: int) -> None:
    _, given = drawn(seed)
    assert {step.code for step in given.steps} == {one.code for one in given.opens if one.severity == CRITICAL}


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_that_are_pinned_close_their_findings_and_move_no_day(seed: int) -> None:
    case, given = drawn(seed)
    steps = {step.key: step.code for step in given.steps if step.key}
    asked = case._replace(question=replace(case.question, pinned=case.question.pinned | steps.keys()))
    then = answered(asked)
    assert set(steps.values()).isdisjoint(finding.code for finding in then.opens)
    assert then.after == given.after
    assert list(against_rules(asked)) == []


def test_some_of_those_who_leave_are_followed() -> None:
    """Else the laws above would say nothing of it."""
    every = [(case, move) for case, given in map(drawn, SEEDS) for move in given.moves if move.kind == FixKind.HIRE]
    assert any(move.position in case.dated.tables["position"] for case, move in every)

"""What a gap says that loosening its limit does to the whole holds."""

from dataclasses import replace

import pytest

from planning.close_gaps.solver import Highs
from planning.core.close_gaps.answer import Answer, Days, Loosen
from planning.core.close_gaps.asked import Asked
from planning.core.close_gaps.loosening import at_most, loosened
from planning.core.close_gaps.question import EVERY_DAY_ONCE, Question
from planning.core.fixes.base import FixKind
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import Case, draw, unpaired
from tests.core.sample import PM, TODAY

SEEDS = range(30)
MORE_PMS = Loosen("most", PM, "9", "Allow 9 products for each PM")


def case_of(seed: int) -> Case:
    """Every day counts once."""
    case = draw(seed)
    return case._replace(question=replace(case.question, weights=EVERY_DAY_ONCE))


def then(case: Case, limit: Loosen) -> Answer:
    return answered(case._replace(question=loosened(case.question, limit)))


def said(case: Case, given: Answer, limit: Loosen) -> Days:
    found = at_most(Asked(case.question, case.basis), limit, given.after, Highs)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_loosening_never_does_more_than_is_said(seed: int) -> None:
    case = case_of(seed)
    given = answered(case)
    for limit in {gap.loosen for gap in given.open if gap.loosen} | {MORE_PMS}:
        most = said(case, given, limit)
        assert given.after.critical - then(case, limit).after.critical <= most.critical


@pytest.mark.parametrize("seed", SEEDS)
def test_without_norms_of_counterparts_it_does_just_that(seed: int) -> None:
    case = unpaired(case_of(seed))
    given = answered(case)
    most = said(case, given, MORE_PMS)
    after = then(case, MORE_PMS).after
    assert most == Days(given.after.critical - after.critical, given.after.warning - after.warning)


@pytest.mark.parametrize("seed", SEEDS)
def test_button_that_is_left_closes_something(seed: int) -> None:
    case = unpaired(case_of(seed))
    given = answered(case)
    for gap in given.open:
        if gap.loosen and "in all, up to" in gap.because:
            assert then(case, gap.loosen).after < given.after


@pytest.mark.parametrize(
    ("limit", "field", "value"),
    [
        (Loosen("budget", "", "90000", ""), "budget", 90_000),
        (Loosen("most_hires", "", "2", ""), "most_hires", 2),
        (Loosen("forbidden", "ann", "", ""), "forbidden", frozenset({"bo"})),
        (MORE_PMS, "most", {PM: 9}),
        (Loosen("moves", FixKind.HIRE, "on", ""), "moves", frozenset({FixKind.ASSIGN, FixKind.HIRE})),
    ],
)
def test_loosened_question_differs_in_that_limit(limit: Loosen, field: str, value: object) -> None:
    question = Question(TODAY, TODAY, forbidden=frozenset({"ann", "bo"}), moves=frozenset({FixKind.ASSIGN}))
    assert loosened(question, limit) == replace(question, **{field: value})  # type: ignore[arg-type]

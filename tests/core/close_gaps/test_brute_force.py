"""Brute force is held to the rules: what it says of its plan is what they find, and nothing better was left out."""

from decimal import Decimal
from functools import cache

import pytest

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.question import Basis, Question
from planning.core.cost.pay import Band, Terms
from tests.core.close_gaps.brute_force import TooMany, best
from tests.core.close_gaps.engine import impossible, open_days, overloaded_by
from tests.core.close_gaps.fair_greedy import greedy
from tests.core.close_gaps.made import Case, draw, scarce, within
from tests.core.close_gaps.possible import Found
from tests.core.close_gaps.trials import bounded
from tests.core.sample import PM, TODAY, covers, held, org, product

SEEDS = range(40)
MOST = 300


@cache
def tried(seed: int) -> tuple[Case, Found]:
    """The first organisation from a seed on, by thousands, of which all can be tried quickly."""
    case = draw(seed)
    try:
        return case, best(case, MOST)
    except TooMany:
        return tried(seed + 1000)


def tried_without_shortcuts(seed: int) -> tuple[Case, Found]:
    case = draw(seed)
    try:
        return case, best(case, MOST, pruned=False)
    except TooMany:
        return tried_without_shortcuts(seed + 1000)


@pytest.mark.parametrize("seed", SEEDS)
def test_days_that_it_leaves_open_are_those_that_the_rules_find(seed: int) -> None:
    case, found = tried(seed)
    after = case.dated.with_over(found.changes)
    assert open_days(after, case.content, case.question, arriving=True) == found.value[:2]


@pytest.mark.parametrize("seed", SEEDS)
def test_its_plan_overloads_no_one(seed: int) -> None:
    case, found = tried(seed)
    assert not overloaded_by(case.dated, bounded(case.content, case.question), case.question, found.changes)


@pytest.mark.parametrize("seed", SEEDS)
def test_its_changes_can_be_made(seed: int) -> None:
    case, found = tried(seed)
    assert not impossible(case.dated, found.changes)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_not_tried_is_not_better(seed: int) -> None:
    case, plain = tried_without_shortcuts(seed)
    assert best(case).value == plain.value


@pytest.mark.parametrize("seed", SEEDS)
def test_fair_greedy_is_never_better(seed: int) -> None:
    case, found = tried(seed)
    assert found.value[:2] <= greedy(case).value[:2]


@pytest.mark.parametrize("seed", range(4))
def test_fair_greedy_says_what_the_rules_find(seed: int) -> None:
    case = scarce(seed, 12, 6)
    found = greedy(case)
    after = case.dated.with_over(found.changes)
    assert open_days(after, case.content, case.question, arriving=True) == found.value[:2]
    assert not overloaded_by(case.dated, case.content, case.question, found.changes)


def asked(*records: object, **limits: object) -> Case:
    bands = (Band(PM, 0, "", "EUR", Decimal(100), Decimal(100)),)
    basis = Basis(DatedOrg(org(*records).tables), within(), Terms("EUR", Decimal(1), bands), {PM: 30})
    return Case(Question(TODAY, TODAY.replace(year=TODAY.year + 1), **limits), basis)  # type: ignore[arg-type]


def test_who_has_room_takes_a_gap_at_no_cost() -> None:
    found = best(asked(product(market_facing=False), *held("ann", PM)))
    assert tuple(found.value) == (0, 0, 0, 0, 1)


def test_hire_closes_what_nobody_has_room_for_once_it_can_start() -> None:
    found = best(asked(product(market_facing=False)))
    assert tuple(found.value) == (30, 0, 0, 100, 0)


def test_hire_beyond_the_budget_is_not_made() -> None:
    found = best(asked(product(market_facing=False), budget=Decimal(99)))
    assert tuple(found.value) == (366, 0, 0, 0, 0)


def test_one_hire_covers_as_many_products_as_the_norm_allows() -> None:
    every = [product(key, market_facing=False) for key in "abcd"]
    assert tuple(best(asked(*every)).value) == (120, 0, 0, 200, 0)


def test_who_leaves_before_the_need_ends_takes_nothing() -> None:
    leaver = held("ann", PM, leaves=TODAY.replace(month=9))
    found = best(asked(product(market_facing=False), *leaver, budget=Decimal(0)))
    assert found.value.critical == 366


def test_product_that_stays_as_it_is_stays_open() -> None:
    every = [product(key, market_facing=False) for key in "ab"]
    found = best(asked(*every, *held("ann", PM), covers("x", "ann"), forbidden=frozenset({"a"})))
    assert tuple(found.value) == (366, 0, 0, 0, 1)

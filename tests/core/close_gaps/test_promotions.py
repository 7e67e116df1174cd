"""Promotions keep to the limits of everybody else, and nobody's pay falls by one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Status
from planning.core.close_gaps.question import Basis, Question
from planning.core.content import CareerStep
from planning.core.cost.pay import Band, Terms
from planning.core.fixes.base import FixKind
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import DAY, STEPS, Case, within
from tests.core.sample import PM, PMM, TODAY, held, org, product

MOVES = frozenset({FixKind.ASSIGN, FixKind.RETITLE})
ENGINEER = "software-engineer"


def asked(*records: Any, pm: int = 80_000, **limits: Any) -> Answer:
    """Products that need a PM and nothing else; a senior PMM may go on as one, and so may a senior engineer. A PMM is
    paid 80,000 a year, a PM `pm`."""
    bands = tuple(Band(role, 0, "", "EUR", Decimal(pay), Decimal(pay)) for role, pay in ((PM, pm), (PMM, 80_000)))
    steps = (*STEPS, CareerStep(ENGINEER, 3, PM, 2))
    content = replace(within(**{"cov-pmm": {"on": False}}), steps=steps)
    terms = Terms("EUR", Decimal(1), (*bands, Band(ENGINEER, 0, "", "EUR", Decimal(80_000), Decimal(80_000))))
    question = replace(Question(TODAY, TODAY + 300 * DAY, moves=MOVES), **limits)
    return answered(Case(question, Basis(DatedOrg(org(*records).tables), content, terms, {PM: 75, PMM: 75})))


def products(number: int) -> list[Any]:
    return [product(key, market_facing=False) for key in "abcd"[:number]]


@pytest.mark.parametrize("most", [1, 2])
def test_who_is_promoted_gets_no_more_new_products_than_anyone_may(most: int) -> None:
    given = asked(*products(3), *held("m", PMM, level=3), changes_each=most)
    assert [len(move.products) for move in given.moves if move.kind == FixKind.RETITLE] == [most]
    assert given.status == Status.OPTIMAL


def test_no_one_is_promoted_where_no_one_may_change() -> None:
    given = asked(*products(1), *held("m", PMM, level=3), changes_each=0)
    assert given.moves == ()


def test_promotion_into_a_cheaper_band_is_not_preferred_to_who_is_free() -> None:
    given = asked(*products(1), *held("m", PMM, level=3), *held("a", PM), pm=50_000)
    assert (given.cost, [move.position for move in given.moves if not move.is_next_step]) == (Decimal(0), ["a"])


def test_promotion_into_a_cheaper_band_pays_for_no_hire() -> None:
    moves = MOVES | {FixKind.HIRE}
    given = asked(*products(4), *held("m", PMM, level=3), pm=50_000, budget=Decimal(40_000), moves=moves)
    assert (given.hires, given.cost) == (0, Decimal(0))


def test_forbidden_promotion_is_not_in_the_answer() -> None:
    given = asked(*products(1), *held("m", PMM, level=3), forbidden=frozenset({f"retitle:m:{PM}"}))
    assert given.moves == ()


def test_one_of_several_who_are_alike_can_be_pinned() -> None:
    alike = [record for key in ("e", "f", "g") for record in held(key, ENGINEER, level=3)]
    given = asked(*products(1), *alike, pinned=frozenset({f"retitle:f:{PM}"}))
    assert [move.position for move in given.moves if move.kind == FixKind.RETITLE] == ["f"]


@pytest.mark.parametrize(("title", "named"), [("", "Promote M to "), ("Lead", "Promote M, Lead, to ")])
def test_promotion_names_the_title_of_today_where_there_is_one(title: str, named: str) -> None:
    (given,) = (m for m in asked(*products(1), *held("m", PMM, level=3, title=title)).moves if not m.is_next_step)
    assert given.title.startswith(named)

"""Newcomers start when they are needed: nobody is paid for the days before there is something to do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Move
from planning.core.close_gaps.question import Basis, Question
from planning.core.fixes.base import FixKind
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import STEPS, Case, within
from tests.core.sample import PM, PMM, TODAY, covers, held, org, product

DAY = timedelta(days=1)
LAST = TODAY + 200 * DAY
LEAVER = [product(market_facing=False), *held("o", PM, leaves=LAST), covers("app", "o")]


def first_move(kind: FixKind, *records: Any) -> Move:
    """What closes a gap after somebody left by newcomers of a kind alone; the leaver's position is not to be filled."""
    content = within(**{"cov-pmm": {"on": False}})
    content = content if kind == FixKind.HIRE else replace(content, steps=STEPS)
    question = Question(TODAY, TODAY + 365 * DAY, moves=frozenset({kind}), forbidden=frozenset({"o"}))
    given = answered(Case(question, Basis(DatedOrg(org(*records).tables), content, None, {PM: 75, PMM: 75})))
    return next(move for move in given.moves if move.kind == kind)


def test_hire_starts_on_the_first_day_of_the_gap() -> None:
    assert first_move(FixKind.HIRE, *LEAVER).start == LAST + DAY


def test_hire_for_several_products_starts_with_the_first_of_them() -> None:
    more = [product("web", market_facing=False)]
    assert first_move(FixKind.HIRE, *LEAVER, *more).start == TODAY + 75 * DAY


def test_promotion_begins_with_what_it_is_for() -> None:
    assert first_move(FixKind.RETITLE, *LEAVER, *held("m", PMM, level=3)).start == LAST + DAY

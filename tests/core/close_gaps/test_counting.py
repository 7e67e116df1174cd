"""Owners in another role who are let count as covering, where an admin allows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Move, Status
from planning.core.close_gaps.question import Basis, Question
from planning.core.fixes.base import FixKind
from planning.core.records import Person, Position
from tests.core.close_gaps.judging import against_rules, answered
from tests.core.close_gaps.made import DAY, Case, within
from tests.core.sample import PM, TODAY, covers, held, org, product

MOVES = frozenset({FixKind.ASSIGN, FixKind.COUNTS})
APP = product(market_facing=False)


def case_of(*records: Any, **limits: Any) -> Case:
    """Of 300 days."""
    basis = Basis(DatedOrg(org(APP, *records).tables), within(**{"cov-pmm": {"on": False}}), None, {PM: 75})
    return Case(replace(Question(TODAY, TODAY + 300 * DAY, moves=MOVES), **limits), basis)


def given(case: Case) -> Answer:
    assert list(against_rules(case)) == []
    return answered(case)


def moves(answer: Answer) -> list[Move]:
    return [move for move in answer.moves if not move.is_next_step]


def engineer(**duty: Any) -> list[Any]:
    return [*held("eng", "software-engineer"), covers("app", "eng", **duty)]


def away() -> list[Any]:
    """An engineer who has the product and is on leave from day 30 on."""
    person = Person("h-eng", away_from=TODAY + 30 * DAY, away_until=TODAY + 200 * DAY)
    return [person, Position("eng", role="software-engineer", holder="h-eng"), covers("app", "eng")]


def test_owner_in_another_role_counts() -> None:
    found = given(case_of(*engineer()))
    assert (found.status, found.after, found.people) == (Status.OPTIMAL, (0, 0), 0)
    assert [move.kind for move in moves(found)] == [FixKind.COUNTS]


@pytest.mark.parametrize("records", [engineer(ends=TODAY + 60 * DAY), away()], ids=["ends", "leave"])
def test_who_does_not_cover_to_the_end_does_not_count(records: list[Any]) -> None:
    found = given(case_of(*records, *held("p", PM)))
    assert (found.status, found.after) == (Status.OPTIMAL, (0, 0))
    assert [move.kind for move in moves(found)] == [FixKind.ASSIGN]


def test_one_move_closes_all_gaps_of_a_product() -> None:
    between = covers("app", "q", starts=TODAY + 50 * DAY, ends=TODAY + 99 * DAY)
    found = given(case_of(*engineer(), *held("q", PM), between, forbidden=frozenset({"q"})))
    assert [(move.kind, move.days.critical) for move in moves(found)] == [(FixKind.COUNTS, 251)]
    assert len(moves(found)[0].closes) == 1


@pytest.mark.parametrize("key", ["eng", "h-eng", "counts:app-eng-product-manager"])
def test_who_stays_as_they_are_does_not_count(key: str) -> None:
    assert moves(given(case_of(*engineer(), forbidden=frozenset({key})))) == []


def test_both_gaps_that_one_person_covers_have_a_next_best_of_their_own() -> None:
    between = covers("app", "q", starts=TODAY + 50 * DAY, ends=TODAY + 99 * DAY)
    found = given(case_of(*held("p", PM), *held("q", PM), between, forbidden=frozenset({"q"})))
    assert [move.instead.critical for move in moves(found) if move.instead] == [50, 201]

"""People who cover for a time: nothing else is better where an answer with them says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Status
from planning.core.close_gaps.question import Basis, Question
from planning.core.cost.pay import Band, Terms
from planning.core.fixes.base import FixKind
from planning.core.records import Person, Position
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import DAY, STEPS, Case, within
from tests.core.sample import PM, PMM, TODAY, covers, held, org, product

ASSIGNING = frozenset({FixKind.ASSIGN})


def asked(*records: Any, **limits: Any) -> Answer:
    """Of 300 days, at most three products a PM; a senior PMM who goes on as PM costs 30,000 more at the least."""
    bands = tuple(Band(role, 0, "", "EUR", Decimal(pay), Decimal(pay)) for role, pay in ((PM, 110_000), (PMM, 80_000)))
    content = within(**{"cov-pmm": {"on": False}, "load-pm": {"numbers": {"products": 3}}})
    basis = Basis(DatedOrg(org(*records).tables), replace(content, steps=STEPS), Terms("EUR", bands=bands), {PM: 75})
    question = Question(TODAY, TODAY + 300 * DAY, moves=ASSIGNING, interims=True)
    return answered(Case(replace(question, **limits), basis))


def from_day(key: str, number: int) -> list[Any]:
    person = Person(f"h-{key}", key.capitalize(), starts=TODAY + number * DAY)
    return [person, Position(key, role=PM, holder=person.key)]


def test_no_one_is_promoted_at_a_cost_where_two_in_turn_cover_at_none() -> None:
    turns = [*held("a", PM, leaves=TODAY + 100 * DAY), *from_day("b", 90)]
    moves = ASSIGNING | {FixKind.RETITLE}
    given = asked(product(market_facing=False), *held("m", PMM, level=3), *turns, moves=moves)
    assert (given.status, given.after, given.cost) == (Status.OPTIMAL, (0, 0), Decimal(0))


def test_fewer_people_are_better_than_fewer_handovers() -> None:
    """Three have room for one more each, and two in turn have room for all."""
    open_ = [product(key, market_facing=False) for key in "abc"]
    busy = [record for key in "uvw" for record in (*held(key, PM), *_two(key))]
    given = asked(*open_, *busy, *held("p", PM, leaves=TODAY + 99 * DAY), *from_day("q", 100))
    assert (given.after, given.people) == ((0, 0), 2)


def _two(key: str) -> Iterator[Any]:
    for name in (f"{key}1", f"{key}2"):
        yield from (product(name, market_facing=False), covers(name, key))

"""People who cover for a time: nothing else is better where an answer with them says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from planning.core.changes.change import edit
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Status
from planning.core.close_gaps.question import Basis, Question
from planning.core.cost.pay import Band, Terms
from planning.core.fixes.base import FixKind
from planning.core.records import Person, Position
from tests.core.close_gaps.judging import against_rules, answered
from tests.core.close_gaps.made import DAY, STEPS, UNPAIRED, Case, within
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


MARKETING = within(
    **{
        "load-pmm": {"numbers": {"products": 1, PM: UNPAIRED}},
        "cov-pm": {"on": False},
    }
)


def of_pmms(*records: Any, ahead: Any = (), days: int = 300) -> Case:
    """Of PMMs who may have one product each, and no hires."""
    dated = DatedOrg(org(*records).tables, ahead=list(ahead))
    question = Question(TODAY, TODAY + days * DAY, moves=ASSIGNING, interims=True)
    return Case(question, Basis(dated, MARKETING, None, {PMM: 75}))


def test_two_in_a_row_cover_for_a_time() -> None:
    """The first takes another product as soon as the second has room for the more urgent one."""
    urgent, other = product("x", stage="launch"), product("y", stage="growth")
    had, ends = product("z", stage="growth"), TODAY + 49 * DAY
    people = [*held("a", PMM, leaves=TODAY + 100 * DAY), *held("b", PMM), covers("z", "b", PMM, ends=ends)]
    gone = edit(TODAY + 50 * DAY, had, stage="sunset")
    case = of_pmms(urgent, other, had, *people, ahead=[gone])
    given = answered(case)
    assert (given.status, given.after) == (Status.OPTIMAL, (0, 250))
    assert list(against_rules(case)) == []


def test_who_has_no_room_covers_for_a_time_what_takes_none() -> None:
    """A PMM is needed before a launch, while the product is an idea yet."""
    idea, had = product("x", stage="idea", launch=TODAY + 40 * DAY), product("z", stage="growth")
    case = of_pmms(idea, had, *held("a", PMM, leaves=TODAY + 20 * DAY), covers("z", "a", PMM), days=140)
    given = answered(case)
    assert (given.status, given.before.critical, given.after.critical) == (Status.OPTIMAL, 41, 20)
    assert list(against_rules(case)) == []

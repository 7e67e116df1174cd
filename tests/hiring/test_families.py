"""Whose hires a position is compared with, and what is said where they are too few."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.content import Content, Role
from planning.core.hiring_times import ENOUGH
from planning.core.records import Org, Position
from planning.core.rules import Context
from planning.hiring.figures import sentences
from planning.hiring.figures.families import Expected, Families, expected
from planning.hiring.figures.said import Opening

pytestmark = pytest.mark.pure
TODAY = date(2027, 3, 1)
PM, OWNER, SELLER = "product-manager", "product-owner", "seller"
ROLES = {
    PM: Role(PM, "Product Manager", "PM", "product"),
    OWNER: Role(OWNER, "Product Owner", "PO", "product"),
    SELLER: Role(SELLER, "Account Executive", "", "sales"),
}
CONTEXT = Context(Org(TODAY, {}), Content(roles=ROLES, functions={"product": "Product", "sales": "Sales"}))
days = st.integers(0, 300)
endings = st.lists(st.tuples(days, st.booleans()), max_size=15)


def opening(role: str, taken: int, filled: bool = True, function: str = "") -> Opening:
    """One that ended today."""
    position = Position("p", role=role, function=function)
    return Opening(position, TODAY - timedelta(days=taken), TODAY, filled)


def hires(role: str, *taken: int) -> list[Opening]:
    return [opening(role, each) for each in taken]


def asked(openings: list[Opening], role: str = PM, open_for: int = 10, function: str = "") -> Expected:
    """What is expected of a position of that role that is open for so long."""
    position = Position("q", role=role, function=function)
    current = Opening(position, TODAY - timedelta(days=open_for))
    return expected(Families(CONTEXT, openings, TODAY), position, current, TODAY)


def said(one: Expected) -> tuple[str, ...]:
    return sentences.between(one), sentences.why_unknown(one), sentences.longer(one), sentences.rests_on(one)


@given(endings, endings, days)
def test_hires_of_another_function_change_nothing(
    mine: list[tuple[int, bool]], others: list[tuple[int, bool]], open_for: int
) -> None:
    own = [opening(PM, *each) for each in mine]
    more = [*own, *(opening(SELLER, *each) for each in others)]
    assert said(asked(own, open_for=open_for)) == said(asked(more, open_for=open_for))


@given(st.lists(days, min_size=ENOUGH, max_size=12), endings, days)
def test_hires_of_another_role_change_nothing_once_there_are_enough_of_ones_own(
    mine: list[int], others: list[tuple[int, bool]], open_for: int
) -> None:
    own = hires(PM, *mine)
    more = [*own, *(opening(OWNER, *each) for each in others)]
    assert said(asked(own, open_for=open_for)) == said(asked(more, open_for=open_for))


def test_what_is_known_of_a_role_says_spread_and_number() -> None:
    new = Opening(Position("new", role=PM), TODAY - timedelta(days=3))
    family = asked([*hires(PM, *range(20, 65, 5)), new]).family
    assert family
    assert sentences.usual(family) == "8 in 10 take 20–60 days, half are filled by day 40."
    assert family.rests_on == "9 Product Manager hires, 1 still open"


def test_an_end_that_is_not_known_is_left_out() -> None:
    family = asked(hires(PM, 20, 30, 40, 50, 60)).family
    assert family
    assert sentences.usual(family) == "9 in 10 take 12 days or more, half are filled by day 40."


def test_few_hires_are_no_range() -> None:
    one = asked(hires(PM, 20))
    assert (one.forecast, sentences.why_unknown(one)) == (
        None,
        "Too few to go by: 1 Product Manager hire and 1 hire in Product so far. It takes 5.",
    )


def test_a_position_without_a_role_goes_by_its_function() -> None:
    one = asked(hires(PM, *range(20, 65, 5)), role="", function="product")
    assert sentences.rests_on(one) == "9 hires in Product"


def test_where_most_are_still_open_it_says_that() -> None:
    one = asked([*hires(PM, 20, 30, 40, 50, 60), *(opening(PM, 100, filled=False) for _ in range(20))])
    assert sentences.why_unknown(one) == (
        "Only 5 Product Manager hires so far, and most positions are still open or were given up."
    )

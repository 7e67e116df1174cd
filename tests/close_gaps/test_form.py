"""The question as a form that asks by its address."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from planning.close_gaps.address import is_asked, pairs_of, press_of
from planning.close_gaps.forms import Ground, QuestionForm
from planning.core.close_gaps.answer import Loosen
from planning.core.close_gaps.question import MOVES, USUAL, Question, Weights
from planning.core.fixes.base import FixKind
from planning.core.records import STAGES
from tests.close_gaps.by_hand import CONTENT, ON, PM, PMM, org

GROUND = Ground(org(), CONTENT, may_count=True, currency="EUR", norms={PM: 3, PMM: 5})
PLANNER = GROUND._replace(may_count=False)
BLIND = PLANNER._replace(sees_cost=False)


def form(address: str, ground: Ground = GROUND) -> QuestionForm:
    return QuestionForm(QueryDict(address), ON, ground)


def asked(address: str, ground: Ground = GROUND) -> Question:
    made = form(address, ground)
    assert made.is_valid(), made.errors
    return made.question


def refused(address: str, field: str, ground: Ground = GROUND) -> str:
    made = form(address, ground)
    return " ".join(str(text) for text in made.errors.get(field, []))


def test_an_address_with_a_day_alone_asks_what_is_usual() -> None:
    assert asked("by=2027-04-01") == Question(ON, date(2027, 4, 1))


def test_every_part_of_a_question_is_read() -> None:
    address = (
        "by=1 Apr 2027&budget=300,000.50&hires=2&products=ledger&most-product-manager=4&changes=1&moves=assign"
        "&moves=hire&interims=on&within-budgets=on&pin=console&forbid=ines&launch=2&stage-launch=3&lead-product-manager=60"
    )
    assert asked(address) == Question(
        ON,
        date(2027, 4, 1),
        products=frozenset({"ledger"}),
        budget=Decimal("300000.50"),
        most_hires=2,
        within_budgets=True,
        most={PM: 4},
        changes_each=1,
        moves=frozenset({FixKind.ASSIGN, FixKind.HIRE}),
        interims=True,
        pinned=frozenset({"console"}),
        forbidden=frozenset({"ines"}),
        lead={PM: 60},
        weights=Weights(2, {"launch": 3}),
    )


def test_a_limit_that_is_the_norm_is_no_limit_of_the_question() -> None:
    assert asked("by=2027-04-01&most-product-manager=3&stage-launch=1&launch=1") == Question(ON, date(2027, 4, 1))


small = st.integers(0, 20)
keys = st.frozensets(st.sampled_from(["ledger", "console", "ines", f"assign:ines:ledger:{PM}"]))
questions = st.builds(
    Question,
    on=st.just(ON),
    by=st.dates(ON, ON + timedelta(days=1000)),
    products=st.none() | st.frozensets(st.sampled_from(["ledger", "console"]), min_size=1),
    budget=st.none() | st.decimals(0, 10**9, places=2),
    most_hires=st.none() | small,
    within_budgets=st.booleans(),
    most=st.dictionaries(st.sampled_from([PM, PMM]), st.integers(6, 20)),
    changes_each=st.none() | small,
    moves=st.frozensets(st.sampled_from(MOVES), min_size=1),
    interims=st.booleans(),
    pinned=keys,
    forbidden=keys,
    lead=st.dictionaries(st.sampled_from([PM, PMM]), small),
    weights=st.builds(Weights, st.integers(1, 9), st.dictionaries(st.sampled_from(STAGES), st.integers(2, 9))),
)


@given(questions)
def test_what_a_question_is_in_an_address_asks_the_same(question: Question) -> None:
    data = QueryDict(mutable=True)
    for name, value in pairs_of(question):
        data.appendlist(name, value)
    assert asked(data.urlencode()) == question


def test_what_is_usual_is_left_out_of_the_address() -> None:
    assert pairs_of(Question(ON, date(2027, 4, 1))) == [("by", "2027-04-01")]


def test_an_address_that_only_says_where_to_begin_asks_nothing() -> None:
    assert not is_asked(QueryDict("products=ledger"))


def test_a_form_that_was_not_sent_shows_what_is_usual() -> None:
    made = QuestionForm(None, ON, GROUND)
    assert made["by"].value() == ON + timedelta(days=365)
    assert [choice[0] for choice in made.move_choices if choice[2]] == [m for m in MOVES if m in USUAL]
    assert made[f"most-{PM}"].value() == 3


@pytest.mark.parametrize(
    ("address", "field", "said"),
    [
        ("by=", "by", "Enter the day"),
        ("by=nonsense", "by", "Enter a valid date"),
        ("by=2026-11-01", "by", "Enter a day after 28 Nov 2026"),
        ("by=2040-01-01", "by", "Enter a day up to 28 Nov 2031"),
        ("by=2027-04-01&budget=much", "budget", "Enter an amount in figures"),
        ("by=2027-04-01&budget=-5", "budget", "cannot be negative"),
        ("by=2027-04-01&hires=-1", "hires", "Enter 0 or more"),
        ("by=2027-04-01&changes=x", "changes", "whole number"),
        ("by=2027-04-01&most-product-manager=x", "most-product-manager", "whole number"),
        ("by=2027-04-01&products=gone", "products", "“gone” is no product on 28 Nov 2026"),
        ("by=2027-04-01&moves=", "moves", "Select at least one kind of move"),
        ("by=2027-04-01&moves=fly", "moves", "not available"),
        ("by=2027-04-01&stage-launch=0", "stage-launch", "Enter 1 or more"),
        ("by=2027-04-01&forbid-person=zzz", "forbid-person", "No person matches “zzz”"),
        ("by=2027-04-01&pin=%00", "pin", "could not be read"),
        ("by=2027-04-01&products=%E2%80%AE", "products", "could not be read"),
        ("by=2027-04-01" + "".join(f"&pin=p{n}" for n in range(501)), "pin", "names more than 500"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(address: str, field: str, said: str) -> None:
    assert said in refused(address, field)


def test_only_an_admin_lets_another_role_count() -> None:
    address = "by=2027-04-01&moves=counts"
    assert FixKind.COUNTS in asked(address).moves
    assert "Only an admin" in refused(address, "moves", PLANNER)


def test_counting_is_offered_to_an_admin_alone() -> None:
    def offered(ground: Ground) -> set[str]:
        return {choice[0] for choice in QuestionForm(None, ON, ground).move_choices}

    assert offered(GROUND) - offered(PLANNER) == {"counts"}


def test_without_cost_hires_are_bounded_and_no_budget() -> None:
    made = QuestionForm(None, ON, BLIND)
    assert "budget" not in made.fields
    assert "within-budgets" not in made.fields
    assert asked("by=2027-04-01&hires=2", BLIND).most_hires == 2


def test_a_link_with_a_budget_says_that_it_needs_access_to_cost() -> None:
    assert "needs access to cost" in refused("by=2027-04-01&budget=300000", "__all__", BLIND)


def test_a_pressed_pin_is_added_to_those_there_are() -> None:
    assert asked("by=2027-04-01&pin=a&pin=b").pinned == {"a", "b"}


def test_what_is_added_below_stays_as_it_is_becomes_part_of_the_question() -> None:
    question = asked("by=2027-04-01&pin-product=Ledger&forbid-person=Ines Moreau")
    assert sorted(question.pinned | question.forbidden) == ["h-ines", "ledger"]


def test_a_product_that_is_named_joins_the_scope() -> None:
    assert asked("by=2027-04-01&products=console&scope-product=ledg").products == frozenset({"console", "ledger"})


def test_a_product_that_is_not_there_is_refused_at_the_scope() -> None:
    assert "No product matches “Gone”. Type part of its name" in refused(
        "by=2027-04-01&scope-product=Gone", "scope-product"
    )


def test_the_scope_says_what_it_is_where_no_product_is_named() -> None:
    assert 'placeholder="All products (2)"' in str(form("by=2027-04-01").scope)
    assert 'placeholder="Add a product"' in str(form("by=2027-04-01&products=ledger").scope)


def test_what_is_released_is_neither_pinned_nor_forbidden() -> None:
    question = asked("by=2027-04-01&pin=a&pin=b&forbid=a&release=a")
    assert sorted(question.pinned | question.forbidden) == ["b"]


def test_a_product_that_is_dropped_leaves_the_scope() -> None:
    assert asked("by=2027-04-01&products=ledger&products=console&drop=console").products == frozenset({"ledger"})


@pytest.mark.parametrize(
    ("loosen", "part", "value"),
    [
        (Loosen("budget", "", "240000", ""), "budget", Decimal(240_000)),
        (Loosen("most_hires", "", "3", ""), "most_hires", 3),
        (Loosen("most", PM, "4", ""), "most", {PM: 4}),
        (Loosen("changes_each", "", "2", ""), "changes_each", 2),
        (Loosen("forbidden", "ines", "", ""), "forbidden", frozenset()),
        (Loosen("pinned", "ledger", "", ""), "pinned", frozenset()),
        (Loosen("moves", "backup", "", ""), "moves", USUAL | {FixKind.BACKUP}),
        (Loosen("interims", "", "on", ""), "interims", True),
    ],
)
def test_a_limit_is_loosened_by_one_press(loosen: Loosen, part: str, value: Any) -> None:
    data = QueryDict("by=2027-04-01&budget=200000&hires=2&changes=1&pin=ledger&forbid=ines", mutable=True)
    data["loosen"] = press_of(loosen)
    assert getattr(asked(data.urlencode()), part) == value


def test_a_press_that_means_nothing_changes_nothing() -> None:
    assert asked("by=2027-04-01&loosen=colour|red") == Question(ON, date(2027, 4, 1))


def test_an_amount_is_shown_with_its_thousands_apart() -> None:
    assert form("by=2027-04-01&budget=240000.5")["budget"].value() == "240,000.5"


def test_what_is_said_of_a_part_of_the_question_finds_its_field() -> None:
    made = form("by=2027-04-01")
    names = ("by", "most", "lead", "weights", "within_budgets", "pin", "step")
    found = [made.field_of(name) for name in names]
    assert found == ["by", f"most-{PM}", f"lead-{PM}", "launch", "within-budgets", "pin", None]


def test_a_norm_whose_rule_is_off_can_be_set_all_the_same() -> None:
    ground = GROUND._replace(norms={PM: None, PMM: 5})
    shown = QuestionForm(None, ON, ground)[f"most-{PM}"]
    assert (shown.value(), shown.field.widget.attrs["placeholder"]) == (None, "any")
    assert asked(f"by=2027-06-01&most-{PM}=3", ground).most == {PM: 3}


def test_a_question_that_no_link_can_hold_is_refused() -> None:
    many = "".join(f"&pin=assign:position-number-{n}:product-number-{n}:{PM}" for n in range(90))
    assert "more than a link can hold" in str(form(f"by=2027-06-01{many}").non_field_errors())

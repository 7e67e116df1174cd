"""A question comes back from JSON as it went there; what is no question is refused in words."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.close_gaps.questions import LONGEST, Unaskable, from_dict, said, to_dict
from planning.core.close_gaps.question import MOVES, USUAL, Question, Weights
from planning.core.fixes.base import FixKind
from planning.core.names import Names
from planning.core.records import Org, Person, Position, Product
from tests.close_gaps.made import BY, ON, question
from tests.core import sample

keys = st.frozensets(st.text("abc:-é", min_size=1, max_size=8), max_size=3)
numbers = st.integers(0, 1_000)
by_slug = st.dictionaries(st.sampled_from(("product-manager", "growth", "launch")), numbers, max_size=2)
weights = st.builds(
    Weights, st.integers(1, 9), st.dictionaries(st.sampled_from(("growth", "launch")), st.integers(1, 9), max_size=2)
)
questions = st.builds(
    Question,
    on=st.just(ON),
    by=st.dates(ON, ON + timedelta(days=LONGEST)),
    products=st.none() | keys,
    budget=st.none() | st.decimals(0, 10**9, places=2),
    most_hires=st.none() | numbers,
    within_budgets=st.booleans(),
    most=by_slug,
    changes_each=st.none() | numbers,
    moves=st.frozensets(st.sampled_from(MOVES)),
    interims=st.booleans(),
    pinned=keys,
    forbidden=keys,
    lead=by_slug,
    weights=weights,
    step=st.integers(1, 90),
)


@given(questions)
def test_a_question_comes_back_as_it_was(asked: Question) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(asked)))) == asked


def test_what_is_as_usual_is_left_out() -> None:
    assert to_dict(question()) == {"on": "2027-01-04", "by": "2027-04-01"}


def test_the_same_question_has_the_same_json_whatever_its_order() -> None:
    one, other = (question(pinned=frozenset(order)) for order in (["b", "a", "c"], ["c", "b", "a"]))
    assert json.dumps(to_dict(one)) == json.dumps(to_dict(other))


HOSTILE: list[tuple[str, Any]] = [
    ("on", None),
    ("on", "yesterday"),
    ("on", "0026-01-01"),
    ("by", 20270401),
    ("by", "2026-01-03"),
    ("by", "2040-01-01"),
    ("budget", "-1"),
    ("budget", "NaN"),
    ("budget", "Infinity"),
    ("budget", "1e400"),
    ("budget", "1.001"),
    ("budget", "much"),
    ("budget", 300_000.5),
    ("hires", -1),
    ("hires", True),
    ("hires", 10**9),
    ("hires", "2"),
    ("within_budgets", "yes"),
    ("most", ["product-manager"]),
    ("most", {"product-manager": -1}),
    ("most", {"": 1}),
    ("changes", 1.5),
    ("moves", "assign"),
    ("moves", ["end"]),
    ("moves", [["assign"]]),
    ("interims", 1),
    ("pin", "luis"),
    ("pin", [""]),
    ("pin", ["a\0b"]),
    ("pin", ["x" * 301]),
    ("forbid", [{}]),
    ("forbid", [str(number) for number in range(2_001)]),
    ("products", {"console": 1}),
    ("lead", {"product-manager": None}),
    ("weights", {"launch": 0}),
    ("weights", {"colour": 1}),
    ("weights", {"stages": {"growth": 0}}),
    ("step", 0),
    ("colour", "red"),
]


@pytest.mark.parametrize(("field", "value"), HOSTILE, ids=str)
def test_what_is_no_question_is_refused_by_its_field(field: str, value: Any) -> None:
    with pytest.raises(Unaskable) as refused:
        from_dict({"on": "2026-01-04", "by": "2026-04-01", field: value})
    assert refused.value.field == field
    assert str(refused.value)[-1] == "."


@pytest.mark.parametrize("field", ["on", "by"])
def test_a_question_without_its_days_is_refused(field: str) -> None:
    days = {"on": "2026-01-04", "by": "2026-04-01"}
    del days[field]
    with pytest.raises(Unaskable, match="Enter a date"):
        from_dict(days)


NAMES = Names(
    Org.of(
        ON,
        Product("payments", "Payments"),
        Product("console", "Console"),
        Product("both", "Both"),
        Position("both", "Engineer"),
        Position("ines", "Product Manager", holder="h"),
        Person("h", "Ines Moreau"),
    ),
    sample.content(),
)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Close all gaps by 1 Apr 2027."),
        ({"products": frozenset({"console"})}, "Close the gaps of Console by 1 Apr 2027."),
        ({"products": frozenset()}, "Close the gaps of no product by 1 Apr 2027."),
        ({"budget": Decimal(300_000)}, "Close all gaps by 1 Apr 2027, with EUR 300,000 more a year at most."),
        ({"within_budgets": True}, "Close all gaps by 1 Apr 2027, within the budgets of functions."),
        ({"most_hires": 1}, "Close all gaps by 1 Apr 2027, with 1 hire at most."),
        (
            {"most": {"product-manager": 3}},
            "Close all gaps by 1 Apr 2027, with no Product Manager on more than 3 products.",
        ),
        ({"changes_each": 2}, "Close all gaps by 1 Apr 2027, with 2 changes per person at most."),
        ({"moves": USUAL - {FixKind.HIRE}}, "Close all gaps by 1 Apr 2027, without hires."),
        ({"moves": USUAL | {FixKind.BACKUP}}, "Close all gaps by 1 Apr 2027, naming backups."),
        ({"interims": True}, "Close all gaps by 1 Apr 2027, with people covering for a time where needed."),
        (
            {"lead": {"product-manager": 60}},
            "Close all gaps by 1 Apr 2027, with hiring a Product Manager taking 60 days.",
        ),
        (
            {"weights": Weights(3, {"growth": 2})},
            "Close all gaps by 1 Apr 2027, with days before a launch counting 3 times, "
            "with days in growth counting 2 times.",
        ),
        ({"forbidden": frozenset({"payments"})}, "Close all gaps by 1 Apr 2027, leaving out Payments."),
        (
            {"pinned": frozenset({"ines"}), "forbidden": frozenset({"payments"})},
            "Close all gaps by 1 Apr 2027, leaving out Product Manager (Ines Moreau) and Payments.",
        ),
        ({"forbidden": frozenset({"both"})}, "Close all gaps by 1 Apr 2027, leaving out Both."),
        (
            {"pinned": frozenset({"hire:product-manager:console"}), "forbidden": frozenset({"a:b", "c:d"})},
            "Close all gaps by 1 Apr 2027, keeping 1 pinned move, without 2 forbidden moves.",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_question_is_said_in_one_sentence(fields: dict[str, Any], sentence: str) -> None:
    assert said(question(**fields), NAMES, currency="EUR") == sentence


def test_a_budget_is_not_told_to_whoever_may_not_see_cost() -> None:
    assert said(question(budget=Decimal(300_000)), NAMES) == "Close all gaps by 1 Apr 2027, within a set budget."


def test_of_many_products_only_a_few_are_named() -> None:
    org = Org.of(ON, *(Product(f"p{number}", f"P{number}") for number in range(9)))
    told = said(question(products=frozenset(org.products)), Names(org, sample.content()))
    assert told == "Close the gaps of P0, P1, P2, P3 and 5 more by 1 Apr 2027."


def test_a_question_may_look_five_years_ahead() -> None:
    last = date(2027, 1, 4) + timedelta(days=LONGEST)
    assert from_dict({"on": ON.isoformat(), "by": last.isoformat()}).by == last
    assert last > BY


@pytest.mark.parametrize("amount", ["150000", "150000.00", "150000.50"])
def test_equal_budgets_are_written_alike(amount: str) -> None:
    said = to_dict(question(budget=Decimal(amount)))
    assert to_dict(from_dict(said)) == said

"""An answer comes back from JSON as it went there; the command's JSON is as promised."""

import json
from decimal import Decimal

import pytest

from planning.close_gaps import answers
from planning.core.close_gaps.answer import Answer, Point, Status
from tests.close_gaps import made


@pytest.mark.parametrize(
    "answer",
    [
        made.answer(),
        Answer(made.question(), Status.INFEASIBLE),
        made.answer(made.question(), made.hire(cost=None)),
    ],
    ids=["everything", "nothing", "unknown cost"],
)
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    stored = json.loads(json.dumps(answers.to_json(answer)))
    assert answers.from_json(stored, answer.question) == answer


def test_the_type_of_an_answers_values_comes_back() -> None:
    answer = made.answer()
    back = answers.from_json(json.loads(json.dumps(answers.to_json(answer))), answer.question)
    assert repr(back) == repr(answer)


def test_the_question_is_not_kept_twice() -> None:
    assert "question" not in answers.to_json(made.answer())


def test_a_curve_comes_back_as_it_was() -> None:
    curve = (Point(Decimal("1.50"), 2, 30, 1), Point(None, 0, 5))
    stored = {**answers.to_json(made.answer()), "curve": answers.curve_to_json(curve)}
    assert answers.from_json(json.loads(json.dumps(stored)), made.question()).curve == curve


def test_the_contract_is_that_of_the_command() -> None:
    told = answers.contract(made.answer(None, made.assign()), [Point(Decimal(0), 0, 42)])
    assert told == {
        "status": "feasible",
        "gap": 0.25,
        "cost": 98000.5,
        "currency": "EUR",
        "moves": [
            {
                "kind": "assign",
                "position": "luis",
                "product": "ledger",
                "role": "product-manager",
                "from": "2027-01-04",
                "cost": 0,
                "closes": ["0123456789abcdef"],
                "products": ["ledger"],
                "key": "assign:luis:ledger:product-manager",
                "until": None,
                "unknown_cost": False,
            }
        ],
        "closed": ["0123456789abcdef"],
        "open": [{"code": "fedcba9876543210", "because": "It needs 85k more."}],
        "curve": [{"cost": 0, "open_critical_days": 42, "hires": 0}],
        "open_critical_days": {"before": 42, "after": 12},
        "unknown_costs": 1,
        "hires": 1,
        "people": 1,
        "notes": ["Nothing was left out."],
    }


def test_a_hire_of_unknown_cost_says_so_and_costs_null() -> None:
    (move,) = answers.contract(made.answer(None, made.hire(cost=None)))["moves"]
    assert (move["cost"], move["unknown_cost"]) == (None, True)


def test_a_hire_of_known_cost_is_not_unknown() -> None:
    (move,) = answers.contract(made.answer(None, made.hire()))["moves"]
    assert (move["cost"], move["unknown_cost"], move["until"]) == (98000.5, False, "2027-06-30")


def test_where_cost_is_not_to_be_seen_none_is_told() -> None:
    hidden = made.answer(None, made.assign(), made.hire(cost=None), cost=None)
    told = answers.contract(hidden)
    assert told["cost"] is None
    assert [(move["cost"], move["unknown_cost"]) for move in told["moves"]] == [(None, False)] * 2


def test_a_move_of_no_product_names_none() -> None:
    answer = made.answer(None, made.assign()._replace(products=()))
    assert answers.contract(answer)["moves"][0]["product"] is None


@pytest.mark.parametrize(
    ("amount", "number"),
    [("10", 10), ("10.00", 10), ("10.50", 10.5), ("0.333", 0.33), ("999999999999.99", 999999999999.99)],
)
def test_money_is_a_number_with_cents_at_most(amount: str, number: float) -> None:
    assert json.dumps(answers.number_of(Decimal(amount))) == json.dumps(number)

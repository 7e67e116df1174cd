"""Asking an organisation: what cannot be asked is refused in words, by its field; all else has an answer."""

import math
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from planning.close_gaps import asking
from planning.close_gaps.asking import Unaskable, ask, in_own_currency
from planning.core.close_gaps.answer import Status
from planning.core.close_gaps.move_keys import splits
from planning.core.close_gaps.question import Weights
from planning.core.fixes.base import FixKind
from planning.models import Assignment, MoneyRules, Rate
from portal.models import Organisation
from tests.close_gaps import made
from tests.factories import ProductFactory
from tests.small_organisation import PM

pytestmark = pytest.mark.django_db


def refusal(organisation: Organisation, sees_cost: bool = True, **fields: Any) -> tuple[str, str]:
    with pytest.raises(Unaskable) as refused:
        ask(organisation, made.question(**fields), None, sees_cost=sees_cost)
    return refused.value.field, str(refused.value)


def test_a_product_without_anybody_is_given_to_whoever_has_room(asked: Organisation) -> None:
    answer = ask(asked, made.question(), None, sees_cost=True)
    assert (answer.status, answer.after.critical) == (Status.OPTIMAL, 0)
    assert f"assign:luis:ledger:{PM}" in [move.key for move in answer.moves]


def test_the_same_question_gives_the_same_answer(asked: Organisation) -> None:
    one, other = (ask(asked, made.question(), None, sees_cost=True) for _ in range(2))
    assert one == other


def test_whoever_may_not_see_cost_gets_no_amount(asked: Organisation) -> None:
    answer = ask(asked, made.question(forbidden=frozenset({"luis"})), None, sees_cost=False)
    assert (answer.cost, answer.currency, [move.cost for move in answer.moves]) == (
        None,
        "",
        [None] * len(answer.moves),
    )


@pytest.mark.parametrize("gap", [math.inf, -math.inf, math.nan, 1e20])
def test_how_far_it_may_be_from_the_best_is_at_most_what_stays_open(
    asked: Organisation, monkeypatch: pytest.MonkeyPatch, gap: float
) -> None:
    """A solver that was broken off early may know of no bound."""
    far = made.answer(made.question(weights=Weights(3)), gap=gap)
    monkeypatch.setattr("planning.core.close_gaps.answering.answer", lambda *given, **how: far)
    assert ask(asked, far.question, None, sees_cost=True).gap == 3 * far.after.critical


def test_how_far_it_is_is_told(asked: Organisation) -> None:
    told: list[str] = []
    ask(asked, made.question(), None, sees_cost=True, tell=lambda what, done, of: told.append(what))
    assert "Looking for the best plan" in told


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"by": made.ON - timedelta(days=1)}, "by", "before 4 Jan 2027"),
        ({"products": frozenset({"gone"})}, "products", "“gone” not found"),
        ({"pinned": frozenset({"gone"})}, "pin", "neither a product, a position, a person nor a move"),
        ({"forbidden": frozenset({"gone"})}, "forbid", "neither a product"),
        ({"pinned": frozenset({f"assign:gone:ledger:{PM}"})}, "pin", "not here"),
        ({"pinned": frozenset({f"assign:luis:gone:{PM}"})}, "pin", "not here"),
        ({"forbidden": frozenset({"assign:luis:ledger:sales"})}, "forbid", "not here"),
        ({"forbidden": frozenset({"hire:ledger"})}, "forbid", "not here"),
        ({"forbidden": frozenset({"fire:luis"})}, "forbid", "neither a product"),
        ({"most": {"sales": 3}}, "most", "Choose Product Manager (product-manager)"),
        ({"most": {"gone": 3}}, "most", "“gone” is not a role with a norm"),
        ({"lead": {"sales": 3}}, "lead", "“sales” is not a role that products are covered in"),
        ({"weights": Weights(1, {"gone": 2})}, "weights", "“gone” is not a stage"),
        ({"budget": Decimal(-1)}, "budget", "cannot be negative"),
    ],
    ids=str,
)
def test_what_is_not_there_is_refused_by_its_field(
    asked: Organisation, fields: dict[str, Any], field: str, says: str
) -> None:
    refused, text = refusal(asked, **fields)
    assert refused == field
    assert says in text


@pytest.mark.parametrize("fields", [{"budget": Decimal(10)}, {"within_budgets": True}], ids=str)
def test_money_is_refused_to_whoever_may_not_see_cost(asked: Organisation, fields: dict[str, Any]) -> None:
    field, text = refusal(asked, sees_cost=False, **fields)
    assert (field, "needs access to cost" in text) == (next(iter(fields)), True)


def test_a_budget_needs_a_reporting_currency(asked: Organisation) -> None:
    MoneyRules.objects.all().delete()
    assert refusal(asked, budget=Decimal(10)) == (
        "budget",
        "There is no reporting currency. Choose one under Rates and budgets.",
    )


@pytest.mark.parametrize(
    "key",
    [
        "ledger",
        "luis",
        "h-luis",
        f"assign:luis:ledger:{PM}",
        f"hire:{PM}:ledger",
        f"retitle:aisha:{PM}",
        "move:new-1:ceo",
        f"backup:new-1:ledger:{PM}",
        "link:ledger:luis:new-1",
        f"accountable:ledger:{PM}/roadmap",
    ],
)
def test_what_is_there_may_be_forbidden(asked: Organisation, key: str) -> None:
    asking.checked(asked, made.question(forbidden=frozenset({key})), None, sees_cost=True)


def test_an_assignment_that_may_count_can_be_named(asked: Organisation) -> None:
    key = Assignment.objects.filter(organisation=asked)[0].key
    asking.checked(asked, made.question(forbidden=frozenset({f"counts:{key}"})), None, sees_cost=True)


def test_a_key_that_holds_the_mark_between_parts_is_found(asked: Organisation) -> None:
    ProductFactory.create(organisation=asked, key="a:b:c")
    asking.checked(asked, made.question(forbidden=frozenset({f"assign:luis:a:b:c:{PM}"})), None, sees_cost=True)


def test_a_text_is_taken_apart_in_every_way() -> None:
    assert list(splits("a:b:c", 2)) == [["a", "b:c"], ["a:b", "c"]]


@pytest.mark.parametrize(("text", "number"), [("a", 2), ("a:b", 0)])
def test_a_text_of_too_few_parts_is_taken_apart_in_no_way(text: str, number: int) -> None:
    assert not list(splits(text, number))


def test_an_amount_in_another_currency_is_taken_at_the_organisations_rate(asked: Organisation) -> None:
    Rate.objects.create(organisation=asked, currency="USD", into="EUR", rate=Decimal("0.9"), since=made.ON)
    assert in_own_currency(asked, Decimal(100), "usd", made.ON) == Decimal(90)


def test_an_amount_in_the_own_currency_stays(asked: Organisation) -> None:
    assert in_own_currency(asked, Decimal(100), "EUR", made.ON) == Decimal(100)


@pytest.mark.parametrize(("code", "says"), [("USD", "There is no rate from USD"), ("dollars", "three capital letters")])
def test_an_amount_that_cannot_be_told_in_the_own_currency_is_refused(
    asked: Organisation, code: str, says: str
) -> None:
    with pytest.raises(Unaskable, match=says) as refused:
        in_own_currency(asked, Decimal(100), code, made.ON)
    assert refused.value.field == "currency"


def test_without_a_reporting_currency_no_amount_is_taken(asked: Organisation) -> None:
    MoneyRules.objects.all().delete()
    with pytest.raises(Unaskable, match="reporting currency"):
        in_own_currency(asked, Decimal(100), "USD", made.ON)


def test_an_empty_organisation_has_an_answer(organisation: Organisation) -> None:
    answer = ask(organisation, made.question(), None, sees_cost=True)
    assert (answer.status, answer.moves) == (Status.OPTIMAL, ())


def test_no_move_allowed_leaves_the_gap_open(asked: Organisation) -> None:
    answer = ask(asked, made.question(moves=frozenset[FixKind]()), None, sees_cost=True)
    assert (answer.status, answer.moves, answer.after) == (Status.OPTIMAL, (), answer.before)

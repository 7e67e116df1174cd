"""What an answer says about itself is true of the question that was asked."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from planning.close_gaps import told
from planning.close_gaps.asking import ask
from planning.close_gaps.basis import basis_of
from planning.close_gaps.labels import Called
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.contradictions import nothing_lacks
from planning.core.close_gaps.move_keys import parts
from planning.core.close_gaps.question import USUAL
from planning.core.fixes.base import FixKind
from planning.core.names import Names
from planning.core.records import Org
from planning.models import RuleSetting
from portal.models import Organisation
from tests import small_organisation
from tests.close_gaps import by_hand, made
from tests.close_gaps.test_presentation import shown
from tests.factories import AssignmentFactory, PositionFactory, ProductFactory
from tests.small_organisation import PM, PMM

ONLY_HIRES = frozenset({FixKind.HIRE})


def notes(organisation: Organisation, **fields: Any) -> str:
    return " ".join(ask(organisation, made.question(**fields), None, sees_cost=True).notes)


def open_gap(organisation: Organisation, **fields: Any) -> Any:
    (gap,) = (gap for gap in answered(organisation, **fields).open if (gap.product, gap.role) == ("ledger", PM))
    return gap


def answered(organisation: Organisation, **fields: Any) -> Answer:
    return ask(organisation, made.question(**fields), None, sees_cost=True)


# What was left out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ({FixKind.RETITLE}, "the question leaves out assigning anyone, and hiring."),
        ({FixKind.MOVE}, "the question leaves out assigning anyone, and hiring."),
    ],
)
def test_who_could_not_be_asked_is_not_said_to_lack_room(
    asked: Organisation, kinds: Iterable[FixKind], says: str
) -> None:
    assert f"No one can cover as Product Manager: {says}" in notes(asked, moves=frozenset(kinds))


@pytest.mark.django_db
def test_rules_that_are_turned_off_are_named(asked: Organisation) -> None:
    for rule in ("cov-pm", "cov-pmm"):
        RuleSetting.objects.create(organisation=asked, rule=rule, on=False)
    assert "turned off, so no gap is counted" in notes(asked)


@pytest.mark.django_db
def test_where_some_gaps_are_not_counted_nothing_else_is_said_to_lack_cover() -> None:
    assert nothing_lacks(by_hand.ON, but=True) == "Nothing else lacks cover until 28 Nov 2026."


@pytest.mark.django_db
def test_gaps_on_products_that_stay_as_they_are_are_not_said_to_be_none(asked: Organisation) -> None:
    found = notes(asked, forbidden=frozenset({"ledger"}))
    assert found == "All gaps are on products that stay as they are, so nothing can be closed. Let one of them change."


# Why it stays open


@pytest.mark.django_db
def test_a_question_that_lets_no_one_change_is_said_to(asked: Organisation) -> None:
    gap = open_gap(asked, changes_each=0)
    assert gap.because.startswith("The question lets no one change.")


@pytest.mark.django_db
def test_a_product_that_stays_as_it_is_is_named(asked: Organisation) -> None:
    gap = open_gap(asked, pinned=frozenset({"ledger"}))
    assert gap.because.startswith("The question leaves Ledger as it is. Let Ledger change: in all, up to ")


@pytest.mark.django_db
def test_a_button_that_would_do_nothing_makes_way_for_one_that_does(asked: Organisation) -> None:
    gap = open_gap(asked, most={PM: 0}, moves=USUAL - {FixKind.HIRE, FixKind.RETITLE})
    assert "Luis already has 1 product. The question leaves out hiring." in gap.because
    assert gap.loosen is not None
    assert gap.loosen.label == "Allow 2 products for each PM"


@pytest.mark.django_db
def test_where_no_one_is_in_a_role_no_one_is_said_to_leave(organisation: Organisation) -> None:
    small_organisation.employ(organisation, "aisha", "Aisha", title="Product Marketing Manager", role=PMM)
    for key in ("ledger", "checkout"):
        ProductFactory.create(organisation=organisation, key=key, stage="growth")
    AssignmentFactory.create(organisation=organisation, product="checkout", position="aisha", role=PMM)
    assert open_gap(organisation).because.startswith("There is no Product Manager.")


# What cannot be kept to


LUIS, A_HIRE = f"assign:luis:ledger:{PM}", f"hire:{PM}:ledger"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"pinned": {LUIS}, "moves": ONLY_HIRES},
            "Luis as PM of Ledger is pinned and cannot be done: the question leaves out assigning anyone.",
        ),
        ({"pinned": {A_HIRE}, "moves": frozenset({FixKind.ASSIGN})}, "the question leaves out hiring."),
        ({"pinned": {LUIS}, "products": {"checkout"}}, "Ledger is not in scope."),
        ({"pinned": {f"assign:luis:checkout:{PM}"}}, "Checkout lacks no PM until 1 Apr 2027."),
        ({"pinned": {f"assign:aisha:ledger:{PM}"}}, "this position is not a Product Manager."),
        ({"pinned": {LUIS}, "most": {PM: 1}}, "they have no room while the gap lasts, or do not stay until it ends."),
        (
            {"pinned": {A_HIRE}, "lead": {PM: 300}},
            "a hire can start on 31 Oct 2027 at the earliest, which is too late.",
        ),
        (
            {"pinned": {A_HIRE}, "most_hires": 0},
            "A hire as PM of Ledger is pinned, and the limits leave no room for it. Release it, or loosen a limit.",
        ),
        (
            {"pinned": {LUIS, A_HIRE}},
            "What is pinned does not fit within the limits together: Luis as PM of Ledger and a hire as PM of Ledger.",
        ),
        ({"pinned": {"ledger"}, "forbidden": {"ledger"}}, "Ledger is both pinned and left out. Remove one of the two."),
    ],
)
def test_what_is_pinned_and_cannot_be_has_its_reason(asked: Organisation, fields: dict[str, Any], says: str) -> None:
    sets = {name: frozenset(said) if isinstance(said, set) else said for name, said in fields.items()}
    assert says in notes(asked, **sets)


# Moves


@pytest.mark.django_db
def test_an_open_position_that_is_hired_for_is_named_apart_from_the_products(asked: Organisation) -> None:
    PositionFactory.create(
        organisation=asked, key="opened", title="Product Manager, Growth", role=PM, level=1, manager="ceo", stage="open"
    )
    AssignmentFactory.create(organisation=asked, product="ledger", position="opened", role=PM)
    (title,) = (move.title for move in answered(asked, moves=ONLY_HIRES).moves if move.position == "opened")
    assert title.startswith("Hire for the open position “Product Manager, Growth”: Ledger, start ")


@pytest.mark.django_db
def test_what_passes_a_limit_instead_of_a_hire_says_which(asked: Organisation) -> None:
    (hire,) = (move for move in answered(asked, most={PM: 1}).moves if move.kind == FixKind.HIRE)
    assert hire.instead is not None
    assert hire.instead.text == "Luis: 2 products, past the limit of 1"


# In all


def text_of(**fields: Any) -> str:
    return told.as_text(made.answer(None, **fields), (), Names(Org.of(made.ON), by_hand.CONTENT))


def test_hires_of_unknown_cost_alone_are_not_told_to_cost_nothing() -> None:
    text = text_of(cost=Decimal(0), unknown=2, hires=2)
    assert "\n2 hires of unknown cost: 2 hires, 1 person changes." in text
    assert "No additional cost" not in text


def test_a_plan_that_saves_says_less() -> None:
    assert "\nEUR 500 less a year: 1 hire" in text_of(cost=Decimal(-500), unknown=0)


def test_no_product_is_said_to_be_covered_where_gaps_are_not_counted() -> None:
    fields: dict[str, Any] = {"moves": (), "open": (), "closed": (), "before": (0, 0), "after": (0, 0)}
    usual = (nothing_lacks(by_hand.question().by),)
    assert [shown(**fields, notes=said).is_all_covered for said in ((), usual, ("No one is named.", *usual))] == [
        True,
        True,
        False,
    ]


# Keys that hold the mark between the parts of a move's key


@pytest.fixture
def marked(asked: Organisation) -> Organisation:
    small_organisation.employ(asked, "P 1:x", "Ines", title="Product Manager", role=PM, manager="ceo")
    ProductFactory.create(organisation=asked, key="Y :2:3", name="Yonder", stage="growth")
    return asked


YONDER = f"assign:P 1:x:Y :2:3:{PM}"


@pytest.mark.django_db
def test_a_move_of_keys_with_colons_is_named(marked: Organisation) -> None:
    org = basis_of(marked, made.ON, None, sees_cost=False, budgets=False).dated.at(made.ON)
    assert Called(org, org, by_hand.CONTENT).of(YONDER) == "Ines on Yonder as PM"


@pytest.mark.django_db
def test_a_contradiction_about_keys_with_colons_is_named(marked: Organisation) -> None:
    said = notes(marked, pinned=frozenset({YONDER}), forbidden=frozenset({"P 1:x"}))
    assert said == "Ines as PM of Yonder is pinned, but Ines stays as is."


@pytest.mark.parametrize(
    ("text", "said"), [("a:b", ["a", "b"]), ("a:b:c", ["a:b", "c"]), ("x:y:z", ()), ("x:y", ["x", "y"])]
)
def test_a_key_is_taken_apart_where_its_parts_fit(text: str, said: list[str]) -> None:
    known = {"a", "a:b", "b", "c"}
    assert parts(text, (known.__contains__, known.__contains__)) == said

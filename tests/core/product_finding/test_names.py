"""One product under several spellings."""

import pytest

from planning.core.product_finding.names import form, shown
from tests.core.product_finding.companies import found

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Developer Experience", "Dev Exp"),
        ("Developer Experience", "DevEx"),
        ("Code Intelligence", "Code Intel"),
        ("Payments", "Payment"),
        ("Checkout", "Check-out"),
        ("Checkout", "Check out"),
        ("Search", "Search Product"),
        ("Search", "Search Team"),
        ("Payments", "Payments Group"),
        ("Repository Management", "Repo Mgmt"),
        ("Trust & Safety", "Trust and Safety"),
        ("Confiance et sécurité", "Confiance & securite"),
        ("Größen", "Grössen"),
        ("Infrastructure Tools", "Infra Tools"),
        ("Simulation", "Simulation Product Line"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Search Core", "Search Product"), ("Code Insights", "Code Intelligence"), ("Product Planning", "Planning")],
)
def test_names_of_two_products(one: str, other: str) -> None:
    assert form(one) != form(other)


@pytest.mark.parametrize(
    ("written", "is_shown"),
    [
        ("payments team", "Payments"),
        ("Code Security tiger team", "Code Security"),
        ("iBooks", "iBooks"),
        ("Team", "Team"),
    ],
)
def test_a_name_is_shown_without_words_for_a_team(written: str, is_shown: str) -> None:
    assert shown(written) == is_shown


def test_initials_are_the_name_that_they_stand_for() -> None:
    proposals = found("Product Manager, Identity and Access Management", "Engineer, IAM", "Engineer, IAM")
    assert list(proposals) == ["Identity and Access Management"]
    assert proposals["Identity and Access Management"].names == ("IAM",)


def test_a_slip_is_the_name_that_many_write() -> None:
    proposals = found(
        "PM, Subscriptions", "Engineer, Subscriptions", "Designer, Subscriptions", "Engineer, Subscirptions"
    )
    assert list(proposals) == ["Subscriptions"]


def test_names_that_two_managers_have_are_no_slips() -> None:
    rows = [f"{who}, {name}" for name in ("Senders", "Sensors") for who in ("Product Manager", "Engineer", "Designer")]
    assert set(found(*rows)) == {"Senders", "Sensors"}


def test_a_loose_word_more_is_the_same_product() -> None:
    assert len(found("Product Manager, Fraud Prevention", "Engineer, Fraud", "Data Scientist, Fraud")) == 1


def test_a_loose_word_more_is_another_product_where_both_are_managed() -> None:
    assert len(found("Product Manager, Search", "Product Manager, Search Experience")) == 2


def test_the_same_inner_name_in_two_outer_ones_is_two_products() -> None:
    proposals = found(*("Engineer, Growth:Platform", "Engineer, Monitor:Platform") * 2)
    assert set(proposals) == {"Growth:Platform", "Monitor:Platform"}

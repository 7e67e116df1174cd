"""Titles that name more than one thing: lists, names joined by “and”, names in names."""

import pytest

from tests.core.product_finding.companies import found

pytestmark = pytest.mark.pure


def test_parts_that_are_known_elsewhere_are_two_products() -> None:
    proposals = found("Product Manager, Ledger & Payouts", "Engineer, Payouts", "Engineering Manager, Payouts")
    assert set(proposals) == {"Ledger", "Payouts"}
    assert {a.position for one in proposals.values() for a in one.assignments} == {"p1"}


def test_a_name_that_everybody_writes_with_an_and_is_one_product() -> None:
    proposals = found("PM, Identity and Admin Experience", "Engineer, Identity & Admin Experience", "Software Engineer")
    assert set(proposals) == {"Identity and Admin Experience"}


def test_a_part_that_a_product_manager_has_alone_parts_the_others() -> None:
    proposals = found(
        "Product Manager - Onboarding Flows",
        "Engineering Manager, Onboarding Flows and Integrations",
        "Engineer, Onboarding Flows and Integrations",
    )
    assert set(proposals) == {"Onboarding Flows", "Integrations"}


def test_a_list_with_a_joined_name_in_it() -> None:
    proposals = found(
        "Product Designer, Web Shop, Mail and Calendar, and Photos",
        "Product Manager, Mail and Calendar",
        "Engineer, Mail and Calendar",
        "Engineer, Photos",
        "PM, Web Shop",
    )
    assert set(proposals) == {"Web Shop", "Mail and Calendar", "Photos"}


def test_a_leader_of_two_short_names_leads_two_products() -> None:
    proposals = found("Head of Mail and Calendar", "Product Manager, Contacts", "Engineer, Contacts")
    assert set(proposals) == {"Mail", "Calendar", "Contacts"}
    assert not proposals["Mail"].is_sure


def test_the_inner_one_of_nested_names_is_the_product() -> None:
    proposals = found(
        "Product Manager, Commerce:Checkout", "Backend Engineer, Commerce:Payouts", "VP Product, Commerce"
    )
    assert set(proposals) == {"Checkout", "Payouts"}


def test_a_leader_of_what_a_product_is_nested_in_stands_in() -> None:
    proposals = found("Director of Product, Commerce", "Engineer, Commerce:Payouts", "Engineer, Commerce:Payouts")
    assert [(a.position, a.kind) for a in proposals["Payouts"].assignments] == [("p1", "stand-in")]


def test_what_several_products_are_nested_in_is_doubtful() -> None:
    squads = [f"{who}, Commerce:{name}" for name in ("Checkout", "Payouts") for who in ("Product Manager", "Engineer")]
    proposals = found(*squads, "Engineer, Commerce", "Designer, Commerce")
    assert proposals["Commerce"].doubt == "Commerce looks like a group of products: Checkout and Payouts."
    assert proposals["Checkout"].is_sure


def test_a_craft_inside_of_a_name_leaves_the_name() -> None:
    assert set(found("Engineer, Payouts: Backend", "Engineer, Payouts (Frontend)", "PM, Payouts")) == {"Payouts"}


@pytest.mark.parametrize(
    "code", ["(L5)", "(IC6)", ", R1967", "(Summer 2024)", "(Contract)", "- Remote", "(EMEA)", ", Berlin"]
)
def test_codes_places_and_terms_are_no_names(code: str) -> None:
    assert set(found(f"Product Manager, Payouts {code}")) == {"Payouts"}


def test_a_bracket_behind_several_names_is_where_they_are() -> None:
    rows = [f"{who}, {name} (Commerce)" for name in ("Payouts", "Vouchers") for who in ("PM", "Engineer", "Designer")]
    assert set(found(*rows)) == {"Payouts", "Vouchers"}


def test_several_brackets_behind_one_name_are_its_parts() -> None:
    rows = [f"{who}, Commerce ({name})" for name in ("Payouts", "Vouchers") for who in ("PM", "Engineer", "Designer")]
    assert set(found(*rows)) == {"Payouts", "Vouchers"}


def test_one_bracket_behind_one_name_is_another_word_for_it() -> None:
    assert set(found("PM, Remote Sketches (Whiteboard)", "Engineer, Remote Sketches")) == {"Remote Sketches"}

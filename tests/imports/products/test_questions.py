"""Whoever a file names covers, unless their title says another role; a title not understood is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.coverage.coverage import coverage
from tests.imports.helpers import CONTENT, imported, people
from tests.imports.products.sample import PM, read, said

pytestmark = pytest.mark.pure
UNREAD, OWN, OTHER = "PM (Cloud)", "Product Manager", "Engineering Manager"
STATES = {UNREAD: "covered", OWN: "covered", OTHER: "stand-in"}


@given(st.lists(st.sampled_from(list(STATES)), min_size=1, max_size=6))
def test_only_who_is_known_to_be_in_another_role_stands_in(titles: list[str]) -> None:
    staff = people(*(f"{n},Person {n},{title}," for n, title in enumerate(titles)))
    outcome = read(
        ("Product ID", "Product", "PM"), *((f"p{n}", f"P{n}", f"{n}") for n in range(len(titles))), staff=staff
    )
    found = {cell.product: cell.state for cell in coverage(outcome.after, CONTENT) if cell.role == PM}
    assert found == {f"p{n}": STATES[title] for n, title in enumerate(titles)}
    asked = said(outcome, "title-unsure")
    assert [row for row, _, _ in asked] == [n + 2 for n, title in enumerate(titles) if title == UNREAD][:1]


def test_a_title_that_somebody_said_is_no_role_stands_in() -> None:
    staff, products = people("1,Ida,PM (Cloud),"), "Product,PM\nMaps,1\n"
    outcome = imported(staff, products, chosen={"pm (cloud)": ""})
    assert [a.kind for a in outcome.after.tables["assignment"].values()] == ["stand-in"]
    assert said(outcome, "title-unsure") == []


def test_a_partner_of_no_known_title_is_not_asked_about() -> None:
    outcome = read(("Product", "Engineering Manager"), ("maps", "1"))
    assert said(outcome, "title-unsure") == []


def test_a_position_without_a_title_is_asked_about() -> None:
    outcome = read(("Product", "PM"), ("maps", "1"), staff="Position ID,Name,Job Title\n1,Ida Berg,\n2,Tom,CEO\n")
    assert said(outcome, "title-unsure") == [(2, "PM", "1")]

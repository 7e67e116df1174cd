"""The main job, as a planner does it: bring files in, see the chart, see who covers what and why it is flagged."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.models import Organisation, Right

pytestmark = pytest.mark.browser

PEOPLE = """Position ID,Name,Job Title,Department,Manager ID
p1,Ann Ek,CEO,,
p2,Bo Lind,Chief Product Officer,Product,p1
p3,Cy Dahl,Product Manager,Product,p2
p4,Di Moe,Chief Marketing Officer,Marketing,p1
p5,Ed Vik,Product Marketing Manager,Marketing,p4
p6,Flo Ness,Engineering Manager,Engineering,p1
p7,Gus Aas,Tester,Engineering,nobody
"""
PRODUCTS = """Product ID,Product,PM,PMM
pay,Payments,p3,p5
led,Ledger,p6,
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    people, products = tmp_path / "people.csv", tmp_path / "products.csv"
    people.write_text(PEOPLE)
    products.write_text(PRODUCTS)
    return people, products


@pytest.fixture
def imported(signed_in_page: Callable[[Right], Page], organisation: Organisation, files: tuple[Path, Path]) -> Page:
    """A planner's page after the import."""
    page = signed_in_page(Right.PLANNER)
    page.goto("/")
    page.get_by_role("link", name="Import files").click()
    page.set_input_files("[name=people]", files[0])
    page.set_input_files("[name=products]", files[1])
    page.get_by_role("button", name="Upload").click()
    page.locator("main button.primary").click()
    expect(page.get_by_role("heading", name="Preview changes")).to_be_visible()
    page.get_by_role("button", name="Apply").first.click()
    page.wait_for_url("**/setup/**")
    return page


def go(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()


def go_to_chart(page: Page) -> None:
    """The chart, once it answers to keys."""
    go(page, "Chart")
    page.locator("[data-chart][data-ready]").wait_for()


def test_from_files_to_the_reason_of_a_flag(imported: Page) -> None:
    go(imported, "Coverage")
    ledger = imported.get_by_role("row").filter(has_text="Ledger")
    expect(ledger).to_contain_text("standing in")
    expect(ledger).to_contain_text("missing")
    ledger.get_by_role("link", name="Ledger", exact=True).click()
    flagged = imported.get_by_role("article").filter(has_text="No Product Manager covers Ledger")
    flagged.get_by_role("heading").get_by_role("link").first.click()
    expect(imported.locator("blockquote").first).to_be_visible()
    imported.locator("blockquote").get_by_role("link", name="Role guide").first.click()
    imported.wait_for_url("**/roles/product-manager/**")


def test_nobody_is_missing_from_the_chart(imported: Page) -> None:
    go_to_chart(imported)
    tree = imported.get_by_role("tree")
    expect(tree.get_by_role("treeitem", name="CEO")).to_be_visible()
    tree.locator("[data-key='']").click()
    expect(tree.get_by_role("treeitem", name="Tester")).to_be_visible()


def test_search_opens_the_way_to_somebody(imported: Page) -> None:
    go_to_chart(imported)
    imported.keyboard.press("/")
    imported.keyboard.type("Cy Dahl")
    imported.get_by_role("option").filter(has_text="Cy Dahl").first.click()
    panel = imported.get_by_role("complementary", name="Position")
    expect(panel).to_contain_text("Product Manager")
    expect(panel).to_contain_text("Chief Product Officer")


def test_the_tree_is_walked_by_keyboard(imported: Page) -> None:
    go_to_chart(imported)
    tree = imported.get_by_role("tree")
    tree.focus()
    imported.keyboard.press("ArrowDown")
    imported.keyboard.press("Enter")
    expect(imported.get_by_role("complementary", name="Position").get_by_role("heading").first).to_be_visible()


def test_an_import_can_be_taken_back(imported: Page) -> None:
    go(imported, "History")
    imported.get_by_text("Revert…").first.click()
    imported.get_by_role("button", name="Revert").click()
    imported.wait_for_url(re.compile(r"/history/\d+/"))
    go(imported, "Home")
    expect(imported.get_by_role("heading", name="Import your organisation")).to_be_visible()


def test_the_address_of_a_chart_can_be_shared(imported: Page) -> None:
    go_to_chart(imported)
    imported.get_by_role("link", name="PMM").first.click()
    imported.wait_for_url("**filter=pmm**")
    imported.reload()
    expect(imported.get_by_role("link", name="PMM").first).to_have_attribute("aria-current", "true")

"""Whoever works in a plan stays in it, sees so on every page, and changes the live organisation by no mistake."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from planning.core.changes.change import add
from planning.core.records import Person, Position, Product
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.browser.conftest import open_page
from tests.browser.hands import confirm, dialog

pytestmark = pytest.mark.browser


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A chief, a lead and a product manager who covers one of two products."""
    today = date.today()
    records = [
        Person("ada", name="Ada Archer"),
        Person("max", name="Max Moor"),
        Position("boss", title="Chief Executive", holder="ada"),
        Position("one", title="Lead One", manager="boss"),
        Position("maker", title="Product Manager", role="product-manager", manager="one", holder="max"),
        Product("till", name="Till", stage="growth"),
    ]
    writes.commit(organisation, [add(today, record) for record in records], title="Start", today=today)
    return organisation


@pytest.fixture
def in_plan(signed_in_page: Callable[[Right], Page], company: Organisation) -> Page:
    """A planner on the first page of their own plan."""
    page = signed_in_page(Right.PLANNER)
    owner = company.memberships.get(right=Right.PLANNER).user
    editing.create(company, name="Spring", target=date.today(), owner=owner)
    page.goto("/o/acme/plans/spring/")
    return page


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Current plan")


def test_the_navigation_stays_in_the_plan_and_a_fix_goes_into_it(in_plan: Page, company: Organisation) -> None:
    for section in ("Chart", "Coverage", "People", "Findings"):
        in_plan.get_by_role("navigation", name="Main").get_by_role("link", name=section, exact=True).click()
        expect(in_plan.get_by_role("heading", level=1)).to_contain_text(section if section != "Chart" else "Org chart")
        expect(bar(in_plan)).to_contain_text("Spring")
    in_plan.get_by_role("navigation", name="Main").get_by_role("link", name="Coverage").click()
    in_plan.get_by_role("link", name="Till").first.click()
    expect(bar(in_plan)).to_contain_text("0 changes")
    in_plan.get_by_role("link", name="Assign").first.click()
    expect(dialog(in_plan)).to_contain_text("Adds to Spring")
    dialog(in_plan).get_by_role("combobox", name="Position").fill("Max Moor")
    dialog(in_plan).get_by_role("combobox", name="Role").fill("Product Manager")
    confirm(in_plan)
    expect(bar(in_plan)).to_contain_text("1 change")
    assert store.org_at(company, date.today()).assignments == {}
    assert Plan.objects.get(slug="spring").steps.count() == 1


def test_a_page_that_knows_no_plans_says_that_it_is_live_and_leads_back_into_the_plan(in_plan: Page) -> None:
    in_plan.get_by_role("navigation", name="Main").get_by_role("link", name="History").click()
    expect(bar(in_plan)).to_contain_text("This page is live.")
    in_plan.get_by_role("navigation", name="Main").get_by_role("link", name="Coverage").click()
    expect(bar(in_plan)).not_to_contain_text("This page is live.")


def test_the_plan_is_left_by_a_word_on_the_bar_and_no_other_tab_is_drawn_in(
    in_plan: Page, complaints: list[str]
) -> None:
    other = open_page(in_plan.context, complaints)
    in_plan.get_by_role("navigation", name="Main").get_by_role("link", name="Coverage").click()
    other.goto("/o/acme/coverage/")
    expect(bar(other)).to_have_count(0)
    in_plan.get_by_role("link", name="Leave plan").click()
    expect(in_plan.get_by_role("heading", level=1)).to_have_text("Coverage")
    expect(bar(in_plan)).to_have_count(0)
    assert "plan=" not in in_plan.url


def test_a_list_is_found_again_with_its_filters_by_the_crumb_of_a_record(in_plan: Page) -> None:
    in_plan.goto("/o/acme/coverage/?plan=spring&stage=growth")
    in_plan.get_by_role("link", name="Till").first.click()
    in_plan.get_by_role("list").get_by_role("link", name="Coverage").click()
    expect(in_plan.get_by_label("Stage")).to_have_value("growth")
    expect(bar(in_plan)).to_contain_text("Spring")

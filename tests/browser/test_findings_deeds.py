"""Several findings accepted, assigned and fixed at once: by keys, by mouse, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from planning.models import Batch, FindingTask, Plan, Waiver
from portal.models import Organisation, Right
from tests import small_organisation
from tests.browser.axe import check
from tests.browser.hands import dialog, press, tab_to

pytestmark = pytest.mark.browser


@pytest.fixture
def page(signed_in_page: Callable[[Right], Page], organisation: Organisation) -> Page:
    small_organisation.fill(organisation)
    page = signed_in_page(Right.PLANNER)
    page.goto("/o/acme/findings/")
    return page


def standing() -> int:
    return Waiver.objects.filter(withdrawn_at=None).count()


def test_by_keys_several_are_chosen_accepted_and_opened_again(page: Page) -> None:
    number = page.locator("[data-row]").count()
    for key in ("j", "x", "j", "x", "a"):
        page.keyboard.press(key)
    expect(dialog(page).get_by_role("heading", name="Accept 2 findings")).to_be_visible()
    check(page)
    page.keyboard.type("Known since spring.")
    dialog(page).get_by_role("button", name="Accept 2 findings").press("Enter")
    expect(page.locator(".toast")).to_contain_text("Accepted 2 findings")
    expect(page.locator("[data-row]")).to_have_count(number - 2)
    expect(page.locator("#found-says")).to_contain_text(f"{number - 2} open")
    expect(page.locator("[data-row]:focus")).to_have_count(1)
    assert standing() == 2
    page.keyboard.press("Control+z")
    expect(page.locator("[data-row]")).to_have_count(number)
    assert standing() == 0


def test_by_mouse_several_are_assigned_in_one_go(page: Page) -> None:
    page.locator("[data-choose-all]").check()
    number = page.locator("[data-row]").count()
    page.get_by_role("button", name="Assign…").click()
    expect(dialog(page).get_by_label("Assignee")).to_be_focused()
    check(page)
    dialog(page).get_by_label("Assignee").select_option(index=1)
    dialog(page).get_by_role("button", name="Assign").click()
    expect(page.locator(".toast")).to_contain_text(f"Assigned {number} findings")
    assert FindingTask.objects.count() == number


def test_fixes_are_applied_together_and_undone_as_one(page: Page) -> None:
    for row in (0, 1):
        page.locator("[data-choose-row]").nth(row).check()
    page.locator("[data-work-foot]").get_by_role("button", name="Fix 2").click()
    expect(dialog(page).get_by_text("Closes")).to_be_visible()
    check(page)
    box = dialog(page).locator("[name=take]").nth(1)
    box.focus()
    page.keyboard.press("Space")
    expect(dialog(page).get_by_role("heading", name="Fix 1 finding")).to_be_visible()
    expect(dialog(page).locator("[name=take]").nth(1)).to_be_focused()
    dialog(page).get_by_role("button", name="Apply to live").click()
    expect(page.locator(".toast")).to_contain_text("Fixed 1 finding in the live organisation")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".toast").get_by_role("button", name="Redo")).to_be_visible()
    assert Batch.objects.filter(title="Fix 1 finding", void=True).exists()


def test_three_fixed_into_a_plan_by_keys_are_one_step_and_one_undo(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("x")
    chosen = page.locator(", ".join(f"#{box.get_attribute('id')}" for box in page.locator("[data-row]").all()[:3]))
    page.keyboard.press("f")
    expect(dialog(page).get_by_role("heading", name="Fix 3 findings")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(dialog(page).get_by_label("The live organisation")).to_be_focused()
    page.keyboard.press("ArrowUp")
    tab_to(page, dialog(page).get_by_label("New plan"))
    page.keyboard.type("Autumn")
    press(page, dialog(page).get_by_role("button", name="Add to plan"))
    page.wait_for_url("**plan=autumn**")
    expect(page.locator("[data-row]:focus")).to_have_count(1)
    expect(chosen).to_have_count(0)
    assert Plan.objects.get(slug="autumn").steps.count() == 1
    page.keyboard.press("Control+z")
    expect(chosen).to_have_count(3)
    expect(page.locator("[data-row]:focus")).to_have_count(1)


def test_another_date_renews_the_impact_and_keeps_the_focus(page: Page) -> None:
    page.locator("[data-open]").first.click()
    page.get_by_role("link", name="Preview impact").first.click()
    day = dialog(page).get_by_label("Effective from")
    expect(day).to_be_focused()
    day.fill("2031-01-01")
    expect(dialog(page).locator(".where-says")).to_contain_text("from 1 Jan 2031")
    expect(day).to_be_focused()
    expect(dialog(page).locator("#impact")).to_have_attribute("aria-live", "polite")


def test_what_is_refused_meanwhile_is_said_and_nothing_is_lost(
    page: Page, organisation: Organisation, complaints: list[str]
) -> None:
    page.keyboard.press("j")
    page.keyboard.press("a")
    dialog(page).get_by_label("Reason").fill("Known since spring.")
    organisation.memberships.update(right=Right.VIEWER)
    dialog(page).get_by_role("button", name="Accept 1 finding").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("This needs planner access")
    expect(dialog(page).get_by_label("Reason")).to_have_value("Known since spring.")
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    expect(page.locator(".toast")).to_contain_text("This needs planner access")
    assert standing() == 0
    complaints.clear()

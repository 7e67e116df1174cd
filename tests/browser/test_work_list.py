"""A list is worked through by keys alone: from row to row, choosing, opening, and pressing what a row holds."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.models import Right
from tests.browser.axe import check

pytestmark = pytest.mark.browser

ROW = """<li class="work-row" data-row id="row-{n}">
  <input type="checkbox" data-choose-row data-key-says="keep" aria-label="Keep {n}">
  <details><summary data-open>{n}</summary><input aria-label="Note {n}"><button data-cancel>Cancel</button></details>
  <button data-key="r" data-key-says="rename">Rename {n}</button></li>"""
LIST = f"""<h1>Work</h1>
<section class="card work" data-work aria-label="Rows"><ul>{"".join(ROW.format(n=n) for n in range(30))}</ul></section>
<label for="into">Merge into</label>
<select id="into" data-combobox><option value="">Choose</option><option value="c" data-detail="2 titles">Cloud</option>
<option value="s">Cloud SaaS</option><option value="p">Payments</option></select>
<div data-work-foot class="settle"><div class="inner">
<span role="status" data-work-count></span><span class="keys" data-work-keys></span></div></div>"""
# Puts the list in place of the page's own content, and starts what a page with a list starts.
PUT = """async html => {
  const main = document.getElementById("main");
  main.innerHTML = html;
  htmx.trigger(main, "htmx:load", { elt: main });
  const style = { rel: "stylesheet", href: "/static/css/work.css" };
  document.head.append(Object.assign(document.createElement("link"), style));
  await import("/static/js/work-list.js");
}"""


@pytest.fixture
def worked(signed_in_page: Callable[[Right], Page]) -> Page:
    """A page with a list of its own, and one select."""
    page = signed_in_page(Right.PLANNER)
    page.goto("/o/acme/")
    page.evaluate(PUT, LIST)
    return page


def presses(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_rows_are_gone_through_chosen_and_opened_by_keys(worked: Page) -> None:
    page = worked

    def row(n: int) -> None:
        expect(page.locator(f"#row-{n}")).to_be_focused()

    presses(page, "j", "j", "ArrowDown", "k")
    row(1)
    expect(page.locator('[data-row][tabindex="0"]')).to_have_count(1)

    # Space chooses, Shift hands it on, x takes it back.
    presses(page, " ", "Shift+J", "Shift+ArrowDown", "k", "x")
    row(2)
    expect(page.locator("[data-work-count]")).to_have_text("2 selected")

    # Enter opens; nothing is a key while somebody types; Escape closes.
    presses(page, "Enter")
    page.get_by_label("Note 2", exact=True).click()
    page.keyboard.type("jxr?")
    expect(page.get_by_label("Note 2", exact=True)).to_have_value("jxr?")
    page.locator("#row-2 [data-key]").evaluate("it => { it.onclick = () => { it.textContent = 'Renamed'; }; }")
    presses(page, "Escape")
    page.locator("#row-2").focus()
    presses(page, "Control+j", "r")
    expect(page.locator("#row-2")).to_contain_text("Renamed")
    row(2)

    presses(page, "End")
    row(29)
    presses(page, "PageUp", "PageUp", "Home")
    row(0)

    # All keys; the letters can be turned off.
    presses(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("rename")
    check(page)
    page.get_by_label("Use letter keys").uncheck()
    presses(page, "Escape", "j", "ArrowDown")
    row(1)
    expect(page.locator("[data-work-keys]")).not_to_contain_text("rename")


def test_a_select_of_many_is_a_combobox(worked: Page) -> None:
    field = worked.get_by_role("combobox", name="Merge into")
    field.fill("cloud")
    expect(worked.get_by_role("option")).to_have_text(["Cloud2 titles", "Cloud SaaS"])
    expect(worked.get_by_role("option", selected=True)).to_have_text("Cloud2 titles")
    worked.keyboard.press("ArrowDown")
    worked.keyboard.press("Enter")
    expect(field).to_have_value("Cloud SaaS")
    assert worked.locator("select").evaluate("select => select.value") == "s"
    field.fill("nothing like it")
    worked.keyboard.press("Tab")
    expect(worked.locator("#main")).to_contain_text("No option matches “nothing like it”")
    assert worked.locator("select").evaluate("select => select.value") == ""

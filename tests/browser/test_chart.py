"""The chart as it is first seen, how it moves, and what it shows of a plan."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from planning.core.changes.change import add, diff, edit
from planning.core.records import Org, Position
from planning.demo.synthetic import synthetic_org
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.browser import axe
from tests.browser.hands import active, card, settled

pytestmark = pytest.mark.browser
SignedIn = Callable[[Right], Page]
TODAY = date.today()

# The zoom, how many cards are in the window, how many pairs of them overlap, and how many lie under what stands at its
# foot or are cut off at a side.
SEEN = """() => {
  const window = document.querySelector("[data-canvas]").getBoundingClientRect();
  const boxes = [...document.querySelectorAll("[data-stage] [data-key]")].map((card) => card.getBoundingClientRect());
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  const inside = boxes.filter((box) => !apart(box, window));
  const overlaps = boxes.filter((a, i) => boxes.some((b, j) => j > i && !apart(a, b))).length;
  const furniture = [...document.querySelectorAll("[data-furniture]")].map((one) => one.getBoundingClientRect());
  const covered = inside.filter((box) => furniture.some((one) => !apart(box, one))).length;
  const cut = inside.filter((box) => box.left < window.left || box.right > window.right).length;
  const scale = inside.length ? inside[0].width / 216 : 0;
  return { scale, cards: inside.length, overlaps, covered, cut, all: boxes.length };
}"""


def opened(page: Page, address: str) -> dict[str, Any]:
    page.goto(address)
    page.locator("[data-ready]").wait_for()
    return seen(page)


def seen(page: Page) -> dict[str, Any]:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found: dict[str, Any] = page.evaluate(SEEN)
    return found


@pytest.mark.parametrize("size", [130, 1000, 10_000])
def test_at_first_sight_all_that_is_open_can_be_read(
    organisation: Organisation, signed_in_page: SignedIn, size: int
) -> None:
    org = synthetic_org(TODAY, positions=size, products=20, seed=7)
    writes.commit(organisation, diff(Org.of(TODAY), org, TODAY), title="Made", today=TODAY, lenient=True)
    page = signed_in_page(Right.VIEWER)
    for width, height in ((1440, 900), (390, 844)) if size < 1000 else ((1440, 900), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        found = opened(page, "/o/acme/chart/")
        assert found["scale"] >= 0.6
        assert found["cards"] >= 4
        assert (found["overlaps"], found["cut"]) == (0, 0)
        assert found["covered"] == 0 or width < 480  # which is read downwards
    _cannot_be_lost(page)


def _cannot_be_lost(page: Page) -> None:
    """However far it is dragged, turned or zoomed, some card comes into the window."""
    page.mouse.move(200, 500)
    for wheel in ((6000, 0), (0, 9000), (-90_000, -4000)):
        page.mouse.wheel(*wheel)
        page.wait_for_timeout(200)  # a wheel is at rest some time after its last turn
        assert seen(page)["cards"] > 0
    page.set_viewport_size({"width": 800, "height": 500})
    assert seen(page)["cards"] > 0


@pytest.fixture
def planner(organisation: Organisation, signed_in_page: SignedIn) -> Page:
    """A planner with a plan that moves a maker to the other lead, closes one and adds one, far down."""
    positions = [Position("boss", "Boss"), *(Position(k, f"Lead {k}", manager="boss") for k in ("one", "two"))]
    positions += [Position(f"{lead}{n}", f"Head {lead} {n}", manager=lead) for lead in ("one", "two") for n in range(3)]
    positions += [Position(f"m{n}", f"Maker {n}", manager="one2") for n in range(4)]
    writes.commit(organisation, [add(TODAY, p) for p in positions], title="Start", today=TODAY)
    page = signed_in_page(Right.PLANNER)
    plan = editing.create(organisation, name="Spring", target=TODAY, owner=organisation.memberships.get().user)
    org = store.org_at(organisation, TODAY)
    changes = [
        edit(TODAY, org.positions["m1"], manager="two0"),
        edit(TODAY, org.positions["m2"], ends=TODAY),
        add(TODAY, Position("fresh", "Fresh maker", manager="two0")),
    ]
    editing.edit(plan, [c for c in changes if c], title="Rearrange", author=plan.owner)
    return page


def test_what_has_no_room_in_the_bar_is_in_a_menu(organisation: Organisation, signed_in_page: SignedIn) -> None:
    people = [Position(f"p{n}", "Product Manager", "product-manager", ends=TODAY) for n in range(3)]
    writes.commit(organisation, [add(TODAY, p) for p in people], title="Start", today=TODAY, lenient=True)
    page = signed_in_page(Right.PLANNER)
    page.set_viewport_size({"width": 780, "height": 700})
    opened(page, "/o/acme/chart/")
    assert page.locator(".chart-bar").bounding_box()["height"] < 60  # type: ignore[index]
    page.get_by_label("More highlights and filters").click()
    page.get_by_role("link", name="No manager 3").click()
    expect(page.locator("[data-found-count]")).to_have_text("3")
    page.reload()
    expect(page.locator("[data-pills]").get_by_role("link", name="No manager 3")).to_be_visible()


def steps() -> int:
    return len(store.planned(Plan.objects.get(slug="spring")))


def test_the_changes_of_a_plan_are_walked_through_on_its_chart(planner: Page) -> None:
    page, foot = planner, planner.locator("[data-stepper]")
    opened(page, f"/o/acme/chart/?plan=spring&on={TODAY}&depth=1")
    expect(card(page, "two")).to_contain_text("2 changes")
    expect(foot).to_contain_text("3 changes")
    page.keyboard.press("n")
    expect(page.locator("[data-tree]")).to_be_focused()
    expect(card(page, "m1")).to_have_class(re.compile("ringed"))
    expect(foot).to_contain_text("1 of 3")
    expect(foot).to_contain_text("moves from")
    page.keyboard.press("p")
    expect(foot).to_contain_text("3 of 3")
    expect(card(page, "fresh")).to_have_class(re.compile("ringed"))
    foot.get_by_role("button", name="Remove").click()
    expect(foot).to_contain_text("2 of 2")
    expect(card(page, "fresh")).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(foot).to_contain_text("3 of 3")
    assert steps() == 3
    foot.get_by_role("link", name="Changes").click()
    expect(card(page, "m2")).to_be_visible()
    axe.check(page)


def test_two_charts_side_by_side_move_together(planner: Page) -> None:
    page = planner
    opened(page, f"/o/acme/compare/?a=current&b=spring&a_on={TODAY}&b_on={TODAY}")
    left, right = (page.locator(f'[data-side="{side}"]') for side in "ab")
    page.get_by_role("link", name=re.compile("Maker 1.* moves from")).click()
    both = [side.locator('[data-key="m1"]') for side in (left, right)]
    for one in both:
        expect(one).to_have_class(re.compile("ringed"))
    before = [one.bounding_box() for one in both]
    right.locator("[data-tree]").hover()
    page.mouse.wheel(-40, -30)
    page.get_by_role("button", name="Zoom in").click()
    seen(page)
    after = [one.bounding_box() for one in both]
    moved = [(a["x"] - b["x"], a["width"]) for a, b in zip(after, before, strict=True) if a and b]
    assert moved[0] == pytest.approx(moved[1], abs=1.5)
    assert moved[0][0] != 0
    right.locator('[data-key="two"] [data-fold]').click()
    for side in (left, right):
        expect(side.locator('[data-key="two"]')).to_have_attribute("aria-expanded", "false")
    page.set_viewport_size({"width": 390, "height": 844})
    boxes = [side.bounding_box() for side in (left, right)]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1  # type: ignore[index]


def test_layout_focus_and_filter_are_kept_in_the_address(planner: Page) -> None:
    page = planner
    opened(page, "/o/acme/chart/?focus=m0")
    expect(card(page, "m3")).to_be_visible()
    assert active(page) == "m0"
    opened(page, "/o/acme/chart/?depth=3")
    page.locator(".chart-layouts summary").click()
    page.get_by_role("link", name="Stacked", exact=True).click()
    settled(page)
    assert "layout=stacked" in page.url
    column = card(page, "two").bounding_box()
    page.locator("[data-tree]").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    for _ in range(2):
        page.keyboard.press("l")
        settled(page)
    assert "tree=one" in page.url
    opened(page, page.url)
    assert card(page, "two").bounding_box() != column
    opened(page, "/o/acme/chart/?q=nobody-at-all")
    page.get_by_text("No position matches").wait_for()
    page.get_by_role("link", name="Clear filter").click()
    expect(page.get_by_text("No position matches")).to_be_hidden()

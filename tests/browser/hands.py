"""What hands do on the chart of a plan: by mouse, and by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

# The button of a dialog names the place where the edit goes.
DONE = re.compile("^(Add to plan|Apply to live)$")


def card(page: Page, key: str) -> Locator:
    return page.locator(f'[data-stage] [data-key="{key}"]')


def dialog(page: Page) -> Locator:
    return page.locator("#edit-dialog")


def panel(page: Page) -> Locator:
    return page.locator("[data-panel]")


def settled(page: Page) -> None:
    """The drawing and the panel show what has been done."""
    expect(page.locator("[data-tree]")).not_to_have_attribute("aria-busy", "true")
    expect(panel(page)).not_to_have_attribute("aria-busy", "true")


def drag(page: Page, key: str, onto: str | Locator, at: float = 0.7) -> None:
    """Onto another card or something that shows once the drag has begun; `at` is how far down it is let go."""
    settled(page)
    x, y = _middle(card(page, key))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y + 12, steps=2)
    expect(page.locator(".drag-ghost")).to_be_visible()
    x, y = _middle(card(page, onto) if isinstance(onto, str) else onto, at)
    page.mouse.move(x, y, steps=4)
    expect(page.locator("[data-canvas] :is(.drop-on, .drop-before)")).to_be_visible()
    page.mouse.up()


# The drawing moves in the next frame, and may go on for some.
STANDS = """element => new Promise((stands) => {
  let was = "";
  const look = () => {
    const now = JSON.stringify(element.getBoundingClientRect());
    if (now === was) stands(true);
    else { was = now; requestAnimationFrame(look); }
  };
  look();
})"""


def _middle(of: Locator, down: float = 0.5) -> tuple[float, float]:
    """Where it is, once it stands still."""
    expect(of).to_be_visible()
    assert of.evaluate(STANDS)
    box = of.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * down


def active(page: Page) -> str:
    """The key of the card that the keyboard is on."""
    return str(
        page.locator("[data-tree]").evaluate(
            "tree => document.getElementById(tree.getAttribute('aria-activedescendant')).dataset.key"
        )
    )


def choose(page: Page, key: str, action: str) -> None:
    """By mouse: what the menu of a position offers."""
    settled(page)
    card(page, key).click()
    shown = panel(page).locator(f'[data-position="{key}"]')
    expect(shown).to_be_visible()
    settled(page)
    shown.get_by_text("Actions", exact=True).click()
    shown.get_by_role("link", name=action).click()
    expect(dialog(page)).to_be_visible()


def confirm(page: Page) -> None:
    done = _looked(page, lambda look: look.click())
    done.click()
    expect(dialog(page)).to_be_hidden()


def _looked(page: Page, act: Callable[[Locator], None]) -> Locator:
    """The button that does it, once it has been looked at what it would do."""
    done = dialog(page).get_by_role("button", name=DONE)
    look = dialog(page).get_by_role("button", name="Preview impact")
    expect(done.or_(look).first).to_be_visible()
    if look.is_visible():
        act(look)
        expect(dialog(page).locator(".effect")).to_be_visible()
    return done


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} cannot be reached with the Tab key.")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def walk_to(page: Page, key: str) -> None:
    """To a card by the arrow keys."""
    settled(page)
    tree = page.locator("[data-tree]")
    tree.focus()
    page.keyboard.press("Home")
    for _ in range(60):
        if tree.evaluate("t => document.getElementById(t.getAttribute('aria-activedescendant'))?.dataset.key") == key:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{key} cannot be reached with the arrow keys.")


def choose_by_keys(page: Page, key: str, action: str) -> None:
    """By keyboard: what the menu of a position offers."""
    walk_to(page, key)
    page.keyboard.press("m")
    link = panel(page).locator(f'[data-position="{key}"]').get_by_role("link", name=action)
    expect(link).to_be_visible()
    press(page, link)
    expect(dialog(page)).to_be_visible()


def enter(page: Page, label: str, text: str) -> None:
    """By keyboard: into a field of the dialog, or to an option of a list."""
    field = dialog(page).get_by_label(label)
    tab_to(page, field)
    if field.evaluate("field => field.matches('input, textarea')"):
        page.keyboard.press("Control+a")
    page.keyboard.type(text)


def confirm_by_keys(page: Page) -> None:
    press(page, _looked(page, lambda look: press(page, look)))
    expect(dialog(page)).to_be_hidden()


def press_keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)

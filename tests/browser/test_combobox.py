"""Positions are named by parts of names, in a dialog, by keys alone and by mouse."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from planning.core.changes.change import add
from planning.core.records import Person, Position
from planning.organisation import store, writes
from portal.models import Organisation, Right
from tests.browser.axe import check
from tests.browser.hands import choose, confirm_by_keys, dialog

pytestmark = pytest.mark.browser


def test_a_manager_is_named_by_keys_alone(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> None:
    today = date.today()
    records = [
        Person("p1", name="Ruth Abrams"),
        Person("p2", name="Ruta Müller"),
        Position("boss", title="Chief"),
        Position("one", title="Lead", manager="boss", holder="p1"),
        Position("two", title="Lead", manager="boss", holder="p2"),
        Position("maker", title="Maker", manager="one"),
    ]
    writes.commit(organisation, [add(today, record) for record in records], title="Start", today=today)
    page = signed_in_page(Right.PLANNER)
    page.goto(f"/o/acme/chart/?on={today}")
    choose(page, "maker", "Change manager")
    field = dialog(page).get_by_role("combobox", name="New manager")
    options = dialog(page).get_by_role("listbox").get_by_role("option")

    # Escape closes the list and nothing else; leaving with what may be several asks which.
    field.focus()
    page.keyboard.type("lead rut")
    expect(options).to_have_text(["Ruta MüllerLead", "Ruth AbramsLead"])
    check(page)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("lead rut")
    page.keyboard.press("Tab")
    expect(dialog(page)).to_contain_text("2 positions match “lead rut”")
    dialog(page).get_by_role("button", name="Ruth Abrams").click()
    expect(field).to_have_value("Ruth Abrams, Lead")

    # Leaving with what only one can be takes that one; arrows go round the list, Enter takes.
    page.keyboard.press("Control+a")
    page.keyboard.type("muller")
    page.keyboard.press("Tab")
    expect(field).to_have_value("Ruta Müller, Lead")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("rut")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Ruta Müller, Lead")
    confirm_by_keys(page)
    organisation.refresh_from_db()
    assert store.org_at(organisation, today).positions["maker"].manager == "two"

"""From bands in a file to what the organisation costs, in a browser."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import FilePayload, Page, expect

from planning.core.changes.change import add
from planning.core.records import Person, Position
from planning.organisation import writes
from portal.models import Organisation, Right

pytestmark = pytest.mark.browser
BANDS = "Role,Level,Currency,Min,Max,Valid from\nProduct Manager,2,GBP,40000,60000,2020-01-01\n"


def test_bands_pay_and_what_it_comes_to(
    organisation: Organisation, signed_in_page: Callable[[Right], Page], complaints: list[str]
) -> None:
    today = date.today()
    position = Position("pm", "Product Manager", "product-manager", 2, holder="ada")
    changes = [add(today, record) for record in (Person("ada", "Ada"), position)]
    writes.commit(organisation, changes, title="Begin", today=today, source="import")
    page = signed_in_page(Right.PLANNER)

    page.goto("/o/acme/hiring/")
    page.get_by_role("link", name="Bands").click()
    page.get_by_role("link", name="Import bands").click()
    page.get_by_label("Bands").set_input_files(
        FilePayload(name="bands.csv", mimeType="text/csv", buffer=BANDS.encode())
    )
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("Bands added: 1")).to_be_visible()
    page.get_by_role("link", name="Cost").click()
    row = page.get_by_role("region", name="Cost table").get_by_role("row", name="Product")
    expect(row.get_by_role("cell").nth(4)).to_have_text("65,000")

    page.goto("/o/acme/positions/pm/")
    page.get_by_text("Actions", exact=True).click()
    page.get_by_role("link", name="Pay…").click()
    page.get_by_label("Amount per year").fill("73,000")
    page.get_by_role("button", name="Preview impact").click()
    expect(page.get_by_text("Enter the currency of the amount.")).to_be_visible()
    complaints.clear()
    page.get_by_label("Currency").fill("GBP")
    page.get_by_role("button", name="Preview impact").click()
    expect(page.get_by_text("GBP 65,000 → GBP 94,900")).to_be_visible()
    page.get_by_role("button", name="Apply to live").click()
    facts = page.locator("dl.facts")
    expect(facts.get_by_text("GBP 73,000 a year")).to_be_visible()
    expect(facts.get_by_text("22% above the band")).to_be_visible()

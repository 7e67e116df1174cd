"""From one export of an HR system to a board that is confirmed: by mouse, then the rest by keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from planning.models import Position, Product
from portal.models import Organisation, Right
from tests.browser import axe
from tests.browser.conftest import NARROW
from tests.imports.helpers import people

pytestmark = pytest.mark.browser
COMPANY = people(
    "1,Odette Lind,Chief Executive Officer,,Office",
    "2,Ravi Sol,VP Product,1,Product",
    '3,Mina Torp,"Product Manager, Ferries",2,Ferries',
    '4,Ulf Brand,"Software Engineer, Ferries",2,Ferries',
    '5,Ana Reis,"Product Designer, Ferries",2,Ferries',
    "6,Cleo Moss,PM (Harbours),2,Harbours",
    '7,Jon Pike,"Software Engineer, Harbours",2,Harbours',
    '8,Liv Aas,"Software Engineer, Harbours",2,Harbours',
    *(f"{n},Guest {n},Support Agent,99,Care" for n in range(9, 12)),
    header="Employee ID,Name,Job Title,Manager ID,Department",
)


def test_one_export_leads_to_a_confirmed_board(
    organisation: Organisation, signed_in_page: Callable[[Right], Page]
) -> None:
    page = signed_in_page(Right.ADMIN)
    page.goto(reverse("home", args=[organisation.slug]))
    page.get_by_role("link", name="Import files").click()
    page.set_input_files("input[name=people]", {"name": "p.csv", "mimeType": "text/csv", "buffer": COMPANY.encode()})
    page.locator("main form button.primary").click()
    page.get_by_role("button", name="Preview changes").click()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("button", name=re.compile(r"^Keep \d+ products")).click()
    steps = page.get_by_role("navigation", name="Setup")
    expect(steps).to_contain_text("1 of 5 confirmed")
    axe.check(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    axe.check(page, dark=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]

    page.get_by_role("button", name=re.compile(r"^Confirm all \d+$")).press("Enter")
    expect(steps).to_contain_text("2 of 5 confirmed")
    page.get_by_label("Role of PM (Harbours)").press("Tab")
    page.keyboard.press("Enter")
    expect(steps).to_contain_text("all recognised")
    whom = page.get_by_role("combobox", name="Move 3 people under")
    whom.press_sequentially("odette")
    expect(whom).to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Move 3 people")).to_be_focused()
    page.keyboard.press("Enter")
    expect(steps).to_contain_text("4 of 5 confirmed")
    page.get_by_role("button", name="Confirm", exact=True).press("Enter")
    expect(steps).to_contain_text("5 of 5 confirmed")
    page.get_by_role("link", name="Go to coverage").press("Enter")
    expect(page.get_by_role("heading", name="Coverage", level=1)).to_be_visible()
    assert not Position.objects.filter(organisation=organisation, manager="99").exists()
    assert not any(product.assumed for product in Product.objects.filter(organisation=organisation))
    page.goto(reverse("home", args=[organisation.slug]))
    expect(page.get_by_text("Finish setup.")).to_have_count(0)

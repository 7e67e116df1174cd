"""What the preview of an import asks, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from planning.models import Position
from portal.models import Organisation, Right
from tests.browser import axe
from tests.browser.conftest import NARROW
from tests.imports.comparing.test_renumbering import PRODUCTS, new, roster
from tests.imports.helpers import people

pytestmark = pytest.mark.browser
PART = people("1,odette@tarn.example,Odette Lind,CEO,", header="Employee ID,Email,Name,Job Title,Manager ID")
RENUMBERED = roster(new(2, 3, 4), email=False)


@pytest.fixture
def planner(organisation: Organisation, signed_in_page: Callable[[Right], Page], tmp_path: Path) -> Page:
    """A planner of an organisation of six that came from files."""
    paths = {"people": tmp_path / "people.csv", "products": tmp_path / "products.csv"}
    for kind, text in (("people", roster()), ("products", PRODUCTS)):
        paths[kind].write_text(text)
    call_command("import_org", org=organisation.slug, on=date(2026, 1, 1), stdout=StringIO(), **paths)
    return signed_in_page(Right.PLANNER)


def upload(page: Page, organisation: Organisation, text: str) -> None:
    page.goto(reverse("import", args=[organisation.slug]))
    page.set_input_files("input[name=people]", {"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.locator("main form button.primary").click()
    page.get_by_role("button", name="Preview changes").click()


@pytest.mark.parametrize("text", [PART, RENUMBERED])
def test_the_questions_are_accessible_and_fit_a_phone(planner: Page, organisation: Organisation, text: str) -> None:
    upload(planner, organisation, text)
    expect(planner.get_by_role("heading", name="would close")).to_be_visible()
    axe.check(planner)
    planner.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    axe.check(planner, dark=False)
    assert planner.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_endings_are_ticked_before_they_are_applied(planner: Page, organisation: Organisation) -> None:
    upload(planner, organisation, PART)
    planner.get_by_role("button", name="Apply").click()
    expect(planner.get_by_role("heading", name="Preview changes")).to_be_visible()
    assert Position.objects.filter(ends=None).count() == 6
    planner.get_by_label("End these 5 positions").check()
    planner.get_by_role("button", name="Apply").click()
    expect(planner.get_by_role("heading", name="Imported")).to_be_visible()
    assert Position.objects.filter(ends=None).count() == 1

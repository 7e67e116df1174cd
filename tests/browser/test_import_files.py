"""Files and a copied table on the first page of an import."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from planning.models import Position
from portal.models import Right
from tests.browser import axe
from tests.browser.conftest import NARROW, WIDE
from tests.imports.test_sorting import TABLES

pytestmark = pytest.mark.browser
AFTER = re.compile(r"/setup/.*after=import")

DEPARTMENTS = """ID,Name,Job Title,Department,Is Department Head
1,Odette Lind,Chief Executive Officer,Management,Yes
2,Bero Vask,VP Product,Product,Yes
3,Ida Berg,PM (Cloud),Product,No
"""


def check_both_widths(page: Page) -> None:
    axe.check(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    axe.check(page, dark=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def test_files_and_a_pasted_table_are_imported_together(signed_in_page: Callable[[Right], Page]) -> None:
    page = signed_in_page(Right.PLANNER)
    page.goto("/o/acme/import/")
    products = FilePayload(name="x.csv", mimeType="text/csv", buffer=TABLES["products"].encode())
    page.locator("input[name=files]").set_input_files([products])
    page.get_by_label("Or paste a table").fill(TABLES["people"].replace(",", "\t"))
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.get_by_role("heading", name="Pasted table")).to_be_visible()

    # What a column holds is typed in; that it is not used is a choice like the others.
    field, held = page.get_by_role("combobox", name="Job Title"), page.locator("select[name='people-2']")
    for typed, value in (("not u", ""), ("job ti", "title")):
        field.fill(typed)
        expect(page.get_by_role("option")).to_have_count(1)
        field.press("Enter")
        expect(held).to_have_value(value)
    page.get_by_role("button", name="Preview changes").click()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(AFTER)
    assert Position.objects.count() == 2


def test_managers_by_department_are_refused_and_what_was_imported_is_exported(
    signed_in_page: Callable[[Right], Page],
) -> None:
    page = signed_in_page(Right.PLANNER)
    page.goto("/o/acme/import/")
    page.get_by_label("Or paste a table").fill(DEPARTMENTS.replace(",", "\t"))
    page.get_by_role("button", name="Upload and preview").click()
    page.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_role("heading", name="No column says who reports to whom")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("link", name="Titles").click()
    expect(page).to_have_url(re.compile("show=titles"))
    check_both_widths(page)
    page.get_by_role("button", name="Import without these managers").click()
    expect(page.get_by_role("button", name="Use department heads")).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(AFTER)
    assert set(Position.objects.values_list("manager", flat=True)) == {""}
    page.goto("/o/acme/export/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download One CSV file").click()
    assert "Ida Berg" in download.value.path().read_text()

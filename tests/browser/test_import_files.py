"""Files and a copied table on the first page of an import."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from planning.models import Position
from portal.models import Right
from tests.imports.test_sorting import TABLES

pytestmark = pytest.mark.browser


def test_files_and_a_pasted_table_are_imported_together(signed_in_page: Callable[[Right], Page]) -> None:
    page = signed_in_page(Right.PLANNER)
    page.goto("/o/acme/import/")
    products = FilePayload(name="x.csv", mimeType="text/csv", buffer=TABLES["products"].encode())
    page.locator("input[name=files]").set_input_files([products])
    page.get_by_label("Or paste a table").fill(TABLES["people"].replace(",", "\t"))
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.get_by_role("heading", name="Pasted table")).to_be_visible()
    page.get_by_role("button", name="See what changes").click()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    assert Position.objects.count() == 2

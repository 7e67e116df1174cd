"""The page of columns shows what was told by cells as a doubt, and lets it be set otherwise."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from planning.models import ColumnChoice, ImportDraft
from portal.models import Organisation

pytestmark = pytest.mark.django_db

ROWS = "T-1,Odette Lind,Chief Executive Officer,\nT-2,Bero Vask,VP Product,T-1\nT-3,Irena Nadal,Product Manager,T-2\n"


def columns_page(client: Client, organisation: Organisation, text: str) -> str:
    """The address of the columns of a file that was uploaded."""
    files = {"people": SimpleUploadedFile("people.csv", text.encode()), "on": "2026-01-01"}
    client.post(reverse("import", args=[organisation.slug]), files)
    return reverse("import-columns", args=[organisation.slug, ImportDraft.objects.get().pk])


def test_a_column_told_by_its_cells_is_shown_as_a_doubt(planner: Client, organisation: Organisation) -> None:
    address = columns_page(planner, organisation, f"Zeta,Name,Job Title,Kappa\n{ROWS}")
    columns = planner.get(address).context["tables"][0]["columns"]
    assert [column.field for column in columns] == ["id", "name", "title", "manager"]
    assert [bool(column.doubt) for column in columns] == [True, False, False, True]


def test_what_somebody_sets_counts_more_than_the_cells(planner: Client, organisation: Organisation) -> None:
    address = columns_page(planner, organisation, f"Zeta,Name,Job Title,Kappa\n{ROWS}")
    planner.post(address, {"people-3": ""})
    assert ColumnChoice.objects.get().header == "kappa"
    columns = planner.get(address).context["tables"][0]["columns"]
    assert (columns[3].field, columns[3].doubt) == ("", "")


def test_the_page_names_the_system_in_whose_sense_headers_were_read(
    planner: Client, organisation: Organisation
) -> None:
    rows = "1,Odette Lind,CEO,,Full-Time\n2,Bero Vask,VP,1,Part-Time\n"
    file = f"Employee #,Name,Job Title,Reporting to,Employment Status\n{rows}"
    page = planner.get(columns_page(planner, organisation, file)).content.decode()
    assert "recognised as an export from BambooHR" in page


def test_a_column_for_each_level_can_be_kept_and_set(planner: Client, organisation: Organisation) -> None:
    rows = "Odette Lind,,,CEO\nOdette Lind,Bero Vask,,VP\nOdette Lind,Bero Vask,Irena Nadal,PM\n"
    file = f"Level 1,Level 2,Level 3,Title\n{rows}"
    table = planner.get(columns_page(planner, organisation, file)).context["tables"][0]
    offered = {value for _, group in table["choices"] for value, _ in group}
    assert {column.field for column in table["columns"]} <= offered


def test_a_table_can_be_taken_for_the_other_kind(planner: Client, organisation: Organisation) -> None:
    text = "Name,Owner,Group\nTarn Maps,Ida Berg,Maps\nTarn Traces,Ida Berg,Maps\n"
    found = columns_page(planner, organisation, text)
    shown = planner.post(found, {"as": "0:products"}, follow=True).content.decode()
    assert "Products · 2 rows" in shown
    assert "People · 2 rows" in planner.post(found, {"as": "0:people"}, follow=True).content.decode()


@pytest.mark.parametrize("asked", ["7:products", "0:bands", "x", "", "99999999999:people"])
def test_what_is_no_table_or_no_kind_changes_nothing(planner: Client, organisation: Organisation, asked: str) -> None:
    found = columns_page(planner, organisation, "ID,Name,Job Title\n1,Ida Berg,CEO\n")
    assert "People · 1 row" in planner.post(found, {"as": asked}, follow=True).content.decode()


PAID = "ID,Name,Job Title,Total comp\n1,Odette Lind,CEO,73219\n2,Bero Vask,VP Product,52310\n"


def test_what_may_be_pay_is_hidden_and_cannot_be_set_without_the_cost_right(
    planner: Client, organisation: Organisation
) -> None:
    """Not even by a request that the page does not offer, or by what was remembered before."""
    ColumnChoice.objects.create(organisation=organisation, kind="people", header="totalcomp", field="title")
    address = columns_page(planner, organisation, PAID)
    page = planner.get(address).content.decode()
    assert "hidden: may contain pay" in page
    assert 'name="people-3"' not in page
    answer = planner.post(address, {"people-3": "name", "people-2": "title"}, follow=True)
    assert ColumnChoice.objects.get().field == "title"
    assert not {"73219", "52310"} & set(re.findall(r"\d+", page + answer.content.decode()))


def test_who_may_see_cost_sees_it_and_settles_what_it_is(planner: Client, organisation: Organisation) -> None:
    organisation.memberships.update(sees_cost=True)
    address = columns_page(planner, organisation, PAID)
    assert "73219" in planner.get(address).content.decode()
    planner.post(address, {"people-3": "pay"})
    assert ColumnChoice.objects.values_list("header", "field", "settled").get() == ("totalcomp", "pay", True)

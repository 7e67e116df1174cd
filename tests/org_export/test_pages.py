"""The Export page and its files."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.core.org_tables import COLUMNS
from planning.imports.opening import unpacking
from planning.models import Plan, Position
from planning.organisation import store
from planning.plans import editing
from portal.models import Organisation, Right
from tests.changes import edited
from tests.factories import MembershipFactory
from tests.shapes import SignIn


def address(organisation: Organisation, **asked: str) -> str:
    return reverse("people-export", args=[organisation.slug], query=asked)


def private_plan(organisation: Organisation) -> Plan:
    """A plan of somebody else, in which Luis is a director."""
    owner = MembershipFactory.create(organisation=organisation, right=Right.PLANNER).user
    today = timezone.localdate()
    plan = editing.create(organisation, name="Spring", target=today, owner=owner)
    luis = store.org_at(organisation, today).positions["luis"]
    return editing.edit(plan, [edited(today, luis, title="Director")], title="Raise", author=owner)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("page", ["people", "people-teams", "home"])
def test_every_member_is_offered_export(filled: Organisation, client_as: SignIn, right: Right, page: str) -> None:
    answer = client_as(right).get(reverse(page, args=[filled.slug]))
    assert address(filled) in answer.content.decode()


def test_the_page_offers_every_format_for_its_day(filled: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.VIEWER).get(address(filled, on="2026-09-01")).content.decode()
    for name in ("xlsx", "csv", "positions", "json"):
        assert f"on=2026-09-01&amp;format={name}" in body


def test_json_names_who_sits_where(filled: Organisation, client_as: SignIn) -> None:
    answer = client_as(Right.VIEWER).get(address(filled, format="json", on="2026-09-01"))
    assert answer["Content-Disposition"] == f'attachment; filename="{filled.slug}-2026-09-01.json"'
    whole = json.loads(answer.content)
    assert list(whole) == ["positions", "people", "products", "assignments"]
    luis = next(position for position in whole["positions"] if position["key"] == "luis")
    assert tuple(luis) == COLUMNS["positions"]
    assert (luis["holder"], luis["name"], luis["manager"], luis["level"]) == ("h-luis", "Luis", "ceo", None)
    assert [product["key"] for product in whole["products"]] == ["checkout", "ledger"]
    assert whole["products"][0]["team"] == "Payments"


def test_the_workbook_has_a_sheet_for_each_table(filled: Organisation, client_as: SignIn) -> None:
    data = client_as(Right.VIEWER).get(address(filled, format="xlsx")).content
    assert {sheet.title: tuple(sheet.rows()[0]) for sheet in unpacking.sheets("x.xlsx", data)} == COLUMNS


def test_the_archive_has_a_file_for_each_table(filled: Organisation, client_as: SignIn) -> None:
    data = client_as(Right.VIEWER).get(address(filled, format="csv")).content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [f"{table}.csv" for table in COLUMNS]


def test_a_position_is_not_in_the_file_after_its_last_day(filled: Organisation, client_as: SignIn) -> None:
    today = timezone.localdate()
    Position.objects.filter(organisation=filled, key="luis").update(ends=today)
    store.forget()
    client = client_as(Right.VIEWER)
    now = client.get(address(filled, format="positions")).content.decode()
    later = client.get(address(filled, format="positions", on=str(today + timedelta(1)))).content.decode()
    assert ("\nluis," in now, "\nluis," in later) == (True, False)


@pytest.mark.parametrize("how", ["json", "csv", "xlsx", "positions"])
def test_pay_is_in_no_file(filled: Organisation, client_as: SignIn, how: str) -> None:
    Position.objects.filter(organisation=filled, key="luis").update(pay=987_654, currency="EUR")
    store.forget()
    data = client_as(Right.ADMIN).get(address(filled, format=how)).content
    assert not any("987654" in str(part) for part in unpacked(data))


def unpacked(data: bytes) -> list[bytes]:
    if data[:2] != b"PK":
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_plan_is_exported_as_it_would_be(filled: Organisation) -> None:
    plan = private_plan(filled)
    client = Client()
    assert plan.owner is not None
    client.force_login(plan.owner)
    answer = client.get(address(filled, format="positions", plan=plan.slug))
    assert "\nluis,Director," in answer.content.decode()
    assert plan.slug in answer["Content-Disposition"]


@pytest.mark.parametrize("how", ["json", "", "xlsx"])
def test_a_private_plan_of_others_stays_private(filled: Organisation, client_as: SignIn, how: str) -> None:
    plan = private_plan(filled)
    assert client_as(Right.VIEWER).get(address(filled, format=how, plan=plan.slug)).status_code == 404


def test_an_unknown_format_shows_the_page(filled: Organisation, client_as: SignIn) -> None:
    answer = client_as(Right.VIEWER).get(address(filled, format="docx"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_an_empty_organisation_can_be_exported(organisation: Organisation, client_as: SignIn) -> None:
    answer = client_as(Right.VIEWER).get(address(organisation, format="json"))
    assert json.loads(answer.content) == {"positions": [], "people": [], "products": [], "assignments": []}

"""Editing the current organisation by form: each edit is one entry of the history, dated, and can be undone."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.records import Assignment, Link, Org, Ownership, Person, Position, Product, Team
from planning.models import Batch
from planning.organisation import store, writes
from portal.models import Organisation, Right
from tests.changes import edited
from tests.shapes import Answer, SignIn

TODAY = date.today()
LATER = TODAY + timedelta(days=40)


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    records = [
        Person("bea", name="Bea"),
        Team("growth", name="Growth"),
        Position("boss", title="CEO"),
        Position("pm", title="Product Manager", role="product-manager", manager="boss", holder="bea", location="Oslo"),
        Position("pmm", title="Product Marketing Manager", role="product-marketing-manager", manager="boss"),
        Product("pay", name="Payments"),
        Assignment("a1", product="pay", position="pm", role="product-manager"),
    ]
    writes.commit(organisation, [add(TODAY, r) for r in records], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def client(client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


def address(company: Organisation, action: str) -> str:
    return reverse("do", args=[company.slug, action])


def filled_in(client: Client, company: Organisation, action: str, of: str) -> dict[str, object]:
    """What the form holds when it is opened, as a browser would send it back."""
    form = client.get(address(company, action), {"of": of}).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def do(client: Client, company: Organisation, action: str, **data: object) -> Answer:
    return client.post(address(company, action), {"on": TODAY.isoformat(), **data})


def now(company: Organisation, on: date = TODAY) -> Org:
    company.refresh_from_db()
    return store.org_at(company, on)


def test_an_edit_is_one_entry_of_the_history(company: Organisation, client: Client) -> None:
    data = filled_in(client, company, "edit", "pm")
    do(client, company, "edit", **{**data, "title_": "Senior Product Manager"})
    assert now(company).positions["pm"].title == "Senior Product Manager"
    assert Batch.objects.latest("pk").title == "Edit Product Manager (Bea)"


def test_an_edit_dated_later_waits(company: Organisation, client: Client) -> None:
    data = filled_in(client, company, "edit", "pm")
    do(client, company, "edit", **{**data, "title_": "Lead", "on": LATER.isoformat()})
    assert (now(company).positions["pm"].title, now(company, LATER).positions["pm"].title) == (
        "Product Manager",
        "Lead",
    )


def test_what_differs_in_nothing_makes_no_entry(company: Organisation, client: Client) -> None:
    do(client, company, "edit", **filled_in(client, company, "edit", "pm"))
    assert Batch.objects.count() == 1


def test_a_new_title_brings_its_role(company: Organisation, client: Client) -> None:
    data = filled_in(client, company, "edit", "pm")
    do(client, company, "edit", **{**data, "title_": "Product Marketing Manager"})
    assert now(company).positions["pm"].role == "product-marketing-manager"


def test_a_field_that_somebody_else_changed_is_shown_with_both_values(company: Organisation, client: Client) -> None:
    data = filled_in(client, company, "edit", "pm")
    position = now(company).positions["pm"]
    writes.commit(company, [edited(TODAY, position, location="Rome")], title="Move", today=TODAY)
    answer = do(client, company, "edit", **{**data, "location": "Paris"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "from Oslo to Rome" in text
    assert 'value="Paris"' in text
    assert now(company).positions["pm"].location == "Rome"


def test_saving_again_after_having_seen_both_values_has_its_way(company: Organisation, client: Client) -> None:
    data = filled_in(client, company, "edit", "pm")
    position = now(company).positions["pm"]
    writes.commit(company, [edited(TODAY, position, location="Rome", title="Lead")], title="Move", today=TODAY)
    data |= {"location": "Paris"}
    shown = do(client, company, "edit", **data).context["form"]
    do(client, company, "edit", **{**data, "base": shown["base"].value()})
    after = now(company).positions["pm"]
    assert (after.location, after.title) == ("Paris", "Lead")


def test_a_field_that_was_left_alone_keeps_what_somebody_else_wrote(company: Organisation, client: Client) -> None:
    data = filled_in(client, company, "edit", "pm")
    position = now(company).positions["pm"]
    writes.commit(company, [edited(TODAY, position, location="Rome")], title="Move", today=TODAY)
    do(client, company, "edit", **{**data, "title_": "Lead"})
    after = now(company).positions["pm"]
    assert (after.title, after.location) == ("Lead", "Rome")


@pytest.mark.parametrize(
    ("action", "data", "kind", "found"),
    [
        ("edit-person", {"of": "bea", "name": "Bea Ek"}, "person", ("name", "Bea Ek")),
        ("edit-person", {"of": "bea", "away_until": LATER.isoformat()}, "person", ("away_until", LATER)),
        ("leave", {"of": "bea", "away_from": LATER.isoformat()}, "person", ("away_from", LATER)),
        ("edit-team", {"of": "growth", "name": "Growth", "function": "marketing"}, "team", ("function", "marketing")),
        ("add-team", {"name": "Brand"}, "team", ("name", "Brand")),
        ("add-product", {"name": "Ledger", "stage": "idea"}, "product", ("name", "Ledger")),
        ("edit-product", {"of": "pay", "name": "Payments", "stage": "launch"}, "product", ("stage", "launch")),
        (
            "edit-assignment",
            {"of": "a1", "role": "product-manager", "kind_": "backup", "share": "50"},
            "assignment",
            ("kind", "backup"),
        ),
        (
            "cover",
            {"of": "pay", "position": "pmm", "role": "product-marketing-manager", "kind_": "owner", "share": "100"},
            "assignment",
            ("position", "pmm"),
        ),
        (
            "cover",  # in the position's own role, where none is chosen
            {"of": "pay", "position": "pmm", "kind_": "owner", "share": "100"},
            "assignment",
            ("role", "product-marketing-manager"),
        ),
        ("pair", {"of": "pay", "one": "pm", "other": "pmm"}, "link", ("one", "pm")),
        (
            "account",
            {"of": "pay", "responsibility": "PLACE", "position": "pmm"},
            "ownership",
            ("position", "pmm"),
        ),
    ],
)
def test_records_of_each_kind(
    company: Organisation, client: Client, action: str, data: dict[str, str], kind: str, found: dict[str, object]
) -> None:
    if "responsibility" in data:
        data = {**data, "responsibility": store.content_for(company).responsibilities[0].id}
    answer = do(client, company, action, **data)
    assert answer.status_code == 302, answer.content.decode()
    field, value = found
    assert value in {getattr(record, field) for record in now(company).tables[kind].values()}


def test_taking_off_a_product(company: Organisation, client: Client) -> None:
    do(client, company, "unassign", of="a1")
    assert now(company).tables["assignment"] == {}


def test_removing_a_product_takes_along_what_belongs_to_it(company: Organisation, client: Client) -> None:
    belongings = [Link("l", product="pay", one="pm", other="pmm"), Ownership("o", "pay", "x", "pm")]
    writes.commit(company, [add(TODAY, r) for r in belongings], title="More", today=TODAY)
    do(client, company, "remove-product", of="pay")
    tables = now(company).tables
    assert [tables[kind] for kind in ("product", "assignment", "link", "ownership")] == [{}, {}, {}, {}]


@pytest.mark.parametrize(
    ("action", "data", "message"),
    [
        ("edit", {"of": "gone", "fte": "1"}, "no longer exists"),
        ("edit", {"of": "boss", "fte": "1", "title_": "CEO", "manager": "pm"}, "create a loop"),
        ("edit", {"of": "pm", "fte": "0", "title_": "X"}, "or more"),
        ("edit", {"of": "pm", "fte": "1", "starts": "2026-05-01", "ends": "2026-04-01"}, "is before the start"),
        ("edit", {"of": "pm", "fte": "1", "starts": "0026-05-01"}, "is out of range"),
        ("edit", {"of": "pm", "fte": "1", "base": "[]"}, "could not be read"),
        ("edit", {"of": "pm", "fte": "1", "role": "wizard"}, "is not available"),
        ("edit-person", {"of": "bea", "email": "not an address"}, "an e-mail address, such"),
        ("edit-team", {"of": "growth", "name": "Growth", "parent": "growth"}, "inside itself"),
        ("add-product", {"name": ""}, "required"),
        ("pair", {"of": "pay", "one": "pm", "other": "pm"}, "own counterpart"),
        (
            "cover",
            {"of": "pay", "position": "pm", "role": "x", "kind_": "owner", "share": "0"},
            "or more",
        ),
        ("cover", {"of": "pay", "position": "boss", "kind_": "owner", "share": "100"}, "has no role yet"),
        ("add-team", {"name": "x" * 201}, "the limit is 200"),
    ],
)
def test_bad_input_is_refused_with_a_reason_and_kept_on_the_form(
    company: Organisation, client: Client, action: str, data: dict[str, str], message: str
) -> None:
    answer = do(client, company, action, **data)
    assert answer.status_code == 422
    assert message in re.sub(r"&#x27;", "'", answer.content.decode())
    assert Batch.objects.count() == 1


def test_a_viewer_edits_nothing(company: Organisation, client_as: SignIn) -> None:
    assert do(client_as(Right.VIEWER), company, "add-team", name="Brand").status_code == 403


def test_a_form_on_a_page_of_its_own_leads_on_where_a_script_sends_it(company: Organisation, client: Client) -> None:
    url, there = reverse("do", args=[company.slug, "add-team"]), reverse("people-teams", args=[company.slug])
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url}?next={there}"}
    data = {"on": TODAY, "seen": company.version, "looked": 1, "name": "Brand", "next": there}
    assert client.post(url, data, headers=headers)["HX-Redirect"] == there


def test_next_leads_only_to_our_own_pages(company: Organisation, client: Client) -> None:
    answer = do(client, company, "add-team", name="Brand", next="https://evil.example/")
    assert answer["Location"] == reverse("home", args=[company.slug])

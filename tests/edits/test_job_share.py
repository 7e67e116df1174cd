"""Setting up a job share by form, and one of the sharers leaving it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.records import Person, Position
from planning.organisation import store, writes
from portal.models import Organisation, Right
from tests.shapes import Answer, SignIn

TODAY = date.today()


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    records = [
        Person("bea", name="Bea", email="bea@tarn.example"),
        Person("mira", name="Mira", email="mira@tarn.example"),
        Position("head", title="Head of Product", holder="bea"),
        Position("shared", title="Head of Design", holder="bea", sharers=("mira",)),
        Position("open", title="Product Manager"),
    ]
    writes.commit(organisation, [add(TODAY, r) for r in records], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def client(client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


def do(client: Client, company: Organisation, action: str, key: str, **data: object) -> Answer:
    return client.post(
        reverse("do", args=[company.slug, action]), {"on": TODAY.isoformat(), "key": key, **data}, follow=True
    )


def held(company: Organisation, key: str) -> tuple[str, tuple[str, ...]]:
    company.refresh_from_db()
    position = store.org_at(company, TODAY).positions[key]
    return position.holder, position.sharers


def test_a_position_comes_to_be_shared(client: Client, company: Organisation) -> None:
    do(client, company, "share", "head", person="Mira")
    assert held(company, "head") == ("bea", ("mira",))


def test_a_new_person_can_share(client: Client, company: Organisation) -> None:
    do(client, company, "share", "head", new_person="Ida Berg")
    holder, (sharer,) = held(company, "head")
    assert (holder, store.org_at(company, TODAY).people[sharer].name) == ("bea", "Ida Berg")


@pytest.mark.parametrize(("key", "who", "why"), [("open", "Mira", "Fill it first"), ("shared", "Mira", "already")])
def test_what_cannot_be_shared_is_said(client: Client, company: Organisation, key: str, who: str, why: str) -> None:
    before = held(company, key)
    assert why in do(client, company, "share", key, person=who).content.decode()
    assert held(company, key) == before


@pytest.mark.parametrize(("leaver", "stays"), [("bea", "mira"), ("mira", "bea")])
def test_whoever_shares_a_position_stays(client: Client, company: Organisation, leaver: str, stays: str) -> None:
    do(client, company, "vacate", "shared", leaver=leaver)
    assert held(company, "shared") == (stays, ())


def test_all_sharers_can_go(client: Client, company: Organisation) -> None:
    do(client, company, "vacate", "shared")
    assert held(company, "shared") == ("", ())


def test_who_moves_elsewhere_leaves_a_shared_position_to_the_others(client: Client, company: Organisation) -> None:
    do(client, company, "seat", "shared", position="open")
    assert (held(company, "shared"), held(company, "open")) == (("mira", ()), ("bea", ()))


def test_who_goes_is_asked_of_a_shared_position_only(client: Client, company: Organisation) -> None:
    asked = {key: client.get(reverse("do", args=[company.slug, "vacate"]), {"key": key}) for key in ("head", "shared")}
    assert [b"Who leaves" in asked[key].content for key in ("head", "shared")] == [False, True]


def test_the_panel_shows_the_address_of_everyone_who_shares(client: Client, company: Organisation) -> None:
    shown = client.get(reverse("position", args=[company.slug, "shared"])).content.decode()
    assert all(f"mailto:{name}@tarn.example" in shown for name in ("bea", "mira"))

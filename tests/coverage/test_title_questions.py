"""Somebody who is named for a product and whose title nobody has understood covers, and is asked about."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.coverage.coverage import coverage
from planning.core.records import Assignment, Org, Person, Position, Product
from planning.models import TitleChoice
from planning.organisation import store, writes
from portal.models import Organisation, Right
from tests.shapes import SignIn

TODAY = date.today()
PM = "product-manager"


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    records = [
        *(Person(key, name=key.capitalize()) for key in ("ida", "tom", "joe")),
        Position("ida", title="PM (Cloud)", holder="ida"),
        Position("tom", title="pm  (cloud)", holder="tom"),
        Position("joe", title="Sales Manager", role="sales", holder="joe"),
        Product("maps", "Maps"),
        Product("docs", "Docs"),
        Assignment("a", "maps", "ida", PM),
        Assignment("b", "docs", "joe", PM),
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


def now(company: Organisation) -> Org:
    company.refresh_from_db()
    return store.org_at(company, TODAY)


def answer(client: Client, company: Organisation, role: str) -> None:
    data = {"on": TODAY.isoformat(), "of": "ida", "role": role}
    found = client.post(reverse("do", args=[company.slug, "settle-title"]), data)
    assert found.status_code == 302, found.content.decode()


def states(company: Organisation) -> dict[str, str]:
    cells = coverage(now(company), store.content_for(company))
    return {cell.product: cell.state for cell in cells if cell.role == PM}


@pytest.mark.parametrize("page", ["coverage", "product"])
def test_the_question_stands_beside_them_alone(company: Organisation, client_as: SignIn, page: str) -> None:
    place = [company.slug, "maps"] if page == "product" else [company.slug]
    text = client_as(Right.PLANNER).get(reverse(page, args=place)).content.decode()
    assert text.count("title not recognised") == 1
    assert "Is that PM?" in text


def test_who_may_not_change_anything_sees_the_question_and_no_answer(company: Organisation, client_as: SignIn) -> None:
    text = client_as(Right.VIEWER).get(reverse("coverage", args=[company.slug])).content.decode()
    assert "title not recognised" in text
    assert "settle-title" not in text


def test_saying_yes_gives_all_of_that_title_the_role(company: Organisation, client_as: SignIn) -> None:
    answer(client_as(Right.PLANNER), company, PM)
    assert [p.role for p in now(company).positions.values()] == [PM, PM, "sales"]
    assert states(company) == {"maps": "covered", "docs": "stand-in"}


def test_saying_no_makes_a_stand_in_of_them(company: Organisation, client_as: SignIn) -> None:
    answer(client_as(Right.PLANNER), company, "")
    assert states(company) == {"maps": "stand-in", "docs": "stand-in"}


@pytest.mark.parametrize("role", [PM, ""])
def test_imports_remember_the_answer(company: Organisation, client_as: SignIn, role: str) -> None:
    answer(client_as(Right.PLANNER), company, role)
    assert TitleChoice.objects.get().role == role

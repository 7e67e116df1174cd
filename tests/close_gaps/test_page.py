"""The page of closing gaps: cost, the curve, and where it leads."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from planning.close_gaps import address
from planning.core.rules.base import code_of
from planning.plans import editing
from portal.models import Organisation, Right
from tests.close_gaps.by_hand import answer, hire, move
from tests.close_gaps.replies import ASKS, POINTS, Replies, real, text_of
from tests.factories import MembershipFactory
from tests.small_organisation import SignIn, more

pytestmark = pytest.mark.django_db


# Cost


def blind(filled: Organisation, client_as: SignIn, address: str = ASKS) -> str:
    return text_of(client_as(Right.PLANNER).get(f"/o/{filled.slug}/plans/close-gaps/?{address}"))


def test_without_access_to_cost_no_amount_shows(filled: Organisation, client_as: SignIn, replies: Replies) -> None:
    replies.answer = answer(moves=(move(), hire(cost=Decimal(118_222))), cost=Decimal(118_222), hires=1)
    text = blind(filled, client_as)
    assert "with 1 hire" in text
    assert "118,222" not in text
    assert "EUR" not in text
    assert "Budget a year" not in text
    assert "Hires at most" in text


def test_without_access_to_cost_the_curve_counts_hires(
    filled: Organisation, client_as: SignIn, replies: Replies
) -> None:
    path = f"/o/{filled.slug}/plans/close-gaps/curve/?{ASKS}"
    text = text_of(client_as(Right.PLANNER).get(path))
    assert "104 open critical days with 1 hire" in text
    assert "64" not in re.sub(r'[\w-]+="[^"]*"', "", text[text.index("<figure") : text.index("</figure>")])


# The curve


def test_every_point_of_the_curve_asks_with_its_budget(page: Callable[..., str], filled: Organisation) -> None:
    text = page(f"{ASKS}&budget=70000", "curve/")
    assert f'href="/o/{filled.slug}/plans/close-gaps/?by=2027-12-31&budget=64000"' in text
    assert "38 open critical days for EUR 132,000 a year, above the limit" in text


def test_the_figures_of_the_curve_stand_in_a_table(page: Callable[..., str]) -> None:
    table = page(where="curve/").partition("<table>")[2]
    assert "104" in table
    assert "for EUR 64,000 a year" in table


def test_one_point_is_no_curve(page: Callable[..., str], replies: Replies) -> None:
    replies.points = POINTS[:1]
    assert "There is one plan only" in page(where="curve/")


# What goes on from an answer


@pytest.mark.parametrize("where", ["curve/", "effect/", "keep/"])
def test_what_goes_on_from_no_question_leads_to_it(where: str, filled: Organisation, planner: Client) -> None:
    found = planner.get(f"/o/{filled.slug}/plans/close-gaps/{where}?by=never")
    assert (found.status_code, found["Location"]) == (302, f"/o/{filled.slug}/plans/close-gaps/?by=never")


def test_coverage_before_and_after_is_drawn(page: Callable[..., str], filled: Organisation, replies: Replies) -> None:
    replies.answer = real(filled)
    text = page(where="effect/")
    assert "PM, Ledger, without the plan: missing" in text
    assert "PM, Ledger, with the plan: covered" in text


def test_an_answer_can_be_kept_by_who_may_plan_alone(
    page: Callable[..., str], filled: Organisation, client_as: SignIn
) -> None:
    here = f"/o/{filled.slug}/plans/close-gaps/keep/"
    assert here in page()
    text = text_of(client_as(Right.VIEWER).get(f"/o/{filled.slug}/plans/close-gaps/?{ASKS}"))
    assert here not in text
    assert client_as(Right.VIEWER).get(f"{here}?{ASKS}").status_code == 403


# From elsewhere


def test_findings_that_are_chosen_lead_to_their_products(filled: Organisation, client_as: SignIn) -> None:
    code = code_of(("cov-pm", "product", "ledger", ""))
    found = client_as(Right.VIEWER).post(f"/o/{filled.slug}/plans/close-gaps/of/", {"code": [code]})
    assert found["Location"] == f"/o/{filled.slug}/plans/close-gaps/?products=ledger"


def test_more_products_than_a_link_holds_are_all(
    filled: Organisation, client_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "LONGEST", 10)
    code = code_of(("cov-pm", "product", "ledger", ""))
    found = client_as(Right.VIEWER).post(f"/o/{filled.slug}/plans/close-gaps/of/", {"code": [code]}, follow=True)
    assert "more products than a link can hold" in text_of(found)


@pytest.mark.parametrize("path", ["plans/", "", "coverage/", "products/ledger/", "findings/"])
def test_pages_that_show_gaps_lead_here(path: str, read: Callable[[str], str]) -> None:
    assert "/plans/close-gaps/" in read(path)


def test_no_plan_takes_the_address(filled: Organisation) -> None:
    owner = MembershipFactory.create(organisation=filled, right=Right.PLANNER).user
    made = editing.create(filled, name="Close gaps", target=date.today(), owner=owner)
    assert made.slug == "close-gaps-2"


def test_queries_do_not_grow_with_the_organisation(
    filled: Organisation, planner: Client, replies: Replies, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more(filled, 30)
    path = f"/o/{filled.slug}/plans/close-gaps/?{ASKS}"
    planner.get(path)
    with django_assert_num_queries(4):
        planner.get(path)

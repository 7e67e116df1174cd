"""An answer on the chart, before any of it is kept."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Plan
from planning.organisation.writes import commit
from portal.models import Organisation, Right
from tests.close_gaps.replies import text_of
from tests.factories import MembershipFactory
from tests.small_organisation import more

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BY = (date.today() + timedelta(days=200)).isoformat()


@pytest.fixture
def chart(planner: Client, filled: Organisation) -> str:
    return chart_of(planner, filled)


def chart_of(client: Client, organisation: Organisation) -> str:
    """Where the answer's page leads."""
    found = client.get(f"/o/{organisation.slug}/plans/close-gaps/?by={BY}")
    assert "Show on chart" in text_of(found)
    where: str = found.context["chart_url"]
    return where


def data_of(client: Client, chart: str, **asked: str) -> Any:
    return json.loads(client.get(chart.replace("/?", "/cards/?"), asked or None).content)


def test_the_answer_leads_to_its_chart_on_the_day_all_is_done(chart: str, filled: Organisation) -> None:
    assert chart.startswith(f"/o/{filled.slug}/plans/close-gaps/chart/")
    assert f"show=changes&on={date.today().isoformat()}" in chart


def test_the_chart_says_what_the_answer_comes_to_and_the_way_back(chart: str, planner: Client) -> None:
    found = planner.get(chart)
    assert re.search(r"<h1>Closes .*?</h1>", text_of(found))
    assert planner.get(found.context["back"]).context["chart_url"] == chart


def test_whoever_gets_a_product_is_marked_and_each_move_is_a_step(chart: str, planner: Client) -> None:
    data = data_of(planner, chart)
    assert [step[1:3] for step in data["steps"]] == [["luis", "changed"]]
    assert "Luis covers Ledger as PM" in data["steps"][0][3]
    assert "Ledger" in json.dumps(data["faces"]["luis"])


def test_before_the_answer_nothing_is_marked(chart: str, planner: Client) -> None:
    data = data_of(planner, chart.replace("show=changes", "show=before"))
    assert "Ledger" not in json.dumps(data["faces"]["luis"])


@pytest.mark.parametrize("view", ["list", "table"])
def test_the_moves_stand_beside_the_list_and_the_table(chart: str, planner: Client, view: str) -> None:
    assert "Luis covers Ledger as PM" in text_of(planner.get(f"{chart}&view={view}"))


def test_looking_at_it_keeps_no_plan(chart: str, planner: Client) -> None:
    planner.get(chart)
    assert not Plan.objects.exists()


def test_the_panel_says_what_the_answer_does_with_a_position(chart: str, planner: Client) -> None:
    there = chart.replace("/?", "/positions/luis/?")
    assert "Luis covers Ledger as PM" in text_of(planner.get(there, headers={"HX-Request": "true"}))
    assert planner.get(there)["Location"].split("?")[0] == chart.split("?")[0]


def test_an_answer_of_another_state_of_the_organisation_is_asked_for_anew(
    chart: str, planner: Client, filled: Organisation
) -> None:
    commit(filled, [add(date.today(), Position("new"))], title="Add", today=date.today())
    there = planner.get(chart)["Location"]
    assert there.startswith(f"/o/{filled.slug}/plans/close-gaps/?")
    assert f"by={BY}" in there
    assert "on=" not in there


def test_who_may_not_see_cost_gets_an_answer_of_their_own(chart: str, filled: Organisation) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=Right.VIEWER).user)
    assert client.get(chart).status_code == 302


def test_an_answer_that_is_kept_no_longer_is_not_found(chart: str, planner: Client) -> None:
    assert planner.get(re.sub("chart/[^/]+", f"chart/{'0' * 64}", chart)).status_code == 404


def test_its_queries_do_not_grow(
    filled: Organisation, planner: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    few = chart_of(planner, filled)
    planner.get(few)
    with django_assert_num_queries(4):
        planner.get(few)
    more(filled, 15)
    filled.refresh_from_db()
    many = chart_of(planner, filled)
    planner.get(many)
    with django_assert_num_queries(4):
        planner.get(many)

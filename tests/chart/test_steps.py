"""A plan's changes on its chart: one by one, each with the way to its card, and as a list without script."""

import json
from typing import Any

import pytest
from django.test import Client

from planning.core.changes.change import add, edit
from planning.core.records import Assignment, Position, Product
from planning.models import Plan
from planning.organisation import store
from planning.plans import editing
from portal.models import Organisation
from tests.chart.conftest import LATER, PMM


@pytest.fixture
def plan(company: Organisation, planner: Client) -> Plan:
    """Moves a product manager to the chief, adds one under the director, closes another, adds a product and a cover."""
    user = company.memberships.get().user
    plan = editing.create(company, name="Spring", target=LATER, owner=user)
    org = store.org_at(company, LATER)
    changes = [
        edit(LATER, org.positions["pm1"], manager="cpo"),
        add(LATER, Position("pm3", "Product Manager", manager="dir")),
        edit(LATER, org.positions["pm2"], ends=LATER),
        add(LATER, Product("pay", "Payouts")),
        add(LATER, Assignment("a9", "pay", "pmm", PMM)),
    ]
    return editing.edit(plan, [c for c in changes if c], title="Rearrange", author=user)


def cards(client: Client, plan: Plan, **asked: str) -> dict[str, Any]:
    query = {"plan": plan.slug, "on": LATER.isoformat(), **asked}
    data: dict[str, Any] = json.loads(client.get(f"/o/{plan.organisation.slug}/chart/cards/", query).content)
    return data


def test_each_change_says_its_card_and_the_way_to_it(plan: Plan, planner: Client) -> None:
    steps = cards(planner, plan, show="changes")["steps"]
    assert [(key, mark) for _, key, mark, _, _ in steps] == [
        ("pm1", "moved"), ("pm3", "added"), ("pm2", "ended"), ("", "added"), ("pmm", "added"),
    ]  # fmt: skip
    assert steps[1][4] == ["dir", "cpo", "ceo"]
    assert "moves from" in steps[0][3]


def test_changes_open_the_way_to_every_card_that_differs(plan: Plan, planner: Client) -> None:
    assert {"pm1", "pm2", "pm3"} <= set(cards(planner, plan, show="changes", depth="1")["keys"])


def test_a_closed_branch_says_what_the_plan_does_in_it(plan: Plan, planner: Client) -> None:
    seen = cards(planner, plan, show="changes", depth="1", shut="cpo")
    (held,) = [held for index, held in seen["holds"].items() if seen["keys"][int(index)] == "cpo"]
    assert [name for name, _ in held] == ["added", "moved", "ended", "open"]


def test_beside_another_plan_steps_are_what_differs_and_cannot_be_removed(plan: Plan, planner: Client) -> None:
    other = editing.create(plan.organisation, name="Autumn", target=LATER, owner=plan.owner)
    steps = cards(planner, plan, show="changes", against=other.slug)["steps"]
    assert {id for id, *_ in steps} == {""}
    assert "pm1" in [key for _, key, *_ in steps]


def test_the_live_organisation_has_no_steps(plan: Plan, planner: Client) -> None:
    assert json.loads(planner.get(f"/o/{plan.organisation.slug}/chart/cards/").content)["steps"] == []


@pytest.mark.parametrize("view", ["list", "chart"])
def test_without_script_the_changes_are_a_list_from_which_each_can_be_removed(
    plan: Plan, planner: Client, view: str
) -> None:
    address = f"/o/{plan.organisation.slug}/chart/?plan={plan.slug}&on={LATER}&show=changes&view={view}"
    page = planner.get(address).content.decode()
    assert "Remove: " in page
    gone = cards(planner, plan)["steps"][1][0]
    planner.post(f"/o/{plan.organisation.slug}/plans/{plan.slug}/changes/", {"do": "remove", "change": gone})
    assert len(cards(planner, plan)["steps"]) == 4


def test_the_panel_asks_what_the_plan_does_by_the_day_of_the_chart(plan: Plan, planner: Client) -> None:
    page = planner.get(f"/o/{plan.organisation.slug}/chart/?plan={plan.slug}&on={LATER}").content.decode()
    assert f'data-effect="/o/{plan.organisation.slug}/plans/{plan.slug}/effect/"' in page  # the script adds the day

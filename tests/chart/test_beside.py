"""Two charts beside each other: what each of them shows, and what differs."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store
from planning.plans import editing
from portal.models import Organisation, Right
from tests.chart.conftest import LATER, TODAY


@pytest.fixture
def plan(company: Organisation, planner: Client) -> Plan:
    user = company.memberships.get().user
    plan = editing.create(company, name="Spring", target=LATER, owner=user)
    org = store.org_at(company, LATER)
    changes = [
        edit(LATER, org.positions["pm1"], manager="cmo"),
        add(LATER, Position("pm3", "Product Manager", manager="dir")),
    ]
    return editing.edit(plan, [c for c in changes if c], title="Rearrange", author=user)


def beside(client: Client, plan: Plan, **asked: str) -> dict[str, Any]:
    query = {"a": "current", "a_on": LATER.isoformat(), "b": plan.slug, "b_on": LATER.isoformat(), **asked}
    data: dict[str, Any] = json.loads(client.get(f"/o/{plan.organisation.slug}/chart/beside/", query).content)
    return data


def marks(side: dict[str, Any]) -> dict[str, str]:
    return {key: row[12] for key, row in side["faces"].items() if row[12]}


def test_both_sides_mark_what_becomes_of_each(plan: Plan, planner: Client) -> None:
    left, right = beside(planner, plan, depth="all")["sides"]
    assert marks(left) == {"pm1": "moved"}
    assert marks(right) == {"pm1": "moved", "pm3": "added"}


def test_the_same_branches_are_open_on_both(plan: Plan, planner: Client) -> None:
    left, right = beside(planner, plan, depth="1", open="dir", room="500x500")["sides"]
    assert left["keys"] == right["keys"]
    both = beside(planner, plan, depth="1", open="cpo")["sides"]
    assert all("dir" in side["keys"] for side in both)


def test_a_difference_knows_the_way_to_its_card_on_either_side(plan: Plan, planner: Client) -> None:
    moved = next(step for step in beside(planner, plan)["steps"] if step[1] == "pm1")
    assert moved[2] == "moved"
    assert set(moved[4]) == {"ceo", "cmo", "cpo", "dir"}


def test_each_side_has_a_day_of_its_own(plan: Plan, planner: Client) -> None:
    _, right = beside(planner, plan, b_on=(TODAY + timedelta(days=1)).isoformat(), depth="all")["sides"]
    assert marks(right) == {}
    assert beside(planner, plan, a=plan.slug)["steps"] == []


def test_what_is_no_plan_for_this_member_is_not_there(plan: Plan, client_as: Callable[[Right], Client]) -> None:
    viewer = client_as(Right.VIEWER)
    assert viewer.get(f"/o/{plan.organisation.slug}/chart/beside/", {"b": plan.slug}).status_code == 404


def test_without_script_compare_lists_what_differs(plan: Plan, planner: Client) -> None:
    page = planner.get(f"/o/{plan.organisation.slug}/compare/", {"a": "current", "b": plan.slug}).content.decode()
    assert "moves from Director of Product" in page
    assert 'data-difference href="/o/acme/positions/pm1/' in page.replace(plan.organisation.slug, "acme")

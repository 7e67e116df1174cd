"""A plan on the chart: before, after, and what becomes of each position between them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store
from planning.plans import editing
from portal.models import Organisation, Right
from tests.changes import edited
from tests.plans.conftest import LATER


@pytest.fixture
def owner(company: Organisation, client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.PLANNER)


@pytest.fixture
def drawn(company: Organisation, owner: Client) -> Plan:
    """A plan that moves the maker, ends the second lead and adds a third."""
    user = company.memberships.get().user
    plan = editing.create(company, name="Spring", target=LATER, owner=user)
    org = store.org_at(company, LATER)
    changes = [
        edit(LATER, org.positions["ic"], manager="boss"),
        edit(LATER, org.positions["two"], ends=LATER),
        add(LATER, Position("three", title="Lead three", manager="boss")),
    ]
    return editing.edit(plan, [c for c in changes if c], title="Rearrange", author=user)


def faces(client: Client, plan: Plan, on: date, **asked: str) -> dict[str, str]:
    """What the plan does to each position, as its card says."""
    query = {"plan": plan.slug, "on": on.isoformat(), "depth": "all", **asked}
    data = client.get(f"/o/{plan.organisation.slug}/chart/cards/", query).json()
    return {key: row[12] for key, row in data["faces"].items()}


def test_after_shows_what_stands_and_what_became_of_it(drawn: Plan, owner: Client) -> None:
    shown = faces(owner, drawn, LATER + timedelta(days=1))
    assert shown == {"boss": "", "one": "", "ic": "moved", "three": "added"}


def test_changes_show_also_what_has_ended(drawn: Plan, owner: Client) -> None:
    shown = faces(owner, drawn, LATER + timedelta(days=1), show="changes")
    assert shown == {"boss": "", "one": "", "two": "ended", "ic": "moved", "three": "added"}


@pytest.mark.parametrize("view", ["list", "table"])
def test_rows_say_what_becomes_of_each_too(drawn: Plan, owner: Client, view: str) -> None:
    asked = {"plan": drawn.slug, "on": "2026-12-02", "show": "changes", "view": view, "depth": "all"}
    page = owner.get(f"/o/{drawn.organisation.slug}/chart/", asked).content.decode()
    assert all(f"</svg>{mark}</span>" in page for mark in ("added", "moved", "ended"))


def test_before_shows_the_other_side_alone(drawn: Plan, owner: Client) -> None:
    shown = faces(owner, drawn, LATER + timedelta(days=1), show="before")
    assert shown == dict.fromkeys(("boss", "one", "two", "ic"), "")


def test_one_plan_is_shown_against_another(drawn: Plan, owner: Client) -> None:
    other = editing.create(drawn.organisation, name="Autumn", target=LATER, owner=drawn.owner, copy_of=drawn)
    position = store.org_at(drawn.organisation, LATER, other).positions["one"]
    editing.edit(other, [edited(LATER, position, title="Lead uno")], title="Rename", author=None)
    assert faces(owner, other, LATER, against=drawn.slug)["one"] == "changed"
    assert faces(owner, other, LATER, against=drawn.slug)["ic"] == ""


def test_another_plan_that_is_private_is_not_there(drawn: Plan, client_as: Callable[[Right], Client]) -> None:
    page = f"/o/{drawn.organisation.slug}/chart/"
    for right in Right:
        assert client_as(right).get(page, {"against": drawn.slug}).status_code == 404


def test_three_sides_are_compared_in_sentences_with_their_days(drawn: Plan, owner: Client) -> None:
    other = editing.create(drawn.organisation, name="Autumn", target=LATER, owner=drawn.owner)
    asked = {"a": "current", "b": drawn.slug, "c": other.slug}
    page = owner.get(f"/o/{drawn.organisation.slug}/compare/", asked).content.decode()
    assert "Maker moves from Lead one to CEO on 1 Dec 2026" in page
    assert "Lead two ends on 1 Dec 2026<" in page
    last_day = max(LATER, timezone.localdate())
    assert f"?plan={drawn.slug}&amp;on={last_day}&amp;show=changes" in page
    assert "No differences." in page

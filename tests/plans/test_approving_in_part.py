"""Some of the changes of a plan are approved: those that hang together go together."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from planning.core.changes.change import add, edit
from planning.core.records import Position, Product
from planning.models import Plan
from planning.organisation import store
from planning.plans import approval_rules
from tests.plans.conftest import TODAY
from tests.plans.deciding import SOON, State, parted, post, state

NEEDS = "“Maker moves from Lead one to Lead three” needs “New position Lead three (open), reporting to CEO”."


def test_what_is_ticked_brings_what_it_needs_on_demand(sent: Plan, people: SimpleNamespace) -> None:
    three = Position("three", title="Lead three", manager="boss")
    maker = store.org_at(sent.organisation, SOON).positions["ic"]
    boss = store.org_at(sent.organisation, SOON).positions["boss"]
    plan = parted(sent, add(SOON, three), edit(SOON, maker, manager="three"), edit(SOON, boss, title="Chief"))
    first, second, third = store.planned(plan)
    asked: dict[str, Any] = {"change": second, "text": "Only the move", "seen": plan.version}
    url = reverse("plan-state", args=[plan.organisation.slug, plan.slug])
    answer = people.approver.client.post(url, {**asked, "do": "approve-some"})
    assert (answer.status_code, "Select it too" in answer.content.decode()) == (422, True)
    page = people.approver.client.post(url, {**asked, "do": "tick-too"}).content.decode()
    boxes = {id: " checked" in _box(page, id) for id in (first, second, third)}
    assert boxes == {first: True, second: True, third: False}
    assert "Only the move</textarea>" in page
    asked["change"] = [first, second]
    assert "Approved in part" in post(people.approver.client, plan, do="approve-some", **asked)


def _box(page: str, id: str) -> str:
    (found,) = re.findall(rf'<input type="checkbox" name="change" value="{id}"[^>]*>', page)
    return str(found)


def test_of_changes_that_hang_together_one_alone_is_not_approved(sent: Plan, people: SimpleNamespace) -> None:
    three = Position("three", title="Lead three", manager="boss")
    maker = store.org_at(sent.organisation, SOON).positions["ic"]
    plan = parted(sent, add(SOON, three), edit(SOON, maker, manager="three"))
    first, second = store.planned(plan)
    page = post(people.approver.client, plan, do="approve-some", change=second, text="Only the move", seen=plan.version)
    assert NEEDS in page
    assert (state(plan), Plan.objects.count()) == (State.REVIEW, 1)
    page = post(people.approver.client, plan, do="approve-some", change=first, text="Not yet", seen=plan.version)
    assert "Approved in part; the rest was sent back as “Spring launch (sent back)”." in page
    back = Plan.objects.get(state=State.SENT_BACK)
    assert [p.change.after for p in store.planned(back).values()] == [{"manager": "three"}]
    assert back.events.get().text == "Not yet"


@pytest.mark.parametrize("ticked", [[], ["1-1 2-1"], ["9-9"]])
def test_some_of_the_changes_are_neither_none_nor_all(sent: Plan, people: SimpleNamespace, ticked: list[str]) -> None:
    page = post(people.approver.client, sent, do="approve-some", change=ticked, seen=sent.version)
    assert "Select some of the changes" in page
    assert (state(sent), Plan.objects.count()) == (State.REVIEW, 1)


def test_a_part_of_a_plan_that_has_changed_since_is_not_approved(sent: Plan, people: SimpleNamespace) -> None:
    page = post(people.approver.client, sent, do="approve-some", change="1-1", text="So", seen=sent.version - 1)
    assert "changed the plan meanwhile" in page
    assert (state(sent), Plan.objects.count()) == (State.REVIEW, 1)


@pytest.fixture
def uncovered(sent: Plan) -> Plan:
    """In review: a product that somebody must cover, and, as changes of their own, who does."""
    pm = Position("pm", title="Product Manager", role="product-manager", manager="boss")
    return parted(sent, add(SOON, Product("atlas", "Atlas", "growth")), add(SOON, pm))


def test_a_part_may_pass_where_the_whole_may_not(uncovered: Plan, people: SimpleNamespace) -> None:
    _, opening = store.planned(uncovered)
    asked: dict[str, Any] = {"text": "Atlas later"}
    told = "The plan opens 1 finding that the approval rules do not allow: No Product"
    assert told in post(people.approver.client, uncovered, do="approve", **asked)
    assert "Approved in part" in post(people.approver.client, uncovered, do="approve-some", change=opening, **asked)


def test_a_part_may_not_pass_what_only_the_whole_makes_good(sent: Plan, people: SimpleNamespace) -> None:
    """The one vacancy that a plan leaves and fills: without the filling, it is left."""
    boss = store.org_at(sent.organisation, SOON).positions["boss"]
    atlas, later = Product("atlas", "Atlas", "growth"), Product("atlas", "Atlas", "idea")
    plan = parted(sent, add(SOON, atlas), edit(SOON, atlas, stage="idea"), edit(SOON, boss, title="Chief"))
    first, second, third = store.planned(plan)
    assert approval_rules.blocking_findings(plan, TODAY) == []
    assert later == store.org_at(plan.organisation, SOON, plan).products["atlas"]
    asked: dict[str, Any] = {"text": "One by one"}
    page = post(people.approver.client, plan, do="approve-some", change=[first, third], **asked)
    assert "do not allow: No Product" in page
    assert (state(plan), Plan.objects.count()) == (State.REVIEW, 1)
    assert list(store.planned(Plan.objects.get())) == [first, second, third]

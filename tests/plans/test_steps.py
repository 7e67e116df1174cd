"""What is done to a plan's changes on its page: undone, done again, removed, put on another date, annotated."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store
from planning.plans import editing, review
from portal.models import Right
from tests.factories import MembershipFactory
from tests.plans.conftest import LATER

SOON = date(2026, 10, 1)


@pytest.fixture
def client(plan: Plan, move: Callable[..., Plan]) -> Client:
    """The owner of a plan of two changes."""
    owner = MembershipFactory.create(organisation=plan.organisation, right=Right.PLANNER).user
    Plan.objects.update(owner=owner)
    plan.refresh_from_db()
    move(move(plan, "ic", "two"), "two", "one")
    client = Client()
    client.force_login(owner)
    return client


def url(plan: Plan, name: str) -> str:
    return reverse(name, args=[plan.organisation.slug, plan.slug])


def post(client: Client, plan: Plan, name: str = "plan-changes", **data: object) -> str:
    return client.post(url(plan, name), data, follow=True).content.decode()


def held(plan: Plan) -> dict[str, tuple[date, str]]:
    """The plan's changes: their days and notes."""
    return {id: (p.change.on, p.note) for id, p in store.planned(Plan.objects.get(pk=plan.pk)).items()}


def test_steps_are_undone_and_done_again_as_far_as_there_are_any(plan: Plan, client: Client) -> None:
    assert "Undone: Move two" in post(client, plan, "plan-undo")
    assert list(held(plan)) == ["1-1"]
    assert "Undone: Move ic" in post(client, plan, "plan-undo")
    assert "There is nothing to undo." in post(client, plan, "plan-undo")
    assert "Redone: Move ic" in post(client, plan, "plan-redo")
    assert "Redone: Move two" in post(client, plan, "plan-redo")
    assert "There is nothing to redo." in post(client, plan, "plan-redo")
    assert list(held(plan)) == ["1-1", "2-1"]


@pytest.mark.parametrize(
    ("there", "leads_to"), [("/o/{slug}/chart/", "/o/{slug}/chart/"), ("//elsewhere.example/", None), ("", None)]
)
def test_afterwards_it_goes_back_to_a_page_of_ours(
    plan: Plan, client: Client, there: str, leads_to: str | None
) -> None:
    slug = plan.organisation.slug
    answer = client.post(url(plan, "plan-undo"), {"next": there.format(slug=slug)})
    assert answer["Location"] == (leads_to.format(slug=slug) if leads_to else url(plan, "plan"))


IN_PLACE = {"HX-Request": "true", "Lineup-In-Place": "1"}


def test_a_page_that_stays_hears_what_was_done_and_the_new_version(plan: Plan, client: Client) -> None:
    answer = client.post(url(plan, "plan-undo"), headers=IN_PLACE)
    told = json.loads(answer["HX-Trigger"])
    assert (answer.status_code, told["plan-changed"]) == (
        204,
        {"version": Plan.objects.get().version, "plan": plan.slug},
    )
    [said] = told["toast"]["toasts"]
    assert (said["said"].partition(" <")[0], said["level"]) == ("Undone: Move two", "success")
    assert "Undone" not in client.get(url(plan, "plan")).content.decode()


def test_a_page_that_stays_hears_why_not(plan: Plan, client: Client) -> None:
    answer = client.post(url(plan, "plan-changes"), {"do": "remove"}, headers=IN_PLACE)
    [said] = json.loads(answer["HX-Trigger"])["toast"]["toasts"]
    assert said == {"said": "Select at least one change first.", "level": "error", "undo": None}


def test_what_undid_a_step_offers_to_do_it_again(plan: Plan, client: Client) -> None:
    def pressed(address: str, values: dict[str, str]) -> dict[str, Any]:
        answer = client.post(address, values, headers=IN_PLACE)
        [said] = json.loads(answer["HX-Trigger"])["toast"]["toasts"]
        undo: dict[str, Any] = said["undo"]
        return undo

    redo = pressed(url(plan, "plan-undo"), {})
    assert (redo["redoes"], list(held(plan))) == (True, ["1-1"])
    undo = pressed(redo["url"], redo["values"])
    assert (undo["redoes"], list(held(plan))) == (False, ["1-1", "2-1"])
    assert (undo["url"], undo["values"]) == (url(plan, "plan-undo"), {"step": "2"})


def test_a_toast_undoes_its_own_step_only_while_that_is_the_last(plan: Plan, client: Client) -> None:
    assert "came after it" in post(client, plan, "plan-undo", step="1")
    assert list(held(plan)) == ["1-1", "2-1"]
    assert "Undone: Move two" in post(client, plan, "plan-undo", step="2")


def test_keys_leave_what_somebody_else_did(plan: Plan, client: Client) -> None:
    assert "was done by someone else" in post(client, plan, "plan-undo", own="1")
    assert list(held(plan)) == ["1-1", "2-1"]


def test_ticked_changes_are_removed_and_come_back_by_undo(plan: Plan, client: Client) -> None:
    assert "Removed from the plan." in post(client, plan, do="remove", change=["2-1"])
    assert list(held(plan)) == ["1-1"]
    post(client, plan, "plan-undo")
    assert list(held(plan)) == ["1-1", "2-1"]


def test_what_others_need_is_not_removed_alone_and_they_are_named(plan: Plan, client: Client) -> None:
    new = Position("new", title="New lead", manager="boss")
    editing.edit(
        plan, [add(LATER, new), add(LATER, Position("more", title="More", manager="new"))], title="A", author=None
    )
    *_, id, _ = held(plan)
    said = post(client, plan, do="remove", change=[id])
    assert "“New position More (open), reporting to New lead” needs “New position New lead" in said
    assert id in held(plan)


def test_one_box_may_stand_for_several_changes(plan: Plan, client: Client) -> None:
    post(client, plan, do="remove", change=["1-1 2-1"])
    assert held(plan) == {}


def test_ticked_changes_get_another_date_and_a_note(plan: Plan, client: Client) -> None:
    assert "Moved to the new date." in post(client, plan, do="redate", change=["1-1"], on=SOON.isoformat())
    assert "Note added." in post(client, plan, do="note", change=["1-1", "2-1"], text=" Before <spring>\0 ")
    assert held(plan) == {"1-1": (SOON, "Before <spring>"), "2-1": (LATER, "Before <spring>")}
    assert "Before &lt;spring&gt;" in client.get(url(plan, "plan")).content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"do": "remove"}, "Select at least one change first."),
        ({"do": "remove", "change": "9-9"}, "This change is no longer in the plan."),
        ({"do": "redate", "change": "1-1", "on": "soon"}, "Enter a valid date"),
        ({"do": "redate", "change": "1-1"}, "This field is required."),
        ({"do": "explode", "change": "1-1", "on": "2026-10-01"}, "Choose what should happen to the changes."),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    plan: Plan, client: Client, asked: dict[str, str], told: str
) -> None:
    before = held(plan)
    assert told in post(client, plan, **asked)
    assert held(plan) == before
    assert plan.steps.count() == 2


def test_what_others_of_the_plan_need_is_not_removed(plan: Plan, client: Client) -> None:
    fresh = Plan.objects.get()
    fresh = editing.edit(
        fresh, [add(LATER, Position("three", title="Lead three", manager="boss"))], title="Add", author=None
    )
    maker = store.org_at(fresh.organisation, LATER, fresh).positions["ic"]
    change = edit(LATER, maker, manager="three")
    assert change is not None
    editing.edit(Plan.objects.get(), [change], title="Move", author=None)
    assert "three" in post(client, plan, do="remove", change=["3-1"])
    assert list(held(plan)) == ["1-1", "2-1", "3-1", "4-1"]


@pytest.mark.parametrize("name", ["plan-undo", "plan-redo", "plan-changes"])
def test_nothing_is_done_to_a_plan_in_review(plan: Plan, client: Client, name: str) -> None:
    review.submit(Plan.objects.get(), by=plan.owner)
    said = post(client, plan, name, do="remove", change="1-1")
    assert "The plan is in review, so it cannot be edited. Copy it to continue." in said
    assert list(held(plan)) == ["1-1", "2-1"]


@pytest.mark.parametrize("name", ["plan-undo", "plan-redo", "plan-changes"])
@pytest.mark.parametrize(
    ("right", "shared", "status"),
    [
        (Right.PLANNER, None, 404),
        (Right.PLANNER, False, 403),
        (Right.VIEWER, True, 403),
        (Right.PLANNER, True, 302),
        (Right.APPROVER, True, 302),
    ],
)
def test_only_owners_and_editors_who_plan_do_it(
    plan: Plan, client: Client, name: str, right: Right, shared: bool | None, status: int
) -> None:
    user = MembershipFactory.create(organisation=plan.organisation, right=right).user
    if shared is not None:
        plan.shares.create(user=user, may_edit=shared)
    other = Client()
    other.force_login(user)
    before = held(plan)
    assert other.post(url(plan, name), {"do": "remove", "change": "1-1"}).status_code == status
    assert status == 302 or held(plan) == before

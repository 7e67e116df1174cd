"""A requisition on its way: who may move it, what is recorded, who hears of it, and what two people at once see."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from planning.models import Batch, HiringRules, Notice
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Membership, Organisation, Right
from tests.factories import MembershipFactory
from tests.hiring.conftest import PM, TODAY, stage_in
from tests.shapes import Answer

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def move(client: Client, company: Organisation, key: str | list[str], to: str, **said: Any) -> Answer:
    query = said.pop("query", "")
    data = {"key": key, "to": to, "on": TODAY.isoformat(), **said}
    return client.post(f"/o/{company.slug}/do/move-seat/{query}", data)


def put(company: Organisation, key: str, stage: str) -> None:
    """Bring a requisition to a stage without asking."""
    from planning.core.changes.change import edit

    change = edit(TODAY, store.org_at(company, TODAY).positions[key], stage=stage)
    writes.commit(company, [change] if change else [], title="Put", today=TODAY)


@pytest.mark.parametrize(
    ("right", "sees_cost", "stage", "to", "said"),
    [
        (Right.PLANNER, True, "draft", "submitted", ""),
        (Right.PLANNER, True, "submitted", "approved by finance", "needs approver access"),
        (Right.APPROVER, False, "submitted", "approved by finance", "needs approver access and access to cost"),
        (Right.APPROVER, True, "submitted", "approved by finance", ""),
        (Right.PLANNER, True, "approved by finance", "approved", "needs approver access"),
        (Right.APPROVER, False, "approved by finance", "approved", ""),
        (Right.PLANNER, False, "approved", "open", ""),
        (Right.ADMIN, True, "draft", "offer", "cannot move to “offer”"),
        (Right.PLANNER, False, "open", "cancelled", "Enter a reason."),
    ],
)
def test_who_may_move_a_requisition(
    right: Right, sees_cost: bool, stage: str, to: str, said: str, company: Organisation, as_member: SignIn
) -> None:
    put(company, "pm-ledger", stage)
    answer = move(as_member(right, sees_cost), company, "pm-ledger", to)
    assert stage_in(company, "pm-ledger") == (stage if said else to)
    assert said in answer.content.decode()


@pytest.mark.parametrize("sees_cost", [True, False])
def test_who_may_not_move_a_requisition_reads_whom_to_ask(
    sees_cost: bool, company: Organisation, as_member: SignIn
) -> None:
    blind = MembershipFactory.create(organisation=company, right=Right.APPROVER)
    finance = MembershipFactory.create(organisation=company, right=Right.ADMIN, sees_cost=True)
    able = finance.user if sees_cost else blind.user
    put(company, "pm-ledger", "submitted" if sees_cost else "approved by finance")
    to = "approved by finance" if sees_cost else "approved"
    said = move(as_member(Right.PLANNER), company, "pm-ledger", to).content.decode()
    assert f"needs approver access. Ask {able}" in unescape(said)


def test_a_viewer_may_not(company: Organisation, as_member: SignIn) -> None:
    assert move(as_member(Right.VIEWER), company, "pm-ledger", "submitted").status_code == 403


def test_who_submitted_a_requisition_cannot_approve_it_unless_the_organisation_lets_them(
    company: Organisation, as_member: SignIn
) -> None:
    approver = as_member(Right.APPROVER, True)
    move(approver, company, "pm-ledger", "submitted")
    assert "You submitted this position" in move(approver, company, "pm-ledger", "approved by finance").content.decode()
    HiringRules.objects.create(organisation=company, own_approval=True)
    move(approver, company, "pm-ledger", "approved by finance")
    assert stage_in(company, "pm-ledger") == "approved by finance"


def test_a_move_is_recorded_with_who_and_why(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    move(client, company, "pmm-checkout", "paused", why="Budget is frozen")
    text = client.get(f"/o/{company.slug}/hiring/pmm-checkout/").content.decode()
    author = Batch.objects.filter(organisation=company).latest("id").author
    assert author is not None
    assert str(author) in text
    assert "Budget is frozen" in text
    assert "from open" in text


def test_the_second_of_two_sees_that_the_requisition_has_moved(company: Organisation, as_member: SignIn) -> None:
    seen = '{"pm-ledger": "draft"}'
    move(as_member(Right.PLANNER), company, "pm-ledger", "submitted")
    answer = move(as_member(Right.PLANNER), company, "pm-ledger", "cancelled", why="No", was=seen)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Someone moved Product Manager, Ledger in the meantime, from “draft” to “submitted”" in text
    assert "&quot;pm-ledger&quot;: &quot;submitted&quot;" in text
    assert stage_in(company, "pm-ledger") == "submitted"


def test_several_move_together_or_not_at_all(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    move(client, company, ["pm-ledger", "designer"], "open")
    assert (stage_in(company, "pm-ledger"), stage_in(company, "designer")) == ("draft", "approved")
    move(client, company, ["pm-ledger", "designer"], "paused", why="Freeze")
    assert (stage_in(company, "pm-ledger"), stage_in(company, "designer")) == ("paused", "paused")


def test_starting_fills_the_position_and_covers_the_product(company: Organisation, as_member: SignIn) -> None:
    put(company, "pm-ledger", "accepted")
    client = as_member(Right.PLANNER)
    said = move(client, company, "pm-ledger", "started").content.decode()
    assert "Either choose someone already here or enter a new person." in said
    assert (
        "Enter the day on which they start."
        in move(client, company, "pm-ledger", "started", new_person="Cy").content.decode()
    )
    move(client, company, "pm-ledger", "started", new_person="Cy Dahl", first_day=TODAY.isoformat())
    company.refresh_from_db()
    org = store.org_at(company, TODAY)
    assert org.people[org.positions["pm-ledger"].holder].name == "Cy Dahl"
    assert ">covered<" in client.get(f"/o/{company.slug}/coverage/?q=ledger").content.decode()


LATER = TODAY + timedelta(days=30)
WHO = pytest.mark.parametrize("who", [{"new_person": "Cy Dahl"}, {"person": "bo"}], ids=["new", "here already"])


def cover(company: Organisation, on: date) -> tuple[str, date | None]:
    company.refresh_from_db()
    found = next(c for c in Snapshot(company, on).coverage if (c.product, c.role) == ("ledger", PM))
    return found.state, found.date


@WHO
def test_a_start_has_a_day_and_coverage_follows_it(company: Organisation, as_member: SignIn, who: Any) -> None:
    put(company, "pm-ledger", "accepted")
    client = as_member(Right.PLANNER)
    move(client, company, "pm-ledger", "started", first_day=LATER.isoformat(), **who)
    assert cover(company, TODAY) == cover(company, LATER - timedelta(days=1)) == ("hire-due", LATER)
    assert cover(company, LATER) == ("covered", None)
    board = client.get(f"/o/{company.slug}/coverage/?q=ledger").content.decode()
    assert LATER.strftime("%-d %b %Y") in board


@WHO
def test_undo_calls_a_start_off(company: Organisation, as_member: SignIn, who: Any) -> None:
    put(company, "pm-ledger", "accepted")
    client = as_member(Right.PLANNER)
    move(client, company, "pm-ledger", "started", first_day=LATER.isoformat(), **who)
    batch = Batch.objects.filter(organisation=company).latest("id")
    client.post(f"/o/{company.slug}/history/{batch.pk}/undo/")
    assert (stage_in(company, "pm-ledger"), cover(company, LATER)[0]) == ("accepted", "hire-due")


@WHO
def test_whoever_falls_away_before_their_first_day_does_not_start(
    company: Organisation, as_member: SignIn, who: Any
) -> None:
    put(company, "pm-ledger", "accepted")
    client = as_member(Right.PLANNER)
    move(client, company, "pm-ledger", "started", first_day=LATER.isoformat(), **who)
    move(client, company, "pm-ledger", "cancelled", why="Declined after all")
    assert cover(company, TODAY)[0] == cover(company, LATER)[0] == "missing"


@WHO
def test_whoever_falls_away_leaves_the_position_at_the_stage_it_went_back_to(
    company: Organisation, as_member: SignIn, who: Any
) -> None:
    client = as_member(Right.PLANNER)
    for stage in ("interviewing", "offer", "accepted"):
        move(client, company, "pmm-checkout", stage)
    move(client, company, "pmm-checkout", "started", first_day=LATER.isoformat(), **who)
    move(client, company, "pmm-checkout", "interviewing", why="Declined after all")
    company.refresh_from_db()
    later = store.org_at(company, LATER).positions["pmm-checkout"]
    assert (later.stage, later.holder) == ("interviewing", "")


def test_a_known_starter_may_start_on_another_day(company: Organisation, as_member: SignIn) -> None:
    put(company, "pm-ledger", "accepted")
    client, sooner = as_member(Right.PLANNER), TODAY + timedelta(days=7)
    move(client, company, "pm-ledger", "started", first_day=LATER.isoformat(), new_person="Cy Dahl")
    move(client, company, "pm-ledger", "started", first_day=sooner.isoformat())
    assert cover(company, TODAY) == ("hire-due", sooner)


def test_a_start_in_a_plan_is_due_there_until_its_day(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    owner = Membership.objects.filter(organisation=company).latest("id").user
    plan = editing.create(company, name="Spring", target=TODAY, owner=owner)
    data = {"key": "pm-ledger", "on": LATER.isoformat(), "person": "bo"}
    client.post(f"/o/{company.slug}/do/fill/?plan=spring", data)
    plan.refresh_from_db()
    company.refresh_from_db()
    states = [next(c.state for c in Snapshot(company, on, plan).coverage if c.role == PM) for on in (TODAY, LATER)]
    assert states == ["hire-due", "covered"]
    assert cover(company, LATER)[0] == "missing"


def test_making_vacant_asks_for_a_backfill(company: Organisation, as_member: SignIn) -> None:
    data = {"key": "chief", "on": TODAY.isoformat()}
    as_member(Right.PLANNER).post(f"/o/{company.slug}/do/vacate/", data)
    company.refresh_from_db()
    known = store.org_at(company, TODAY).requisition("chief")
    assert (known.type, known.replaces) == ("backfill", "ann")


@pytest.mark.parametrize(("to", "why", "moved"), [("cancelled", "Not needed", True), ("submitted", "", False)])
def test_in_a_plan_requisitions_are_shaped_but_not_approved(
    to: str, why: str, moved: bool, company: Organisation, as_member: SignIn
) -> None:
    client = as_member(Right.PLANNER)
    owner = Membership.objects.filter(organisation=company).latest("id").user
    plan = editing.create(company, name="Spring", target=TODAY, owner=owner)
    move(client, company, "pm-ledger", to, why=why, query="?plan=spring")
    plan.refresh_from_db()
    company.refresh_from_db()
    assert (store.org_at(company, TODAY, plan).positions["pm-ledger"].stage == to) == moved
    assert stage_in(company, "pm-ledger") == "draft"
    board = client.get(f"/o/{company.slug}/hiring/pm-ledger/?plan=spring").content.decode()
    assert ("in this plan" in board) == moved


def test_approvals_are_asked_for_and_answered(
    company: Organisation, as_member: SignIn, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    asker, finance = as_member(Right.PLANNER), as_member(Right.APPROVER, True)
    as_member(Right.APPROVER, False)
    with django_capture_on_commit_callbacks(execute=True):
        move(asker, company, "pm-ledger", "submitted")
        move(finance, company, "pm-ledger", "approved by finance", why="Within budget")
    told = [(n.kind, n.user.memberships.get().right, n.text) for n in Notice.objects.order_by("id")]
    assert [(kind, right) for kind, right, _ in told] == [
        ("seat-asked", "approver"),
        ("seat-asked", "approver"),
        ("seat-decided", "planner"),
    ]
    assert told[2][2].endswith("approved Product Manager, Ledger for finance: Within budget")
    assert len(mail.outbox) == 3
    assert f"/o/{company.slug}/hiring/pm-ledger/" in mail.outbox[0].body


def test_undo_brings_the_requisition_back(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    move(client, company, "pmm-checkout", "cancelled", why="No")
    batch = Batch.objects.filter(organisation=company).latest("id")
    client.post(f"/o/{company.slug}/history/{batch.pk}/undo/")
    assert stage_in(company, "pmm-checkout") == "open"


def test_in_a_plan_a_paused_requisition_goes_back_to_where_it_was(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    owner = Membership.objects.filter(organisation=company).latest("id").user
    plan = editing.create(company, name="Spring", target=TODAY, owner=owner)
    move(client, company, "pmm-checkout", "paused", why="Wait", query="?plan=spring")
    move(client, company, "pmm-checkout", "open", query="?plan=spring")
    plan.refresh_from_db()
    assert store.org_at(company, TODAY, plan).positions["pmm-checkout"].stage == "open"


@pytest.mark.parametrize("who", [{"new_person": "Cy Dahl"}, {"person": "bo"}])
def test_a_draft_that_somebody_was_to_fill_is_not_open_for_hiring_once_they_do_not_come(
    company: Organisation, as_member: SignIn, who: dict[str, str]
) -> None:
    planner, later = as_member(Right.PLANNER), (TODAY + timedelta(days=30)).isoformat()
    planner.post(f"/o/{company.slug}/do/fill/", {"key": "pm-ledger", "on": later, **who})
    said = move(planner, company, "pm-ledger", "open", why="They do not come").content.decode()
    assert "Someone was named for this position before it was approved." in said
    assert stage_in(company, "pm-ledger") == "accepted"


def test_a_position_that_was_open_is_open_again_where_somebody_does_not_come(
    company: Organisation, as_member: SignIn
) -> None:
    planner, later = as_member(Right.PLANNER), (TODAY + timedelta(days=30)).isoformat()
    planner.post(f"/o/{company.slug}/do/fill/", {"key": "pmm-checkout", "on": later, "new_person": "Cy Dahl"})
    move(planner, company, "pmm-checkout", "open", why="They do not come")
    assert stage_in(company, "pmm-checkout") == "open"

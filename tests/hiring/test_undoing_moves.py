"""To undo a move, or to bring it again, is to move: it takes what that takes."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from planning.models import Batch
from portal.models import Membership, Organisation, Right
from tests.factories import MembershipFactory
from tests.hiring.conftest import TODAY, stage_in
from tests.hiring.test_moving import move, put

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SEAT = "pm-ledger"


@pytest.fixture
def planner(as_member: SignIn) -> Client:
    return as_member(Right.PLANNER)


@pytest.fixture
def finance(company: Organisation) -> Membership:
    return MembershipFactory.create(organisation=company, right=Right.APPROVER, sees_cost=True)


@pytest.fixture
def approver(finance: Membership) -> Client:
    client = Client()
    client.force_login(finance.user)
    return client


def latest(company: Organisation) -> Batch:
    return Batch.objects.filter(organisation=company).latest("id")


def undo(client: Client, company: Organisation) -> str:
    """Undo the newest entry of the history, or what that undid; the answer as one reads it."""
    url = f"/o/{company.slug}/history/{latest(company).pk}/undo/"
    return unescape(client.post(url, follow=True).content.decode())


@pytest.fixture
def taken_back(company: Organisation, planner: Client, approver: Client) -> None:
    """An approval by finance that its approver took back."""
    move(planner, company, SEAT, "submitted")
    move(approver, company, SEAT, "approved by finance")
    undo(approver, company)
    assert stage_in(company, SEAT) == "submitted"


@pytest.mark.usefixtures("taken_back")
def test_a_planner_does_not_redo_an_approval_and_reads_whom_to_ask(
    company: Organisation, planner: Client, finance: Membership
) -> None:
    said = undo(planner, company)
    assert f"would be approved by finance again, which needs an approval by finance. Ask {finance.user}." in said
    assert stage_in(company, SEAT) == "submitted"


@pytest.mark.usefixtures("taken_back")
def test_an_approver_redoes_their_approval(company: Organisation, approver: Client) -> None:
    undo(approver, company)
    assert stage_in(company, SEAT) == "approved by finance"


@pytest.mark.usefixtures("taken_back")
def test_the_page_of_an_approval_taken_back_offers_a_planner_no_redo(company: Organisation, planner: Client) -> None:
    page = planner.get(f"/o/{company.slug}/history/{latest(company).pk}/").content.decode()
    assert "You cannot undo this: " in page
    assert f"/{latest(company).pk}/undo/" not in page


def test_whoever_submitted_does_not_redo_the_approval_of_another(
    company: Organisation, as_member: SignIn, approver: Client
) -> None:
    author = as_member(Right.APPROVER, True)
    move(author, company, SEAT, "submitted")
    move(approver, company, SEAT, "approved by finance")
    undo(approver, company)
    assert "an approval by someone else" in undo(author, company)
    assert stage_in(company, SEAT) == "submitted"


def test_a_planner_does_not_undo_that_somebody_sent_a_position_back(
    company: Organisation, planner: Client, approver: Client
) -> None:
    put(company, SEAT, "approved")
    move(approver, company, SEAT, "draft", why="Too early")
    assert "would be approved again" in undo(planner, company)
    assert stage_in(company, SEAT) == "draft"


@pytest.mark.parametrize(("stage", "to", "why"), [("draft", "submitted", ""), ("open", "cancelled", "No budget")])
def test_one_undoes_a_move_of_ones_own(company: Organisation, planner: Client, stage: str, to: str, why: str) -> None:
    put(company, SEAT, stage)
    move(planner, company, SEAT, to, why=why)
    undo(planner, company)
    assert stage_in(company, SEAT) == stage


def test_a_planner_undoes_that_another_paused_what_was_approved(
    company: Organisation, planner: Client, as_member: SignIn
) -> None:
    put(company, SEAT, "approved")
    move(as_member(Right.PLANNER), company, SEAT, "paused", why="Budget is frozen")
    undo(planner, company)
    assert stage_in(company, SEAT) == "approved"


def test_a_planner_does_not_bring_back_that_an_approved_position_is_paused_once_it_is_a_draft(
    company: Organisation, planner: Client, approver: Client
) -> None:
    put(company, SEAT, "approved")
    move(approver, company, SEAT, "paused", why="Budget is frozen")
    move(approver, company, SEAT, "draft")
    assert "would be approved again" in undo(planner, company)
    assert stage_in(company, SEAT) == "draft"


def test_a_planner_undoes_that_another_filled_an_open_position(
    company: Organisation, planner: Client, as_member: SignIn
) -> None:
    data = {"key": "pmm-checkout", "new_person": "Cy Dahl", "on": TODAY.isoformat()}
    as_member(Right.PLANNER).post(f"/o/{company.slug}/do/fill/", data)
    assert stage_in(company, "pmm-checkout") == ""
    undo(planner, company)
    assert stage_in(company, "pmm-checkout") == "open"


def test_while_an_organisation_is_set_up_an_import_is_reverted_and_brought_again(
    company: Organisation, planner: Client
) -> None:
    Batch.objects.update(source=Batch.Source.IMPORT)
    undo(planner, company)
    undo(planner, company)
    assert stage_in(company, "pmm-checkout") == "open"

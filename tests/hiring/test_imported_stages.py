"""A file brings about no more in hiring than whoever imports it could by moving positions one by one."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from planning.imports import drafts
from planning.models import Batch, HiringRules, ImportDraft
from portal.models import Membership, Organisation, Right
from tests.factories import MembershipFactory
from tests.hiring.conftest import TODAY, stage_in
from tests.hiring.test_moving import move, put
from tests.imports.pages import apply, page

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SEAT, NEW = "pm-ledger", "pm-new"
HELD = "hiring stage stays unchanged: the stage in the file needs an approval"


@pytest.fixture
def finance(company: Organisation) -> Membership:
    return MembershipFactory.create(organisation=company, right=Right.APPROVER, sees_cost=True)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    drafts.forget()


def preview(client: Client, company: Organisation, stage: str, key: str = SEAT, **more: str) -> str:
    """What the preview says of a file with one open position at a stage."""
    columns = {"Position ID": key, "Title": "Product Manager, Ledger", "Hiring stage": stage, "Vacant": "yes", **more}
    text = "\t".join(columns) + "\n" + "\t".join(columns.values()) + "\n"
    client.post(page(company), {"pasted": text, "on": TODAY.isoformat()})
    found = ImportDraft.objects.filter(organisation=company).latest("id")
    ImportDraft.objects.update(update=key != NEW)  # these rows alone
    return unescape(client.get(page(company, "import-preview", found.pk)).content.decode())


def bring(client: Client, company: Organisation, stage: str, key: str = SEAT, **more: str) -> str:
    """The stage once such a file is applied."""
    preview(client, company, stage, key, **more)
    apply(client, company, ImportDraft.objects.filter(organisation=company).latest("id"), endings="1")
    return stage_in(company, key)


@pytest.mark.parametrize(
    ("stage", "said", "comes"),
    [
        ("draft", "submitted", "submitted"),
        ("draft", "open", "draft"),
        ("submitted", "approved by finance", "submitted"),
        ("submitted", "open", "submitted"),
        ("submitted", "Open for hiring", "submitted"),
        ("submitted", "hired", "submitted"),
        ("submitted", "draft", "draft"),
        ("approved", "interviewing", "interviewing"),
        ("open", "on hold", "on hold"),
    ],
)
def test_a_planners_file_moves_a_position_where_they_could(
    company: Organisation, as_member: SignIn, stage: str, said: str, comes: str
) -> None:
    put(company, SEAT, stage)
    assert bring(as_member(Right.PLANNER), company, said) == comes


def test_the_preview_says_what_stays_and_whom_to_ask(
    company: Organisation, as_member: SignIn, finance: Membership
) -> None:
    put(company, SEAT, "submitted")
    assert f"1 {HELD} by finance. Ask {finance.user}." in preview(as_member(Right.PLANNER), company, "open")


def test_a_new_position_comes_in_as_submitted_which_the_preview_says(
    company: Organisation, as_member: SignIn, finance: Membership
) -> None:
    planner = as_member(Right.PLANNER)
    said = (
        f"1 new position comes in as submitted: the stage in the file needs an approval by finance. Ask {finance.user}."
    )
    assert said in preview(planner, company, "approved", NEW)
    assert bring(planner, company, "approved", NEW) == "submitted"


def test_whoever_imported_a_new_position_does_not_approve_it(company: Organisation, as_member: SignIn) -> None:
    approver = as_member(Right.APPROVER, True)
    assert bring(approver, company, "open", NEW) == "submitted"
    assert "You submitted this position" in move(approver, company, NEW, "approved by finance").content.decode()


def test_an_approvers_file_approves_what_somebody_else_submitted(company: Organisation, as_member: SignIn) -> None:
    move(as_member(Right.PLANNER), company, SEAT, "submitted")
    assert bring(as_member(Right.APPROVER, True), company, "open") == "open"


def test_an_approver_who_may_not_see_cost_does_not_approve_for_finance_by_a_file(
    company: Organisation, as_member: SignIn
) -> None:
    move(as_member(Right.PLANNER), company, SEAT, "submitted")
    assert bring(as_member(Right.APPROVER), company, "open") == "submitted"


@pytest.mark.parametrize("key", [SEAT, NEW])
def test_an_approvers_file_opens_what_they_may_approve_themselves(
    company: Organisation, as_member: SignIn, key: str
) -> None:
    HiringRules.objects.create(organisation=company, own_approval=True)
    assert bring(as_member(Right.APPROVER, True), company, "open", key) == "open"


@pytest.mark.parametrize("key", [SEAT, NEW])
def test_where_no_approval_is_asked_for_a_planners_file_opens_positions(
    company: Organisation, as_member: SignIn, key: str
) -> None:
    HiringRules.objects.create(organisation=company, finance=False, approval=False)
    assert bring(as_member(Right.PLANNER), company, "open", key) == "open"


def test_while_an_organisation_is_set_up_all_that_files_say_comes_in(company: Organisation, as_member: SignIn) -> None:
    Batch.objects.update(source=Batch.Source.IMPORT)
    assert bring(as_member(Right.PLANNER), company, "open") == "open"


def test_a_position_that_is_filled_keeps_no_stage_for_the_day_it_is_vacant(
    company: Organisation, as_member: SignIn
) -> None:
    assert bring(as_member(Right.PLANNER), company, "open", "chief", Vacant="no", Name="Ann Ek") == ""


def test_rights_that_went_between_preview_and_apply_count(company: Organisation) -> None:
    put(company, SEAT, "submitted")
    member = MembershipFactory.create(organisation=company, right=Right.APPROVER, sees_cost=True)
    client = Client()
    client.force_login(member.user)
    preview(client, company, "open")
    draft = ImportDraft.objects.get()
    seen = client.get(page(company, "import-preview", draft.pk)).context["seen_token"]
    Membership.objects.filter(pk=member.pk).update(right=Right.PLANNER)
    client.post(page(company, "import-apply", draft.pk), {"seen": seen})
    assert stage_in(company, SEAT) == "submitted"


def test_a_file_opens_no_draft_that_somebody_was_to_fill(company: Organisation, as_member: SignIn) -> None:
    planner, later = as_member(Right.PLANNER), (TODAY + timedelta(days=30)).isoformat()
    planner.post(f"/o/{company.slug}/do/fill/", {"key": SEAT, "on": later, "new_person": "Cy Dahl"})
    assert bring(planner, company, "open") == "accepted"

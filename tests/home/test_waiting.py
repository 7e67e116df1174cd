"""Waiting for you: what needs a member, by who they are."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from planning.core.changes.change import add
from planning.core.records import Position
from planning.home.waiting import waiting_for
from planning.models import FindingTask, JobBrief, LineAnswer, LineReview, Plan
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.guard import Access
from portal.models import Membership, Organisation, Right, User
from tests import samples
from tests.factories import MembershipFactory, PersonFactory, PositionFactory, UserFactory
from tests.small_organisation import employ

TODAY = timezone.localdate()
As = Callable[[Right], Access]


@pytest.fixture
def as_(filled: Organisation) -> As:
    """What a new member of that right works with."""

    def enter(right: Right) -> Access:
        given = {"organisation": filled, "right": right, "sees_cost": right == Right.ADMIN}
        membership: Membership = MembershipFactory.create(**given)
        return Access(filled, membership, TODAY, TODAY)

    return enter


@pytest.fixture
def plan(filled: Organisation) -> Plan:
    return editing.create(filled, name="Spring", target=TODAY - timedelta(days=2), owner=None)


def told(access: Access) -> list[tuple[str, str]]:
    return [(row.waits.title, row.waits.verb) for row in waiting_for(access)]


def test_nothing_waits_for_a_newcomer(as_: As) -> None:
    assert [told(as_(right)) for right in Right] == [[]] * len(Right)


def test_a_plan_in_review_waits_for_approvers_but_not_for_its_owner(as_: As, plan: Plan) -> None:
    owner, approver = as_(Right.APPROVER), as_(Right.APPROVER)
    Plan.objects.update(owner=owner.user, state=Plan.State.REVIEW)
    assert (told(approver), told(owner)) == ([("Approve “Spring”", "Review")], [])


@pytest.mark.parametrize(
    ("state", "right", "said"),
    [
        (Plan.State.SENT_BACK, Right.PLANNER, [("Revise “Spring”", "Revise")]),
        (Plan.State.APPROVED, Right.PLANNER, [("“Spring” is approved", "Open")]),
        (Plan.State.APPROVED, Right.APPROVER, [("Apply “Spring”", "Apply")]),
        (Plan.State.DRAFT, Right.APPROVER, []),
    ],
)
def test_an_own_plan_waits_once_it_came_back(as_: As, plan: Plan, state: str, right: Right, said: object) -> None:
    owner = as_(right)
    Plan.objects.update(owner=owner.user, state=state)
    assert told(owner) == said


def test_an_assigned_finding_waits_while_it_stands(as_: As, filled: Organisation) -> None:
    viewer = as_(Right.VIEWER)
    finding = Snapshot(filled, TODAY).findings[0]
    rule, kind, key, about = finding.identity
    given = {"organisation": filled, "assignee": viewer.user, "due": TODAY - timedelta(days=2)}
    FindingTask.objects.create(rule=rule, kind=kind, key=key, about=about, **given)
    FindingTask.objects.create(rule=rule, kind=kind, key="gone", about=about, **given)
    (row,) = waiting_for(viewer)
    assert (finding.subject.name in row.waits.title, row.when, row.is_late) == (True, "2 days late", True)


def review(organisation: Organisation, reviewer: User) -> LineReview:
    made: LineReview = LineReview.objects.create(organisation=organisation, name="Lines", due=TODAY)
    made.reviewers.add(reviewer)
    return made


def test_a_question_waits_until_it_is_answered_and_a_review_until_it_is_signed(as_: As, filled: Organisation) -> None:
    viewer, planner = as_(Right.VIEWER), as_(Right.PLANNER)
    asked = LineAnswer.objects.create(
        review=review(filled, planner.user), key="luis", kind="ask", owner=viewer.user, text="Right?", facts="x"
    )
    assert (told(viewer), told(planner)) == ([("Right?", "Answer")], [("Finish “Lines”", "Continue")])
    LineAnswer.objects.filter(pk=asked.pk).update(replied_at=timezone.now())
    assert told(viewer) == []


def submit(organisation: Organisation, *keys: str) -> None:
    organisation.refresh_from_db()
    changes = [add(TODAY, Position(key, title=f"Maker {key}", stage="submitted", manager="ceo")) for key in keys]
    writes.commit(organisation, changes, title="Submit", today=TODAY)
    organisation.refresh_from_db()


def test_requisitions_wait_for_who_can_approve_them_many_in_one_line(as_: As, filled: Organisation) -> None:
    admin, without_cost = as_(Right.ADMIN), as_(Right.APPROVER)
    submit(filled, "a", "b")
    assert told(without_cost) == []  # finance approves first
    assert told(admin) == [(f"Approve the requisition for Maker {key}", "Decide") for key in "ab"]
    submit(filled, *"cdef")
    assert told(admin) == [("Approve 6 requisitions", "Decide")]


def test_a_scorecard_waits_for_its_interviewer_until_the_candidate_is_decided_on(as_: As, filled: Organisation) -> None:
    viewer = as_(Right.VIEWER)
    card = samples.scorecard(filled)
    type(card).objects.update(interviewer=viewer.user)
    assert told(viewer) == [(f"Scorecard for {card.candidate}", "Fill in")]
    type(card.candidate).objects.update(outcome="rejected")
    assert told(viewer) == []


def test_a_draft_brief_waits_for_the_hiring_manager_of_the_position(as_: As, filled: Organisation) -> None:
    planner = as_(Right.PLANNER)
    PersonFactory.create(organisation=filled, key="me", name="Me", email=planner.user.email.upper())
    PositionFactory.create(organisation=filled, key="lead", title="Lead", holder="me")
    PositionFactory.create(organisation=filled, key="new", title="Maker", stage="open", manager="lead")
    JobBrief.objects.create(organisation=filled, position="new")
    store.forget()
    assert told(planner) == [("Review the job brief for Maker", "Review")]


def test_a_draft_brief_waits_for_approvers_where_the_hiring_manager_has_no_access(
    as_: As, filled: Organisation
) -> None:
    approver, planner = as_(Right.APPROVER), as_(Right.PLANNER)
    draft_brief(filled)
    assert told(approver) == [("Review the job brief for Maker", "Review")]
    assert told(planner) == []


def test_a_brief_waits_for_none_of_its_authors_nor_once_it_is_reviewed(as_: As, filled: Organisation) -> None:
    author, other = as_(Right.APPROVER), as_(Right.APPROVER)
    brief = draft_brief(filled)
    brief.writers.add(author.user)
    assert told(author) == []
    assert told(other) == [("Review the job brief for Maker", "Review")]
    JobBrief.objects.update(state=JobBrief.State.REVIEWED, reviewed_by=other.user)
    assert told(other) == []


def test_a_review_that_holds_no_more_waits_again(as_: As, filled: Organisation) -> None:
    author, other = as_(Right.APPROVER), as_(Right.APPROVER)
    draft_brief(filled).writers.add(author.user)
    JobBrief.objects.update(state=JobBrief.State.REVIEWED, reviewed_by=author.user)
    assert told(other) == [("Review the job brief for Maker", "Review")]


def test_the_queries_of_briefs_do_not_grow(as_: As, filled: Organisation) -> None:
    approver = as_(Right.APPROVER)
    draft_brief(filled, "new")
    store.forget()
    few = _queries(approver)
    for number in range(4):
        draft_brief(filled, f"new{number}").writers.add(UserFactory.create())
    store.forget()
    assert _queries(approver) == few


def draft_brief(organisation: Organisation, key: str = "new") -> JobBrief:
    PositionFactory.create(organisation=organisation, key=key, title="Maker", stage="open")
    store.forget()
    return JobBrief.objects.create(organisation=organisation, position=key)


def test_late_comes_first_and_the_queries_do_not_grow(as_: As, filled: Organisation, plan: Plan) -> None:
    admin: Any = as_(Right.ADMIN)
    Plan.objects.update(state=Plan.State.APPROVED)
    review(filled, admin.user)
    submit(filled, "a")
    few = _queries(admin)
    assert [row.is_late for row in waiting_for(admin)] == [True, False, False]
    for number in range(4):
        review(filled, admin.user)
        more = editing.create(filled, name=f"More {number}", target=TODAY, owner=UserFactory.create())
        Plan.objects.filter(pk=more.pk).update(state=Plan.State.REVIEW)
        employ(filled, f"e{number}", f"E {number}")
    submit(filled, "b", "c")
    store.forget()
    assert _queries(admin) == few


def _queries(access: Access) -> int:
    waiting_for(access)
    with CaptureQueriesContext(connection) as caught:
        waiting_for(access)
    return len(caught)

"""A plan's way through review, by its pages: who may take which step, what stands in the way, what is said then."""

from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from planning.models import Notice, Plan, PlanRules, Share
from planning.plans import approval_rules, review
from portal.models import Right
from tests.factories import MembershipFactory
from tests.plans.deciding import DECISIONS, State, member, post, signed_in, state, status


@pytest.mark.parametrize("do", [*DECISIONS, "approve-some"])
@pytest.mark.parametrize("right", list(Right))
def test_only_who_may_approve_decides(sent: Plan, right: Right, do: str) -> None:
    user = member(sent.organisation, right)
    Share.objects.create(plan=sent, user=user)
    status(signed_in(user), sent, do=do, text="So", seen=sent.version, change="1-1")
    decided = state(sent) != State.REVIEW
    assert decided is right.includes(Right.APPROVER)


@pytest.mark.parametrize("do", [*DECISIONS, "approve-some", "submit", "withdraw", "archive"])
@pytest.mark.parametrize("who", ["owner", "editor", "reader", "approver"])
def test_what_one_may_not_do_is_refused_and_leaves_all_as_it_was(
    sent: Plan, people: SimpleNamespace, do: str, who: str
) -> None:
    decides = do in DECISIONS or do == "approve-some"
    may = who == "approver" if decides else who in ("owner", "editor")
    answer = status(getattr(people, who).client, sent, do=do, text="So", change="1-1")
    assert (answer == 403) is not may
    assert may or state(sent) == State.REVIEW


@pytest.mark.parametrize(
    "name", ["plan-state", "plan-apply", "plan-revert", "plan-comment", "plan-share", "plan-undo", "plan-changes"]
)
def test_others_than_members_learn_nothing_and_change_nothing(sent: Plan, name: str) -> None:
    stranger = signed_in(MembershipFactory.create(right=Right.ADMIN).user)
    assert status(stranger, sent, name, do="approve", text="Hello") == 404
    answer = Client().post(reverse(name, args=[sent.organisation.slug, sent.slug]), {"do": "approve", "text": "Hello"})
    assert answer["Location"].startswith(reverse("account_login"))
    assert (state(sent), sent.comments.count()) == (State.REVIEW, 0)


def test_a_plan_is_sent_taken_back_and_put_away_by_its_editor(
    plan: Plan, people: SimpleNamespace, move: Callable[..., Plan]
) -> None:
    client = people.editor.client
    assert "The plan has no changes yet" in post(client, plan, do="submit")
    move(plan, "ic", "two")
    assert "Sent for review." in post(client, plan, do="submit", text="For spring")
    assert Notice.objects.get(user=people.approver.user).kind == Notice.Kind.REVIEW
    assert "Back in draft." in post(client, plan, do="withdraw")
    assert "Archived." in post(client, plan, do="archive")
    assert [(e.state, e.text) for e in plan.events.all()] == [("review", "For spring"), ("draft", ""), ("archived", "")]


def test_a_step_that_there_is_not_is_none(sent: Plan, people: SimpleNamespace) -> None:
    assert "Choose what should happen to the plan." in post(people.approver.client, sent, do="explode")
    assert state(sent) == State.REVIEW


def test_what_is_sent_back_reaches_its_owner_with_the_comment(sent: Plan, people: SimpleNamespace) -> None:
    mail.outbox.clear()
    page = post(people.approver.client, sent, do="send-back", text="Keep <Two> under the chief", seen=sent.version)
    assert "Changes requested." in page
    assert "Spring launch" not in page  # it is a draft again, and no longer the approver's to see
    assert {m.to[0] for m in mail.outbox} == {getattr(people, w).user.email for w in ("owner", "editor", "reader")}
    own = people.owner.client.get(reverse("plan", args=[sent.organisation.slug, sent.slug])).content.decode()
    assert "Keep &lt;Two&gt; under the chief" in own
    assert "Send for review" in own


@pytest.mark.parametrize("do", ["send-back", "reject"])
def test_who_says_no_says_why(sent: Plan, people: SimpleNamespace, do: str) -> None:
    assert "Say what needs to change" in post(people.approver.client, sent, do=do, text=" ")
    assert state(sent) == State.REVIEW


def test_a_rejected_plan_stays_to_be_seen(sent: Plan, people: SimpleNamespace) -> None:
    assert "Rejected." in post(people.approver.client, sent, do="reject", text="Not this year")
    assert "Back in draft." in post(people.owner.client, sent, do="withdraw")


def test_owners_do_not_decide_unless_the_organisation_lets_them(sent: Plan) -> None:
    own = member(sent.organisation, Right.APPROVER)
    Plan.objects.update(owner=own)
    assert "Someone else has to decide" in post(signed_in(own), sent, do="approve")
    PlanRules.objects.create(organisation=sent.organisation, own_approval=True)
    assert "Approved." in post(signed_in(own), sent, do="approve")


def test_who_may_not_decide_on_a_plan_of_their_own_reads_whom_to_ask_before_pressing(
    sent: Plan, people: SimpleNamespace
) -> None:
    own = member(sent.organisation, Right.APPROVER)
    Plan.objects.update(owner=own)
    page = signed_in(own).get(reverse("plan", args=[sent.organisation.slug, sent.slug])).content.decode()
    assert f"Ask {people.approver.user}." in unescape(page)
    assert 'value="approve"' not in page
    assert "#decide-card" not in page


@pytest.mark.parametrize(("who", "do", "asked"), [("reader", "submit", "owner"), ("owner", "approve", "approver")])
def test_who_is_refused_reads_whom_to_ask(sent: Plan, people: SimpleNamespace, who: str, do: str, asked: str) -> None:
    assert f"Ask {getattr(people, asked).user}." in unescape(post(getattr(people, who).client, sent, do=do))


@pytest.mark.parametrize("do", DECISIONS)
def test_what_has_changed_since_it_was_looked_at_is_not_decided_on(
    sent: Plan, people: SimpleNamespace, do: str
) -> None:
    page = post(people.approver.client, sent, do=do, text="So", seen=sent.version - 1)
    assert "changed the plan meanwhile" in page
    assert state(sent) == State.REVIEW


def test_a_decision_made_twice_counts_once(sent: Plan, people: SimpleNamespace) -> None:
    assert "Approved." in post(people.approver.client, sent, do="approve", seen=sent.version)
    assert "someone else has just changed it" in post(people.approver.client, sent, do="approve", seen=sent.version)
    assert sent.events.filter(state=State.APPROVED).count() == 1


def test_a_plan_that_was_withdrawn_is_no_longer_there_for_its_approver(sent: Plan, people: SimpleNamespace) -> None:
    review.withdraw(sent, by=people.owner.user)
    assert status(people.approver.client, sent, do="approve", seen=sent.version) == 404
    assert state(sent) == State.DRAFT


@pytest.mark.parametrize("seen", [True, False])
def test_a_plan_that_changes_while_it_is_decided_on_is_not_approved(
    sent: Plan, people: SimpleNamespace, move: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch, seen: bool
) -> None:
    """Withdrawn, edited and sent anew after the rules of the organisation were looked at."""

    def meanwhile(*_: object, **__: object) -> None:
        review.withdraw(sent, by=people.owner.user)
        move(Plan.objects.get(), "ic", "boss")
        review.submit(Plan.objects.get(), by=people.owner.user)

    monkeypatch.setattr(approval_rules, "check", meanwhile)
    asked: dict[str, Any] = {} if seen else {"seen": ""}
    assert "changed the plan meanwhile" in post(people.approver.client, sent, do="approve", **asked)
    assert state(sent) == State.REVIEW


def test_a_plan_withdrawn_while_it_is_decided_on_stays_a_draft(
    sent: Plan, people: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approval_rules, "check", lambda *_, **__: review.withdraw(sent, by=people.owner.user))
    page = post(people.approver.client, sent, do="approve", seen=sent.version)
    assert "The plan is draft now, because someone else has just changed it." in page
    assert state(sent) == State.DRAFT

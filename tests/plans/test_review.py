from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from planning.core.changes.change import add
from planning.core.records import Product
from planning.models import Muted, Notice, Plan, PlanRules, Share
from planning.notices import notices
from planning.organisation import store
from planning.plans import editing, review
from planning.plans.editing import Locked
from portal.models import Right, User
from portal.optimistic_lock import Overtaken
from tests.factories import MembershipFactory
from tests.plans.conftest import LATER, TODAY
from tests.typing_in import seen_at

Move = Callable[..., Plan]
State = Plan.State


@pytest.fixture
def owner(plan: Plan) -> User:
    user = MembershipFactory.create(organisation=plan.organisation, right=Right.PLANNER).user
    Plan.objects.update(owner=user)
    plan.refresh_from_db()
    return user


@pytest.fixture
def approver(plan: Plan) -> User:
    return MembershipFactory.create(organisation=plan.organisation, right=Right.APPROVER).user


@pytest.fixture
def sent(plan: Plan, owner: User, approver: User, move: Move) -> Plan:
    plan = move(move(plan, "ic", "two"), "two", "one", TODAY)
    return review.submit(plan, by=owner)


def test_an_empty_plan_cannot_be_sent(plan: Plan, owner: User) -> None:
    with pytest.raises(Locked, match="no changes"):
        review.submit(plan, by=owner)


def test_sending_locks_edits(sent: Plan, move: Move) -> None:
    with pytest.raises(Locked):
        move(sent, "ic", "boss")


def test_approvers_are_asked(sent: Plan, approver: User) -> None:
    assert Notice.objects.get(user=approver).kind == Notice.Kind.REVIEW


def test_the_owner_hears_of_the_decision(sent: Plan, approver: User, owner: User) -> None:
    review.approve(sent, by=approver)
    assert Notice.objects.get(user=owner).kind == Notice.Kind.APPROVED


def test_news_go_out_by_mail(sent: Plan, approver: User, owner: User, settings: Settings) -> None:
    settings.SITE_URL = "https://lineup.example"
    mail.outbox.clear()
    review.approve(sent, by=approver)
    (message,) = mail.outbox
    assert message.to == [owner.email]
    assert f"https://lineup.example/o/{sent.organisation.slug}/plans/{sent.slug}/" in message.body


def test_made_up_news_stay_in_the_portal(sent: Plan, approver: User, owner: User) -> None:
    mail.outbox.clear()
    with notices.unsent():
        review.approve(sent, by=approver)
    assert mail.outbox == []
    assert Notice.objects.filter(user=owner, kind=Notice.Kind.APPROVED).exists()


@pytest.mark.parametrize("by_mail", [False, True])
def test_a_kind_that_is_switched_off_stays_away(sent: Plan, approver: User, owner: User, by_mail: bool) -> None:
    Muted.objects.create(user=owner, kind=Notice.Kind.APPROVED, by_mail=by_mail)
    mail.outbox.clear()
    review.approve(sent, by=approver)
    assert bool(mail.outbox) is not by_mail
    assert Notice.objects.filter(user=owner).exists() is by_mail


def test_an_owner_gives_a_plan_away_and_stays_an_editor(plan: Plan, owner: User, client: Client) -> None:
    other = MembershipFactory.create(organisation=plan.organisation, right=Right.PLANNER).user
    client.force_login(owner)
    url = reverse("plan-settings", args=[plan.organisation.slug, plan.slug])
    client.post(url, {"name": "Spring", "target": "2026-12-01", "owner": other.pk, "seen": seen_at(client, url)})
    plan.refresh_from_db()
    assert plan.owner == other
    assert list(plan.shares.values_list("user", "may_edit")) == [(owner.pk, True)]


def test_what_somebody_does_is_no_news_to_them(sent: Plan, owner: User) -> None:
    assert not Notice.objects.filter(user=owner).exists()


def test_the_owner_cannot_decide(sent: Plan, owner: User) -> None:
    with pytest.raises(Locked, match="Someone else"):
        review.approve(sent, by=owner)


def test_an_organisation_may_let_owners_decide(sent: Plan, owner: User) -> None:
    PlanRules.objects.create(organisation=sent.organisation, own_approval=True)
    assert review.approve(sent, by=owner).state == State.APPROVED


def test_a_decision_on_what_has_changed_since_is_refused(sent: Plan, approver: User) -> None:
    with pytest.raises(Overtaken, match="changed the plan meanwhile"):
        review.approve(sent, by=approver, seen=sent.version - 1)


def test_two_approvers_do_not_decide_twice(sent: Plan, approver: User) -> None:
    review.approve(sent, by=approver)
    with pytest.raises(Locked, match="just changed it"):
        review.reject(sent, by=approver, text="No")


@pytest.mark.parametrize("decide", [review.send_back, review.reject])
def test_sending_back_and_rejecting_want_a_reason(sent: Plan, approver: User, decide: Callable[..., Plan]) -> None:
    with pytest.raises(Locked, match="Say what"):
        decide(sent, by=approver, text="  ")


def test_what_was_sent_back_can_be_edited_and_sent_again(sent: Plan, approver: User, owner: User, move: Move) -> None:
    plan = review.send_back(sent, by=approver, text="Keep Two under the chief")
    plan = move(plan, "two", "boss", TODAY)
    assert review.submit(plan, by=owner).state == State.REVIEW


def test_some_changes_are_approved_and_the_rest_goes_back(sent: Plan, approver: User, owner: User) -> None:
    first, _ = store.planned(sent)
    plan, back = review.approve_some(sent, [first], by=approver, text="The second needs more thought")
    assert (plan.state, [p.change.key for p in store.planned(plan).values()]) == (State.APPROVED, ["ic"])
    assert (back.state, [p.change.key for p in store.planned(back).values()]) == (State.SENT_BACK, ["two"])
    assert back.owner == owner


@pytest.mark.parametrize("which", [[], ["1-1", "2-1"]])
def test_some_means_not_none_and_not_all(sent: Plan, approver: User, which: list[str]) -> None:
    with pytest.raises(Locked, match="some of"):
        review.approve_some(sent, which, by=approver, text="")
    assert Plan.objects.count() == 1


def test_a_rejected_plan_can_become_a_draft_again(sent: Plan, approver: User, owner: User) -> None:
    plan = review.reject(sent, by=approver, text="Not now")
    assert review.withdraw(plan, by=owner).state == State.DRAFT


def test_each_step_is_recorded(sent: Plan, approver: User) -> None:
    plan = review.send_back(sent, by=approver, text="Why two?")
    assert [(event.state, event.text) for event in plan.events.all()] == [("review", ""), ("sent-back", "Why two?")]


def test_a_comment_tells_everybody_involved(sent: Plan, approver: User, owner: User) -> None:
    reader = MembershipFactory.create(organisation=sent.organisation).user
    Share.objects.create(plan=sent, user=reader)
    review.comment(sent, "Looks right", by=approver, change="1-1")
    told = Notice.objects.filter(kind=Notice.Kind.COMMENT).values_list("user", flat=True)
    assert set(told) == {owner.pk, reader.pk}


def test_a_copy_of_a_locked_plan_can_be_edited(sent: Plan, owner: User, move: Move) -> None:
    copy = editing.create(sent.organisation, name="Again", target=LATER, owner=owner, copy_of=sent)
    assert move(copy, "ic", "boss").version == 2


@pytest.mark.parametrize(("rule", "passes"), [("critical", False), ("none", True)])
def test_what_the_organisation_does_not_let_pass_cannot_be_approved(
    sent: Plan, approver: User, client: Client, rule: str, passes: bool
) -> None:
    PlanRules.objects.create(organisation=sent.organisation, gate=rule)
    review.withdraw(sent, by=sent.owner)
    plan = editing.edit(
        Plan.objects.get(pk=sent.pk), [add(LATER, Product("x", "Atlas", "growth"))], title="Add", author=sent.owner
    )
    review.submit(plan, by=sent.owner)
    client.force_login(approver)
    url = reverse("plan-state", args=[sent.organisation.slug, sent.slug])
    answer = client.post(url, {"do": "approve", "seen": plan.version}, follow=True).content.decode()
    assert ("do not allow: No Product Manager covers Atlas" in answer) is not passes
    assert (Plan.objects.get(pk=sent.pk).state == State.APPROVED) is passes

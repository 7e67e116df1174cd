"""A plan's way through review, by its pages: who may take which step, what stands in the way, what is said then."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.core.changes.change import add, edit
from planning.core.records import Position, Product
from planning.models import Notice, Plan, PlanRules, Share
from planning.organisation import store
from planning.plans import approval_rules, editing, review
from portal.models import Organisation, Right, User
from tests.factories import MembershipFactory
from tests.plans.conftest import TODAY

State = Plan.State
SOON = timezone.localdate() + timedelta(days=30)  # the pages go by the real day
DECISIONS = {"approve": State.APPROVED, "send-back": State.SENT_BACK, "reject": State.REJECTED}


def member(organisation: Organisation, right: Right) -> User:
    return MembershipFactory.create(organisation=organisation, right=right).user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people(plan: Plan) -> SimpleNamespace:
    """The plan's owner, an editor and a reader of it, and an approver, each with a client of their own."""
    company = plan.organisation
    owner, editor, reader = (member(company, Right.PLANNER) for _ in range(3))
    approver = member(company, Right.APPROVER)
    Plan.objects.update(owner=owner)
    Share.objects.create(plan=plan, user=editor, may_edit=True)
    Share.objects.create(plan=plan, user=reader)
    users = {"owner": owner, "editor": editor, "reader": reader, "approver": approver}
    return SimpleNamespace(**{name: SimpleNamespace(user=u, client=signed_in(u)) for name, u in users.items()})


@pytest.fixture
def sent(plan: Plan, people: SimpleNamespace, move: Callable[..., Plan]) -> Plan:
    """In review: the maker comes under the second lead, who comes under the first."""
    plan.refresh_from_db()
    return review.submit(move(move(plan, "ic", "two"), "two", "one", TODAY), by=people.owner.user)


def post(client: Client, plan: Plan, name: str = "plan-state", **data: object) -> str:
    """What the page says that comes next. The plan was looked at as `plan` is, unless `seen` says otherwise."""
    url = reverse(name, args=[plan.organisation.slug, plan.slug])
    return client.post(url, {"seen": plan.version, **data}, follow=True).content.decode()


def status(client: Client, plan: Plan, name: str = "plan-state", **data: object) -> int:
    return client.post(reverse(name, args=[plan.organisation.slug, plan.slug]), data).status_code


def state(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def parted(plan: Plan, *changes: object) -> Plan:
    """In review with these changes instead."""
    review.withdraw(plan, by=plan.owner)
    plan = Plan.objects.select_related("organisation", "owner").get(pk=plan.pk)
    editing.drop(plan, list(store.planned(plan)), author=None)
    for change in changes:
        fresh = Plan.objects.get(pk=plan.pk)
        plan = editing.edit(fresh, [change], title="Edit", author=None)  # type: ignore[list-item]
    return review.submit(Plan.objects.select_related("organisation", "owner").get(pk=plan.pk), by=plan.owner)


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
    assert "The plan holds no changes yet" in post(client, plan, do="submit")
    move(plan, "ic", "two")
    assert "Sent for review." in post(client, plan, do="submit", text="For spring")
    assert Notice.objects.get(user=people.approver.user).kind == Notice.Kind.REVIEW
    assert "Back in draft." in post(client, plan, do="withdraw")
    assert "Archived." in post(client, plan, do="archive")
    assert [(e.state, e.text) for e in plan.events.all()] == [("review", "For spring"), ("draft", ""), ("archived", "")]


def test_a_step_that_there_is_not_is_none(sent: Plan, people: SimpleNamespace) -> None:
    assert "Choose what should happen to the plan." in post(people.approver.client, sent, do="explode")
    assert state(sent) == State.REVIEW


def test_what_is_sent_back_reaches_its_owner_with_the_comment(
    sent: Plan, people: SimpleNamespace, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        page = post(people.approver.client, sent, do="send-back", text="Keep <Two> under the chief", seen=sent.version)
    assert "Sent back with your comment." in page
    assert "Spring launch" not in page  # it is a draft again, and no longer the approver's to see
    assert {m.to[0] for m in mail.outbox} == {getattr(people, w).user.email for w in ("owner", "editor", "reader")}
    own = people.owner.client.get(reverse("plan", args=[sent.organisation.slug, sent.slug])).content.decode()
    assert "Keep &lt;Two&gt; under the chief" in own
    assert "Send for review" in own


@pytest.mark.parametrize("do", ["send-back", "reject"])
def test_who_says_no_says_why(sent: Plan, people: SimpleNamespace, do: str) -> None:
    assert "Say what should be different" in post(people.approver.client, sent, do=do, text=" ")
    assert state(sent) == State.REVIEW


def test_a_rejected_plan_stays_to_be_seen(sent: Plan, people: SimpleNamespace) -> None:
    assert "Rejected." in post(people.approver.client, sent, do="reject", text="Not this year")
    assert "Back in draft." in post(people.owner.client, sent, do="withdraw")


def test_owners_do_not_decide_unless_the_organisation_lets_them(sent: Plan) -> None:
    own = member(sent.organisation, Right.APPROVER)
    Plan.objects.update(owner=own)
    assert "Somebody else has to decide" in post(signed_in(own), sent, do="approve")
    PlanRules.objects.create(organisation=sent.organisation, own_approval=True)
    assert "Approved." in post(signed_in(own), sent, do="approve")


@pytest.mark.parametrize("do", DECISIONS)
def test_what_has_changed_since_it_was_looked_at_is_not_decided_on(
    sent: Plan, people: SimpleNamespace, do: str
) -> None:
    page = post(people.approver.client, sent, do=do, text="So", seen=sent.version - 1)
    assert "changed the plan meanwhile" in page
    assert state(sent) == State.REVIEW


def test_a_decision_made_twice_counts_once(sent: Plan, people: SimpleNamespace) -> None:
    assert "Approved." in post(people.approver.client, sent, do="approve", seen=sent.version)
    assert "somebody was quicker" in post(people.approver.client, sent, do="approve", seen=sent.version)
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
    assert "The plan is draft now; somebody was quicker." in page
    assert state(sent) == State.DRAFT


NEEDS = "“Maker moves from Lead one to Lead three” needs “New position Lead three (vacant), reporting to CEO”."


def test_what_is_ticked_brings_what_it_needs_on_demand(sent: Plan, people: SimpleNamespace) -> None:
    three = Position("three", title="Lead three", manager="boss")
    maker = store.org_at(sent.organisation, SOON).positions["ic"]
    boss = store.org_at(sent.organisation, SOON).positions["boss"]
    plan = parted(sent, add(SOON, three), edit(SOON, maker, manager="three"), edit(SOON, boss, title="Chief"))
    first, second, third = store.planned(plan)
    asked: dict[str, Any] = {"change": second, "text": "Only the move", "seen": plan.version}
    url = reverse("plan-state", args=[plan.organisation.slug, plan.slug])
    answer = people.approver.client.post(url, {**asked, "do": "approve-some"})
    assert (answer.status_code, "Tick it too" in answer.content.decode()) == (422, True)
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
    assert "Approved in part; the rest went back as “Spring launch (sent back)”." in page
    back = Plan.objects.get(state=State.SENT_BACK)
    assert [p.change.after for p in store.planned(back).values()] == [{"manager": "three"}]
    assert back.events.get().text == "Not yet"


@pytest.mark.parametrize("ticked", [[], ["1-1 2-1"], ["9-9"]])
def test_some_of_the_changes_are_neither_none_nor_all(sent: Plan, people: SimpleNamespace, ticked: list[str]) -> None:
    page = post(people.approver.client, sent, do="approve-some", change=ticked, seen=sent.version)
    assert "Choose some of the changes" in page
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
    assert "The plan opens: No Product" in post(people.approver.client, uncovered, do="approve", **asked)
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
    assert "opens: No Product" in page
    assert (state(plan), Plan.objects.count()) == (State.REVIEW, 1)
    assert list(store.planned(Plan.objects.get())) == [first, second, third]


def test_a_reader_says_something_about_the_plan_and_about_a_change(sent: Plan, people: SimpleNamespace) -> None:
    client = people.reader.client
    assert "Your comment is there." in post(client, sent, "plan-comment", text="When?")
    page = post(client, sent, "plan-comment", text="Why Two?", change="2-1 1-1")
    assert "Why Two?" in page
    assert list(sent.comments.values_list("change", "text")) == [("", "When?"), ("2-1", "Why Two?")]


@pytest.mark.parametrize(
    ("text", "told"), [("  ", "Write something first."), ("x" * 4001, "at most 4000 characters (it has 4001)")]
)
def test_a_comment_that_cannot_be_kept_is_refused_with_its_reason(
    sent: Plan, people: SimpleNamespace, text: str, told: str
) -> None:
    assert told in post(people.reader.client, sent, "plan-comment", text=text)
    assert not sent.comments.exists()


def test_what_is_said_of_a_change_that_has_gone_is_said_of_the_plan(sent: Plan, people: SimpleNamespace) -> None:
    assert "Still right?" in post(people.reader.client, sent, "plan-comment", text="Still right?", change="9-9")


def test_an_owner_shares_with_members_and_stops(plan: Plan, people: SimpleNamespace) -> None:
    new = member(plan.organisation, Right.PLANNER)
    assert f"Shared with {new}" in post(people.owner.client, plan, "plan-share", user=new.pk)
    assert "Shared with" in post(people.owner.client, plan, "plan-share", user=new.pk, may_edit="on")
    assert plan.shares.get(user=new).may_edit
    assert Notice.objects.filter(user=new, kind=Notice.Kind.SHARED).count() == 2
    assert "No longer shared with them." in post(people.owner.client, plan, "plan-share", stop=new.pk)
    assert status(signed_in(new), plan, "plan-comment", text="Still here?") == 404


def test_a_plan_is_shared_with_members_alone_and_by_its_owner_alone(plan: Plan, people: SimpleNamespace) -> None:
    outside = MembershipFactory.create(right=Right.PLANNER).user
    assert "Choose a member of the organisation." in post(people.owner.client, plan, "plan-share", user=outside.pk)
    assert status(people.editor.client, plan, "plan-share", user=people.approver.user.pk) == 403
    assert status(people.editor.client, plan, "plan-share", stop=people.reader.user.pk) == 403
    assert plan.shares.count() == 2


def test_an_admin_says_what_plans_must_keep(
    company: Organisation, client_as: Callable[[Right], Client], people: SimpleNamespace
) -> None:
    url = reverse("plans-rules", args=[company.slug])
    admin = client_as(Right.ADMIN)
    assert people.approver.client.get(url).status_code == 403
    assert "No new critical finding" in admin.get(url).content.decode()
    seen = admin.get(url).context["form"]
    stored = {name: seen[name].value() for name in seen.fields if seen[name].value() not in (None, False)}
    assert admin.post(url, {**stored, "gate": "nonsense"}).status_code == 422
    assert (
        "Saved." in admin.post(url, {**stored, "gate": "warning", "own_approval": "on"}, follow=True).content.decode()
    )
    rules = PlanRules.objects.get(organisation=company)
    assert (rules.gate, rules.own_approval) == ("warning", True)

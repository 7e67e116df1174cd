"""Members comment on a plan and share it; an admin says what plans must keep."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from planning.models import Notice, Plan, PlanRules
from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.plans.deciding import member, post, signed_in, status


def test_a_reader_says_something_about_the_plan_and_about_a_change(sent: Plan, people: SimpleNamespace) -> None:
    client = people.reader.client
    assert "Comment added." in post(client, sent, "plan-comment", text="When?")
    page = post(client, sent, "plan-comment", text="Why Two?", change="2-1 1-1")
    assert "Why Two?" in page
    assert list(sent.comments.values_list("change", "text")) == [("", "When?"), ("2-1", "Why Two?")]


@pytest.mark.parametrize(
    ("text", "told"),
    [("  ", "Write a comment first."), ("x" * 4001, "4001 characters long; the limit is 4000")],
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
    assert "No longer shared with this member." in post(people.owner.client, plan, "plan-share", stop=new.pk)
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

"""Who lets whom see cost: only those who may see it, and where nobody may an admin, whom all others hear of."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from planning.models import Muted, Notice
from portal import cost_right, erasing, invitations, members
from portal.models import AuditEntry, Membership, Organisation, Right
from tests.factories import MembershipFactory, UserFactory
from tests.portal.acting import post, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def admin(organisation: Organisation) -> Membership:
    """An admin who may not see cost."""
    return MembershipFactory.create(organisation=organisation, right=Right.ADMIN, user__name="Ada")


@pytest.fixture
def holder(organisation: Organisation) -> Membership:
    return MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True, user__name="Hal")


@pytest.fixture
def viewer(organisation: Organisation) -> Membership:
    return MembershipFactory.create(organisation=organisation, user__name="Vi")


def seeing(organisation: Organisation) -> set[str]:
    return {str(row.user) for row in cost_right.holders(organisation)}


def recorded() -> list[tuple[str, Any, Any]]:
    """What the audit log has of the cost right: kind, who, about whom; the earliest first."""
    rows = AuditEntry.objects.filter(kind__startswith="cost").select_related("actor", "about").order_by("pk")
    return [(row.kind, row.actor and row.actor.name, row.about and row.about.name) for row in rows]


def test_who_may_see_cost_lets_others_and_it_is_recorded(holder: Membership, viewer: Membership) -> None:
    post(holder, "member-change", viewer.pk, right="viewer", sees_cost="on")
    assert seeing(holder.organisation) == {"Hal", "Vi"}
    post(holder, "member-change", viewer.pk, right="viewer")
    assert recorded() == [("cost-granted", "Hal", "Vi"), ("cost-taken", "Hal", "Vi")]


def test_an_admin_who_may_not_see_cost_changes_it_for_nobody(
    admin: Membership, holder: Membership, viewer: Membership
) -> None:
    """Neither by the page, whose box says why it cannot be ticked, nor by a request of their own."""
    page = signed_in(admin).get(reverse("members", args=[admin.organisation.slug])).content.decode()
    assert "cannot change who can. Ask Hal." in page
    assert page.count('aria-describedby="cost-reason"') == 4
    for target in (admin, viewer):
        post(admin, "member-change", target.pk, right=target.right, sees_cost="on")
    post(admin, "member-change", holder.pk, right="admin")
    post(admin, "member-take-cost", confirmed="1")
    post(admin, "invite", email="new@example.com", right="viewer", sees_cost="on")
    with pytest.raises(cost_right.Withheld):
        members.change(admin, viewer.pk, Right.VIEWER, True)
    assert (seeing(admin.organisation), recorded()) == ({"Hal"}, [])
    assert not admin.organisation.invitations.filter(sees_cost=True).exists()


def test_where_nobody_may_see_cost_an_admin_takes_it_and_all_admins_are_told(
    admin: Membership, viewer: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """In the portal and by e-mail, whatever they switched off; only once it is confirmed."""
    organisation = admin.organisation
    other = MembershipFactory.create(organisation=organisation, right=Right.ADMIN)
    Muted.objects.create(user=other.user, kind=Notice.Kind.COST, by_mail=True)
    assert "No one can see cost" in post(admin, "member-take-cost")
    assert seeing(organisation) == set()
    with django_capture_on_commit_callbacks(execute=True):
        assert "can now see cost" in post(admin, "member-take-cost", confirmed="1")
    assert (seeing(organisation), recorded()) == ({"Ada"}, [("cost-granted", "Ada", "Ada")])
    assert [(notice.user, "Ada can now see cost" in notice.text) for notice in Notice.objects.all()] == [
        (other.user, True)
    ]
    assert [message.to for message in mail.outbox] == [[other.user.email]]


def test_the_last_who_may_see_cost_gives_it_up_only_after_a_warning(holder: Membership) -> None:
    assert "No one else can see cost" in post(holder, "member-change", holder.pk, right="admin")
    assert seeing(holder.organisation) == {"Hal"}
    assert "No one can see cost now" in post(holder, "member-change", holder.pk, right="admin", last="1")
    assert (seeing(holder.organisation), recorded()) == (set(), [("cost-taken", "Hal", "Hal")])


def test_the_only_one_who_may_see_cost_leaves_after_a_warning_and_the_other_admins_are_told(
    admin: Membership, holder: Membership
) -> None:
    page = signed_in(holder).get(reverse("members", args=[admin.organisation.slug])).content.decode()
    assert page.count("after this, no one can") == 1
    post(holder, "member-remove", holder.pk)
    assert recorded() == [("cost-taken", "Hal", "Hal")]
    assert told() == [("Ada", f"Hal left {admin.organisation}. No one can see cost now.")]


def told() -> list[tuple[str, str]]:
    """Whom the news of the cost right went to, and their first two sentences."""
    rows = Notice.objects.filter(kind=Notice.Kind.COST).select_related("user").order_by("pk")
    return [(row.user.name, ". ".join(row.text.split(". ")[:2]) + ".") for row in rows]


def test_an_admin_who_may_not_see_cost_removes_nobody_who_may(admin: Membership, holder: Membership) -> None:
    """Else they would take the right once everybody is gone who has it."""
    page = signed_in(admin).get(reverse("members", args=[admin.organisation.slug])).content.decode()
    assert page.count("so you cannot remove someone who can. Ask Hal.") == 1
    assert reverse("member-remove", args=[admin.organisation.slug, holder.pk]) not in page
    answer = post(admin, "member-remove", holder.pk)
    assert "so you cannot remove someone who can. Ask Hal." in answer
    assert "manage.py grant_cost" in answer
    assert (seeing(admin.organisation), recorded()) == ({"Hal"}, [])


def test_a_switched_off_account_keeps_no_admin_from_removing_it(admin: Membership, holder: Membership) -> None:
    holder.user.is_active = False
    holder.user.save()
    post(admin, "member-remove", holder.pk)
    assert not Membership.objects.filter(pk=holder.pk).exists()


def test_somebody_who_may_see_cost_removes_another_and_nobody_is_told(holder: Membership, viewer: Membership) -> None:
    Membership.objects.filter(pk=viewer.pk).update(sees_cost=True)
    post(holder, "member-remove", viewer.pk)
    assert (seeing(holder.organisation), told()) == ({"Hal"}, [])


def test_deleting_the_account_of_the_only_one_who_may_see_cost_tells_the_admins(
    admin: Membership, holder: Membership
) -> None:
    erasing.erase(holder.user, by=holder.user)
    assert told() == [("Ada", "A member with access to cost deleted their account. No one can see cost now.")]


def test_giving_the_right_up_as_the_last_tells_the_other_admins(admin: Membership, holder: Membership) -> None:
    post(holder, "member-change", holder.pk, right="admin", last="1")
    assert told() == [("Ada", "Hal can no longer see cost. No one can see cost now.")]


def test_an_invitation_lets_see_cost_only_while_whoever_invites_may(
    organisation: Organisation, admin: Membership, holder: Membership
) -> None:
    now, given = timezone.now(), {"by": holder.user, "now": timezone.now()}
    tokens = [invitations.invite(organisation, f"{n}@example.com", Right.VIEWER, True, **given) for n in "abc"]  # type: ignore[arg-type]
    users = [UserFactory.create(email=f"{n}@example.com", name=n) for n in "abc"]
    invitations.accept(tokens[0][1], users[0], now)
    with pytest.raises(invitations.Declined):
        invitations.renew(organisation, tokens[1][0].pk, now, by=admin.user)
    Membership.objects.filter(pk=holder.pk).update(sees_cost=False)
    invitations.accept(tokens[2][1], users[2], now)
    assert seeing(organisation) == {"a"}
    assert recorded() == [("cost-granted", "Hal", "a")]


def test_the_command_gives_and_takes_it_and_all_admins_are_told(admin: Membership, viewer: Membership) -> None:
    slug, email = viewer.organisation.slug, viewer.user.email.upper()
    call_command("grant_cost", org=slug, email=email)
    call_command("grant_cost", org=slug, email=email)
    call_command("grant_cost", org=slug, email=email, revoke=True)
    assert recorded() == [("cost-granted", None, "Vi"), ("cost-taken", None, "Vi")]
    assert Notice.objects.filter(user=admin.user, kind=Notice.Kind.COST).count() == 2


@pytest.mark.parametrize("given", [{"org": "nobody-s", "email": "a@b.c"}, {"org": "", "email": "nobody@example.com"}])
def test_the_command_refuses_what_is_not_there(organisation: Organisation, given: dict[str, str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("grant_cost", **{**given, "org": given["org"] or organisation.slug})
    assert refused.value.returncode == 2


def test_what_the_administration_of_the_site_does_is_recorded(
    admin_client: Client, admin: Membership, viewer: Membership
) -> None:
    data = {"user": viewer.user_id, "organisation": viewer.organisation_id, "right": "viewer", "sees_cost": "on"}
    admin_client.post(reverse("admin:portal_membership_change", args=[viewer.pk]), data)
    admin_client.post(reverse("admin:portal_membership_delete", args=[viewer.pk]), {"post": "yes"})
    admin_client.post(reverse("admin:portal_membership_add"), data)
    assert [(kind, about) for kind, _, about in recorded()] == [
        ("cost-granted", "Vi"),
        ("cost-taken", "Vi"),
        ("cost-granted", "Vi"),
    ]

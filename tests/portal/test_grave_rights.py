"""Whoever gives admin access or the cost right shows again that it is them: an open session alone does not do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from planning.organisation import writes
from planning.plans import editing
from portal import cost_right
from portal.models import Invitation, Membership, Organisation, Right
from tests.factories import MembershipFactory
from tests.portal.signing_in import PASSWORD, account, browser, sign_in
from tests.typing_in import seen_at

pytestmark = pytest.mark.django_db
ASKS = reverse("account_reauthenticate")
BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def admin(organisation: Organisation) -> Membership:
    return MembershipFactory.create(organisation=organisation, user=account(), right=Right.ADMIN, sees_cost=True)


@pytest.fixture
def viewer(organisation: Organisation) -> Membership:
    return MembershipFactory.create(organisation=organisation)


@pytest.fixture
def client(admin: Membership) -> Client:
    """The admin's, signed in with a password."""
    client = browser()
    sign_in(client)
    return client


def url(organisation: Organisation, name: str, *arguments: object) -> str:
    return reverse(name, args=[organisation.slug, *arguments])


def change(client: Client, member: Membership, more: str = "", **given: Any) -> Any:
    there = url(member.organisation, "member-change", member.pk)
    seen = seen_at(client, url(member.organisation, "members"), action=there)
    headers = BY_SCRIPT if given.pop("by_script", False) else {}
    return client.post(there + more, {"seen": seen, **given}, headers=headers)


def invite(client: Client, organisation: Organisation, **given: str) -> Any:
    data = {"email": "new@example.com", "right": "viewer", **given}
    return client.post(url(organisation, "invite"), data)


def asked(answer: Any) -> bool:
    return bool(answer.headers.get("Location", "").startswith(ASKS))


@pytest.mark.parametrize("given", [{"right": "admin"}, {"right": "viewer", "sees_cost": "on"}])
def test_to_invite_an_admin_or_who_may_see_cost_asks_first_and_then_invites_whom_one_typed(
    client: Client, organisation: Organisation, given: dict[str, str]
) -> None:
    answer = invite(client, organisation, **given)
    assert asked(answer)
    assert not Invitation.objects.exists()
    assert not asked(client.post(answer.headers["Location"], {"password": "wrong"}))
    assert not Invitation.objects.exists()
    client.post(answer.headers["Location"], {"password": PASSWORD})
    made = Invitation.objects.get()
    assert (made.email, made.right, made.sees_cost) == ("new@example.com", given["right"], "sees_cost" in given)


@pytest.mark.parametrize("right", [Right.VIEWER, Right.PLANNER, Right.APPROVER])
def test_to_invite_anybody_else_asks_nothing(client: Client, organisation: Organisation, right: Right) -> None:
    assert not asked(invite(client, organisation, right=right))
    assert Invitation.objects.get().right == right


def test_who_has_shown_it_of_late_is_not_asked_again(client: Client, organisation: Organisation) -> None:
    client.post(invite(client, organisation, right="admin").headers["Location"], {"password": PASSWORD})
    assert not asked(invite(client, organisation, right="admin", email="other@example.com"))


def test_an_invitation_of_an_admin_is_sent_again_by_who_has_shown_it(
    client: Client, organisation: Organisation, admin: Membership
) -> None:
    invite(client, organisation)
    made = Invitation.objects.get()
    assert not asked(client.post(url(organisation, "invitation-resend", made.pk)))
    Invitation.objects.update(right=Right.ADMIN)
    assert asked(client.post(url(organisation, "invitation-resend", made.pk)))


@pytest.mark.parametrize("given", [{"right": "admin"}, {"right": "viewer", "sees_cost": "on"}])
def test_to_give_a_member_either_asks_first(client: Client, viewer: Membership, given: dict[str, str]) -> None:
    answer = change(client, viewer, **given)
    viewer.refresh_from_db()
    assert (asked(answer), viewer.right, viewer.sees_cost) == (True, Right.VIEWER, False)
    client.post(answer.headers["Location"], {"password": PASSWORD})
    viewer.refresh_from_db()
    assert (viewer.right, viewer.sees_cost) == (given["right"], "sees_cost" in given)


def test_in_a_plan_too_what_was_sent_is_done_afterwards(client: Client, viewer: Membership, admin: Membership) -> None:
    """The address names the plan then."""
    organisation = viewer.organisation
    writes.touch(organisation)
    plan = editing.create(organisation, name="Spring", target=viewer.created_at.date(), owner=admin.user)
    answer = change(client, viewer, f"?plan={plan.slug}", right="admin")
    client.post(answer.headers["Location"], {"password": PASSWORD})
    viewer.refresh_from_db()
    assert viewer.right == Right.ADMIN


def test_a_script_is_led_to_the_page_that_asks_and_what_it_sent_is_done_afterwards(
    client: Client, viewer: Membership
) -> None:
    answer = change(client, viewer, right="admin", pressed="undo", by_script=True)
    there = answer.headers["HX-Redirect"]
    assert there.startswith(ASKS)
    assert client.post(there, {"password": PASSWORD}).headers["Location"] == url(viewer.organisation, "members")
    viewer.refresh_from_db()
    assert viewer.right == Right.ADMIN


def test_to_take_rights_or_to_keep_them_asks_nothing(client: Client, organisation: Organisation) -> None:
    other = MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True)
    assert not asked(change(client, other, right="admin", sees_cost="on"))
    assert not asked(change(client, other, right="viewer"))
    other.refresh_from_db()
    assert (other.right, other.sees_cost) == (Right.VIEWER, False)


def test_to_take_the_cost_right_where_nobody_has_it_asks_first(client: Client, organisation: Organisation) -> None:
    organisation.memberships.update(sees_cost=False)
    answer = client.post(url(organisation, "member-take-cost"), {"confirmed": "1"})
    assert asked(answer)
    assert not cost_right.holders(organisation).exists()
    client.post(answer.headers["Location"], {"password": PASSWORD})
    assert cost_right.holders(organisation).exists()

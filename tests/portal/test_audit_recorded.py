"""What stands in the audit log by itself: sign-ins, refusals, rights, invitations, downloads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.digests import sending
from portal import audit, members
from portal.audit import Kind
from portal.models import AuditEntry, Membership, Organisation, Right, User
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[Right], Client]
PASSWORD = "a-fine-long-Passphrase-7"
LOGIN = "/accounts/login/"


@pytest.fixture
def user() -> User:
    made = UserFactory.create(email="una@example.com")
    made.set_password(PASSWORD)
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def sign_in(client: Client, password: str = PASSWORD, email: str = "una@example.com") -> None:
    client.post(LOGIN, {"login": email, "password": password})


def told() -> list[tuple[str, dict[str, Any]]]:
    """Oldest first."""
    return [(entry.kind, entry.details) for entry in AuditEntry.objects.order_by("id")]


def test_signing_in_and_out(client: Client, user: User) -> None:
    sign_in(client)
    client.post("/accounts/logout/")
    assert told() == [(Kind.SIGNED_IN, {"by": "password"}), (Kind.SIGNED_OUT, {})]
    assert {entry.about for entry in AuditEntry.objects.all()} == {user}


def test_a_second_factor_is_asked_for_and_told(client: Client, user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert told() == [(Kind.SIGN_IN_FAILED, {"by": "second factor"})]


def test_failures_in_a_row_are_one_entry_that_counts_and_holds_no_address(client: Client, user: User) -> None:
    for _ in range(3):
        sign_in(client, "wrong")
    sign_in(client, email="nobody@example.com")
    assert told() == [
        (Kind.SIGN_IN_FAILED, {"by": "password", "times": 3}),
        (Kind.SIGN_IN_FAILED, {"by": "password"}),
    ]
    assert [entry.about for entry in AuditEntry.objects.order_by("id")] == [user, None]


def test_whoever_asks_for_a_new_password_is_told(client: Client, user: User) -> None:
    client.post("/accounts/password/reset/", {"email": "una@example.com"})
    client.post("/accounts/password/reset/", {"email": "nobody@example.com"})
    assert [entry.about for entry in AuditEntry.objects.filter(kind=Kind.PASSWORD_ASKED).order_by("id")] == [user, None]


def test_a_refused_page_is_told_by_its_route(organisation: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.VIEWER)
    client.get(f"/o/{organisation.slug}/members/")
    client.get(f"/o/{organisation.slug}/members/?q=canary")
    route = "o/<organisation>/members/"
    assert told() == [(Kind.REFUSED, {"status": 403, "method": "GET", "route": route, "times": 2})]
    assert AuditEntry.objects.get().organisation == organisation


def test_the_same_refusal_a_minute_later_is_another(organisation: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.VIEWER)
    client.get(f"/o/{organisation.slug}/members/")
    AuditEntry.objects.update(at=timezone.now() - timedelta(minutes=2))
    client.get(f"/o/{organisation.slug}/members/")
    assert AuditEntry.objects.count() == 2


def test_whoever_knocks_at_another_organisation_is_told_there_and_nowhere_if_there_is_none(client_as: SignIn) -> None:
    other = OrganisationFactory.create()
    client = client_as(Right.ADMIN)
    client.get(f"/o/{other.slug}/")
    client.get("/o/no-such-organisation/")
    assert [entry.organisation for entry in AuditEntry.objects.order_by("id")] == [other, None]


def test_another_right_and_the_end_of_a_membership(organisation: Organisation) -> None:
    admin = MembershipFactory.create(organisation=organisation, right=Right.ADMIN)
    target = MembershipFactory.create(organisation=organisation, right=Right.VIEWER)
    for _ in range(2):  # the second time it is no other
        members.change(admin, target.pk, Right.PLANNER, target.sees_cost)
    members.remove(admin, target.pk)
    assert told() == [
        (Kind.RIGHT_CHANGED, {"before": "viewer", "after": "planner"}),
        (Kind.REMOVED, {"right": "planner"}),
    ]
    assert {(entry.actor, entry.about) for entry in AuditEntry.objects.all()} == {(admin.user, target.user)}


def test_an_invitation_from_its_sending_to_its_use(organisation: Organisation, client_as: SignIn, user: User) -> None:
    client = client_as(Right.ADMIN)
    client.post(reverse("invite", args=[organisation.slug]), {"email": "new@example.com", "right": "viewer"})
    number = organisation.invitations.get().pk
    client.post(reverse("invitation-resend", args=[organisation.slug, number]))
    client.post(reverse("invitation-withdraw", args=[organisation.slug, number]))
    assert [kind for kind, _ in told()] == [Kind.INVITED, Kind.INVITATION_RENEWED, Kind.INVITATION_WITHDRAWN]
    InvitationFactory.create(organisation=organisation, email=user.email, token="a-token")
    guest = Client()
    guest.force_login(user)
    guest.post("/invitations/a-token/")
    assert AuditEntry.objects.filter(kind=Kind.JOINED, actor=user, about=user, organisation=organisation).count() == 1


def test_the_digests_link_is_told(organisation: Organisation, client: Client) -> None:
    membership = MembershipFactory.create(organisation=organisation)
    sending.want(membership, True)
    client.post(reverse("digest-off", args=[sending.token(membership.pk)]))
    assert [kind for kind, _ in told()] == [Kind.DIGEST_ON, Kind.DIGEST_OFF]


# Every page that gives a file, as far as one is there without more; the rest answers with the same helpers.
FILES = {
    "export/?format=xlsx": ("people-export", "xlsx"),
    "export/?format=csv": ("people-export", "zip"),
    "history/?format=csv": ("history", "csv"),
    "findings/?format=json": ("findings", "json"),
    "coverage/losses.ics": ("coverage-losses-ics", "ics"),
}


@pytest.mark.parametrize("address", FILES)
def test_a_file_that_leaves_is_told_with_its_format(address: str, filled: Organisation, client_as: SignIn) -> None:
    answer = client_as(Right.ADMIN).get(f"/o/{filled.slug}/{address}")
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(kind=Kind.EXPORTED, organisation=filled)
    assert (entry.details["page"], entry.details["format"]) == FILES[address]
    assert entry.details["bytes"] == len(answer.content)


def test_what_site_staff_do_to_memberships_and_accounts_is_told(organisation: Organisation, user: User) -> None:
    staff = UserFactory.create(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(staff)
    new = {"user": user.pk, "organisation": organisation.pk, "right": "viewer"}
    client.post(reverse("admin:portal_membership_add"), new)
    membership = Membership.objects.get(user=user)
    client.post(reverse("admin:portal_membership_change", args=[membership.pk]), {**new, "right": "admin"})
    client.post(reverse("admin:portal_membership_delete", args=[membership.pk]), {"post": "yes"})
    assert [kind for kind, _ in told()] == [Kind.JOINED, Kind.RIGHT_CHANGED, Kind.REMOVED]
    assert {entry.actor for entry in AuditEntry.objects.all()} == {staff}


@pytest.fixture
def staff() -> Client:
    made = Client()
    made.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    return made


def assert_told_of(user: User) -> None:
    entry = AuditEntry.objects.get(kind=Kind.SITE_RIGHTS)
    assert (entry.about, entry.actor) == (user, User.objects.get(is_superuser=True))


def test_a_password_that_site_staff_set_is_told(staff: Client, user: User) -> None:
    new = {"password1": "another-Fine-one-8", "password2": "another-Fine-one-8", "usable_password": "true"}
    staff.post(reverse("admin:auth_user_password_change", args=[user.pk]), new)
    user.refresh_from_db()
    assert user.check_password("another-Fine-one-8")
    assert_told_of(user)


def test_staff_change_their_own_password_where_everybody_does(staff: Client) -> None:
    new = {"old_password": "x", "new_password1": PASSWORD, "new_password2": PASSWORD}
    answer = staff.post(reverse("admin:password_change"), new)
    assert answer["Location"] == reverse("account_change_password")
    assert not User.objects.get().check_password(PASSWORD)


def test_an_address_that_site_staff_change_is_told(staff: Client, user: User) -> None:
    address = EmailAddress.objects.get(user=user)
    changed = {"user": user.pk, "email": "other@example.com", "verified": "on", "primary": "on"}
    staff.post(reverse("admin:account_emailaddress_change", args=[address.pk]), changed)
    assert EmailAddress.objects.get().email == "other@example.com"
    assert_told_of(user)


def test_a_second_factor_that_site_staff_take_off_is_told(staff: Client, user: User) -> None:
    factor = TOTP.activate(user, generate_totp_secret()).instance
    staff.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})
    assert not Authenticator.objects.exists()
    assert_told_of(user)


def test_the_administration_shows_the_log_and_changes_nothing_in_it(admin_client: Client) -> None:
    audit.record(Kind.SIGNED_IN)
    address = reverse("admin:portal_auditentry_changelist")
    assert "Signed in" in admin_client.get(address).content.decode()
    number = AuditEntry.objects.get().pk
    assert admin_client.post(reverse("admin:portal_auditentry_delete", args=[number])).status_code == 403
    assert AuditEntry.objects.filter(pk=number).exists()


def test_what_is_older_is_forgotten() -> None:
    audit.record(Kind.SIGNED_IN)
    assert audit.forget(timezone.now() - timedelta(days=1)) == 0
    assert audit.forget(timezone.now()) == 1

"""Inviting by e-mail link, and everything that can go wrong with the link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.invitations import renew
from portal.models import Invitation, Membership, Organisation, Right, User
from portal.sign_in import limits
from portal.sign_in.tries import Limit
from tests.factories import InvitationFactory, MembershipFactory, UserFactory
from tests.portal.jobs.worker import IN_TABLES, work_off

pytestmark = pytest.mark.django_db
PASSWORD = "a-fine-long-Passphrase-7"


@pytest.fixture
def admin(organisation: Organisation) -> Client:
    client = Client()
    client.force_login(
        MembershipFactory.create(
            organisation=organisation, right=Right.ADMIN, sees_cost=True, user__name="Ada Admin"
        ).user
    )
    return client


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def invite(admin: Client, organisation: Organisation, email: str = "new@example.com", **data: Any) -> Any:
    return admin.post(
        reverse("invite", args=[organisation.slug]), {"email": email, "right": "planner", **data}, follow=True
    )


def link() -> str:
    """The link in the last e-mail, without its host."""
    found = re.search(r"https?://[^/]+(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_invited_gets_an_e_mail_that_says_who_invites_to_what(admin: Client, organisation: Organisation) -> None:
    invite(admin, organisation)
    [message] = mail.outbox
    assert message.to == ["new@example.com"]
    assert message.subject == f"{organisation}: Ada Admin invites you to join on Lineup"
    assert "Planner" in str(message.body)


def test_the_link_leads_to_the_site_whatever_host_was_asked(
    admin: Client, organisation: Organisation, settings: Any
) -> None:
    settings.SITE_URL = "https://lineup.example"
    invite(admin, organisation)
    assert "https://lineup.example/invitations/" in str(mail.outbox[-1].body)


def test_the_link_itself_is_not_stored(admin: Client, organisation: Organisation) -> None:
    invite(admin, organisation)
    token = link().split("/")[2]
    stored = Invitation.objects.values_list().get()
    assert token not in map(str, stored)
    assert len(token) >= 40


def test_line_breaks_in_a_name_cannot_reach_the_header_of_the_e_mail(admin: Client, organisation: Organisation) -> None:
    Organisation.objects.update(name="Acme\nBcc: everyone@example.com")
    invite(admin, organisation)
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []


def test_a_host_header_of_a_stranger_gets_no_link_sent(admin: Client, organisation: Organisation) -> None:
    address = reverse("invite", args=[organisation.slug])
    data = {"email": "new@example.com", "right": "viewer"}
    answer = admin.post(address, data, headers={"host": "evil.example"})
    assert (answer.status_code, mail.outbox) == (400, [])


def test_the_invited_signs_up_and_joins(admin: Client, organisation: Organisation) -> None:
    invite(admin, organisation, sees_cost="on")
    visitor, here = Client(), link()
    assert "Create account" in text(visitor.get(here, follow=True))
    data = {"email": "new@example.com", "name": "Nell New", "password1": PASSWORD, "next": here}
    assert visitor.post(reverse("account_signup"), data)["Location"] == here
    visitor.post(here)
    membership = Membership.objects.get(user__email="new@example.com")
    assert (membership.organisation, membership.right, membership.sees_cost) == (organisation, Right.PLANNER, True)
    assert membership.user.name == "Nell New"


def test_the_address_of_who_came_by_the_link_counts_as_confirmed(admin: Client, organisation: Organisation) -> None:
    invite(admin, organisation)
    visitor = Client()
    visitor.get(link(), follow=True)
    visitor.post(reverse("account_signup"), {"name": "Nell", "password1": PASSWORD})
    assert EmailAddress.objects.get(email="new@example.com").verified


def test_sign_up_by_invitation_is_for_the_invited_address_alone(admin: Client, organisation: Organisation) -> None:
    invite(admin, organisation)
    visitor = Client()
    visitor.get(link(), follow=True)
    visitor.post(reverse("account_signup"), {"email": "other@example.com", "name": "Eve", "password1": PASSWORD})
    assert not User.objects.filter(email="other@example.com").exists()
    assert User.objects.filter(email="new@example.com").exists()


def test_withdrawing_closes_the_sign_up_too(admin: Client, organisation: Organisation) -> None:
    invite(admin, organisation)
    visitor = Client()
    visitor.get(link(), follow=True)
    Invitation.objects.update(withdrawn_at=timezone.now())
    visitor.post(reverse("account_signup"), {"name": "Nell", "password1": PASSWORD})
    assert not User.objects.filter(email="new@example.com").exists()


def test_somebody_with_an_account_is_led_to_the_sign_in(admin: Client, organisation: Organisation) -> None:
    UserFactory.create(email="new@example.com")
    invite(admin, organisation)
    answer = Client().get(link(), follow=True)
    assert "Sign in as new@example.com" in text(answer)
    assert f"{reverse('account_login')}?next={answer.request['PATH_INFO']}" in text(answer)


def test_somebody_signed_in_joins_by_one_button(organisation: Organisation) -> None:
    user = UserFactory.create()
    InvitationFactory.create(organisation=organisation, email=user.email, token="t", right=Right.APPROVER)
    answer = client_of(user).post("/invitations/t/", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("home", args=[organisation.slug])
    assert Membership.objects.get(user=user).right == Right.APPROVER


def test_looking_at_the_link_does_not_join(organisation: Organisation) -> None:
    user = UserFactory.create()
    InvitationFactory.create(organisation=organisation, email=user.email, token="t")
    client_of(user).get("/invitations/t/", follow=True)
    assert not Membership.objects.filter(user=user).exists()


def test_posted_rights_do_not_change_what_was_offered(organisation: Organisation) -> None:
    user = UserFactory.create()
    InvitationFactory.create(organisation=organisation, email=user.email, token="t", right=Right.VIEWER)
    client_of(user).post("/invitations/t/", {"right": "admin", "sees_cost": "on"})
    membership = Membership.objects.get(user=user)
    assert (membership.right, membership.sees_cost) == (Right.VIEWER, False)


def test_a_link_works_once(organisation: Organisation) -> None:
    user = UserFactory.create()
    InvitationFactory.create(organisation=organisation, email=user.email, token="t")
    client_of(user).post("/invitations/t/")
    Membership.objects.all().delete()
    answer = client_of(user).post("/invitations/t/", follow=True)
    assert "has been used already" in text(answer)
    assert not Membership.objects.filter(user=user).exists()


def test_who_follows_the_link_again_gets_to_the_organisation(organisation: Organisation) -> None:
    user = UserFactory.create()
    InvitationFactory.create(organisation=organisation, email=user.email, token="t")
    client = client_of(user)
    client.post("/invitations/t/")
    assert client.get("/invitations/t/", follow=True).redirect_chain[-1][0] == reverse("home", args=[organisation.slug])


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, "has expired"),
        ({"withdrawn_at": timezone.now()}, "has been withdrawn"),
        ({"accepted_at": timezone.now()}, "has been used already"),
        ({"email": "somebody.else@example.com"}, "This invitation is for somebody.else@example.com"),
    ],
)
def test_a_link_that_cannot_be_used_says_why(made: dict[str, Any], says: str) -> None:
    user = UserFactory.create()
    InvitationFactory.create(**{"email": user.email, "token": "t", **made})
    client = client_of(user)
    looked, tried = client.get("/invitations/t/", follow=True), client.post("/invitations/t/", follow=True)
    assert (looked.status_code, says in text(looked), says in text(tried)) == (410, True, True)
    assert not Membership.objects.filter(user=user).exists()


@pytest.mark.parametrize("lost", ["right", "membership"])
def test_nobody_joins_by_an_invitation_of_who_is_no_admin_any_more(organisation: Organisation, lost: str) -> None:
    user, inviter = UserFactory.create(), MembershipFactory.create(organisation=organisation, right=Right.ADMIN)
    InvitationFactory.create(organisation=organisation, email=user.email, token="t", invited_by=inviter.user)
    admin = MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user
    if lost == "right":
        Membership.objects.filter(pk=inviter.pk).update(right=Right.APPROVER)
    else:
        inviter.delete()
    assert "is no longer an admin" in text(client_of(user).post("/invitations/t/", follow=True))
    assert not Membership.objects.filter(user=user).exists()
    shown = text(client_of(admin).get(f"/o/{organisation.slug}/members/"))
    assert "its sender is no longer an admin" in shown


def test_an_admin_sends_anew_what_somebody_sent_who_is_none_any_more(organisation: Organisation) -> None:
    user, admin = UserFactory.create(), MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user
    made = InvitationFactory.create(organisation=organisation, email=user.email, invited_by=UserFactory.create())
    _, token = renew(organisation, made.pk, timezone.now(), by=admin)
    client_of(user).post(f"/invitations/{token}/", follow=True)
    assert Membership.objects.filter(user=user, organisation=organisation).exists()


@pytest.mark.parametrize("token", ["guess", "%00", "é" * 40, "x" * 5000, "..%2F"])
def test_a_guessed_token_finds_nothing(token: str) -> None:
    InvitationFactory.create(token="t")
    answer = Client().get(f"/invitations/{token}/", follow=True)
    assert answer.status_code == 404


def test_an_address_that_was_only_claimed_does_not_open_a_forwarded_link(organisation: Organisation) -> None:
    eve = UserFactory.create(email="boss@example.com")
    EmailAddress.objects.create(user=eve, email="boss@example.com", primary=True, verified=False)
    InvitationFactory.create(organisation=organisation, email="boss@example.com", token="t")
    answer = client_of(eve).post("/invitations/t/", follow=True)
    assert "First confirm" in text(answer)
    assert not Membership.objects.filter(user=eve).exists()


def test_a_second_confirmed_address_is_as_good_as_the_first(organisation: Organisation) -> None:
    user = UserFactory.create()
    EmailAddress.objects.create(user=user, email="work@example.com", verified=True)
    InvitationFactory.create(organisation=organisation, email="work@example.com", token="t")
    client_of(user).post("/invitations/t/")
    assert Membership.objects.filter(user=user, organisation=organisation).exists()


def test_an_invitation_does_not_change_the_right_of_who_is_a_member_already(organisation: Organisation) -> None:
    member = MembershipFactory.create(organisation=organisation, right=Right.VIEWER)
    EmailAddress.objects.create(user=member.user, email="work@example.com", verified=True)
    InvitationFactory.create(organisation=organisation, email="work@example.com", token="t", right=Right.ADMIN)
    client_of(member.user).post("/invitations/t/")
    member.refresh_from_db()
    assert member.right == Right.VIEWER


def test_a_member_cannot_be_invited(admin: Client, organisation: Organisation) -> None:
    member = MembershipFactory.create(organisation=organisation)
    answer = invite(admin, organisation, member.user.email.upper())
    assert (answer.status_code, mail.outbox) == (422, [])
    assert "already belongs to a member" in text(answer)


def test_a_second_invitation_of_an_address_is_refused_whoever_sends_it(
    admin: Client, organisation: Organisation
) -> None:
    invite(admin, organisation, "new@example.com")
    other = client_of(MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user)
    answer = invite(other, organisation, "New@Example.com")
    assert "has already been invited" in text(answer)
    assert len(mail.outbox) == 1


def test_an_expired_invitation_gives_way_to_a_new_one(admin: Client, organisation: Organisation) -> None:
    InvitationFactory.create(organisation=organisation, email="new@example.com", expires_at=timezone.now(), token="old")
    invite(admin, organisation, "new@example.com")
    assert len(mail.outbox) == 1
    assert "has been withdrawn" in text(Client().get("/invitations/old/", follow=True))


def test_one_address_can_be_invited_to_two_organisations(admin: Client, organisation: Organisation) -> None:
    InvitationFactory.create(email="new@example.com")
    invite(admin, organisation, "new@example.com")
    assert Invitation.objects.filter(email="new@example.com").count() == 2


def test_sending_again_replaces_the_link(admin: Client, organisation: Organisation) -> None:
    InvitationFactory.create(organisation=organisation, email="new@example.com", token="old")
    admin.post(reverse("invitation-resend", args=[organisation.slug, Invitation.objects.get().pk]))
    assert Client().get("/invitations/old/", follow=True).status_code == 404
    assert Client().get(link(), follow=True).status_code == 200


def test_sending_again_gives_an_expired_invitation_new_time(admin: Client, organisation: Organisation) -> None:
    row = InvitationFactory.create(organisation=organisation, expires_at=timezone.now() - timedelta(days=3))
    admin.post(reverse("invitation-resend", args=[organisation.slug, row.pk]))
    row.refresh_from_db()
    assert row.state(timezone.now()) == Invitation.State.OPEN


def test_withdrawing_is_shown_and_closes_the_link(admin: Client, organisation: Organisation) -> None:
    row = InvitationFactory.create(organisation=organisation, token="t")
    answer = admin.post(reverse("invitation-withdraw", args=[organisation.slug, row.pk]), follow=True)
    assert "was withdrawn" in text(answer)
    assert Client().get("/invitations/t/", follow=True).status_code == 410


@pytest.mark.parametrize("name", ["invitation-resend", "invitation-withdraw"])
def test_an_answered_invitation_is_out_of_reach(admin: Client, organisation: Organisation, name: str) -> None:
    row = InvitationFactory.create(organisation=organisation, accepted_at=timezone.now())
    assert admin.post(reverse(name, args=[organisation.slug, row.pk])).status_code == 404


def test_an_address_that_is_none_is_refused_beside_its_field(admin: Client, organisation: Organisation) -> None:
    answer = invite(admin, organisation, "no-address")
    assert answer.status_code == 422
    assert "Enter an e-mail address" in text(answer)
    assert not Invitation.objects.exists()


def test_an_unreachable_mail_server_is_said_and_the_invitation_kept(
    admin: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        answer = invite(admin, organisation)
    assert "e-mail; next try at" in text(answer)
    assert Invitation.objects.filter(email="new@example.com").exists()
    again = reverse("invitation-resend", args=[organisation.slug, Invitation.objects.get().pk])
    assert "The mail server" not in text(admin.post(again, follow=True))
    assert len(mail.outbox) == 1


def test_an_invitation_waits_where_no_worker_runs_and_that_is_said(
    admin: Client, organisation: Organisation, settings: Any
) -> None:
    settings.TASKS = IN_TABLES
    assert "no background worker is running" in text(invite(admin, organisation))
    assert mail.outbox == []
    work_off()
    assert len(mail.outbox) == 1


def test_a_link_that_was_withdrawn_before_it_was_sent_is_not_sent(
    admin: Client, organisation: Organisation, settings: Any
) -> None:
    settings.TASKS = IN_TABLES
    invite(admin, organisation)
    admin.post(reverse("invitation-withdraw", args=[organisation.slug, Invitation.objects.get().pk]))
    work_off()
    assert mail.outbox == []


def test_invitations_are_limited_by_the_hour(
    admin: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "INVITATIONS", Limit("invitations", 2, 3600))
    for number in range(3):
        answer = invite(admin, organisation, f"new{number}@example.com")
    assert "Try again in 60 minutes" in text(answer)
    assert len(mail.outbox) == 2

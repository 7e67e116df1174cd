"""Links by e-mail: what they hold is out of the address before a page is shown, and the page goes on working."""

import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core import mail
from django.test import Client
from django.urls import reverse

from planning.digests import sending
from portal.models import Membership, Organisation, Right, Session
from portal.secret_addresses import MOST
from tests.factories import InvitationFactory, MembershipFactory, UserFactory
from tests.portal.signing_in import PASSWORD, account, browser, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def invitation(organisation: Organisation, token: str, email: str = "una@example.com") -> str:
    InvitationFactory.create(organisation=organisation, token=token, email=email)
    return reverse("invitation", args=[token])


def confirmation(organisation: Organisation) -> str:
    address = EmailAddress.objects.create(user=UserFactory.create(), email="new@example.com")
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def digest(organisation: Organisation) -> str:
    reader = MembershipFactory.create(organisation=organisation)
    sending.want(reader, True)
    return reverse("digest-off", args=[sending.token(reader.pk)])


def password(organisation: Organisation) -> str:
    account()
    Client().post("/accounts/password/reset/", {"email": "una@example.com"})
    [address] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    return str(address)


def invited(organisation: Organisation) -> str:
    return invitation(organisation, "secretofinvitation")


LINKS = [invited, confirmation, digest, password]


def follow(visitor: Client, address: str) -> tuple[str, Any]:
    """Where the link leads, and the page there."""
    answer = visitor.get(address, follow=True)
    return answer.request["PATH_INFO"], answer


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("is_member", [True, False])
def test_the_address_of_the_page_holds_no_token_and_can_be_loaded_anew(
    organisation: Organisation, link: Any, is_member: bool
) -> None:
    visitor, address = Client(), link(organisation)
    if is_member:
        visitor.force_login(MembershipFactory.create(organisation=organisation).user)
    last = address.rstrip("/").rpartition("/")[2]
    secret = last.partition("-")[2] if link is password else last
    page, answer = follow(visitor, address)
    assert answer.status_code in (200, 410)  # an invitation is for somebody else than who is signed in
    assert secret not in page
    assert secret not in visitor.get(page).content.decode()
    assert visitor.get(page).status_code == answer.status_code


@pytest.mark.parametrize("link", LINKS)
def test_no_other_browser_gets_in_by_the_address_of_the_page(organisation: Organisation, link: Any) -> None:
    page, shown = follow(Client(), link(organisation))
    elsewhere = Client().get(page)
    button = re.compile(r">Confirm</button>|>Switch off digest<|Create account|id_password1")
    assert button.search(shown.content.decode())
    assert not button.search(elsewhere.content.decode())


@pytest.mark.parametrize("link", LINKS[:3])
def test_the_session_holds_no_token_in_the_clear(organisation: Organisation, link: Any) -> None:
    address = link(organisation)
    follow(Client(), address)
    kept = json.dumps([row.get_decoded() for row in Session.objects.all()])
    assert address.rstrip("/").rpartition("/")[2] not in kept


def test_two_invitations_stay_open_side_by_side(organisation: Organisation) -> None:
    visitor = browser()
    user = account()
    other = MembershipFactory.create(right=Right.ADMIN).organisation
    first, second = (follow(visitor, invitation(of, of.slug))[0] for of in (organisation, other))
    sign_in(visitor)
    assert organisation.name in visitor.get(first).content.decode()
    assert other.name in visitor.get(second).content.decode()
    visitor.post(first)
    visitor.post(second)
    assert set(user.memberships.values_list("organisation", flat=True)) == {organisation.pk, other.pk}


def test_whoever_makes_an_account_comes_back_to_the_page_and_joins(organisation: Organisation) -> None:
    visitor = browser()
    page, answer = follow(visitor, invitation(organisation, "a-token"))
    assert f"next={page}" in answer.content.decode()
    made = visitor.post(f"/accounts/signup/?next={page}", {"name": "Una", "password1": PASSWORD})
    assert made["Location"] == page
    visitor.post(page)
    assert Membership.objects.filter(organisation=organisation, user__email="una@example.com").exists()


def test_whoever_signs_in_comes_back_to_the_page_and_joins(organisation: Organisation) -> None:
    account()
    visitor = browser()
    page, _ = follow(visitor, invitation(organisation, "a-token"))
    assert sign_in(visitor, next=page)["Location"] == page
    assert visitor.post(page)["Location"] == reverse("home", args=[organisation.slug])


def test_after_signing_out_the_page_says_to_open_the_link_once_more(organisation: Organisation) -> None:
    visitor = Client()
    visitor.force_login(UserFactory.create())
    page, _ = follow(visitor, invitation(organisation, "a-token"))
    visitor.post(reverse("account_logout"))
    assert "Open the link again" in visitor.get(page).content.decode()


def test_confirming_works_also_where_somebody_else_was_signed_in() -> None:
    address = EmailAddress.objects.create(user=UserFactory.create(), email="new@example.com")
    visitor = Client()
    visitor.force_login(UserFactory.create())
    page, _ = follow(visitor, reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))
    visitor.post(page)
    address.refresh_from_db()
    assert address.verified


def test_a_mail_program_switches_the_digest_off_by_itself(organisation: Organisation) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert "is off" in strict.post(digest(organisation), {"List-Unsubscribe": "One-Click"}).content.decode()


def test_what_leads_nowhere_keeps_nothing_and_makes_no_session() -> None:
    visitor = Client()
    assert visitor.get("/invitations/made-up/").status_code == 404
    assert not Session.objects.exists()


def test_of_many_links_the_latest_are_kept(organisation: Organisation) -> None:
    visitor = Client()
    addresses = [invitation(organisation, f"token-{n}", f"n{n}@example.com") for n in range(MOST + 1)]
    pages = [follow(visitor, address)[0] for address in addresses]
    assert [visitor.get(page).status_code for page in pages[:2]] == [404, 200]
    assert len(visitor.session["links"]) == MOST


def test_a_link_that_is_loaded_anew_keeps_its_place(organisation: Organisation) -> None:
    visitor, address = Client(), invitation(organisation, "a-token")
    assert follow(visitor, address)[0] == follow(visitor, address)[0]
    assert len(visitor.session["links"]) == 1

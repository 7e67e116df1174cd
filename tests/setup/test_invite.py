"""Inviting several people at once."""

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.shapes import SignIn


@pytest.fixture
def admin(company: Organisation, client_as: SignIn) -> Client:
    return client_as(Right.ADMIN)


def invite(client: Client, company: Organisation, emails: str, right: str = "planner") -> HttpResponse:
    address = reverse("setup-invite", args=[company.slug])
    return client.post(address, {"emails": emails, "right": right})  # type: ignore[return-value]


def invited(company: Organisation) -> list[str]:
    return sorted(company.invitations.values_list("email", flat=True))


def test_addresses_are_separated_as_people_paste_them(company: Organisation, admin: Client) -> None:
    emails = "a@example.com, b@example.com;c@example.com\nDora Lind <D@example.com>, a@example.com"
    assert invite(admin, company, emails).status_code == 302
    assert invited(company) == [f"{letter}@example.com" for letter in "abcd"]
    assert len(mail.outbox) == 4


def test_all_get_the_right_that_was_chosen(company: Organisation, admin: Client) -> None:
    invite(admin, company, "a@example.com", "viewer")
    assert company.invitations.get().right == Right.VIEWER


def test_bad_addresses_stay_in_the_field_each_with_its_reason(company: Organisation, admin: Client) -> None:
    member = MembershipFactory.create(organisation=company).user.email
    answer = invite(admin, company, f"a@example.com A@Example.com nonsense {member}")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "nonsense is not an e-mail address." in text
    assert f"{member} already belongs to a member." in text
    assert f"nonsense, {member}</textarea>" in text
    assert invited(company) == ["a@example.com"]


@pytest.mark.parametrize(("emails", "right"), [("", "planner"), (" ,;", "planner"), ("a@example.com", "admin")])
def test_nobody_and_more_than_may_be_given_are_refused(
    company: Organisation, admin: Client, emails: str, right: str
) -> None:
    assert invite(admin, company, emails, right).status_code == 422
    assert invited(company) == []


def test_more_than_a_page_of_addresses_is_refused(company: Organisation, admin: Client) -> None:
    emails = ",".join(f"p{n}@example.com" for n in range(51))
    assert "Enter at most 50 addresses" in invite(admin, company, emails).content.decode()


def test_who_does_not_invite_is_not_asked(company: Organisation, client_as: SignIn) -> None:
    assert "Invite people" not in client_as(Right.APPROVER).get(reverse("setup", args=[company.slug])).content.decode()


def test_an_address_that_no_table_holds_is_none(company: Organisation, admin: Client) -> None:
    assert invite(admin, company, f"{'a' * 60}@{'b.' * 120}example.com").status_code == 422

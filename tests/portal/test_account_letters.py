"""E-mails about an account look and speak like all others."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.account_letters import ABOUT, mail_of
from portal.models import User
from tests.factories import UserFactory

CHANGE = {
    "timestamp": timezone.now(),
    "ip": "192.0.2.7",
    "user_agent": "Firefox",
    "from_email": "a@example.com",
    "to_email": "b@example.com",
    "deleted_email": "c@example.com",
    "provider": "Acme",
}


@pytest.mark.parametrize("kind", ABOUT)
def test_each_says_what_happened_has_one_button_and_tells_why_one_gets_it(kind: str) -> None:
    made = mail_of(kind, "ada@example.com", CHANGE | {ABOUT[kind].link: "https://x.example/go"}, "lineup@example.com")
    assert made is not None
    page = str(made.alternatives[0][0])
    assert made.subject == f"Lineup: {ABOUT[kind].subject}"
    assert f"{ABOUT[kind].button}: https://x.example/go" in made.body
    assert page.count("<a") == 1
    assert "You are receiving this because" in made.body
    assert not {"{", "Hello from", "example.com!"} & set(made.body.split())


@pytest.mark.django_db
@pytest.mark.once
def test_a_forgotten_password_is_asked_for_in_those_words(client: Client) -> None:
    user: User = UserFactory.create()
    client.post(reverse("account_reset_password"), {"email": user.email})
    (sent,) = mail.outbox
    assert sent.subject == "Lineup: Set a new password"
    assert "Set a new password: http://testserver/accounts/password/reset/key/" in sent.body

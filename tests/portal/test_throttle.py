"""How often what may be tried, from where, and that nobody learns or locks anything by trying."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import AuditEntry, Tries, User
from portal.sign_in import limits, tidying, tries
from portal.sign_in.tries import Limit, TooMany
from tests.factories import UserFactory
from tests.portal.jobs.worker import IN_TABLES
from tests.portal.signing_in import EMAIL, PASSWORD, account, app_code, browser, is_in, sign_in
from tests.portal.test_sign_in import activate
from tests.shapes import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "Another-fine-phrase-8"
STRANGE = "nobody@example.com"
ADDRESSES = (EMAIL, STRANGE)
StrangeTo = Callable[[Answer], str]


@pytest.fixture
def user() -> User:
    return account()


@pytest.fixture
def under_attack(user: User, monkeypatch: pytest.MonkeyPatch) -> User:
    """Wrong passwords at the account from all over the world."""
    monkeypatch.setattr(limits, "PASSWORD_ANYWHERE", Limit("password-anywhere", 3, 3600))
    for number in range(3):
        sign_in(browser(f"198.51.100.{number}"), "wrong")
    return user


def test_one_address_locks_out_itself_alone_and_is_told_until_when(user: User) -> None:
    attacker = browser("198.51.100.1")
    for _ in range(10):
        sign_in(attacker, "wrong")
    refused = sign_in(attacker)
    assert (refused.status_code, is_in(attacker)) == (429, False)
    assert 890 < int(refused["Retry-After"]) <= 900
    assert "Try again in 15 minutes. Or reset your password by e-mail" in refused.content.decode()
    owner = browser("192.0.2.1")
    sign_in(owner)
    assert is_in(owner)
    assert [(row.about, row.details) for row in AuditEntry.objects.filter(kind="tries-stopped")] == [
        (user, {"limit": "password-here"})
    ]


def test_an_account_under_attack_is_held_up_even_for_the_right_password(under_attack: User) -> None:
    stranger = browser()
    assert sign_in(stranger).status_code == 429
    assert not is_in(stranger)


def test_a_known_browser_is_let_through_until_the_password_changes(user: User, request: pytest.FixtureRequest) -> None:
    known = browser()
    cookie = sign_in(known).cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    known.post("/accounts/logout/")
    request.getfixturevalue("under_attack")
    sign_in(known)
    assert is_in(known)
    known.post("/accounts/logout/")
    user.set_password(NEW)
    user.save()
    assert sign_in(known, NEW).status_code == 429


def test_a_browser_that_is_known_to_another_account_is_a_stranger(user: User, request: pytest.FixtureRequest) -> None:
    known = browser()
    UserFactory.create(email="other@example.com", password=make_password(PASSWORD))
    sign_in(known, email="other@example.com")
    known.post("/accounts/logout/")
    assert known.cookies["device"].value
    request.getfixturevalue("under_attack")
    assert sign_in(known).status_code == 429


def test_a_second_factor_lets_the_right_password_through(user: User, request: pytest.FixtureRequest) -> None:
    at_home = browser()
    sign_in(at_home)
    activate(at_home)
    request.getfixturevalue("under_attack")
    stranger = browser("203.0.113.9")
    assert sign_in(stranger, "wrong").status_code == 429
    assert sign_in(stranger)["Location"].startswith("/accounts/2fa/authenticate/")


def test_a_new_password_by_e_mail_lets_one_in(under_attack: User) -> None:
    owner = browser()
    owner.post("/accounts/password/reset/", {"email": EMAIL})
    form = owner.get(_link(), follow=True).redirect_chain[-1][0]
    owner.post(form, {"password1": NEW, "password2": NEW})
    sign_in(owner, NEW)
    assert is_in(owner)


def test_trying_many_accounts_from_one_address_is_stopped_but_not_for_known_browsers(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague = browser()
    sign_in(colleague)
    colleague.post("/accounts/logout/")
    monkeypatch.setattr(limits, "PASSWORDS_OF_PLACE", Limit("passwords-of-place", 5, 900))
    for number in range(6):
        answer = sign_in(browser(), "Summer2026!", f"somebody{number}@example.com")
    assert answer.status_code == 429
    sign_in(colleague)
    assert is_in(colleague)


def test_signing_in_costs_an_office_no_tries(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PASSWORDS_OF_PLACE", Limit("passwords-of-place", 2, 900))
    for _ in range(4):
        assert sign_in(browser()).status_code == 302


def test_of_the_newer_addresses_the_network_counts(user: User) -> None:
    for number in range(10):
        sign_in(browser(f"2001:db8::{number}"), "wrong")
    assert sign_in(browser("2001:db8::ffff")).status_code == 429


def test_guessing_codes_stops_the_guesser_alone(user: User) -> None:
    at_home = browser()
    sign_in(at_home)
    secret = activate(at_home)
    guesser, owner = browser("198.51.100.1"), browser()
    for client in (guesser, owner):
        sign_in(client)
    for _ in range(11):
        answer = guesser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert (answer.status_code, is_in(guesser)) == (429, False)
    assert owner.post("/accounts/2fa/authenticate/", {"code": app_code(secret)}).status_code != 429


@pytest.mark.parametrize("address", ["/invitations/%s/", "/digest/off/%s/", "/accounts/password/reset/key/1-%s/"])
def test_guessing_secret_addresses_is_stopped(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GUESSES", Limit("guesses", 3, 900))
    answers = [browser().get(address % f"guess-{number}") for number in range(4)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, False, True]


class Asked(NamedTuple):
    """An answer, and what it cost: how often a password was hashed, and what was asked of the database."""

    answer: Answer
    hashes: int
    queries: list[str]


def ask(monkeypatch: pytest.MonkeyPatch, client: Client, path: str, form: dict[str, str]) -> Asked:
    hashed, encode = [], MD5PasswordHasher.encode

    def counted(*args: Any) -> str:
        hashed.append(1)
        return encode(*args)

    with monkeypatch.context() as patch, CaptureQueriesContext(connection) as caught:
        patch.setattr(MD5PasswordHasher, "encode", counted)
        answer = client.post(path, form, follow=True)
    return Asked(answer, len(hashed), [re.sub(r"'[^']*'|\d+", "?", query["sql"])[:60] for query in caught])


def test_the_sign_in_takes_and_says_the_same_of_unknown_accounts(
    user: User, monkeypatch: pytest.MonkeyPatch, strange_to: StrangeTo
) -> None:
    monkeypatch.setattr(limits, "PASSWORD_ANYWHERE", Limit("password-anywhere", 1, 3600))
    for place, status in (("192.0.2.5", 200), ("192.0.2.6", 429)):
        known, unknown = (
            ask(monkeypatch, browser(place), "/accounts/login/", {"login": email, "password": "wrong"})
            for email in ADDRESSES
        )
        assert strange_to(known.answer).replace(EMAIL, STRANGE) == strange_to(unknown.answer)
        assert (known.answer.status_code, unknown.answer.status_code) == (status, status)
        assert (known.hashes, unknown.hashes) == (1, 1)
        assert abs(len(known.queries) - len(unknown.queries)) <= 1  # a hash takes hundreds of times as long


def test_asking_for_a_new_password_asks_the_same_of_an_unknown_address(
    user: User, monkeypatch: pytest.MonkeyPatch, strange_to: StrangeTo, settings: Any
) -> None:
    settings.TASKS = IN_TABLES
    Client().post("/accounts/password/reset/", {"email": "first@example.com"})  # has a round of deliveries asked for
    AuditEntry.objects.all().delete()  # of addresses without an account the log makes one entry a minute
    known, unknown = (ask(monkeypatch, Client(), "/accounts/password/reset/", {"email": email}) for email in ADDRESSES)
    assert strange_to(known.answer) == strange_to(unknown.answer)
    assert known.queries == unknown.queries


def test_signing_up_says_the_same_of_an_address_that_has_an_account(
    user: User, settings: Any, monkeypatch: pytest.MonkeyPatch, strange_to: StrangeTo
) -> None:
    settings.SIGNUP_OPEN, settings.ACCOUNT_EMAIL_VERIFICATION = True, "mandatory"
    known, unknown = (
        ask(monkeypatch, Client(), "/accounts/signup/", {"email": email, "name": "N", "password1": PASSWORD})
        for email in ADDRESSES
    )
    assert strange_to(known.answer).replace(EMAIL, STRANGE) == strange_to(unknown.answer)
    assert (known.hashes, unknown.hashes) == (1, 1)
    assert [letter.to for letter in mail.outbox] == [[EMAIL], [STRANGE]]


def test_links_in_e_mails_lead_where_the_site_is_whatever_host_is_asked(user: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.SIGNUP_OPEN, settings.ACCOUNT_EMAIL_VERIFICATION = ["*"], True, "mandatory"
    hostile = Client(HTTP_HOST="evil.example")
    hostile.post("/accounts/password/reset/", {"email": EMAIL})
    for email in (EMAIL, "new@example.com"):
        hostile.post("/accounts/signup/", {"email": email, "name": "N", "password1": PASSWORD})
    assert len(mail.outbox) == 3
    assert [letter for letter in mail.outbox if "evil.example" in str(letter.message())] == []
    assert sign_in(hostile, next="http://evil.example/")["Location"] == "/"


def test_counts_that_are_over_begin_anew_and_are_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    two = Limit("two", 2, 60)
    for _ in range(2):
        tries.count(two, "x")
    with pytest.raises(TooMany):
        tries.count(two, "x")
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    tries.count(two, "x")
    assert Tries.objects.get().count == 1
    tidying.tidy(datetime.fromtimestamp(4_000_000_061, UTC))
    assert not Tries.objects.exists()


def _link() -> str:
    [path] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    return str(path)


@pytest.mark.parametrize("way", ["another confirmed address", "single sign-on"])
def test_no_link_leads_into_an_account_into_which_somebody_else_has_a_way(user: User, way: str) -> None:
    EmailAddress.objects.filter(user=user).update(verified=False)
    if way == "single sign-on":
        SocialAccount.objects.create(user=user, provider="sso", uid="13")
    else:
        EmailAddress.objects.create(user=user, email="mallory@example.com", verified=True)
    browser().post("/accounts/password/reset/", {"email": EMAIL})
    assert mail.outbox == []

"""Signing in and out, by password and second factor, and what a hostile visitor tries on the way."""

import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal import demo
from portal.models import Organisation, Right, User
from portal.urls import demo_urls
from tests.factories import UserFactory
from tests.portal.signing_in import app_code

pytestmark = pytest.mark.django_db
PASSWORD = "a-fine-long-Passphrase-7"
LOGIN = "/accounts/login/"


@pytest.fixture
def user() -> User:
    made = UserFactory.create(email="una@example.com", name="Una User")
    made.set_password(PASSWORD)
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def sign_in(client: Client, password: str = PASSWORD, **data: str) -> Any:
    return client.post(LOGIN, {"login": "una@example.com", "password": password, **data})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in(client: Client, user: User) -> None:
    sign_in(client)
    assert is_in(client)


def test_capitals_in_the_address_do_not_matter(client: Client, user: User) -> None:
    client.post(LOGIN, {"login": "Una@Example.com", "password": PASSWORD})
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client: Client, user: User) -> None:
    wrong = client.post(LOGIN, {"login": "una@example.com", "password": "x"})
    unknown = client.post(LOGIN, {"login": "una@example.net", "password": "x"})
    errors = [answer.context["form"].errors for answer in (wrong, unknown)]
    assert errors[0] == errors[1]
    assert errors[0]


def test_guessing_passwords_is_stopped(client: Client, user: User) -> None:
    for _ in range(10):
        sign_in(client, "wrong")
    sign_in(client)
    assert not is_in(client)


def test_somebody_who_was_locked_out_cannot_sign_in(client: Client, user: User) -> None:
    User.objects.update(is_active=False)
    sign_in(client)
    assert not is_in(client)


def test_locking_an_account_ends_its_sessions(client: Client, user: User) -> None:
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get("/?choose").status_code == 302


def test_the_session_key_changes_on_sign_in(client: Client, user: User) -> None:
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key not in (None, before)


def test_scripts_cannot_read_the_cookies_nor_other_sites_send_them(client: Client, user: User) -> None:
    client.get(LOGIN)
    cookies = sign_in(client).cookies
    assert {"sessionid", "csrftoken"} <= set(cookies)
    assert {(cookie["httponly"], cookie["samesite"]) for cookie in cookies.values()} == {(True, "Lax")}


def test_signing_out_needs_a_form(client: Client, user: User) -> None:
    sign_in(client)
    client.get("/accounts/logout/")
    assert is_in(client)
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_the_way_goes_back_to_the_page_that_was_asked_for(client: Client, user: User) -> None:
    asked = client.get("/organisations/new/?x=1")["Location"]
    assert asked == f"{LOGIN}?next=/organisations/new/%3Fx%3D1"
    assert sign_in(client, next="/organisations/new/?x=1")["Location"] == "/organisations/new/?x=1"


@pytest.mark.parametrize(
    "away",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "///x",
    ],
)
def test_the_way_never_leads_to_another_site(client: Client, user: User, away: str) -> None:
    assert sign_in(client, next=away)["Location"] == "/"


def test_a_fragment_asked_for_after_the_session_ended_sends_the_whole_page_to_the_sign_in(
    client: Client, organisation: Organisation
) -> None:
    page = f"http://testserver/o/{organisation.slug}/?on=2026-01-01"
    answer = client.get(f"/o/{organisation.slug}/", headers={"hx-request": "true", "hx-current-url": page})
    assert answer["HX-Redirect"] == f"{LOGIN}?next=/o/{organisation.slug}/%3Fon%3D2026-01-01"


def test_sign_up_is_closed_to_the_uninvited(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "new@example.com", "name": "N", "password1": PASSWORD})
    assert not User.objects.exists()


def test_the_closed_sign_up_says_how_to_get_in(client: Client) -> None:
    assert "by invitation" in client.get("/accounts/signup/").content.decode()


def test_a_setting_opens_the_sign_up(client: Client, settings: Any) -> None:
    settings.SIGNUP_OPEN = True
    client.post("/accounts/signup/", {"email": "new@example.com", "name": "Nell", "password1": PASSWORD})
    assert User.objects.get().name == "Nell"
    assert not EmailAddress.objects.get().verified


@pytest.mark.parametrize("weak", ["password", "12345678", "short", "new@example.com"])
def test_weak_passwords_are_refused(client: Client, settings: Any, weak: str) -> None:
    settings.SIGNUP_OPEN = True
    client.post("/accounts/signup/", {"email": "new@example.com", "name": "Nell", "password1": weak})
    assert not User.objects.exists()


def test_a_forgotten_password_is_reset_by_e_mail(client: Client, user: User) -> None:
    client.post("/accounts/password/reset/", {"email": user.email})
    [address] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    form = client.get(address, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "Another-fine-phrase-8", "password2": "Another-fine-phrase-8"})
    sign_in(client, "Another-fine-phrase-8")
    assert is_in(client)


def test_resetting_for_an_unknown_address_is_answered_alike_and_sends_nothing(client: Client, user: User) -> None:
    known = client.post("/accounts/password/reset/", {"email": user.email})["Location"]
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})["Location"]
    assert known == unknown
    assert len(mail.outbox) == 1


def test_a_new_password_ends_the_other_sessions(user: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    new = "Another-fine-phrase-8"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/?choose").status_code == 200
    assert elsewhere.get("/?choose").status_code == 302


def test_a_name_can_be_changed(client: Client, user: User) -> None:
    sign_in(client)
    client.post("/accounts/profile/", {"name": " Una\n van  Dyck "})
    user.refresh_from_db()
    assert user.name == "Una van Dyck"


def test_a_profile_takes_nothing_but_the_name(client: Client, user: User) -> None:
    sign_in(client)
    client.post(
        "/accounts/profile/", {"name": "U", "email": "boss@example.com", "is_staff": "on", "is_superuser": "on"}
    )
    user.refresh_from_db()
    assert (user.email, user.is_staff, user.is_superuser) == ("una@example.com", False, False)


def activate(client: Client) -> str:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = str(page.context["form"].secret)
    client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    return secret


def test_with_a_second_factor_the_password_alone_does_not_sign_in(client: Client, user: User) -> None:
    sign_in(client)
    activate(client)
    other = Client()
    assert sign_in(other)["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(other)


def test_the_second_factor_signs_in(client: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client)
    secret = activate(client)
    later = time.time() + 31
    monkeypatch.setattr(time, "time", lambda: later)  # a code is good for one use
    other = Client()
    sign_in(other)
    other.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
    assert is_in(other)


def test_a_code_of_the_app_signs_in_once(client: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client)
    secret = activate(client)
    now = time.time() // 30 * 30 + 60
    monkeypatch.setattr(time, "time", lambda: now)
    shown = app_code(secret)
    first, second = Client(), Client()
    for visitor, moment in ((first, now), (second, now + 29)):
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={shown}")  # of the library's own memory
        sign_in(visitor)
        visitor.post("/accounts/2fa/authenticate/", {"code": shown})
    assert (is_in(first), is_in(second)) == (True, False)


def test_what_signs_in_is_changed_only_by_who_has_shown_the_password_lately(client: Client, user: User) -> None:
    client.force_login(user)
    for page in ("/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/generate/", "/accounts/email/"):
        answer = client.post(page, {"email": "new@example.com", "action_add": ""})
        assert "/reauthenticate/" in answer.get("Location", f"{answer.status_code}"), page
    assert not EmailAddress.objects.filter(email="new@example.com").exists()


def test_a_new_password_by_e_mail_does_not_pass_by_the_second_factor(client: Client, user: User) -> None:
    sign_in(client)
    activate(client)
    mail.outbox.clear()
    other, new = Client(), "Another-fine-phrase-8"
    other.post("/accounts/password/reset/", {"email": user.email})
    [address] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    form = other.get(address, follow=True).redirect_chain[-1][0]
    other.post(form, {"password1": new, "password2": new})
    assert not is_in(other)
    assert sign_in(other, new)["Location"].startswith("/accounts/2fa/authenticate/")


def test_a_recovery_code_signs_in_once(client: Client, user: User) -> None:
    sign_in(client)
    activate(client)
    one = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"][0]
    first, second = Client(), Client()
    for visitor in (first, second):
        sign_in(visitor)
        visitor.post("/accounts/2fa/authenticate/", {"code": one})
    assert (is_in(first), is_in(second)) == (True, False)


def test_the_administration_signs_in_by_the_same_door(client: Client, user: User) -> None:
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(LOGIN)
    sign_in(client)
    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_one_click_sign_in_is_routed_in_the_demo_alone(client: Client) -> None:
    assert [len(demo_urls(mode)) for mode in ("demo", "test", "production")] == [1, 0, 0]
    with pytest.raises(NoReverseMatch):
        reverse("demo-sign-in")
    assert client.post("/demo/sign-in/", {"right": "admin"}).status_code == 404
    assert "Explore the demo" not in client.get(LOGIN).content.decode()


@pytest.fixture
def demo_site(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.portal.demo_site"


@pytest.mark.usefixtures("demo_site")
class TestDemo:
    @pytest.mark.parametrize("right", list(Right))
    def test_one_click_signs_in_as_each_kind_of_member(
        self, client: Client, organisation: Organisation, right: Right
    ) -> None:
        demo.make_members(organisation)
        client.post("/demo/sign-in/", {"right": right.value})
        signed_in = User.objects.get(pk=client.session["_auth_user_id"])
        assert signed_in.memberships.get().right == right

    def test_the_sign_in_page_offers_them(self, client: Client) -> None:
        assert "Explore the demo" in client.get(LOGIN).content.decode()

    def test_a_link_cannot_sign_anybody_in(self, client: Client, organisation: Organisation) -> None:
        demo.make_members(organisation)
        assert client.get("/demo/sign-in/?right=admin").status_code == 405

    def test_a_form_of_another_site_cannot_sign_anybody_in(self, organisation: Organisation) -> None:
        demo.make_members(organisation)
        assert Client(enforce_csrf_checks=True).post("/demo/sign-in/", {"right": "admin"}).status_code == 403

    def test_without_a_demo_it_says_what_to_run(self, client: Client) -> None:
        assert "make demo" in client.post("/demo/sign-in/", {"right": "admin"}, follow=True).content.decode()

    def test_a_right_that_does_not_exist_is_not_found(self, client: Client) -> None:
        assert client.post("/demo/sign-in/", {"right": "owner"}).status_code == 404


def test_making_the_demo_s_members_twice_changes_nothing(organisation: Organisation) -> None:
    first, again = demo.make_members(organisation), demo.make_members(organisation)
    assert [row.pk for row in first] == [row.pk for row in again]
    assert [row.right for row in first] == list(Right)

"""Where somebody is signed in, how long it lasts, and how it is ended."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import AuditEntry, Organisation, Right, Session, User
from portal.sign_in import agents, devices
from tests.portal.signing_in import PASSWORD, account, browser, is_in, sign_in
from tests.portal.test_sign_in import activate
from tests.shapes import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = "/accounts/sessions/"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.5 Safari/605.1"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537"
MINUTE, HOUR, DAY = 60, 3600, 86400
Later = Callable[[float], None]


@pytest.fixture
def user() -> User:
    return account()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Let the clock of the sessions go on by so many seconds."""
    now, gone = time.time, [0.0]
    monkeypatch.setattr(time, "time", lambda: now() + gone[0])

    def go_on(seconds: float) -> None:
        gone[0] += seconds

    return go_on


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def code_in(client: Client) -> str:
    """By which the page names the one other session."""
    [code] = re.findall(r'name="end" value="(\w{32})"', client.get(PAGE).content.decode())
    return str(code)


def confirm(client: Client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def ended() -> list[tuple[Any, Any]]:
    rows = AuditEntry.objects.filter(kind="sessions-ended").order_by("pk")
    return [(row.details["why"], row.details["ended"]) for row in rows]


def test_the_list_says_which_browser_from_where_and_since_when(user: User) -> None:
    here = browser("192.0.2.1", MAC)
    sign_in(here)
    sign_in(browser("198.51.100.7", PHONE))
    said = text(here.get(PAGE))
    assert "Safari on macOS This session Active now from 192.0.2.1" in said
    assert "Chrome on Android Last seen" in said
    assert "198.51.100.7" in said
    assert str(here.session.session_key) not in here.get(PAGE).content.decode()


def test_somebody_who_is_signed_in_nowhere_else_is_told_so(user: User) -> None:
    here = browser()
    sign_in(here)
    assert "You are only signed in here." in text(here.get(PAGE))


def test_one_session_is_ended_and_its_browser_forgotten_once_the_password_is_given_again(user: User) -> None:
    here, there = browser(), browser()
    for client in (here, there):
        sign_in(client)
    asked = here.post(PAGE, {"end": code_in(here)})
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert there.get("/?choose").status_code == 200
    done = here.post(asked["Location"], {"password": PASSWORD, "next": PAGE}, follow=True)
    assert "Session ended." in text(done)
    assert [client.get("/?choose").status_code for client in (here, there)] == [200, 302]
    assert user.known_devices.count() == 1
    assert ended() == [("by its user", 1)]


def test_all_others_are_ended_at_once(user: User) -> None:
    clients = [browser() for _ in range(3)]
    for client in clients:
        sign_in(client)
    confirm(clients[0])
    clients[0].post(PAGE, {"end": "others"})
    assert [client.get("/?choose").status_code for client in clients] == [200, 302, 302]


def test_nobody_ends_a_session_of_somebody_else(user: User, client_as: SignIn) -> None:
    here, stranger = browser(), client_as(Right.ADMIN)
    sign_in(here)
    sign_in(browser())
    stranger.post(PAGE, {"end": code_in(here)})
    assert user.sessions.count() == 2


def test_a_second_factor_a_new_password_and_leaving_end_sessions(user: User) -> None:
    here, there = browser(), browser()
    sign_in(here)
    sign_in(there)
    activate(here)
    here.post("/accounts/2fa/totp/deactivate/")
    assert [client.get("/?choose").status_code for client in (here, there)] == [200, 302]
    new = "Another-fine-phrase-8"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/?choose").status_code == 200
    assert user.sessions.count() == 1
    user.refresh_from_db()
    user.is_active = False
    user.save()
    assert (user.sessions.count(), user.known_devices.count()) == (0, 0)
    assert [why for why, _ in ended()] == ["second factor", "password", "not active"]


@pytest.mark.parametrize(("stays", "lasts", "said"), [("", 12 * HOUR, "12 hours"), ("on", 14 * DAY, "14 days")])
def test_who_does_nothing_for_long_signs_in_anew_and_is_told_why(
    user: User, later: Later, stays: str, lasts: float, said: str
) -> None:
    here = browser()
    sign_in(here, **({"remember": stays} if stays else {}))
    later(lasts - MINUTE)
    assert here.get("/?choose").status_code == 200
    later(lasts + MINUTE)
    answer = here.get("/organisations/new/?x=1", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/organisations/new/%3Fx%3D1"
    assert f"there was no activity for {said}. Sign in to continue where you left off." in text(answer)
    assert sign_in(here, next="/organisations/new/?x=1")["Location"] == "/organisations/new/?x=1"
    assert ended() == [("idle", 1)]


def test_a_script_that_asks_too_late_leads_to_the_sign_in_which_says_why(
    organisation: Organisation, client_as: SignIn, later: Later
) -> None:
    client, page = client_as(Right.VIEWER), f"/o/{organisation.slug}/"
    later(13 * HOUR)
    answer = client.get(page, headers={"hx-request": "true", "hx-current-url": f"http://testserver{page}"})
    assert answer["HX-Redirect"] == f"/accounts/login/?next={page}"
    assert "there was no activity for 12 hours" in text(client.get(answer["HX-Redirect"]))


def test_however_busy_a_session_ends_one_day(user: User, later: Later) -> None:
    here = browser()
    sign_in(here, remember="on")
    for _ in range(3):
        later(10 * DAY - MINUTE)
        assert here.get("/?choose").status_code == 200
    later(10 * MINUTE)
    assert "a session lasts at most 30 days" in text(here.get("/?choose", follow=True))


def test_being_there_is_noted_once_in_some_minutes(user: User, later: Later) -> None:
    here = browser()
    sign_in(here)
    here.get("/?choose")  # shows what the sign-in had to say
    written = []
    for wait in (MINUTE, 4 * MINUTE, MINUTE):
        later(wait)
        with CaptureQueriesContext(connection) as caught:
            here.get("/?choose")
        written.append(sum(query["sql"].startswith("UPDATE") for query in caught))
    assert written == [0, 1, 0]


def test_a_session_from_before_goes_on_and_is_listed(user: User) -> None:
    here = browser()
    sign_in(here)
    session = here.session
    for name in ("since", "seen"):
        del session[name]
    session.save()
    assert here.get("/?choose").status_code == 200
    assert is_in(here)
    assert Session.objects.get(pk=session.session_key).seen is not None


def test_who_was_signed_out_from_elsewhere_is_told_so_at_the_sign_in(user: User) -> None:
    here, there = browser(), browser()
    sign_in(here)
    sign_in(there)
    there.session.delete()
    asked = there.get("/?choose")
    assert "This session was ended from another browser".lower() in text(there.get(asked["Location"])).lower()
    assert asked["Location"] == "/accounts/login/?ended=1&next=/%3Fchoose"
    assert there.get("/?choose")["Location"] == "/accounts/login/?next=/%3Fchoose"


def test_who_was_never_signed_in_or_has_left_is_told_of_no_end(user: User) -> None:
    here = browser()
    assert "ended" not in here.get("/?choose")["Location"]
    sign_in(here)
    here.post("/accounts/logout/")
    assert "ended" not in here.get("/?choose")["Location"]


def test_a_browser_that_is_forgotten_while_somebody_signs_in_there_gets_known_anew(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = browser()
    sign_in(here)
    here.post("/accounts/logout/")
    known_by = devices.known_by

    def forgotten_meanwhile(*asked: Any) -> Any:
        device = known_by(*asked)
        user.known_devices.all().delete()
        return device

    monkeypatch.setattr(devices, "known_by", forgotten_meanwhile)
    assert sign_in(here).status_code == 302
    assert user.known_devices.get().pk == here.session["device"]


@pytest.mark.parametrize(
    ("said", "called"),
    [(MAC, "Safari on macOS"), (PHONE, "Chrome on Android"), ("", "Unknown browser"), ("\0<b>", "Unknown browser")],
)
def test_browsers_are_called_as_people_call_them(said: str, called: str) -> None:
    assert str(agents.read(said)) == called

"""What the database holds of second factors: nothing that whoever reads it could sign in by."""

import json
import logging
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.models import Session, User
from portal.sign_in import factors, sealing
from portal.sign_in.recovery_codes import MADE, SHOWN_FOR, HashedCodes
from tests.portal.signing_in import PASSWORD, account, app_code, browser, is_in, sign_in
from tests.portal.test_sign_in import activate

pytestmark = pytest.mark.django_db  # on both databases: they ask JSON in different ways
CODES, AUTHENTICATE = "/accounts/2fa/recovery-codes/", "/accounts/2fa/authenticate/"
AGAIN = "/accounts/reauthenticate/"
OLD_SEED = "5eed" * 20


@pytest.fixture
def user() -> User:
    return account()


@pytest.fixture
def owner(user: User) -> Client:
    """Signed in, with an app and recovery codes that were just made."""
    client = browser()
    sign_in(client)
    client.secret = activate(client)  # type: ignore[attr-defined]
    return client


def data(user: User, kind: str) -> Any:
    return Authenticator.objects.get(user=user, type=kind).data


def shown(client: Client) -> list[str]:
    codes: list[str] = client.get(CODES).context["unused_codes"]
    return codes


def in_database(user: User) -> str:
    sessions = [row.get_decoded() for row in Session.objects.all()]
    return json.dumps([list(Authenticator.objects.filter(user=user).values_list("data", flat=True)), sessions])


def enter(typed: str) -> Client:
    client = browser()
    sign_in(client)
    client.post(AUTHENTICATE, {"code": typed})
    return client


def pass_by(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    later = time.time() + seconds
    monkeypatch.setattr(time, "time", lambda: later)


def test_no_seed_and_no_code_can_be_read_in_the_database(owner: Client, user: User) -> None:
    codes, held = shown(owner), in_database(user)
    assert len(codes) == 10
    assert owner.secret not in held  # type: ignore[attr-defined]
    assert not [one for one in codes if one in held]


def test_the_secret_of_an_app_is_sealed_while_it_is_set_up(user: User) -> None:
    client = browser()
    sign_in(client)
    client.post(AGAIN, {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert secret not in in_database(user)
    assert client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})["Location"] == CODES


def test_the_code_that_set_an_app_up_does_not_sign_in_besides(owner: Client) -> None:
    assert not is_in(enter(app_code(owner.secret)))  # type: ignore[attr-defined]


def test_codes_are_shown_for_some_minutes_where_they_were_made_and_never_again(
    owner: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = shown(owner), shown(owner)
    elsewhere = enter(first[0])
    assert first == again
    assert first[0] not in shown(owner)
    elsewhere.post(AGAIN, {"password": PASSWORD})
    assert set(shown(elsewhere)) == {"****"}
    assert elsewhere.get(f"{CODES}download/").status_code == 403
    assert first[1] in owner.get(f"{CODES}download/").content.decode()
    pass_by(monkeypatch, SHOWN_FOR + 1)
    owner.post(AGAIN, {"password": PASSWORD})
    assert not [one for one in first if one in owner.get(CODES, follow=True).content.decode()]


def test_what_was_shown_goes_from_the_session_with_a_later_page(
    owner: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MADE in owner.session
    pass_by(monkeypatch, SHOWN_FOR + 1)
    owner.get("/accounts/profile/")
    assert MADE not in owner.session


def test_new_codes_end_the_ones_before(owner: Client) -> None:
    before = shown(owner)
    owner.post(f"{CODES}generate/")
    assert set(before).isdisjoint(shown(owner))
    assert not is_in(enter(before[0]))


@pytest.mark.parametrize("typed", [str.upper, lambda one: one.replace("-", " "), lambda one: one.replace("1", "l")])
def test_a_code_may_be_typed_as_people_type(owner: Client, typed: Any) -> None:
    assert is_in(enter(typed(shown(owner)[0])))


def test_the_page_says_how_many_are_left(owner: Client) -> None:
    enter(shown(owner)[0])
    assert "9 left" in owner.get("/accounts/2fa/").content.decode()


def test_codes_from_before_work_once_and_are_not_shown(user: User) -> None:
    row = Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": OLD_SEED, "used_mask": 0})
    codes = RecoveryCodes(row).generate_codes()
    factors.seal_all(timezone.now())
    row.refresh_from_db()
    held = HashedCodes(row)
    assert OLD_SEED not in str(row.data)
    assert set(held.get_unused_codes()) == {"hidden"}
    assert [held.validate_code(codes[3]), held.validate_code(codes[3])] == [True, False]


def test_a_worker_seals_what_is_in_the_clear_and_under_a_former_key(user: User, settings: Any) -> None:
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    factors.seal_all(timezone.now())
    first = data(user, "totp")["secret"]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 8
    assert sealing.unseal(first) == "JBSWY3DPEHPK3PXP"
    factors.seal_all(timezone.now())
    settings.SECRET_KEY_FALLBACKS = []
    assert sealing.unseal(data(user, "totp")["secret"]) == "JBSWY3DPEHPK3PXP"


def test_without_the_key_no_code_of_the_app_fits_the_log_says_why_and_recovery_codes_go_on(
    owner: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    codes = shown(owner)
    settings.SECRET_KEY = "lost" * 16
    pass_by(monkeypatch, 31)
    with caplog.at_level(logging.ERROR):
        assert not is_in(enter(app_code(owner.secret)))  # type: ignore[attr-defined]
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert is_in(enter(codes[0]))


def test_what_was_tampered_with_is_not_read() -> None:
    sealed = sealing.seal("something")
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed[:-4] + "AAAA")


@pytest.mark.parametrize(("late", "is_good"), [(0, True), (29, True), (30, False), (-1, False)])
def test_a_code_of_the_app_is_good_for_its_thirty_seconds(
    owner: Client, monkeypatch: pytest.MonkeyPatch, late: int, is_good: bool
) -> None:
    start = time.time() // 30 * 30 + 60
    monkeypatch.setattr(time, "time", lambda: start)
    now_shown = app_code(owner.secret)  # type: ignore[attr-defined]
    monkeypatch.setattr(time, "time", lambda: start + late)
    assert is_in(enter(now_shown)) is is_good
    cache.clear()


def test_a_refused_code_says_that_codes_change_and_what_the_clock_has_to_do_with_it(owner: Client) -> None:
    client = browser()
    sign_in(client)
    page = client.post(AUTHENTICATE, {"code": "123456"}).content.decode()
    assert re.search(r"change every 30 seconds.*clock", page, re.S)

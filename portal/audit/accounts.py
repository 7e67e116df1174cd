"""What happens to accounts, as Django and allauth tell of it: sign-ins, passwords, second factors."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from django.contrib.auth import signals as auth
from django.dispatch import Signal
from django.http import HttpRequest

from portal.audit.kinds import Kind
from portal.audit.recording import record, record_again
from portal.models import User
from portal.telemetry.requests import number_of

# What somebody signs in by; the strongest that was asked for is told.
WAYS = (("mfa", "second factor"), ("socialaccount", "single sign-on"), ("password", "password"), ("code", "code"))
ONE_CLICK = "one click"
SIMPLE: tuple[tuple[Signal, Kind], ...] = (
    (account.password_reset, Kind.PASSWORD_RESET),
    (account.password_changed, Kind.PASSWORD_CHANGED),
    (account.password_set, Kind.PASSWORD_CHANGED),
    (account.email_added, Kind.ADDRESS_CHANGED),
    (account.email_changed, Kind.ADDRESS_CHANGED),
    (account.email_removed, Kind.ADDRESS_CHANGED),
    (factors.authenticator_reset, Kind.FACTOR_CODES),
)


def follow() -> None:
    """Listen, from the start of the process on."""
    auth.user_logged_in.connect(_signed_in, dispatch_uid="audit")
    auth.user_logged_out.connect(_signed_out, dispatch_uid="audit")
    auth.user_login_failed.connect(_failed, dispatch_uid="audit")
    factors.authentication_failed.connect(_factor_failed, dispatch_uid="audit")
    factors.authenticator_added.connect(_factor_on, dispatch_uid="audit")
    factors.authenticator_removed.connect(_factor_off, dispatch_uid="audit")
    social.social_account_added.connect(_linked, dispatch_uid="audit")
    social.social_account_removed.connect(_unlinked, dispatch_uid="audit")
    for signal, kind in SIMPLE:
        signal.connect(_Simple(kind), weak=False, dispatch_uid=f"audit {kind}")


class _Simple:
    """Records that it happened to the account."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def __call__(self, *, request: HttpRequest, user: User, **_: object) -> None:
        record(self._kind, request=request, actor=user, about=user)


def _signed_in(*, request: HttpRequest, user: User, **_: object) -> None:
    if number_of(request):  # else nobody came by the server
        record(Kind.SIGNED_IN, request=request, actor=user, about=user, by=_way(request))


def _way(request: HttpRequest) -> str:
    used = {step.get("method") for step in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or ()}
    return next((word for method, word in WAYS if method in used), ONE_CLICK)


def _signed_out(*, request: HttpRequest, user: User | None, **_: object) -> None:
    if user is not None and number_of(request):
        record(Kind.SIGNED_OUT, request=request, actor=user, about=user)


def asked_for_a_password(request: HttpRequest, email: str) -> None:
    """Of an address without an account, too: whoever asks is answered in the same time."""
    record_again(Kind.PASSWORD_ASKED, {}, request=request, about=_of(email))


def _of(email: str) -> User | None:
    return User.objects.filter(email=email.lower()).first()


def _failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: object) -> None:
    """The address that was typed is not kept: of one without an account nobody is told that it has none."""
    if request is not None and number_of(request):
        email = credentials.get("email") or credentials.get("username") or ""
        record_again(Kind.SIGN_IN_FAILED, {"by": "password"}, request=request, about=_of(str(email)))


def turned_away(request: HttpRequest, why: str, about: User | None) -> None:
    """By single sign-on; `why` is the name of a reason."""
    record_again(Kind.SIGN_IN_FAILED, {"by": "single sign-on", "why": why}, request=request, about=about)


def _factor_failed(*, request: HttpRequest, user: User, **_: object) -> None:
    record_again(Kind.SIGN_IN_FAILED, {"by": "second factor"}, request=request, about=user)


def _factor_on(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: object) -> None:
    is_codes = authenticator.type == Authenticator.Type.RECOVERY_CODES
    record(Kind.FACTOR_CODES if is_codes else Kind.FACTOR_ON, request=request, actor=user, about=user)


def _factor_off(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:  # they go with the rest
        record(Kind.FACTOR_OFF, request=request, actor=user, about=user)


def _linked(*, request: HttpRequest, sociallogin: Any, **_: object) -> None:
    record(Kind.LINKED, request=request, actor=sociallogin.user, about=sociallogin.user)


def _unlinked(*, request: HttpRequest, socialaccount: Any, **_: object) -> None:
    record(Kind.UNLINKED, request=request, actor=socialaccount.user, about=socialaccount.user)

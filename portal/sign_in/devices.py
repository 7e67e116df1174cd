"""Browsers that are known: somebody has signed in to the account there before, the second factor included.

A known browser is let through where tries at an account from all over the world have locked it for everybody else. It
opens nothing by itself. Its cookie holds a secret for each account that was used there; the table holds their hashes.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.models import KnownDevice, User
from portal.sign_in.store import DEVICE

SALT = "portal.sign_in.devices"
# How many accounts one browser is known to, and how many browsers one account knows.
ACCOUNTS, BROWSERS = 5, 20
SEPARATOR = "."


def known_to(request: HttpRequest, email: str) -> KnownDevice | None:
    """The browser, where the account of this address knows it. No query where it has no such cookie."""
    whose = Q(user__email=email) | Q(user__emailaddress__email=email, user__emailaddress__verified=True)
    return _of_browser(request, whose)


def known_by(request: HttpRequest, user: User) -> KnownDevice | None:
    """The browser, where the account knows it."""
    return _of_browser(request, Q(user=user))


def get_known(request: HttpRequest, user: User) -> None:
    """From the answer to this request on, the account knows the browser."""
    request.gets_known_to = user  # type: ignore[attr-defined]


def hand_over(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser what it will be known by, where it is about to get known."""
    user: User | None = getattr(request, "gets_known_to", None)
    if user is None:
        return
    device, held = known_by(request, user), _held(request)
    # It may have been forgotten this very moment: the account is signed out in another browser, say.
    if device is None or not KnownDevice.objects.filter(pk=device.pk).update(used_at=timezone.now()):
        device, held = _made(user, held)
    request.session[DEVICE] = device.pk
    _set_cookie(response, held)


def forget_unused() -> None:
    """Those that nobody has used for as long as their cookie lasts."""
    KnownDevice.objects.filter(used_at__lt=timezone.now() - settings.DEVICE_LASTS).delete()


def _made(user: User, held: list[str]) -> tuple[KnownDevice, list[str]]:
    secret = secrets.token_urlsafe(32)
    device = KnownDevice.objects.create(user=user, digest=_digest(secret))
    kept = user.known_devices.order_by("-used_at", "-pk")[:BROWSERS].values("pk")
    user.known_devices.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    return device, [secret, *held][:ACCOUNTS]


def _of_browser(request: HttpRequest, whose: Q) -> KnownDevice | None:
    digests = [_digest(secret) for secret in _held(request)]
    return KnownDevice.objects.filter(whose, digest__in=digests).first() if digests else None


def _held(request: HttpRequest) -> list[str]:
    """The secrets in the browser's cookie; none where its signature is not ours or is too old."""
    name, oldest = settings.DEVICE_COOKIE_NAME, settings.DEVICE_LASTS.total_seconds()
    text = request.get_signed_cookie(name, default="", salt=SALT, max_age=int(oldest)) or ""
    return text.split(SEPARATOR)[:ACCOUNTS] if text else []


def _set_cookie(response: HttpResponse, secrets_of_accounts: list[str]) -> None:
    response.set_signed_cookie(
        settings.DEVICE_COOKIE_NAME,
        SEPARATOR.join(secrets_of_accounts),
        salt=SALT,
        max_age=int(settings.DEVICE_LASTS.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()

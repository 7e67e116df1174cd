"""One try at a password or at a code of the second factor: whether it may be made, and what its end counts.

From one address one can lock out oneself alone: tries count by account and address. Tries at an account from many
addresses are held up, too, but not in a browser that the account knows, nor for who has a second factor beside the
password. Unknown accounts are counted like known ones, and nothing is answered sooner or later for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from portal import audit
from portal.models import User
from portal.sign_in import devices, limits, tries
from portal.sign_in.tries import Limit, TooMany
from portal.visitor import place_of

_BY_MAIL = "Or reset your password by e-mail (“Forgot your password?”) to sign in straight away."
_ELSEWHERE = "You can still sign in from a browser you have used before."
# What else helps, beside waiting.
HELPS = {
    limits.PASSWORD_HERE: _BY_MAIL,
    limits.PASSWORD_ANYWHERE: f"{_ELSEWHERE} {_BY_MAIL}",
    limits.PASSWORDS_OF_PLACE: f"{_ELSEWHERE} {_BY_MAIL}",
    limits.CODE_ANYWHERE: _ELSEWHERE,
}


@dataclass
class Attempt:
    """One try, counted. `held_up`: the account is locked for browsers that it does not know."""

    request: HttpRequest
    counted: list[tuple[Limit, tuple[object, ...]]] = field(default_factory=list)
    held_up: TooMany | None = None
    email: str = ""

    def count(self, limit: Limit, *whose: object) -> None:
        """Raises `ValidationError` where it is one too many."""
        try:
            tries.count(limit, *whose)
        except TooMany as stop:
            raise _refused(self, stop) from stop
        self.counted.append((limit, whose))

    def count_anywhere(self, limit: Limit, *whose: object) -> None:
        try:
            tries.count(limit, *whose)
        except TooMany as stop:
            self.held_up = stop
        else:
            self.counted.append((limit, whose))

    def failed(self) -> None:
        """Raises `ValidationError` where the answer must not tell whether the try was a good one."""
        if self.held_up:
            raise _refused(self, self.held_up)

    def succeeded(self) -> None:
        """It was no guess: only what was counted here and now is forgotten, so that nobody can guess in between."""
        for limit, whose in self.counted:
            (tries.forget if limit in (limits.PASSWORD_HERE, limits.CODE_HERE) else tries.uncount)(limit, *whose)


def at_password(request: HttpRequest, email: str) -> Attempt:
    """Begin a try at the password of an account. Raises `ValidationError` where there were too many."""
    attempt = Attempt(request, email=limits.normal(email))
    known = _known(request, lambda: devices.known_to(request, attempt.email))
    attempt.count(limits.PASSWORD_HERE, attempt.email, known or place_of(request))
    if not known:
        attempt.count(limits.PASSWORDS_OF_PLACE, place_of(request))
        attempt.count_anywhere(limits.PASSWORD_ANYWHERE, attempt.email)
    return attempt


def after_password(attempt: Attempt, user: User | None) -> None:
    """End it. Raises `ValidationError` where the account is held up, whether or not the password was right."""
    if user is None or (attempt.held_up and not is_mfa_enabled(user)):
        attempt.failed()
    else:
        attempt.succeeded()


def at_code(request: HttpRequest, user: User) -> Attempt:
    """Begin a try at a second factor. Raises `ValidationError` where there were too many."""
    attempt = Attempt(request, email=user.email)
    known = _known(request, lambda: devices.known_by(request, user))
    attempt.count(limits.CODE_HERE, user.pk, known or place_of(request))
    if not known:
        attempt.count(limits.CODE_ANYWHERE, user.pk)
    return attempt


def in_words(stop: TooMany) -> str:
    """When it can be tried again, and what else helps."""
    minutes = ceil(stop.seconds / 60)
    again = f"Too many attempts. Try again in {minutes} minute{'' if minutes == 1 else 's'}."
    return f"{again} {HELPS.get(stop.limit, '')}".strip()


def note(request: HttpRequest, stop: TooMany, email: str = "") -> None:
    """Leave a trace: in the answer, and once in the audit log."""
    request.too_many = stop  # type: ignore[attr-defined]
    if stop.first:
        about = User.objects.filter(email=email).first() if "\0" not in email else None
        audit.record(audit.Kind.TRIES_STOPPED, request=request, about=about, limit=stop.limit.name)


def _known(request: HttpRequest, find: Callable[[], object]) -> str:
    """By what the browser is known; '' where it is not. Whoever is signed in has nothing to find out."""
    if request.user.is_authenticated:
        return f"session {request.session.session_key}"
    device = find()
    return str(device) if device else ""


def _refused(attempt: Attempt, stop: TooMany) -> ValidationError:
    note(attempt.request, stop, attempt.email)
    return ValidationError(in_words(stop), code="too_many")

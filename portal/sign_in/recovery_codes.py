"""Recovery codes: random, shown for some minutes where they were made, and then known by their hashes alone.

A code has 120 random bits, so a salted SHA-256 is enough (ASVS 6.5.2). Codes from before follow from a sealed seed and
go on working until their owner makes new ones; nobody can look at them again either.
"""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from math import inf

from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth, flows
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from portal.models import User
from portal.sign_in import sealing

# Without i, l, o and u, which are taken for others or make words.
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
MISREAD = str.maketrans("ilo", "110")
GROUPS, LENGTH = 4, 6
# Where the session keeps codes that were just made, sealed, and for how many seconds.
MADE, SHOWN_FOR = "recovery codes", 600
HIDDEN = "hidden"


class HashedCodes(RecoveryCodes):  # type: ignore[misc]
    """The library's, without codes that could be read."""

    instance: Authenticator

    @classmethod
    def activate(cls, user: User) -> HashedCodes:
        kind = Authenticator.Type.RECOVERY_CODES
        instance = Authenticator.objects.filter(user_id=user.pk, type=kind).first()
        if instance is None:
            codes, salt = [_random() for _ in range(app_settings.RECOVERY_CODE_COUNT)], secrets.token_hex(16)
            data = {"salt": salt, "digests": [_digest(salt, code) for code in codes]}
            instance = Authenticator.objects.create(user=user, type=kind, data=data)
            _keep(instance, codes)
        return cls(instance)

    def get_unused_codes(self) -> list[str]:
        """The codes while they are shown; then as many times HIDDEN."""
        if not self._is_hashed():
            return [HIDDEN for _ in super().get_unused_codes()]
        shown = [code for code in _kept(self.instance) if self._digest(code) in self.instance.data["digests"]]
        return shown or [HIDDEN for _ in self.instance.data["digests"]]

    @transaction.atomic
    def validate_code(self, code: str) -> bool:
        if not self._is_hashed():
            return bool(super().validate_code(code))
        self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)
        left, digest = self.instance.data["digests"], self._digest(code)
        if digest not in left:
            return False
        self.instance.data["digests"] = [one for one in left if one != digest]
        self.instance.save(update_fields=["data"])
        return True

    def mark_as_viewed(self) -> None:
        """They are shown for a time, not once: the page may be loaded anew."""

    @property
    def did_view(self) -> bool:
        return not _kept(self.instance)

    def _is_hashed(self) -> bool:
        return "digests" in self.instance.data

    def _digest(self, code: str) -> str:
        return _digest(self.instance.data["salt"], code)


def forget_shown(session: SessionBase) -> None:
    """Codes that were shown for long enough."""
    _, at, _ = session.get(MADE) or (0, inf, "")
    if time.time() - at > SHOWN_FOR:
        del session[MADE]


def take_over() -> None:
    """Have the library use them: it names its class in these two places and offers no setting."""
    auth.RecoveryCodes = HashedCodes
    flows.RecoveryCodes = HashedCodes


def _random() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))


def _digest(salt: str, code: str) -> str:
    """However it was typed."""
    plain = "".join(letter for letter in code.lower().translate(MISREAD) if letter in LETTERS)
    return sha256(f"{salt} {plain}".encode()).hexdigest()


def _keep(instance: Authenticator, codes: list[str]) -> None:
    """To be shown by the request after this one, which the library leads to."""
    if context.request:
        context.request.session[MADE] = [instance.pk, time.time(), sealing.seal(" ".join(codes))]


def _kept(instance: Authenticator) -> list[str]:
    """Those that were made in this session a moment ago."""
    number, at, sealed = (context.request.session.get(MADE) if context.request else None) or (0, 0, "")
    is_shown = number == instance.pk and time.time() - at <= SHOWN_FOR
    return sealing.opened(sealed).split() if is_shown else []

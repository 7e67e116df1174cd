"""Second factors as the database keeps them: seeds of authenticator apps sealed, recovery codes as salted hashes."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.db import transaction

from portal.sign_in import sealing

log = logging.getLogger(__name__)
# Where each kind keeps what must not be read.
FIELDS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
WRONG_CODE = (
    "This code is not valid. Codes change every 30 seconds and work only once: enter the one that the app shows now. "
    "If no code works, let your phone set its clock automatically."
)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals what the library stores."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Of what cannot be read any more, a secret that nobody has: no code fits it, and recovery codes go on."""
        try:
            return sealing.unseal(encrypted_text)
        except sealing.Unreadable as trouble:
            log.error("A second factor cannot be read: put the former SECRET_KEY into SECRET_KEY_FALLBACKS.")
            log.debug("Unreadable", exc_info=trouble)
            return str(generate_totp_secret())


def seal_all(now: datetime) -> None:
    """Seal under the key in force what is in the clear, or under a former key. The worker does it now and then."""
    for kind, field in FIELDS.items():
        rows = Authenticator.objects.filter(type=kind, **{f"data__{field}__isnull": False})
        for number in rows.exclude(**{f"data__{field}__startswith": sealing.mark()}).values_list("pk", flat=True):
            _seal(number, field)


@transaction.atomic
def _seal(number: int, field: str) -> None:
    row: Any = Authenticator.objects.select_for_update().filter(pk=number).first()
    if row is None:
        return
    try:
        row.data[field] = sealing.seal(sealing.unseal(row.data[field]))
    except sealing.Unreadable:
        return  # said when somebody tries to sign in by it
    row.save(update_fields=["data"])

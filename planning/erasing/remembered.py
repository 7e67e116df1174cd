"""Knowing somebody who was erased when a file brings them again, without knowing who they were."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from planning.erasing.models import ErasedPerson
from portal.models import Organisation

# Differs from every other use of the site's secret.
SALT = "planning.erasing.remembered"


def marks_of(organisation: Organisation, idents: Iterable[str]) -> list[str]:
    """Keyed hashes of e-mail addresses and ids, which only this installation can compute, each for this organisation
    alone."""
    return sorted({_mark(organisation, ident) for ident in idents if ident})


def _mark(organisation: Organisation, ident: str, secret: str | None = None) -> str:
    text = unicodedata.normalize("NFKC", ident).strip().casefold()
    return salted_hmac(f"{SALT}.{organisation.pk}", text, secret=secret, algorithm="sha256").hexdigest()


def erased_before(organisation: Organisation, idents: Iterable[str]) -> dict[str, date]:
    """Of these ids and addresses those of somebody who was erased, with the day. One query where nobody was."""
    rows = ErasedPerson.objects.filter(organisation=organisation).exclude(marks=[])
    days = {mark: timezone.localdate(row.erased_at) for row in rows for mark in row.marks}
    if not days:
        return {}
    secrets = [None, *settings.SECRET_KEY_FALLBACKS]
    found = {}
    for ident in {one for one in idents if one}:
        for secret in secrets:
            if day := days.get(_mark(organisation, ident, secret)):
                found[ident] = day
    return found

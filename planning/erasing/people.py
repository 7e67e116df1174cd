"""Erasing a person of an organisation: everywhere at once, or not at all. It cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from planning.erasing import elsewhere, pay, remembered, rewriting, seams
from planning.erasing.erasure import Erasure
from planning.erasing.models import ErasedPerson, label
from planning.erasing.subject import Subject, subject_of
from planning.erasing.words import Wording
from planning.organisation import store
from planning.organisation.models import Person, StoredChange
from portal import audit
from portal.models import Organisation, User


class NobodyOfThatKey(Exception):
    """There is nobody to erase; they may have been erased already."""

    def __init__(self) -> None:
        super().__init__("No one has that key. They may have been erased already.")


# Letters of another name for somebody.
SHORTEST = 3


class Terms(NamedTuple):
    """What whoever erases somebody says about it. `also`: other names that texts have for the person; `remember`:
    whether a file that brings the person again is told apart."""

    reason: str = ""
    also: tuple[str, ...] = ()
    remember: bool = True


def too_short(also: Iterable[str]) -> str:
    """Why other names for somebody cannot be taken; '' if they can."""
    short = next((name.strip() for name in also if 0 < len(name.strip()) < SHORTEST), "")
    return f"“{short}” is too short: it would also replace parts of other words." if short else ""


def preview(organisation: Organisation, key: str, also: Iterable[str] = ()) -> Mapping[str, int]:
    """How many rows of each table would change. Nothing is written. Raises `NobodyOfThatKey`."""
    subject = _subject(organisation, key, also)
    erasure = _erasure(organisation, subject, _next_number(organisation), writes=False)
    _everywhere(erasure)
    return +erasure.counts


def erase(
    organisation: Organisation,
    key: str,
    terms: Terms,
    *,
    by: User | None,
    now: datetime,
    request: HttpRequest | None = None,
) -> ErasedPerson:
    """Erase somebody by the key of their record, in one transaction. Raises `NobodyOfThatKey`. `organisation` is
    brought to the new version."""
    try:
        row = _erased(organisation, key, terms, by, now, request)
    finally:
        # What was learned under the new version within the transaction holds only if that succeeded.
        store.forget()
    organisation.refresh_from_db(fields=["version"])
    row.refresh_from_db()
    return row


def _erased(
    organisation: Organisation, key: str, terms: Terms, by: User | None, now: datetime, request: HttpRequest | None
) -> ErasedPerson:
    with transaction.atomic():
        current = Organisation.objects.select_for_update().get(pk=organisation.pk)
        subject = _subject(current, key, terms.also)
        erasure = _erasure(current, subject, _next_number(current))
        marks = remembered.marks_of(current, subject.idents) if terms.remember else []
        row = ErasedPerson.objects.create(
            organisation=current,
            number=_next_number(current),
            key=erasure.in_place,
            marks=marks,
            reason=terms.reason.strip()[:300],
            by=by,
            erased_at=now,
        )
        _everywhere(erasure)
        number, rows = row.number, sum(erasure.counts.values())
        audit.record(
            audit.Kind.PERSON_ERASED, request=request, actor=by, organisation=current, number=number, rows=rows
        )
    return row


def _everywhere(erasure: Erasure) -> None:
    with seams.around(erasure):
        elsewhere.rewrite_elsewhere(erasure)
        rewriting.rewrite(erasure)
        if erasure.writes:
            rewriting.looked_at_anew(erasure)


def _subject(organisation: Organisation, key: str, also: Iterable[str]) -> Subject:
    subject = None if is_erased(organisation, key) else subject_of(organisation, key, also)
    if subject is None:
        raise NobodyOfThatKey
    return subject


def is_erased(organisation: Organisation, key: str) -> bool:
    return ErasedPerson.objects.filter(organisation=organisation, key=key).exists()


def _erasure(organisation: Organisation, subject: Subject, number: int, *, writes: bool = True) -> Erasure:
    in_place = _free_key(organisation, number)
    wording = Wording(label(number), subject.names, subject.emails, subject.new_keys(in_place))
    amounts = pay.pay_of(organisation, subject.key)
    return Erasure(organisation, wording, timezone.localdate(), subject.key, in_place, amounts, writes)


def _next_number(organisation: Organisation) -> int:
    top = ErasedPerson.objects.filter(organisation=organisation).aggregate(top=Max("number"))["top"]
    return (top or 0) + 1


def _free_key(organisation: Organisation, number: int) -> str:
    """A file may have given somebody such a key."""
    key = f"erased-{number}"
    while any(
        rows.filter(organisation=organisation, key=key).exists() for rows in (Person.objects, StoredChange.objects)
    ):
        key = f"{key}x"
    return key

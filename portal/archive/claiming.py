"""Somebody joins whom an archive named: what they did is theirs again."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from portal.archive.newcomers import take_over
from portal.archive.tables import archived_tables, columns_of
from portal.models import ArchivedPerson, Membership


def claim(membership: Membership, email: str) -> None:
    """Give a member what the archive's person of this address did, which an invitation to the address has shown to be
    theirs. Where both have the same thing, theirs here stays."""
    found = ArchivedPerson.objects.filter(organisation=membership.organisation_id, email=email.lower())
    person = found.select_related("user").first()
    if person is None:
        return
    for table in archived_tables():
        for column in columns_of(table.model):
            if column.is_person:
                _rename(
                    table.rows(membership.organisation_id), column.field.attname, person.user_id, membership.user_id
                )
    take_over(membership, person.member or {}, person.kept)
    person.user.delete()


def _rename(rows: object, column: str, before: int, after: int) -> None:
    mine = rows.filter(**{column: before})  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            mine.update(**{column: after})
    except IntegrityError:
        mine.delete()

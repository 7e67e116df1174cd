"""Somebody joins whom an archive named: what they did is theirs again."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

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


def _rename(rows: QuerySet[Any], column: str, before: int, after: int) -> None:
    mine = rows.filter(**{column: before})
    if not _renamed(mine, column, after):
        for key in list(mine.values_list("pk", flat=True)):
            if not _renamed(one := rows.filter(pk=key), column, after):
                one.delete()


def _renamed(rows: QuerySet[Any], column: str, after: int) -> bool:
    """False where some of them are there under the new name already; then none is changed."""
    try:
        with transaction.atomic():
            rows.update(**{column: after})
    except IntegrityError:
        return False
    return True

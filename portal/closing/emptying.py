"""Deleting all rows of an organisation: table by table, those first that name others, in pieces of a moment each.

What died in the midst is gone on with by doing it again; nobody sees the half, for the organisation is closed. A row is
deleted as it lies, past what refuses it in daily life: a scorecard keeps its interview step, a sign-off is sealed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.db.models import QuerySet

from portal import audit
from portal.closing import letters, sessions
from portal.models import ArchivedPerson, Organisation, User
from portal.owned import Owned, foreign_keys, owned_tables

# Rows of a piece: a tenth of a second on a usual disk, and other writers wait no longer.
PIECE = 2_000
Tell = Callable[[str, int], None]


def begin(organisation: Organisation) -> None:
    """From now on nobody can bring it back."""
    Organisation.objects.filter(pk=organisation.pk).update(is_going=True)


def empty(organisation: Organisation, tell: Tell = lambda text, done: None) -> int:
    """Delete all that belongs to it, and then itself; gives how many rows that were. Somebody may be writing still, so
    the tables are gone through until nothing is left."""
    gone = 0
    while True:
        gone += (now := sum(_empty(table, organisation.pk, gone, tell) for table in _in_order()))
        if not now and _end(organisation):
            return gone


def _in_order() -> list[Owned]:
    """What names others before these; people whom only an archive knew last, with their accounts."""
    tables = [table for table in reversed(owned_tables()) if table.model is not ArchivedPerson]
    return [*tables, *(table for table in owned_tables() if table.model is ArchivedPerson)]


def _empty(table: Owned, organisation: int, before: int, tell: Tell) -> int:
    rows = table.rows(organisation).order_by()
    if any(field.related_model is table.model for field in foreign_keys(table.model)):
        rows = rows.order_by("-pk")  # a row names earlier ones of its own table
    gone = 0
    while keys := list(rows.values_list("pk", flat=True)[:PIECE]):
        tell("Deleting", before + gone)
        with transaction.atomic():
            gone += _delete(table, keys)
    return gone


def _delete(table: Owned, keys: list[int]) -> int:
    """Delete these rows of a table as they lie."""
    rows: QuerySet[Any] = QuerySet(table.model).filter(pk__in=keys)
    nobodies = list(rows.values_list("user", flat=True)) if table.model is ArchivedPerson else []
    gone: int = rows.order_by()._raw_delete(DEFAULT_DB_ALIAS)
    User.objects.filter(pk__in=nobodies).delete()
    return gone


def _end(organisation: Organisation) -> bool:
    """Delete the organisation itself, and note that in the site's own log; False where something has come meanwhile."""
    sessions.forget(organisation)
    try:
        with transaction.atomic():
            found = Organisation.objects.select_related("closed_by").filter(pk=organisation.pk).first()
            letters.forget(organisation)
            if found and QuerySet(Organisation).filter(pk=found.pk)._raw_delete(DEFAULT_DB_ALIAS):
                audit.record(audit.Kind.DELETED, actor=found.closed_by, number=found.pk)
    except IntegrityError:
        return False
    return True

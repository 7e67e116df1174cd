"""People without a record today, who stand in the history or in plans all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from planning.core.dates import day
from planning.core.records import Person
from planning.erasing import tables
from planning.erasing.models import ErasedPerson
from planning.erasing.words import piece
from planning.organisation.codec import decode
from planning.organisation.models import Person as PersonRow
from planning.organisation.models import Step, StoredChange
from planning.organisation.plan_access import visible
from portal.guard import Access
from portal.models import Organisation

# What a search reads at most: rows of the history, and steps of plans.
MOST_CHANGES, MOST_STEPS = 500, 100
IN_PLANS = "They have no record and appear only in plans."


class Former(NamedTuple):
    """Somebody as they were last known, and where they stand, in a sentence."""

    person: Person
    standing: str


def find(access: Access, key: str) -> Former | None:
    """By the key of the record they had. Of plans only those count that the member may see."""
    changes = _of_people(access.organisation).filter(key=key).order_by("id")
    rows = list(changes.values_list("before", "after", "on", "folded"))
    if rows:
        known: dict[str, Any] = {}
        for before, after, _, _ in rows:
            known |= (before or {}) | (after or {})
        return _former(key, known, _in_history(rows[-1][2], is_gone=rows[-1][1] is None and rows[-1][3]))
    return next((one for one in _in_plans(access, key) if one.person.key == key), None)


def search(access: Access, words: Collection[str], but: Collection[str] = ()) -> list[Former]:
    """Those whose last name, address or key holds all of these words, in small letters. It looks at what tells of
    people who are gone or not yet there, and reads of that no more rows than `MOST_CHANGES` and `MOST_STEPS`. `but`:
    keys that are known already, or erased."""
    longest = piece(max(words, key=len))
    found = {one.person.key: one for one in (*_in_plans(access, longest), *_gone(access, longest))}
    return [one for key, one in found.items() if key not in but and fits(one.person, words)]


def gone(organisation: Organisation | None) -> QuerySet[StoredChange]:
    """The change that took each person's record away, of all organisations for None; not of those who are erased, or
    who have a record again."""
    later = StoredChange.objects.filter(
        organisation=OuterRef("organisation"), kind="person", key=OuterRef("key"), pk__gt=OuterRef("pk")
    )
    return _without_record(organisation).filter(after__isnull=True).exclude(Exists(later))


def keys_of(organisation: Organisation, email: str) -> list[str]:
    """Of those who had this address when their record went."""
    return list(gone(organisation).filter(before__email__iexact=email).values_list("key", flat=True))


def _of_people(organisation: Organisation | None) -> QuerySet[StoredChange]:
    rows = StoredChange.objects.filter(kind="person")
    return rows if organisation is None else rows.filter(organisation=organisation)


def _without_record(organisation: Organisation | None) -> QuerySet[StoredChange]:
    same = {"organisation": OuterRef("organisation"), "key": OuterRef("key")}
    here, erased = PersonRow.objects.filter(**same), ErasedPerson.objects.filter(**same)
    return _of_people(organisation).exclude(Exists(here)).exclude(Exists(erased))


def _gone(access: Access, text: str) -> Iterator[Former]:
    """By what last took their record away, or will bring it."""
    rows = _without_record(access.organisation).filter(Q(after__isnull=True) | Q(folded=False))
    fields = [StoredChange._meta.get_field(name) for name in ("key", "before", "after")]
    hits = tables.holding(rows, fields, [text]).order_by("-id")
    for row in hits[:MOST_CHANGES]:
        yield _former(row.key, row.before or row.after or {}, _in_history(row.on, is_gone=row.after is None))


def _in_plans(access: Access, text: str) -> Iterator[Former]:
    """Whom a plan brings, whether or not that was undone."""
    rows = tables.rows_of(Step, access.organisation).filter(plan__in=visible(access).values("pk"))
    steps = tables.holding(rows, [Step._meta.get_field("moves")], [text]).order_by("-id")
    for moves in steps.values_list("moves", flat=True)[:MOST_STEPS]:
        for move in moves:
            if move.get("kind") == "person" and move["before"] is None and move["after"] is not None:
                yield _former(move["key"], move["after"], IN_PLANS)


def _in_history(on: date, *, is_gone: bool) -> str:
    if is_gone:
        return f"Their record was removed on {day(on)}. They appear only in the history, plans and texts."
    return f"They have no record today. The history has one from {day(on)}."


def _former(key: str, known: Mapping[str, Any], standing: str) -> Former:
    values = decode("person", known) or {}
    return Former(Person(**{"key": key} | {name: values[name] for name in Person._fields if name in values}), standing)


def fits(person: Person, words: Collection[str]) -> bool:
    """Whether name, address and key together hold all of these words, in small letters."""
    text = f"{person.name} {person.email} {person.key}".casefold()
    return all(word in text for word in words)

"""What is known of somebody who is to be erased: every name and address they had, and which keys tell who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from planning.erasing import tables
from planning.erasing.words import Wording
from planning.organisation.models import TABLES, Person, Step, StoredChange
from portal.models import Organisation


@dataclass(frozen=True)
class Subject:
    """`names` and `emails` are all that the record, the history and plans have, `key` is that of the record; `idents`
    are what files call the person by. `keys` are those of other records that hold a name or an address of theirs."""

    key: str
    names: frozenset[str]
    emails: frozenset[str]
    keys: tuple[str, ...]

    @property
    def idents(self) -> list[str]:
        return sorted({self.key, *self.emails})

    def new_keys(self, in_place: str) -> dict[str, str]:
        return {old: f"{in_place}-{number}" for number, old in enumerate(self.keys, 1)}


def subject_of(organisation: Organisation, key: str, also: Iterable[str] = ()) -> Subject | None:
    """None where nobody of that key is known. `also`: other names that the person has in texts."""
    wording = wording_of(organisation, key, also)
    if wording is None:
        return None
    return Subject(key, wording.names, wording.emails, tuple(sorted(_telling(organisation, wording))))


def wording_of(organisation: Organisation, key: str, also: Iterable[str] = ()) -> Wording | None:
    """Every name and address that the person had, with nothing in their place. It reads what tells of them alone."""
    sides = [*_sides(organisation, key)]
    if not sides:
        return None
    emails = frozenset(side["email"] for side in sides if side.get("email"))
    names = {side["name"] for side in sides if side.get("name")} | {name.strip() for name in also if name.strip()}
    return Wording("", frozenset(name for name in names if not is_a_title(organisation, name)), emails)


def _sides(organisation: Organisation, key: str) -> Iterator[dict[str, Any]]:
    """Every state of the person's record that stands anywhere."""
    rows = Person.objects.filter(organisation=organisation, key=key)
    yield from ({"name": row.name, "email": row.email} for row in rows)
    changes = StoredChange.objects.filter(organisation=organisation, kind="person", key=key)
    for sides in changes.values_list("before", "after"):
        yield from (side for side in sides if side is not None)
    for move in _planned(organisation, key):
        yield from (side for side in (move["before"], move["after"]) if side is not None)


def _planned(organisation: Organisation, key: str) -> Iterator[dict[str, Any]]:
    rows = tables.holding(tables.rows_of(Step, organisation), [Step._meta.get_field("moves")], [key])
    for moves in rows.values_list("moves", flat=True):
        yield from (move for move in moves if move.get("kind") == "person" and move["key"] == key)


def is_a_title(organisation: Organisation, name: str) -> bool:
    """A name that is the organisation's word for something else (a title in place of a name, as for an agency) is
    taken from the person's record alone."""
    return any(
        TABLES[kind]._default_manager.filter(organisation=organisation, **{f"{field}__iexact": name}).exists()
        for kind, field in (("position", "title"), ("team", "name"), ("product", "name"))
    )


def _telling(organisation: Organisation, wording: Wording) -> Iterator[str]:
    """Keys of records, there and gone, that hold a name or an address. A number is none."""
    for kind in (kind for kind in TABLES if kind != "person"):
        yield from _in_rows(tables.rows_of(TABLES[kind], organisation), wording)
    yield from _in_rows(StoredChange.objects.filter(organisation=organisation).exclude(kind="person"), wording)
    rows = tables.holding(tables.rows_of(Step, organisation), [Step._meta.get_field("moves")], wording.pieces)
    for moves in rows.values_list("moves", flat=True):
        keys = (move["key"] for move in moves if move.get("kind", "person") != "person")
        yield from filter(wording.names_somebody, keys)


def _in_rows(rows: Any, wording: Wording) -> Iterator[str]:
    found = tables.holding(rows, [rows.model._meta.get_field("key")], wording.pieces)
    yield from filter(wording.names_somebody, found.values_list("key", flat=True).distinct())

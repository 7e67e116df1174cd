"""Writing the archive of an organisation: the same organisation gives the same bytes, whichever installation it is in.

Rows come in the order in which they were made, each as one line of JSON with its fields by name. What they name is
named by number: the place of that row in its own part. So the numbers of this installation stay here.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import chain
from operator import itemgetter
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction

from portal.archive.manifest import FORMAT, MANIFEST, PEOPLE, VERSION, Part, part_name
from portal.archive.people import People, people_of
from portal.archive.tables import (
    MEMBERSHIP,
    OF_THE_SITE,
    Column,
    archived_tables,
    columns_of,
    hangs_on_membership,
    referenced,
    writer_of,
)
from portal.models import ArchivedPerson, Membership, Organisation
from portal.owned import Owned

Tell = Callable[[str, int, int], None]
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 2_000
_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode
# What of the site the organisation rests on, by app: for whoever reads the archive elsewhere.
RESTS_ON: list[Callable[[Organisation], Mapping[str, Any]]] = []


class Source(NamedTuple):
    """What writing rows needs: the people, and by table the numbers of the rows that others name, by their keys."""

    organisation: Organisation
    people: People
    numbers: dict[str, dict[int, int]]


def write(organisation: Organisation, file: IO[bytes], now: datetime, tell: Tell) -> dict[str, Any]:
    """Write the archive into `file`, all of it as it is at one moment; gives the manifest."""
    with _still(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        organisation.refresh_from_db()
        source = _source(organisation)
        parts = [_part(archive, PEOPLE, ({"email": email, "name": name} for email, name in source.people.listed))]
        tables = archived_tables()
        for at, table in enumerate(tables):
            tell("Writing the archive", at, len(tables))
            parts.append(_part(archive, table.label, _rows(table, source)))
        manifest = _manifest(organisation, [part for part in parts if part.rows], now)
        archive.writestr(_info(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _manifest(organisation: Organisation, parts: Iterable[Part], now: datetime) -> dict[str, Any]:
    rests = {name: value for rests_on in RESTS_ON for name, value in rests_on(organisation).items()}
    about = {"name": organisation.name, "version": organisation.version}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now.isoformat(timespec="seconds"),
        "installation": settings.SITE_URL,
        "organisation": {**about, "created_at": organisation.created_at.isoformat()},
        "rests_on": rests,
        "parts": [part._asdict() for part in parts],
    }


@contextmanager
def _still() -> Iterator[None]:
    """All reads within see one moment, and nobody waits for them."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # a transaction of Django's would keep writers off
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _source(organisation: Organisation) -> Source:
    people = people_of(organisation.pk)
    numbers = {
        table.label: {pk: number for number, pk in enumerate(_keys(table, organisation.pk), 1)}
        for table in referenced()
    }
    source = Source(organisation, people, numbers)
    members = {row["user"]: number for number, row in enumerate(_members(source), 1)}
    pairs = Membership.objects.filter(organisation=organisation).values_list("pk", "user")
    numbers[MEMBERSHIP] = {pk: members[people.number_of[user]] for pk, user in pairs}
    return source


def _keys(table: Owned, organisation: int) -> Iterable[int]:
    return table.rows(organisation).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=_CHUNK)


def _rows(table: Owned, source: Source) -> Iterable[dict[str, Any]]:
    if table.label == MEMBERSHIP:
        return _members(source)
    return _own(table, source) if hangs_on_membership(table) else _plain(table, source)


def _plain(table: Owned, source: Source) -> Iterator[dict[str, Any]]:
    columns = columns_of(table.model)
    writers = [_writer(column, source) for column in columns]
    names = [column.name for column in columns]
    rows = table.rows(source.organisation.pk).order_by("pk")
    for row in rows.values_list(*(column.lookup for column in columns)).iterator(chunk_size=_CHUNK):
        yield {
            name: value if value is None or write is None else write(value)
            for name, write, value in zip(names, writers, row, strict=True)
        }


def _writer(column: Column, source: Source) -> Callable[[Any], Any] | None:
    """How a value that is not null is written; None where it is JSON already."""
    if column.is_person:
        return source.people.number_of.__getitem__
    if column.hidden:
        return partial(column.hidden.written, numbers=source.numbers)
    if column.label in OF_THE_SITE:
        return OF_THE_SITE[column.label]().__getitem__
    if column.label in source.numbers:
        return source.numbers[column.label].__getitem__
    return None if column.label else writer_of(column.field)


def _members(source: Source) -> list[dict[str, Any]]:
    """Members, and those who came with an archive and have not joined yet; by their place among the people, so that it
    does not matter who joined first."""
    here = _plain(Owned(Membership, "organisation"), source)
    there = ({**person.member, "user": source.people.number_of[person.user_id]} for person in _not_joined(source))
    return sorted([*here, *there], key=itemgetter("user"))


def _not_joined(source: Source) -> Iterable[ArchivedPerson]:
    return ArchivedPerson.objects.filter(organisation=source.organisation, member__isnull=False)


def _own(table: Owned, source: Source) -> list[dict[str, Any]]:
    """What hangs on a membership, also on those that nobody has taken up yet."""
    place = {row["user"]: number for number, row in enumerate(_members(source), 1)}
    kept = [
        {**row, "membership": place[source.people.number_of[person.user_id]]}
        for person in _not_joined(source)
        for label, row in person.kept
        if label == table.label
    ]
    return sorted([*_plain(table, source), *kept], key=itemgetter("membership"))


def _part(archive: zipfile.ZipFile, label: str, rows: Iterable[Mapping[str, Any]]) -> Part:
    """Write a part; an empty one is left out."""
    digest, count, size, lines = sha256(), 0, 0, iter(rows)
    first = next(lines, None)
    if first is None:
        return Part(label, 0, 0, "")
    with archive.open(_info(part_name(label)), "w", force_zip64=True) as part:
        for row in chain([first], lines):
            line = _encode(row).encode() + b"\n"
            part.write(line)
            digest.update(line)
            count, size = count + 1, size + len(line)
    return Part(label, count, size, digest.hexdigest())


def _info(name: str) -> zipfile.ZipInfo:
    """An entry without anything of the day or the machine."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info

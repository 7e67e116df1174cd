"""Archives of somebody who means harm. Each is refused in words and leaves nothing, or makes an organisation whose
pages all answer. `make attack PARTS=archives` tries many more: HOSTILE_ARCHIVES, ARCHIVE_SEED."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db.models import JSONField
from django.test import Client

from planning.core.records import KINDS
from planning.imports.opening import limits
from planning.models import SavedFilter
from planning.organisation import store
from planning.organisation.archived import MOST_ROWS
from planning.organisation.models import Batch, Position
from portal.archive import keeping, keys, reading, restoring, work
from portal.archive.claiming import claim
from portal.archive.manifest import Damaged
from portal.archive.shapes import SHAPES, check
from portal.archive.tables import archived_tables, columns_of, hangs_on_membership
from portal.models import Archive, Membership, Organisation, Right, User
from tests.factories import UserFactory
from tests.portal import page_round, whole_organisation
from tests.portal.hostile_archives import VALUES, packed, parts_of, places, rows_of, with_lines, with_rows, with_value
from tests.portal.test_archive import archive_of, tell

pytestmark = pytest.mark.django_db
Parts = dict[str, bytes]
SEED = os.environ.get("ARCHIVE_SEED", "1")
PIECE = 10
PIECES = int(os.environ.get("HOSTILE_ARCHIVES", "10")) // PIECE or 1
POSITIONS, CHANGES, BATCHES = "planning.position", "planning.storedchange", "planning.batch"


@pytest.fixture
def admin(organisation: Organisation) -> User:
    return whole_organisation.admin_of(organisation)


@pytest.fixture
def parts(organisation: Organisation, admin: User) -> Parts:
    """Of an archive of an organisation with a row in every table."""
    whole_organisation.people(organisation, admin)
    return parts_of(archive_of(organisation))


def restored(file: io.BytesIO, by: User) -> Organisation:
    with reading.opened(file) as archive:
        return restoring.restore(archive, by, tell)[0]


def refusal(file: io.BytesIO, by: User) -> str:
    with pytest.raises(Damaged) as refused:
        restored(file, by)
    assert (Organisation.objects.count(), User.objects.filter(email__endswith="archive.invalid").count()) == (1, 0)
    return str(refused.value)


@pytest.mark.once
def test_every_document_in_a_column_has_a_shape() -> None:
    documents = {
        f"{table.label}.{column.name}"
        for table in archived_tables()
        for column in columns_of(table.model)
        if isinstance(column.field, JSONField)
    }
    assert documents == SHAPES.keys()


@pytest.mark.parametrize("label", MOST_ROWS)
def test_an_archive_of_more_than_may_be_kept_is_refused_before_anything_is_read(
    parts: Parts, admin: User, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = MOST_ROWS[label][1]
    monkeypatch.setitem(reading.MOST, label, (0, called))
    monkeypatch.setattr(reading.Opened, "_check", lambda archive, part: pytest.fail("it was read"))
    number = len(parts[f"{label}.jsonl"].splitlines())
    assert number > 0
    assert refusal(packed(parts), admin) == (f"The archive holds {number:,} {called}. At most 0 can be restored.")


@pytest.mark.once
def test_an_archive_may_hold_what_an_import_brings_in() -> None:
    records = {table: most for table, (most, _) in reading.MOST.items() if table.startswith("planning.")}
    assert {f"planning.{kind}" for kind in KINDS} <= records.keys()
    assert min(records[f"planning.{kind}"] for kind in KINDS) >= limits.MAX_ROWS


SHAPED: list[tuple[Any, Any, bool]] = [
    (list[str], ["a"], True),
    (list[str], ["a", 1], False),
    (list[str], "a", False),
    (dict[str, int], {"a": True}, False),
    (dict[str, int], {"a": 2**60}, False),
    (tuple[str, int], ["a", 1], True),
    (tuple[str, int], ["a"], False),
    (int | None, None, True),
    (float, 1, True),
    (float, float("inf"), False),
]


@pytest.mark.parametrize(("shape", "value", "holds"), SHAPED, ids=str)
def test_a_shape_is_held_to(shape: Any, value: Any, holds: bool) -> None:
    if holds:
        check(value, shape)
    else:
        with pytest.raises(ValueError, match="not "):
            check(value, shape)


@pytest.mark.once
def test_a_value_of_another_type_is_refused_in_every_column_and_its_place_is_named(parts: Parts, admin: User) -> None:
    """As far as reading a row goes, which is where values are looked at."""
    with reading.opened(packed(parts)) as archive:
        people = [admin.pk] * archive.parts["people"].rows
        rows = {table.label: range(1, 100) for table in archived_tables()}
        target = restoring.Target(Organisation.objects.get(), people, rows)
    taken, tried = [], 0
    for table in archived_tables():
        if table.label != "portal.membership" and not hangs_on_membership(table):
            read, (first, *_) = restoring.RowReader(table, target), rows_of(parts, table.label)
            read(0, dict(first))
            for column, value in _of_other_types(first):
                tried += 1
                if f"“{column}" not in _refused(read, {**first, column: value}):
                    taken.append((table.label, column, value))
    assert taken == []
    assert tried > 2_000


def _refused(read: restoring.RowReader, row: dict[str, Any]) -> str:
    try:
        read(0, row)
    except Damaged as error:
        return str(error)
    return ""


def _of_other_types(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every column that says something with every value of another type; whole numbers are numbers, too, and a list
    that is empty may be one of anything."""
    for column, known in row.items():
        for value in VALUES if known is not None else ():
            is_number = {type(known), type(value)} == {int, float}
            if value is not None and type(value) is not type(known) and not is_number:
                yield column, value


def line(parts: Parts, label: str, **changed: object) -> bytes:
    """The first row of a part as bytes, with other values."""
    return json.dumps({**rows_of(parts, label)[0], **changed}).encode()


def inside(parts: Parts) -> Iterator[tuple[str, Parts]]:
    """Archives with the right hashes, and rows that are none."""
    title = line(parts, POSITIONS, title="XX")
    change = line(parts, CHANGES, after=None)
    for what, label, lines in (
        ("another encoding", POSITIONS, [title.decode().encode("utf-16-be") + b"\0"]),
        ("half a character", POSITIONS, [title.replace(b"XX", b"\xed\xa0\x80")]),
        ("half a character, escaped", POSITIONS, [title.replace(b"XX", rb"\ud800")]),
        ("no number", POSITIONS, [line(parts, POSITIONS, fte=float("nan"))]),
        ("without end", POSITIONS, [title.replace(b'"rank": 0', b'"rank": 1e999')]),
        ("without end in a document", CHANGES, [change.replace(b'"after": null', b'"after": {"fte": 1e999}')]),
        ("deep", CHANGES, [change.replace(b"null", b"[" * 500 + b"]" * 500)]),
        ("very deep", CHANGES, [b'{"after":' + b"[" * 100_000 + b"]" * 100_000 + b"}"]),
        ("a number of 5,000 digits", POSITIONS, [title.replace(b'"rank": 0', b'"rank": ' + b"9" * 5_000)]),
        ("blank lines", BATCHES, [b""] * 100_000),
        ("empty rows", BATCHES, [b"{}"] * 100_000),
        ("not a row", BATCHES, [b"[]"]),
        ("an undo of itself", BATCHES, [line(parts, BATCHES, undoes=1)]),
        ("undone before", BATCHES, [line(parts, BATCHES, undoes=2, form=""), line(parts, BATCHES, undoes=1, form="")]),
        ("a member twice", "portal.membership", [line(parts, "portal.membership")] * 2),
        ("a member's own twice", "planning.digest", [line(parts, "planning.digest")] * 2),
        ("a right that there is not", "portal.membership", [line(parts, "portal.membership", right="owner")]),
        ("staff", "people", [line(parts, "people", is_staff=True, email="")]),
        ("nobody", "people", [line(parts, "people", email="")]),
        ("a title in the history", CHANGES, [line(parts, CHANGES, kind="position", after={"title": "x" * 900})]),
        ("a field that there is not", CHANGES, [line(parts, CHANGES, kind="position", after={"mood": "x"})]),
        ("a year long ago", CHANGES, [line(parts, CHANGES, kind="position", after={"starts": "0001-01-01"})]),
        ("a record that is none", "planning.linesignoff", [line(parts, "planning.linesignoff", record='{"a": 1}')]),
        ("a seal that is none", "planning.linesignoff", [line(parts, "planning.linesignoff", seal={"salts": 1})]),
        ("a step of no kind", "planning.step", [line(parts, "planning.step", moves=[{"jump": "1"}])]),
        ("a year long before any", "planning.budget", [line(parts, "planning.budget", year=0)]),
        ("a plan without an address", "planning.plan", [line(parts, "planning.plan", slug="")]),
    ):
        yield what, with_lines(parts, label, lines)


@pytest.mark.once
def test_rows_that_are_none_are_refused_and_their_part_is_named(parts: Parts, admin: User) -> None:
    for what, changed in inside(parts):
        assert "part “" in refusal(packed(changed), admin), what


def around(parts: Parts) -> Iterator[tuple[str, io.BytesIO]]:
    """Files that are not packed as Lineup packs them, or say of themselves what is not so."""
    for way in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield f"packed in way {way}", packed(parts, way)
    for name in ("/etc/passwd", "../people.jsonl", "people.jsonl/", "portal.auditentry.jsonl", "inner.zip"):
        yield name, packed({**parts, name: b"{}\n"})
    data = packed(parts).getvalue()
    yield "more behind", io.BytesIO(data + b"x")
    yield "cut", io.BytesIO(data[:-1])
    at = data.find(b"PK\1\2") + 8
    yield "with a password", io.BytesIO(data[:at] + bytes([data[at] | 1]) + data[at + 1 :])
    manifest = json.loads(parts["manifest.json"])
    first, *others = manifest["parts"]
    about = manifest["organisation"]
    said: dict[str, dict[str, Any]] = {
        "accounts": {"parts": [*manifest["parts"], {"name": "portal.user", "rows": 1, "size": 3, "sha256": ""}]},
        "an audit log": {"parts": [*manifest["parts"], {**first, "name": "portal.auditentry"}]},
        "a name that cannot be stored": {"organisation": {**about, "name": "a\0"}},
        "half a name": {"organisation": {**about, "name": "\ud800"}},
        "no name": {"organisation": [1]},
        "made long ago": {"organisation": {**about, "created_at": "0001-01-01T00:00:00+14:00"}},
        "rows in fractions": {"parts": [{**first, "rows": 1.0}, *others]},
        "more rows than memory": {"parts": [{**first, "rows": 10**7 + 1, "size": 10**8}, *others]},
        "a part that is none": {"parts": [{**first, "name": {}}, *others]},
        "a hash that is none": {"parts": [{**first, "sha256": []}, *others]},
    }
    for what, changed in said.items():
        yield what, packed({**parts, "manifest.json": json.dumps({**manifest, **changed}).encode()})
    yield "a manifest in another encoding", packed({**parts, "manifest.json": json.dumps(manifest).encode("utf-16")})


@pytest.mark.once
def test_files_that_are_not_as_lineup_makes_them_are_refused(parts: Parts, admin: User) -> None:
    for what, file in around(parts):
        assert refusal(file, admin).endswith("."), what


@pytest.mark.once
def test_nobody_gets_a_right_or_an_account_by_an_archive(parts: Parts, admin: User) -> None:
    """Whoever is named, as admin or by the address of an account that there is."""
    there = UserFactory.create(email="there@example.com", is_staff=True)
    members = [{**row, "right": "admin", "sees_cost": True} for row in rows_of(parts, "portal.membership")]
    people = [*rows_of(parts, "people"), {"email": "there@example.com", "name": "There"}]
    changed = with_rows(with_rows(parts, "portal.membership", members), "people", people)
    made = restored(packed(changed), admin)
    assert [membership.user for membership in made.memberships.all()] == [admin]
    assert not made.archived_people.filter(user=there).exists()
    there.refresh_from_db()
    assert (there.is_staff, Membership.objects.filter(user=there).exists()) == (True, False)
    assert not User.objects.filter(archived__organisation=made, is_staff=True).exists()


@pytest.mark.once
def test_marks_that_turn_text_are_taken_out_but_not_of_what_is_sealed(parts: Parts, admin: User) -> None:
    rows = [{**row, "title": "Pro\u202educt"} for row in rows_of(parts, POSITIONS)]
    sealed = rows_of(parts, "planning.linesignoff")[0]
    record = sealed["record"].replace('"note":"', '"note":"\u202e')
    changed = with_rows(with_rows(parts, POSITIONS, rows), "planning.linesignoff", [{**sealed, "record": record}])
    made = restored(packed(changed), admin)
    assert set(Position.objects.filter(organisation=made).values_list("title", flat=True)) == {"Product"}
    assert made.line_reviews.get().sign_off.record == record


@pytest.mark.once
def test_a_sealed_record_that_was_changed_is_told_as_such(parts: Parts, admin: User) -> None:
    sealed = rows_of(parts, "planning.linesignoff")[0]
    changed = {**sealed, "record": sealed["record"].replace('"note":""', '"note":"Forged."')}
    assert changed != sealed
    made = restored(packed(with_rows(parts, "planning.linesignoff", [changed])), admin)
    assert not made.line_reviews.get().sign_off.is_whole


@pytest.mark.once
def test_who_has_some_of_the_same_already_gets_the_rest(parts: Parts, admin: User) -> None:
    member = next(row for row in rows_of(parts, "people") if row["name"] == "Ines Moreau")
    made = restored(packed(parts), admin)
    stand_in = made.archived_people.get(email=member["email"]).user
    for name in ("Mine", "Theirs"):
        SavedFilter.objects.create(organisation=made, user=stand_in, name=name, query="a=1")
    user = User.objects.get(email=member["email"])
    SavedFilter.objects.create(organisation=made, user=user, name="Mine", query="b=1")
    membership = Membership.objects.create(organisation=made, user=user, right=Right.VIEWER)
    claim(membership, user.email)
    known = SavedFilter.objects.filter(organisation=made, user=user).order_by("name")
    assert list(known.values_list("name", "query")) == [("Mine", "b=1"), ("Theirs", "a=1")]


def test_keys_for_many_rows_ascend_and_are_nobody_elses(organisation: Organisation, monkeypatch: Any) -> None:
    monkeypatch.setattr(keys, "_AT_ONCE", 3)
    first = Batch.objects.create(organisation=organisation, on=date(2026, 9, 1)).pk
    given = [*keys.allocate(Batch, 7)]
    assert given == sorted(set(given))
    assert (len(given), given[0] > first) == (7, True)


@pytest.mark.once
def test_of_two_archives_given_at_once_one_is_left_and_the_other_says_so(admin: User) -> None:
    first = keeping.keep([b"a"], name="a.zip", user=admin, organisation=None)
    keeping.keep([b"b"], name="b.zip", user=admin, organisation=None)
    assert [archive.name for archive in Archive.objects.all()] == ["b.zip"]
    job = work.start_restoring(first)
    job.refresh_from_db()
    assert job.error == work.GONE


@pytest.mark.parametrize("piece", range(PIECES))
@pytest.mark.once
def test_an_archive_with_any_values_is_refused_or_its_pages_answer(
    piece: int, parts: Parts, admin: User, client: Client
) -> None:
    """Values stand in places that are drawn, and of what comes of it pages are drawn."""
    chance = Random(f"{SEED}-{piece}")
    client.force_login(admin)
    for number in range(PIECE):
        changed, what = parts, []
        for label, column in chance.sample(places(parts), chance.choice((1, 1, 2, 5))):
            what.append((label, column, value := chance.choice(VALUES)))
            changed = with_value(changed, label, column, value)
        said = f"ARCHIVE_SEED={SEED}, piece {piece}, archive {number}: {what!r:.500}"
        before = Organisation.objects.count()
        try:
            made = restored(packed(changed), admin)
        except Damaged as error:
            refused = str(error)
            assert re.search("part “|manifest|contradicts|shown", refused), f"{said}: {refused}"
            assert Organisation.objects.count() == before, said
        else:
            assert not page_round.broken(client, made, chance, 12), said
    store.forget()

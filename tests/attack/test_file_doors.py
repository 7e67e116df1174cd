"""Every page that takes a file, sent what only a hostile hand would send: refused within the limits, with a remedy."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from planning.models import Band, ImportDraft
from portal.files.names import shown
from portal.models import Organisation, Right
from tests.attack.test_content_files import LAUGHS
from tests.factories import MembershipFactory, UserFactory
from tests.imports.opening.books import book, cells, sheet, zipped
from tests.shapes import Answer

pytestmark = pytest.mark.once
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 999}">' for n in range(9))
GOOD = "id,name,title\n1,Ada,CEO\n"


def locked() -> bytes:
    """The bit of the first entry that says that it has a password."""
    data = bytearray(zipped({"p.csv": GOOD}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """2,500 entries that are all the same bytes of the file."""
    once = zipped({"p.csv": "x" * 1_000_000})
    start, end = once.index(b"PK\x01\x02"), once.index(b"PK\x05\x06")
    entries = once[start:end] * 2_500
    tail = bytearray(once[end:])
    tail[8:12], tail[12:16] = (2_500).to_bytes(2, "little") * 2, len(entries).to_bytes(4, "little")
    return once[:start] + entries + tail


def linked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("people.csv")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


WEAPONS: dict[str, tuple[Callable[[], bytes], str]] = {
    "archive in an archive": (lambda: zipped({"a.zip": zipped({"b.zip": zipped({"p.csv": GOOD})})}), "Unpack it first"),
    "archive of overlapping files": (overlapping, "damaged|2,000 files, the limit"),
    "archive with a password": (locked, "password-protected"),
    "link to a file of the server": (linked, "Put the files"),
    "workbook of entities that grow": (
        lambda: book(f"<!DOCTYPE w [{ENTITIES}]>" + sheet('<row><c r="A1" t="str"><v>&e8;</v></c></row>')),
        "save it again",
    ),
    "workbook that ends early": (lambda: book(sheet(cells("A1")))[:-200], "save it again"),
    "compressed text": (lambda: gzip.compress(GOOD.encode()), "is compressed|Unpack"),
    "nested JSON": (lambda: b"[" * 100_000, "only one column"),
}


def refused(answer: Answer, says: str) -> bool:
    errors = " ".join(str(error) for error in answer.context["form"].errors.values())
    return answer.status_code == 422 and any(part in errors for part in says.split("|"))


def named(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.csv", data)


@pytest.mark.parametrize("name", WEAPONS)
def test_files_made_to_harm_are_refused_by_both_pages_that_read_tables(organisation: Organisation, name: str) -> None:
    make, says = WEAPONS[name]
    client, data, there = Client(), make(), f"/o/{organisation.slug}"
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True).user)
    assert refused(client.post(f"{there}/import/", {"files": named("a", data), "on": "2026-09-01"}), says)
    assert refused(client.post(f"{there}/hiring/bands/import/", {"file": named("a", data)}), says)
    assert (ImportDraft.objects.count(), Band.objects.count()) == (0, 0)


OF_CONTENT: dict[str, tuple[bytes, str]] = {
    "an archive": (zipped({"roles.yaml": "roles: []"}), "not YAML"),
    "a compressed file": (gzip.compress(b"roles: []"), "not YAML"),
    "an XML file": (b"<?xml version='1.0'?><roles/>", "not YAML"),
    "aliases that repeat each other": (LAUGHS.encode(), "100,000 values, the limit"),
    "JSON without end": (b'{"a":' * 50_000, "levels deep, the limit"),
    "not a text": (b"\xff\xfe\xfa" * 9, "UTF-8"),
    "a huge file": (b"#" * 5_000_001, "5 MB, the limit"),
}


@pytest.mark.django_db
def test_files_made_to_harm_are_refused_by_the_page_of_role_content() -> None:
    client = Client()
    client.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    for name, (data, says) in OF_CONTENT.items():
        assert refused(client.post("/admin/role-content/file/", {"file": named("roles.yaml", data)}), says), name


class Body(io.RawIOBase):
    """A body that is as large as it says, and counts what is read of it."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return b"x" * size


@pytest.mark.django_db
def test_a_body_of_five_gigabytes_is_refused_before_it_is_read(organisation: Organisation) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user)
    body = Body()
    said: Any = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "5000000000", "wsgi.input": body}
    answer = client.generic("POST", f"/o/{organisation.slug}/import/", b"", **said)
    assert (answer.status_code, body.taken) == (413, 0)
    assert "larger than 40 MB, the limit" in answer.content.decode()


def test_a_file_is_called_by_its_name_alone() -> None:
    assert shown("../../etc/\u202egnp.exe\n") == "gnp.exe"
    assert shown("C:\\x\\" + "é" * 5_000 + ".csv").endswith("é.csv")
    assert shown("\u200b/") == "file"

"""Reading an archive that somebody gave: nothing in it is believed before it was looked at, and nothing is unpacked to
a disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import SEEK_END, BufferedReader
from itertools import chain
from typing import IO, Any, cast

from portal.archive.lines import cleaned, document, values
from portal.archive.manifest import FORMAT, MANIFEST, PEOPLE, VERSION, Damaged, Part, part_name
from portal.archive.shapes import DOCUMENTS
from portal.archive.tables import archived_tables

MAX_PARTS = 500
_TAIL = 42  # where a ZIP file says how long its list is
MAX_MANIFEST = 1_000_000
# Of all parts together as unpacked, and of one row: 100,000 positions with ten changes each take a tenth of the first;
# a sign-off of all their lines is the longest row.
MAX_UNPACKED = 4_000_000_000
MAX_LINE = 100_000_000
MAX_ROWS = 10_000_000
# By part: how many rows it may have at most, and what they are called.
MOST: dict[str, tuple[int, str]] = {}
# What rows are read together: so many, or so many bytes of them.
TOGETHER, TOGETHER_BYTES = 2_000, 20_000_000
# The ways of packing that Lineup uses; others unpack with as much memory as the file asks for.
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
NOT_ONE = "This is not a Lineup archive. Choose the ZIP file exactly as Lineup created it."
NEWER = "The archive was made by a newer version of Lineup. Update this installation first"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    RecursionError,
)


class Opened:
    """An archive whose manifest fits what is in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = _manifest(archive)
        self.parts = {part.name: part for part in _parts(self.manifest)}
        _check_names(archive, self.parts)

    def check(self) -> None:
        """Read every part once. Raises `Damaged` where one is not what the manifest says."""
        if sum(part.size for part in self.parts.values()) > MAX_UNPACKED:
            raise Damaged("The archive is larger than the limit of 4 GB when unpacked.")
        if sum(part.rows for part in self.parts.values()) > MAX_ROWS:
            raise Damaged(f"The archive holds more than the limit of {MAX_ROWS:,} rows.")
        for part in self.parts.values():
            most, called = MOST.get(part.name, (MAX_ROWS, "rows"))
            if part.rows > most:
                raise Damaged(f"The archive holds {part.rows:,} {called}. At most {most:,} can be restored.")
        for part in self.parts.values():
            self._check(part)

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a part, one by one. Raises `Damaged`."""
        return chain.from_iterable(self.batches(name))

    def batches(self, name: str) -> Iterator[list[dict[str, Any]]]:
        """The rows of a part, as many together as fit into memory however long they are. Raises `Damaged`."""
        if name not in self.parts:
            return
        rows, size = [], 0
        with self._lines(name) as lines:
            for number, line in enumerate(iter(lambda: lines.readline(MAX_LINE), b""), 1):
                rows.append(_row(name, number, line))
                size += len(line)
                if len(rows) >= TOGETHER or size >= TOGETHER_BYTES:
                    yield rows
                    rows, size = [], 0
        if rows:
            yield rows

    def _check(self, part: Part) -> None:
        digest, rows, size = sha256(), 0, 0
        with self._lines(part.name) as lines:
            while (chunk := lines.read(1_000_000)) and size <= part.size:
                digest.update(chunk)
                rows, size = rows + chunk.count(b"\n"), size + len(chunk)
        if (rows, size, digest.hexdigest()) != (part.rows, part.size, part.sha256):
            raise Damaged(f"The part “{part.name}” is damaged. Download the archive again.")

    @contextmanager
    def _lines(self, name: str) -> Iterator[BufferedReader]:
        try:
            with self._archive.open(part_name(name)) as stream, BufferedReader(cast(Any, stream), 1_000_000) as lines:
                yield lines
        except _BROKEN as error:
            raise Damaged(f"The part “{name}” is damaged. Download the archive again.") from error


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Opened]:
    """The archive in a file. Raises `Damaged`."""
    _check_directory(file)
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise Damaged(NOT_ONE) from error
    with archive:
        yield Opened(archive)


def _check_directory(file: IO[bytes]) -> None:
    """The list of what is in the file is read as a whole, so it is looked at first how long that is."""
    file.seek(0, SEEK_END)
    file.seek(max(0, file.tell() - _TAIL))
    tail = file.read()
    end = tail[-22:]
    if end[:4] != b"PK\5\6" or tail[-42:-38] == b"PK\6\7" or int.from_bytes(end[12:16], "little") > MAX_MANIFEST:
        raise Damaged(NOT_ONE)


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        with archive.open(MANIFEST) as stream:
            found = document(stream.read(MAX_MANIFEST).decode())
    except (KeyError, *_BROKEN) as error:
        raise Damaged(NOT_ONE) from error
    if found.get("format") != FORMAT:
        raise Damaged(NOT_ONE)
    if found.get("version") != VERSION:
        raise Damaged(
            f"{NEWER}: the archive has format {str(found.get('version'))[:20]}, and this one reads {VERSION}."
        )
    return cleaned(found)


def _parts(manifest: Mapping[str, Any]) -> list[Part]:
    try:
        parts = [Part(**part) for part in manifest["parts"]]
        is_sound = all(type(part.rows) is type(part.size) is int and isinstance(part.name, str) for part in parts)
    except (KeyError, TypeError) as error:
        raise Damaged(NOT_ONE) from error
    known = {PEOPLE, *(table.label for table in archived_tables())}
    if not is_sound or any(part.rows < 0 or part.size < part.rows for part in parts):
        raise Damaged(NOT_ONE)
    if unknown := [part.name for part in parts if part.name not in known]:
        raise Damaged(f"{NEWER}: this one does not know “{unknown[0][:60]}”.")
    return parts


def _check_names(archive: zipfile.ZipFile, parts: Mapping[str, Part]) -> None:
    entries = archive.infolist()[: MAX_PARTS + 1]
    is_packed_so = all(entry.compress_type in _WAYS for entry in entries)
    expected = sorted([MANIFEST, *map(part_name, parts)])
    if not is_packed_so or sorted(entry.filename for entry in entries) != expected:
        raise Damaged("The archive does not match its manifest. Choose the ZIP file exactly as Lineup created it.")


def _row(name: str, number: int, line: bytes) -> dict[str, Any]:
    """A line as values. What is sealed stays as it is to the letter."""
    try:
        found = values(line)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"Line {number:,} of the part “{name}” is damaged. Download the archive again.") from error
    is_plain = (line.isascii() and b"\\u" not in line) or any(place.startswith(f"{name}.") for place in DOCUMENTS)
    return found if is_plain else cleaned(found)

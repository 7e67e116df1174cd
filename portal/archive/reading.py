"""Reading an archive that somebody gave: nothing in it is believed before it was looked at, and nothing is unpacked to
a disk."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import SEEK_END, BufferedReader
from typing import IO, Any, cast

from portal.archive.manifest import FORMAT, MANIFEST, PEOPLE, VERSION, Damaged, Part, part_name
from portal.archive.tables import archived_tables

MAX_PARTS = 500
_TAIL = 42  # where a ZIP file says how long its list is
MAX_MANIFEST = 1_000_000
# Of all parts together as unpacked, of one row, and of values within it: 100,000 positions with ten changes each take a
# tenth of the first; a sign-off of all their lines is the longest row.
MAX_UNPACKED = 4_000_000_000
MAX_LINE = 100_000_000
MAX_VALUES = 5_000_000
NOT_ONE = "This is no archive of Lineup. Choose the ZIP file that Lineup made, as it is."
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
            raise Damaged("The archive unpacks to more than 4 GB, the limit.")
        for part in self.parts.values():
            self._check(part)

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a part, one by one. Raises `Damaged`."""
        if name not in self.parts:
            return
        with self._lines(name) as lines:
            for number, line in enumerate(iter(lambda: lines.readline(MAX_LINE), b""), 1):
                yield _row(name, number, line)

    def _check(self, part: Part) -> None:
        digest, rows, size = sha256(), 0, 0
        with self._lines(part.name) as lines:
            while (chunk := lines.read(1_000_000)) and size <= part.size:
                digest.update(chunk)
                rows, size = rows + chunk.count(b"\n"), size + len(chunk)
        if (rows, size, digest.hexdigest()) != (part.rows, part.size, part.sha256):
            raise Damaged(f"The part “{part.name}” is damaged. Fetch the archive again.")

    @contextmanager
    def _lines(self, name: str) -> Iterator[BufferedReader]:
        try:
            with self._archive.open(part_name(name)) as stream, BufferedReader(cast(Any, stream), 1_000_000) as lines:
                yield lines
        except _BROKEN as error:
            raise Damaged(f"The part “{name}” is damaged. Fetch the archive again.") from error


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
            found = json.loads(stream.read(MAX_MANIFEST))
    except (KeyError, *_BROKEN) as error:
        raise Damaged(NOT_ONE) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Damaged(NOT_ONE)
    if found.get("version") != VERSION:
        raise Damaged(f"{NEWER}: it is of format {str(found.get('version'))[:20]}, and this one knows {VERSION}.")
    return found


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
        raise Damaged(f"{NEWER}: this one knows no “{unknown[0][:60]}”.")
    return parts


def _check_names(archive: zipfile.ZipFile, parts: Mapping[str, Part]) -> None:
    names = [entry.filename for entry in archive.infolist()[: MAX_PARTS + 1]]
    if len(names) > MAX_PARTS or sorted(names) != sorted([MANIFEST, *map(part_name, parts)]):
        raise Damaged(
            "The archive does not hold what its manifest says. Choose the ZIP file that Lineup made, as it is."
        )


def _row(name: str, number: int, line: bytes) -> dict[str, Any]:
    """A line as values."""
    try:
        is_too_much = sum(map(line.count, (b",", b"[", b"{"))) > MAX_VALUES
        if is_too_much or not line.endswith(b"\n"):
            raise ValueError("more than a row holds")
        found = json.loads(line, parse_constant=_refuse)
        if not isinstance(found, dict) or (b"\\u" in line and _is_unfit(found)):
            raise ValueError("no row")
    except (ValueError, RecursionError) as error:
        raise Damaged(f"Line {number:,} of the part “{name}” is damaged. Fetch the archive again.") from error
    return found


def _is_unfit(value: Any) -> bool:
    """Whether a text within has what databases do not take: the character 0, half of a pair. Raises `ValueError`."""
    if isinstance(value, dict):
        return any(map(_is_unfit, value)) or any(map(_is_unfit, value.values()))
    if isinstance(value, list):
        return any(map(_is_unfit, value))
    return isinstance(value, str) and b"\0" in value.encode()


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number.")

"""From the bytes of a ZIP to what it holds, counted before it is taken: nothing is ever written to a disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from portal.files.opener import Opener
from portal.files.refusal import Unusable

MAX_ENTRIES = 2_000
MAX_UNPACKED = 400_000_000
# What a damaged or hostile archive can make `zipfile` raise.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError, OverflowError)
LOCKED = "The file is password-protected. Save a copy without a password and import that."
_CHUNK = 1_000_000
_NO_FILES = (".", "Thumbs.db", "desktop.ini")


@contextmanager
def opened(opener: Opener, file: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises `Unusable` where it is damaged, locked or holds too many entries (limit `entries`)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise opener.over(file, "entries")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unusable(file, LOCKED, "password")
            yield archive
    except (RuntimeError, *BROKEN) as error:
        raise Unusable(file, opener.damaged, "damaged") from error


def files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files that somebody put in: no folders, no links, nothing that an operating system adds of its own."""
    return [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not is_link(entry) and not _is_added(entry.filename)
    ]


def is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _is_added(path: str) -> bool:
    return path.startswith("__MACOSX/") or path.rpartition("/")[2].startswith(_NO_FILES)


def content(opener: Opener, file: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One file of an archive, however small it claims to be. Raises `Unusable` where it is too large."""
    with archive.open(entry) as stream:
        data = stream.read(opener.size + 1)
    if len(data) > opener.size:
        raise opener.over(file, "size")
    return data


def unpacked(opener: Opener, file: str, archive: zipfile.ZipFile) -> Iterator[tuple[bool, bytes]]:
    """Every part once, piece by piece, each with whether it begins a part. Raises `Unusable` where they come to more
    than can be (limit `unpacked`), before any of that is kept."""
    total = 0
    for entry in archive.infolist():
        begins = True
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MAX_UNPACKED:
                    raise opener.over(file, "unpacked")
                yield begins, chunk
                begins = False

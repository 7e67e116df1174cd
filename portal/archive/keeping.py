"""Archives as files: kept in the database, in pieces, so that any process can take them up; for a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import IO

from portal.models import Archive, ArchivePiece, Organisation, User

PIECE = 1_000_000
KEPT = timedelta(days=1)


def keep(file: Iterable[bytes], *, name: str, user: User, organisation: Organisation | None) -> Archive:
    """Keep a file for whoever asked, instead of what was kept for them before: one that was made of `organisation`, or
    one that was given to make one of."""
    mine = {"user": user, "organisation": organisation, "is_given": organisation is None}
    made = Archive.objects.create(name=name[-200:], **mine)
    size = 0
    for number, data in enumerate(file):
        ArchivePiece.objects.create(archive=made, number=number, data=data)
        size += len(data)
    Archive.objects.filter(pk=made.pk).update(size=size)
    made.size = size
    Archive.objects.filter(**mine, pk__lt=made.pk).delete()  # of two at once the later stays
    return made


def kept(user: User, organisation: Organisation) -> Archive | None:
    """The archive of an organisation that waits for whoever asked for it."""
    return Archive.objects.filter(user=user, organisation=organisation, is_given=False, size__gt=0).first()


def given(user: User) -> Archive | None:
    """The archive that somebody gave last."""
    return Archive.objects.filter(user=user, is_given=True, size__gt=0).first()


def pieces(archive: Archive) -> Iterator[bytes]:
    """The file, piece by piece."""
    for number in archive.pieces.values_list("number", flat=True):
        yield bytes(archive.pieces.values_list("data", flat=True).get(number=number))


def cut(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces, from its beginning."""
    file.seek(0)
    while data := file.read(PIECE):
        yield data


def as_file(archive: Archive) -> IO[bytes]:
    """The file, on the disk of this machine for as long as it is open."""
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  (whoever asks closes it)
    for data in pieces(archive):
        file.write(data)
    file.seek(0)
    return file


def forget(now: datetime) -> None:
    """Drop what was kept for long enough."""
    ArchivePiece.objects.filter(archive__made_at__lt=now - KEPT).delete()
    Archive.objects.filter(made_at__lt=now - KEPT).delete()

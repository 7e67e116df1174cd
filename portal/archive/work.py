"""Making archives and reading them, as jobs."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.utils import timezone

from portal import audit, jobs
from portal.archive import keeping, reading, restoring, writing
from portal.archive.manifest import Damaged
from portal.models import Archive, Organisation, Right, User

GONE = "The archive is no longer stored: another one replaced it, or it expired. Upload it again."
SORRY = "Something went wrong and nothing was created. Try again."


@jobs.job("make-archive", sorry=SORRY)
def make(run: jobs.Run, *, organisation: int, user: int) -> int:
    """Write the archive of an organisation and keep it for whoever asked."""
    of, by, now = Organisation.objects.get(pk=organisation), User.objects.get(pk=user), timezone.now()
    with TemporaryFile() as file:
        writing.write(of, file, now, run.tell)
        run.tell("Saving the archive")
        name = f"{of.slug}-{timezone.localdate(now):%Y-%m-%d}.zip"
        made = keeping.keep(keeping.cut(file), name=name, user=by, organisation=of)
    audit.record(audit.Kind.ARCHIVED, organisation=of, actor=by, bytes=made.size)
    return made.pk


@jobs.job("restore-archive", atomic=True, sorry=SORRY)
def restore(run: jobs.Run, *, archive: int) -> str:
    """Make an organisation of an archive that was given; gives its address."""
    found = Archive.objects.select_related("user").filter(pk=archive, is_given=True).first()
    if found is None:
        raise jobs.Failed(GONE)
    try:
        with keeping.as_file(found) as file, reading.opened(file) as opened:
            organisation, told = restoring.restore(opened, found.user, run.tell)
    except Damaged as error:
        raise jobs.Failed(str(error)) from error
    _settle(found, organisation, told)
    return organisation.slug


def start_making(organisation: Organisation, user: User) -> jobs.Job:
    given = {"organisation": organisation.pk, "user": user.pk}
    return make.start(_key(organisation, user), organisation=organisation, by=user, right=Right.ADMIN, arguments=given)


def making(organisation: Organisation, user: User) -> jobs.Job | None:
    """How making it goes or went."""
    return make.latest(_key(organisation, user))


def start_restoring(archive: Archive) -> jobs.Job:
    return restore.start(str(archive.pk), by=archive.user, arguments={"archive": archive.pk})


def restored(archive: Archive) -> jobs.Job | None:
    """How making an organisation of it goes or went."""
    return restore.latest(str(archive.pk))


def _key(organisation: Organisation, user: User) -> str:
    return f"{organisation.pk}:{user.pk}"


def _settle(archive: Archive, organisation: Organisation, told: Any) -> None:
    """What it held is in the organisation now."""
    archive.pieces.all().delete()
    Archive.objects.filter(pk=archive.pk).update(organisation=organisation, told=told)
    audit.record(audit.Kind.RESTORED, organisation=organisation, actor=archive.user)

"""Make a new organisation of an archive, as a whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import audit
from portal.archive import reading, restoring
from portal.archive.manifest import Damaged
from portal.management.arguments import account_of
from portal.models import ArchivedPerson


class Command(BaseCommand):
    help = "Create a new organisation from an archive. The named account is its only admin; no one else gets access."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", required=True, type=Path, help="the archive")
        parser.add_argument(
            "--as", required=True, dest="email", metavar="EMAIL", help="e-mail address of its only admin"
        )

    def handle(self, *, file: Path, email: str, **options: Any) -> None:
        by = account_of(email)
        try:
            with file.open("rb") as given, reading.opened(given) as archive:
                organisation, told = restoring.restore(archive, by, lambda *told: None)
        except OSError as error:
            raise CommandError(f"--file {file}: {error.strerror}.", returncode=2) from error
        except Damaged as error:
            raise CommandError(f"--file {file}: {error} Nothing was created.") from error
        audit.record(audit.Kind.RESTORED, organisation=organisation, actor=by)
        self.stdout.write(f"Created {organisation} (--org {organisation.slug}). {by} is its only admin.")
        waiting = ArchivedPerson.objects.filter(organisation=organisation, member__isnull=False)
        for line in [*told, *(f"To be invited: {person.email}" for person in waiting)]:
            self.stdout.write(line)

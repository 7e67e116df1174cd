"""Bring the role content to what a readable file says."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roles import seed
from roles.documents import BadContent


class Command(BaseCommand):
    help = "Load role content from its files and publish it. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", nargs="?", type=Path, default=seed.FOLDER, help="a file, or a folder of files")
        parser.add_argument("--draft", action="store_true", help="update the draft only, without publishing")
        parser.add_argument(
            "--note", default="Loaded from files", help="the release note shown in the list of versions"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            names = seed.take_over(options["place"], note=options["note"], publish=not options["draft"])
        except (BadContent, OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        where = "in the draft" if options["draft"] else "and published"
        self.stdout.write(f"{len(names)} changed {where}: {', '.join(names)}" if names else "Nothing changed.")

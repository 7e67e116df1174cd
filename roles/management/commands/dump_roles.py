"""Write the role content into one readable file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roles.documents import tables, to_text
from roles.publishing import versions


class Command(BaseCommand):
    help = "Write all role content to one readable file that load_roles can read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the file to write (default: standard output)")
        parser.add_argument("--draft", action="store_true", help="write the draft instead of the published content")

    def handle(self, *args: Any, **options: Any) -> None:
        text = to_text(tables.draft() if options["draft"] else versions.published())
        if options["file"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["file"].write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The file could not be written: {error}") from error

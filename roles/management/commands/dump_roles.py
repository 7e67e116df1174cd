"""Write the role content into one readable file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roles.documents import tables, to_text
from roles.publishing import versions


class Command(BaseCommand):
    help = "Write the whole role content as one readable file, which load_roles reads again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where to write; without it, to standard output")
        parser.add_argument("--draft", action="store_true", help="the draft, not what is published")

    def handle(self, *args: Any, **options: Any) -> None:
        text = to_text(tables.draft() if options["draft"] else versions.published())
        if options["file"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["file"].write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error}") from error

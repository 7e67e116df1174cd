from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roles import seed


class Command(BaseCommand):
    help = "Load the role content from its files. Loading it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=seed.FOLDER, help="another folder of such files")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = seed.load(options["folder"])
        except seed.BadSeed as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()))

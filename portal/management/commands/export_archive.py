"""Write all of an organisation into one file, from which `import_archive` makes it again."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal import audit
from portal.archive import writing
from portal.management.arguments import organisation_of


class Command(BaseCommand):
    help = "Write the archive of an organisation: everything in it, including pay, in one ZIP file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation's short name in addresses")
        parser.add_argument("--file", required=True, type=Path, help="where to write it; an existing file is replaced")

    def handle(self, *, org: str, file: Path, **options: Any) -> None:
        organisation = organisation_of(org)
        begun = file.with_name(f"{file.name}.part")
        begun.unlink(missing_ok=True)  # of one that was cut off
        # Pay is for those who may see it: nobody else on this machine reads the file, nor has made one in its place.
        with os.fdopen(os.open(begun, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            manifest = writing.write(organisation, out, timezone.now(), lambda *told: None)
        begun.replace(file)
        audit.record(audit.Kind.ARCHIVED, organisation=organisation, bytes=file.stat().st_size)
        rows = sum(part["rows"] for part in manifest["parts"])
        self.stdout.write(f"Wrote {file}: {rows:,} rows of {organisation}, {file.stat().st_size:,} bytes.")

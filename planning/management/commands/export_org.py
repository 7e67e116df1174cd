"""Export what stands in an organisation on a date: positions, people, products and who covers them."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from planning.management.arguments import add_snapshot_arguments, snapshot_of
from planning.org_export.writing import FORMATS, Format

# By the choice of --format: the endings a file may have, and which way of writing each means.
ENDINGS = {
    "json": {".json": "json"},
    "csv": {".csv": "positions", ".zip": "csv"},
    "xlsx": {".xlsx": "xlsx"},
}
TO_STDOUT = {"json": "json", "csv": "positions", "xlsx": "xlsx"}
TO_FILE = {"json": "json", "csv": "csv", "xlsx": "xlsx"}


class Command(BaseCommand):
    help = (
        "Export an organisation as of a date; import_org --files reads it back. JSON has four lists for "
        "programs. CSV is a ZIP with one file each for positions, people, products, assignments and teams; with "
        "-o NAME.csv, or without -o, it is positions only. XLSX has one sheet each. Pay is never included. "
        "Exit code 0: written; 2: the organisation, plan or date is not valid, or the file cannot be written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_snapshot_arguments(parser, formats=tuple(ENDINGS), default=None)
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file (default: print)")

    def handle(self, *, org: str, plan: str | None, on: str | None, output: Path | None, **options: Any) -> None:
        written = _format(options["format"], output)
        data = written.write(snapshot_of(org, plan, on).org)
        if output is None:
            self._print(written, data)
        else:
            _save(output, data)

    def _print(self, written: Format, data: bytes) -> None:
        """Text goes to whatever takes text; a workbook needs a stream of bytes that is no terminal."""
        if written is not FORMATS["xlsx"]:
            self.stdout.write(data.decode(), ending="")
            return
        stream = getattr(self.stdout, "buffer", None)
        if stream is None or self.stdout.isatty():
            raise CommandError("A workbook cannot be printed. Write it to a file: -o NAME.xlsx.", returncode=2)
        stream.write(data)


def _format(asked: str | None, output: Path | None) -> Format:
    """What to write: as --format says, else as the file ends, else JSON."""
    ending = output.suffix.lower() if output else ""
    if asked is None:
        asked = next((name for name, endings in ENDINGS.items() if ending in endings), "json")
    if output is None:
        return FORMATS[TO_STDOUT[asked]]
    others = {other: name for name, endings in ENDINGS.items() if name != asked for other in endings}
    if ending in others:
        fitting = " or ".join(ENDINGS[asked])
        text = f"-o {output}: with --format {asked} the name must end in {fitting}. For {ending} use --format "
        raise CommandError(f"{text}{others[ending]}.", returncode=2)
    return FORMATS[ENDINGS[asked].get(ending, TO_FILE[asked])]


def _save(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        text = f"-o {output}: the file cannot be written ({reason}). Choose another."
        raise CommandError(text, returncode=2) from error

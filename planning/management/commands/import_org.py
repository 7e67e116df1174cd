"""Import people and products from files."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from planning.core.words import count
from planning.imports.comparing.endings import in_short, must_be_said
from planning.imports.pipeline import File, Outcome, Settings
from planning.imports.problems import ERROR, HEADER_ROW, Problem, Progress, Unusable, problem_of
from planning.imports.service import apply, keep_beside, opened, preview
from planning.management.arguments import check_slug, writing_day
from planning.management.organisations import make_organisation
from planning.organisation import store
from planning.organisation.writes import Refused, Stale
from planning.setup.products.keeping import keep_sure
from portal.models import Organisation

LARGE = 1_000_000
TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip"}
ENDINGS = (
    "If the file contains only part of the organisation, use --update, which ends nothing; "
    "if all of these should end, use --allow-endings."
)
DONE, BAD_ROWS, UNUSABLE = 0, 1, 2
NAMED = 20


@dataclass
class Result:
    """What the command prints: what an import did or would do, or why nothing was done. `found` are the keys of the
    products that were found in it and added; None where nobody asked for them."""

    outcome: Outcome | None
    problems: tuple[Problem, ...]
    verdict: str
    code: int
    refused: str = ""
    found: list[str] | None = None

    def as_json(self) -> dict[str, Any]:
        summary = self.outcome.summary if self.outcome else None
        counts = {
            name: len(getattr(summary, name)) if summary else 0 for name in ("added", "changed", "moved", "ended")
        }
        refused = {"refused": self.refused, "would_end": self._would_end()} if self.refused else {}
        return refused | {
            "rows": self.outcome.rows if self.outcome else 0,
            **counts,
            "unchanged": summary.unchanged if summary else 0,
            "unplaced": list(summary.unplaced) if summary else [],
            "problems": [problem._asdict() for problem in self.problems],
            **({} if self.found is None else {"found": self.found}),
        }

    def _would_end(self) -> list[str]:
        return [ending.key for ending in self.outcome.endings] if self.outcome else []


class Command(BaseCommand):
    help = (
        "Import an organisation's people and products from CSV or Excel files. "
        "Exit code 0: applied, or a clean dry run; 1: rows with errors, or many endings: nothing applied; "
        "2: an unusable file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--org", required=True, metavar="SLUG", help="the organisation's short name, as in its address"
        )
        parser.add_argument("--people", type=Path, metavar="FILE", help="one row per position")
        parser.add_argument("--products", type=Path, metavar="FILE", help="one row per product, one column per role")
        parser.add_argument(
            "--files",
            type=Path,
            nargs="+",
            default=[],
            metavar="PATH",
            help="files, folders, workbooks, ZIPs: people, products, assignments, pay bands, recognised by content",
        )
        parser.add_argument("--create", action="store_true", help="create the organisation if it does not exist")
        parser.add_argument("--on", type=writing_day, metavar="DATE", help="when it takes effect; default: today")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        parser.add_argument(
            "--skip-bad-rows", action="store_true", help="leave out rows with errors and apply the rest"
        )
        parser.add_argument("--update", action="store_true", help="update these rows only: add and change, end nothing")
        parser.add_argument(
            "--allow-endings",
            action="store_true",
            help="apply even if a product would lose its cover, or over a tenth of positions (three or more) end",
        )
        parser.add_argument(
            "--accept-matches",
            action="store_true",
            help="where IDs are new, match positions by name and title; matching by e-mail is always on",
        )
        parser.add_argument(
            "--find-products",
            action="store_true",
            help="add products that titles and teams clearly name, with the people they name",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, org: str, create: bool, dry_run: bool, **options: Any) -> None:
        others = chain.from_iterable(map(self._within, options.pop("files")))
        files = _files(options["people"], options["products"], list(others))
        with transaction.atomic():
            organisation = _organisation(org, create)
            result = self._result(organisation, files, dry_run=dry_run, **options)
            if dry_run or result.code:
                transaction.set_rollback(True)
        if dry_run:
            store.forget()  # what was tried never came to be
        if options["format"] == "json":
            self.stdout.write(json.dumps(result.as_json(), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(_text(result))
        if result.code:
            if options["format"] == "json":
                self.stderr.write(result.verdict)
            sys.exit(result.code)

    def _within(self, path: Path) -> list[Path]:
        """The path itself, or the tables in a folder, whose other files are said."""
        if not path.is_dir():
            return [path]
        inside = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
        for file in inside:
            if file.suffix.lower() not in TABLES:
                self.stderr.write(f"{file} was left out: it is not a CSV file, workbook or ZIP.")
        return [file for file in inside if file.suffix.lower() in TABLES]

    def _result(self, organisation: Organisation, files: list[File], *, dry_run: bool, **options: Any) -> Result:
        today = timezone.localdate()
        settings = Settings(options["on"] or today, update=options["update"], accept_matches=options["accept_matches"])
        is_large = sum(file.size for file in files) > LARGE
        progress: Progress = self.stderr.write if is_large else lambda text: None
        try:
            found = opened(organisation, files, progress)
            outcome = preview(organisation, found, settings, progress)
            if (refused := _refused(outcome, files[0].name, **options)) is not None:
                return refused
            kept = None
            if not dry_run or options["find_products"]:
                if is_large:
                    self.stderr.write(f"Writing {len(outcome.changes):,} changes")
                keep_beside(organisation, found)
                apply(organisation, outcome, [file.name for file in files], today=today)
            if options["find_products"]:
                kept = keep_sure(organisation, None, today, settings.on)
        except Unusable as error:
            return Result(None, (problem_of(error),), f"{error.file}: {error.message}", UNUSABLE)
        except (Refused, Stale) as error:
            problem = Problem(files[0].name, 1, "", "", ERROR, f"{error} Nothing was applied.", "refused")
            return Result(None, (problem,), problem.message, BAD_ROWS)
        verb = "Nothing was changed (dry run)" if dry_run else "Applied"
        verdict = f"{verb if outcome.changes or kept else 'Nothing to change'}."
        return Result(outcome, outcome.problems, verdict, DONE, found=kept)


def _files(people: Path | None, products: Path | None, others: Sequence[Path]) -> list[File]:
    named = [(kind, path) for kind, path in (("people", people), ("products", products)) if path]
    given = [*named, *(("", path) for path in others)]
    if not given:
        text = "Nothing to import: use --people FILE, --products FILE, or --files with files or folders of tables."
        raise CommandError(text, returncode=UNUSABLE)
    try:
        return [File(kind, path.name, path.read_bytes()) for kind, path in given]
    except OSError as error:
        raise CommandError(f"{error.filename} cannot be read: {error.strerror}.", returncode=UNUSABLE) from error


def _refused(outcome: Outcome, file: str, *, skip_bad_rows: bool, allow_endings: bool, **_: Any) -> Result | None:
    """Why nothing is applied: errors that nobody left out, endings that nobody allowed; None where nothing stops it."""
    reasons, problems, refused = [], outcome.problems, ""
    if outcome.errors and not skip_bad_rows:
        rows = len({(p.file, p.row) for p in outcome.errors})
        reasons.append(f"{count(rows, 'row has', 'rows have')} errors. Correct them, or use --skip-bad-rows.")
    if must_be_said(outcome.endings, outcome.before) and not allow_endings:
        reasons.append(f"{in_short(outcome.endings, outcome.before)}. {ENDINGS}")
        problems += (Problem(file, HEADER_ROW, "", "", ERROR, f"{reasons[-1]} Nothing was applied.", "endings"),)
        refused = "endings"
    verdict = f"Nothing was applied: {' '.join(reasons)}"
    return Result(outcome, problems, verdict, BAD_ROWS, refused) if reasons else None


def _organisation(slug: str, create: bool) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found:
        return found
    if not create:
        raise CommandError(f"Organisation {slug} not found. Use --create to create it.", returncode=UNUSABLE)
    check_slug(slug)
    return make_organisation(slug)


def _text(result: Result) -> str:
    lines = []
    if result.outcome:
        lines += _counts(result.outcome)
        lines += _endings(result.outcome) if result.refused else []
    lines += [_line(problem) for problem in result.problems]
    if result.found is not None:
        lines.append(_found(result.found))
    kinds = Counter(problem.severity for problem in result.problems)
    if result.problems:
        lines.append(f"{count(kinds[ERROR], 'error')}, {count(kinds['note'], 'note')}.")
    return "\n".join([*lines, result.verdict])


def _counts(outcome: Outcome) -> list[str]:
    summary = outcome.summary
    counts = [f"{len(getattr(summary, name))} {name}" for name in ("added", "changed", "moved", "ended")]
    lines = [f"{count(outcome.rows, 'row')}. Positions: {', '.join(counts)}, {summary.unchanged} unchanged."]
    if summary.products:
        lines.append("Products: " + ", ".join(f"{len(keys)} {name}" for name, keys in summary.products.items()) + ".")
    if summary.unplaced:
        lines.append(f"Without a manager: {', '.join(summary.unplaced)}.")
    return lines


def _found(keys: Sequence[str]) -> str:
    """The products that were found, by key."""
    return f"Products found and added: {', '.join(keys)}." if keys else "No products were found with certainty."


def _endings(outcome: Outcome) -> list[str]:
    """What would end, by name: whom the command names before it asks for a word on it."""
    named = outcome.endings[:NAMED]
    lines = [
        f"would {'close' if e.closes else 'lose its holder'}: {'; '.join([e.who, *map(str, e.covers)])}" for e in named
    ]
    more = len(outcome.endings) - len(named)
    return [*lines, f"… and {more} more."] if more else lines


def _line(problem: Problem) -> str:
    place = f"{problem.file}, row {problem.row}"
    column = f", column {problem.column}" if problem.column else ""
    value = f" ({problem.value})" if problem.value else ""
    return f"{problem.severity}: {place}{column}{value}: {problem.message}"

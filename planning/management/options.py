"""The arguments by which a command says what it looks at, and how it writes rows."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from planning.organisation.models import Plan
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation's short name in addresses")
    parser.add_argument("--plan", metavar="SLUG", help="look at this plan (default: the current organisation)")
    parser.add_argument("--on", metavar="DATE", help="as of this date, like 2026-06-01 (default: today)")
    parser.add_argument("--format", choices=["text", "csv", "json"], default="text")


def look(org: str, plan: str | None, on: str | None) -> Snapshot:
    """What the arguments name. Raises `CommandError` (exit 2) that says which argument and what to do."""
    organisation = Organisation.objects.filter(slug=org).first()
    if organisation is None:
        raise CommandError(f"--org {org!r}: there is no such organisation. {_known()}", returncode=2)
    found = Plan.objects.filter(organisation=organisation, slug=plan).first() if plan else None
    if plan and found is None:
        raise CommandError(f"--plan {plan!r}: {org} has no such plan.", returncode=2)
    return Snapshot(organisation, _date(on), found)


def _known() -> str:
    slugs = list(Organisation.objects.values_list("slug", flat=True)[:10])
    return f"Known: {', '.join(slugs)}." if slugs else "Make one with import_org --create."


def _date(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--on {text!r}: not a date. Write it like 2026-06-01.", returncode=2) from error


def as_json(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Columns side by side, as wide as their longest cell."""
    cells = [[str(value) for value in row] for row in (header, *rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(header))]
    return "\n".join("  ".join(v.ljust(w) for v, w in zip(row, widths, strict=True)).rstrip() for row in cells)

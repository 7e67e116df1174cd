"""The arguments of commands: what each looks at, a day, a short name."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_slug
from django.utils import timezone

from planning.forms.days import EARLIEST, LATEST
from planning.organisation.models import Plan
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation


def add_snapshot_arguments(
    parser: ArgumentParser, formats: Sequence[str] = ("text", "csv", "json"), default: str | None = "text"
) -> None:
    parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation's short name, as in its address")
    parser.add_argument("--plan", metavar="SLUG", help="use this plan (default: the current organisation)")
    parser.add_argument("--on", metavar="DATE", help="as of this date, like 2026-06-01 (default: today)")
    parser.add_argument("--format", choices=formats, default=default)


def snapshot_of(org: str, plan: str | None, on: str | None) -> Snapshot:
    """What the arguments name. Raises `CommandError` (exit 2) that says which argument and what to do."""
    organisation = Organisation.objects.filter(slug=org).first()
    if organisation is None:
        raise CommandError(f"--org {org!r}: organisation not found. {_known()}", returncode=2)
    found = Plan.objects.filter(organisation=organisation, slug=plan).first() if plan else None
    if plan and found is None:
        raise CommandError(f"--plan {plan!r}: plan not found in {org}.", returncode=2)
    return Snapshot(organisation, _date(on), found)


def _known() -> str:
    slugs = list(Organisation.objects.values_list("slug", flat=True)[:10])
    return f"Known: {', '.join(slugs)}." if slugs else "Create one with import_org --create."


def _date(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--on {text!r}: not a date. Write it like 2026-06-01.", returncode=2) from error


def writing_day(text: str) -> date:
    """The day from which something is to hold. One that is surely a slip is refused, as in the forms."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date. Write it like 2026-06-01.") from error
    if not EARLIEST <= day.year <= LATEST:
        raise ArgumentTypeError(f"The year {day.year:04} is out of range. Enter {EARLIEST} to {LATEST}.")
    return day


def check_slug(slug: str) -> None:
    """Raises `CommandError` (exit 2) where no organisation can have this short name."""
    try:
        validate_slug(slug)
    except ValidationError:
        fits = False
    else:
        fits = len(slug) <= (Organisation._meta.get_field("slug").max_length or 0)
    if not fits:
        raise CommandError(f"--org {slug!r}: use up to 60 letters, digits, hyphens and underscores.", returncode=2)

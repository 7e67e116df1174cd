"""What arguments of commands give: days and short names; and who sees an organisation that a command makes."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_slug
from django.utils.text import capfirst

from planning.forms.days import EARLIEST, LATEST
from portal.demo import make_members
from portal.models import Organisation


def writing_day(text: str) -> date:
    """The day from which something is to hold. One that is surely a slip is refused, as in the forms."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date. Write it like 2026-06-01.") from error
    if not EARLIEST <= day.year <= LATEST:
        raise ArgumentTypeError(f"The year {day.year:04} is a slip. Give one from {EARLIEST} to {LATEST}.")
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


def made(slug: str) -> Organisation:
    """A new organisation of that short name. In the demo its members, one of each right, see it at once; elsewhere an
    admin is added in the administration."""
    organisation = Organisation.objects.create(slug=slug, name=" ".join(map(capfirst, slug.split("-"))))
    if settings.MODE == "demo":
        make_members(organisation)
    return organisation

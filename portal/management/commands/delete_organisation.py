"""Delete an organisation: closed at once, gone when the days have passed in which it can be brought back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.closing import closing, emptying
from portal.management.arguments import organisation_of
from portal.models import Organisation


class Command(BaseCommand):
    help = "Close an organisation and delete it after the waiting period; with --now, delete it for good at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation's short name in addresses")
        parser.add_argument("--now", action="store_true", help="delete everything at once: no one can restore it")
        parser.add_argument("--confirm", metavar="NAME", help="its name, to confirm without being asked")

    def handle(self, *, org: str, now: bool, confirm: str | None, **options: Any) -> None:
        organisation = organisation_of(org)
        self._confirm(organisation, now, confirm)
        closing.close(organisation, None, timezone.now())
        if not now:
            organisation.refresh_from_db()
            until = timezone.localdate(organisation.delete_at)
            self.stdout.write(
                f"{organisation} is closed and will be deleted on {until}. Until then, an admin can restore it."
            )
            return
        emptying.begin(organisation)
        self.stdout.write(f"Deleted {organisation}: {emptying.empty(organisation):,} rows.")

    def _confirm(self, organisation: Organisation, now: bool, confirm: str | None) -> None:
        what = "at once, for good" if now else f"in {closing.grace().days} days"
        lines = "\n".join(f"  {line}" for line in closing.contents(organisation))
        if confirm is None:
            self.stdout.write(f"{organisation} is deleted {what}, with\n{lines}")
            try:
                confirm = input("Type its name to continue: ")
            except EOFError:
                confirm = ""
        if " ".join(confirm.split()) != " ".join(organisation.name.split()):
            raise CommandError("That is not the organisation's name. Nothing was changed.", returncode=2)

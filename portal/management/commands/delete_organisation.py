"""Delete an organisation: closed at once, gone when the days have passed in which it can be brought back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.closing import closing, emptying
from portal.management.arguments import organisation_of
from portal.models import Organisation


class Command(BaseCommand):
    help = "Close an organisation and delete it when its days have passed; with --now delete it at once, for good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation's short name in addresses")
        parser.add_argument("--now", action="store_true", help="delete all of it at once: no one can bring it back")
        parser.add_argument("--confirm", metavar="NAME", help="its name, where no one is there to type it")

    def handle(self, *, org: str, now: bool, confirm: str | None, **options: Any) -> None:
        organisation = organisation_of(org)
        self._confirm(organisation, now, confirm)
        closing.close(organisation, None, timezone.now())
        if not now:
            organisation.refresh_from_db()
            until = timezone.localdate(organisation.delete_at)
            self.stdout.write(
                f"{organisation} is closed, and deleted on {until}. Until then an admin can bring it back."
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
                confirm = input("Type its name to go on: ")
            except EOFError:
                confirm = ""
        if " ".join(confirm.split()) != " ".join(organisation.name.split()):
            raise CommandError("That is not its name. Nothing was changed.", returncode=2)

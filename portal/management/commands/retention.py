"""Remove what is old enough, as a worker does by itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal import retention


class Command(BaseCommand):
    help = "Remove data whose retention period is over. A worker does this automatically."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only show what would be removed")
        parser.add_argument("--trust-clock", action="store_true", help="confirm that this machine's clock is correct")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["trust_clock"]:
            retention.trust(now)
        found = retention.due_now(now) if options["dry_run"] else retention.clear_all(now)
        for one in found:
            held = "  held back: the clock is in doubt" if one.held_back else ""
            self.stdout.write(f"{one.number:6}  {one.kept.label}  {one.organisation or 'the site'}{held}")
        self.stdout.write("Nothing was removed." if options["dry_run"] or not found else "Done.")

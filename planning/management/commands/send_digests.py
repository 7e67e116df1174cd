"""Have the weekly digests sent that are due."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from planning.digests import sending
from planning.management.arguments import writing_day
from portal.addresses import absolute
from portal.models import Job, Organisation


class Command(BaseCommand):
    help = "Send the weekly digest to members who want it. Run it as often as you like: each member gets one a week."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", default="", metavar="SLUG", help="only this organisation (default: all)")
        parser.add_argument(
            "--on", type=writing_day, default=None, metavar="DATE", help="as of this date (default: today)"
        )
        parser.add_argument("--url", default=absolute(""), help="base address for links (default: SITE_URL)")
        parser.add_argument("--dry-run", action="store_true", help="show who would get one, and send nothing")

    def handle(self, *, org: str, on: date | None, url: str, dry_run: bool, **options: Any) -> None:
        if org and not Organisation.objects.filter(slug=org).exists():
            raise CommandError(f"--org {org!r}: organisation not found.", returncode=2)
        if not url.startswith(("http://", "https://")):
            raise CommandError("Links would not work. Set SITE_URL, like https://lineup.example.com.", returncode=2)
        today, outcomes = on or timezone.localdate(), Counter[str]()
        for organisation in sending.organisations_due(today, org):
            outcomes += (
                self._dry_run(organisation, today) if dry_run else self._send(organisation, today, url.rstrip("/"))
            )
        told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
        self.stdout.write(f"Digests: {told or 'none due'}.")
        if outcomes["failed"]:
            raise CommandError("Some could not be created; see the log. Run this again later.")

    def _dry_run(self, organisation: Organisation, today: date) -> Counter[str]:
        planned = sending.would_send(organisation, today)
        for digest, outcome in planned:
            self.stdout.write(f"{outcome}: {digest.membership.user.email}, {organisation}")
        return Counter(outcome for _, outcome in planned)

    def _send(self, organisation: Organisation, today: date, site: str) -> Counter[str]:
        """How many came to what. What waits for a worker is handed over ("queued")."""
        count = sending.due(today, organisation.slug).count()
        job = sending.start(organisation, today, site)
        if job.state == Job.State.DONE:
            return Counter(job.result)
        outcome = "failed" if job.state == Job.State.FAILED else "queued"
        self.stdout.write(f"{outcome}: {count}, {organisation}")
        return Counter({outcome: count})

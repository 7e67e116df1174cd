"""Let a member see cost, or no more: for whoever runs the site, where nobody in the organisation can."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal import cost_right, members
from portal.models import Membership, Organisation


class Command(BaseCommand):
    help = "Give a member of an organisation access to cost. It is recorded in the audit log, and all admins are told."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation's short name in addresses")
        parser.add_argument("--email", required=True, metavar="ADDRESS", help="the member's e-mail address")
        parser.add_argument("--revoke", action="store_true", help="remove their access to cost instead")

    def handle(self, *, org: str, email: str, revoke: bool, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=org).first()
        if organisation is None:
            raise CommandError(f"--org {org!r}: no organisation has this name.", returncode=2)
        with transaction.atomic():
            members.lock(organisation)
            row = organisation.memberships.select_related("user").filter(user__email=email.strip().lower()).first()
            if row is None:
                raise CommandError(f"--email {email!r}: no member of {org} has this address.", returncode=2)
            self.stdout.write(_set(row, not revoke))


def _set(row: Membership, wanted: bool) -> str:
    """Give or take the right; what to say."""
    if row.sees_cost == wanted:
        return f"{row.user} {'can already see cost' if wanted else 'could not see cost anyway'}. Nothing was changed."
    mine = Membership.objects.filter(pk=row.pk)
    with cost_right.noted(mine.all, how="command line"):
        mine.update(sees_cost=wanted)
    now = "can now see cost" if wanted else "can no longer see cost"
    text = f"{row.user} {now}. The site administrator set that."
    cost_right.admins_to_be_told.send(Membership, organisation=row.organisation, text=text, by=None)
    left = "" if cost_right.holders(row.organisation).exists() else " No one in the organisation can see cost now."
    return f"{row.user} {now} at {row.organisation}.{left} All admins are told."

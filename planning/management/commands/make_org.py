"""Make a synthetic organisation of a given size."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from planning.core.changes.change import diff
from planning.core.records import Org
from planning.demo.synthetic import synthetic_org
from planning.management.arguments import check_slug, writing_day
from planning.management.organisations import make_organisation
from planning.organisation.models import Batch, Position
from planning.organisation.writes import commit
from portal.models import Organisation


class Command(BaseCommand):
    help = "Create a synthetic but realistic organisation. The same seed and date give the same organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--org", required=True, metavar="SLUG", help="its short name, as in its address")
        parser.add_argument("--positions", type=int, default=200, metavar="N")
        parser.add_argument("--products", type=int, default=12, metavar="M")
        parser.add_argument("--seed", type=int, default=1, metavar="K")
        parser.add_argument("--today", type=writing_day, default=None, metavar="DATE", help="default: today")

    def handle(self, *, org: str, positions: int, products: int, seed: int, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        _check(org, positions, products)
        drawn = synthetic_org(today, positions=positions, products=products, seed=seed)
        organisation = Organisation.objects.filter(slug=org).first() or make_organisation(org)
        if Position.objects.filter(organisation=organisation).exists():
            raise CommandError(f"The organisation {org} already has positions. Choose another --org.")
        title = f"Synthetic organisation: {positions} positions, {products} products, seed {seed}"
        changes = diff(Org.of(today), drawn, today)
        commit(organisation, changes, title=title, today=today, source=Batch.Source.IMPORT, lenient=True)
        self.stdout.write(f"Created {org}: {positions} positions, {products} products.")


def _check(slug: str, positions: int, products: int) -> None:
    check_slug(slug)
    if positions < 1:
        raise CommandError(f"--positions {positions}: use 1 or more.")
    if products < 0:
        raise CommandError(f"--products {products}: use 0 or more.")

"""Erase the candidates whose time has come. Run it daily; what is due is not shown meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from planning.hiring.interviews.candidates import erase_due
from portal.models import Organisation


class Command(BaseCommand):
    help = "Erase names and scorecards of candidates for whom the months that their organisation set have passed."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        erased = sum(erase_due(organisation, today) for organisation in Organisation.objects.all())
        self.stdout.write(f"Erased {erased} candidate{'' if erased == 1 else 's'}.")

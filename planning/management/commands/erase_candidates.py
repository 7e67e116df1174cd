"""Erase the candidates whose time has come, as a worker does by itself; what is due is not shown meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from planning.core.words import count
from portal import retention


class Command(BaseCommand):
    help = "Erase names and scorecards of candidates whose retention period has ended."

    def handle(self, *args: Any, **options: Any) -> None:
        found = retention.clear_all(timezone.now(), only="candidates")
        self.stdout.write(f"Erased {count(sum(one.number for one in found if not one.held_back), 'candidate')}.")
        if held := sum(one.number for one in found if one.held_back):
            self.stdout.write(f"The clock may be wrong: {count(held, 'candidate')} held back. See manage.py retention.")

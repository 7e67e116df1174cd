"""What one run of a part is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from time import monotonic, sleep

from django.db import connection

from attack.outcome import Outcome


@dataclass(frozen=True)
class Plan:
    """`folder`: for files of this run; `results`: where outcomes are kept; `times`: a measure for how much to try."""

    folder: Path
    results: Path
    times: int
    seed: int

    @cached_property
    def chance(self) -> Random:
        """One for the whole run: asked for anew each time, it would draw the same moment again and again."""
        return Random(f"{self.seed}-{self.folder.name}")

    def outcome(self, attack: str) -> Outcome:
        return Outcome(attack, "PostgreSQL" if connection.vendor == "postgresql" else "SQLite")

    def keep(self, outcome: Outcome) -> None:
        outcome.keep(self.results)
        print(f"  {outcome.attack}, {outcome.where}: {outcome.tried} tried, {len(outcome.lost)} lost. {outcome.seen}")


def until(met: Callable[[], object], seconds: float) -> float | None:
    """Wait for something; how many seconds it took, None where it did not come."""
    began = monotonic()
    while not met():
        if monotonic() - began > seconds:
            return None
        sleep(0.1)
    return monotonic() - began

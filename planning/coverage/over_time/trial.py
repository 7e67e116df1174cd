"""A trial: what the address supposes, beside how things stand. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from planning.core.changes.record_history import DatedOrg
from planning.core.over_time.what_if import (
    GapDifference,
    arriving,
    both_findings,
    days_to_compare,
    gap_differences,
    is_emptier,
    leaving,
)
from planning.core.rules import SEVERITIES, Finding, FindingChanges, compare_findings
from planning.coverage.over_time.scene import Scene
from planning.organisation.snapshot import Snapshot

WHAT = ("opens", "graver", "lighter", "closes", "goes")
MOST_DAYS = 5  # on which the rules are run, each on both sides


class Supposed(NamedTuple):
    """`slip` None: hires are left as they stand. `person` '' for nobody."""

    slip: int | None = None
    person: str = ""
    leaves: date | None = None

    @property
    def is_nothing(self) -> bool:
        return self.slip is None and not self.person


class Effect(NamedTuple):
    """A finding that opens, closes, goes away with whoever is missing, or becomes graver or lighter, and the first day
    looked at on which it does."""

    what: str
    finding: Finding
    day: date


class Trial:
    """Both sides from `first` to `last`. Where hires slip, both suppose that hires come: on their day, or later."""

    def __init__(self, snapshot: Snapshot, dated: DatedOrg, supposed: Supposed, first: date, last: date) -> None:
        on = snapshot.org.on
        before = dated if supposed.slip is None else arriving(dated, on)
        after = dated if supposed.slip is None else arriving(dated, on, supposed.slip)
        if supposed.person and supposed.leaves:
            after = leaving(after, supposed.person, supposed.leaves, on)
        self.on, self.content = on, snapshot.content
        self.before = Scene(before, snapshot.content, first, last)
        self.after = Scene(after, snapshot.content, first, last)

    @cached_property
    def differences(self) -> list[GapDifference]:
        return gap_differences(self.before.line, self.after.line)

    @cached_property
    def days(self) -> list[date]:
        """The days on which the findings are compared."""
        return days_to_compare(self.differences, self.on, MOST_DAYS)

    @cached_property
    def effects(self) -> list[Effect]:
        """What becomes of findings on any of the days, each once; what opens comes first."""
        found: dict[tuple[str, tuple[str, str, str, str]], Effect] = {}
        for day in self.days:
            orgs = self.before.dated.at(day), self.after.dated.at(day)
            found_then = compare_findings(*both_findings(*orgs, self.content))
            for effect in _effects(found_then, day, is_emptier(*orgs)):
                found.setdefault((effect.what, effect.finding.identity), effect)
        return sorted(found.values(), key=lambda effect: WHAT.index(effect.what))


def _effects(found: FindingChanges, day: date, is_emptier: bool) -> Iterator[Effect]:
    """Where somebody is only missing, nothing has been mended: what no longer stands has gone away with them."""
    yield from (Effect("opens", finding, day) for finding in found.opened)
    yield from (Effect("goes" if is_emptier else "closes", finding, day) for finding in found.closed)
    for was, now in found.shifted:
        is_graver = SEVERITIES.index(now.severity) < SEVERITIES.index(was.severity)
        yield Effect("graver" if is_graver else "lighter", now, day)

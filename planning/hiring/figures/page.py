"""The figures of an organisation, for the pages that show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from planning.core import hiring
from planning.core.records import Org, Position
from planning.core.words import count
from planning.hiring.figures import rates, sentences
from planning.hiring.figures.families import Expected, Families, Family, expected
from planning.hiring.figures.openings import Openings, dated, openings
from planning.hiring.figures.rates import Rate
from planning.hiring.figures.said import HIRING, Opening
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.models import Organisation, Right


class TimeRow(NamedTuple):
    """How long it takes to fill the positions of a family, in words; `why` says why that is not known."""

    family: Family
    days: str
    middle: str
    why: str

    @classmethod
    def of(cls, family: Family) -> TimeRow:
        found = family.range
        if found is None:
            return cls(family, "", "", sentences.unknown_yet(family))
        return cls(family, sentences.days(found), count(found.middle, "day"), "")


class ExpectedRow(NamedTuple):
    """When an open position may be filled, in words; `why` says why that is not known, `longer` that it is open for
    longer than most, `usual` what its family takes."""

    one: Expected
    between: str
    why: str
    longer: str
    usual: str
    rests_on: str

    @classmethod
    def of(cls, one: Expected) -> ExpectedRow:
        why = "" if one.forecast else sentences.why_unknown(one)
        usual = sentences.usual(one.family) if one.family and one.opened else ""
        return cls(one, sentences.between(one), why, sentences.longer(one), usual, sentences.rests_on(one))


@dataclass(frozen=True)
class Figures:
    """All that an organisation's own hiring says today, whatever date or plan is looked at."""

    organisation: Organisation
    org: Org
    found: Openings
    families: Families
    today: date

    @cached_property
    def undated(self) -> int:
        """Hires that count for nothing, as nobody knows when their position was opened."""
        return self.found.unopened + sum(one.filled and one.opened is None for one in self.found.every)

    @cached_property
    def rates(self) -> Mapping[str, list[Rate]]:
        """By name of the family. Two queries."""
        return rates.by_family(rates.cases(self.organisation), self._family_name)

    @cached_property
    def times(self) -> list[TimeRow]:
        return [TimeRow.of(family) for family in self._families]

    @cached_property
    def _families(self) -> list[Family]:
        """Each role that was ever opened for hiring; then the functions in which a role alone says too little."""
        wider = [family for family in self.families.functions if family.is_known and not self._says_itself(family)]
        return [*(family for family in self.families.roles if family.waits), *wider]

    @cached_property
    def expected(self) -> list[ExpectedRow]:
        """Of each position that is open for hiring."""
        staged = (position for position in self.org.positions.values() if position.stage)
        open_now = [position for position in staged if hiring.stage_of(self.org, position) in HIRING]
        in_order = sorted(open_now, key=lambda position: (position.title.casefold(), position.key))
        return [ExpectedRow.of(self.expected_of(position)) for position in in_order]

    @property
    def forecasts(self) -> list[ExpectedRow]:
        """Of each of them whose opening date is known."""
        return [row for row in self.expected if row.one.opened]

    @property
    def open_before(self) -> int:
        """How many of them were open before their data came, so that nothing can be said of them."""
        return len(self.expected) - len(self.forecasts)

    def expected_of(self, position: Position) -> Expected:
        return expected(self.families, position, self._current.get(position.key), self.today)

    @cached_property
    def _current(self) -> Mapping[str, Opening]:
        return self.found.current()

    def _says_itself(self, function: Family) -> bool:
        """Whether all that counts of a function is of roles that have enough hires of their own."""
        known = {family.role for family in self.families.roles if family.is_known}
        return all(self.families.role(one.position) in known for one in function.openings if one.opened)

    def _family_name(self, key: str) -> str:
        position = self.org.positions.get(key) or self.found.positions.get(key)
        families = self.families.of(position) if position else []
        return families[0].name if families else ""


def figures_of(organisation: Organisation, today: date) -> Figures:
    """Two queries a version of the organisation, and one of the candidates; two more for the rates."""
    snapshot = Snapshot(organisation, today)
    found = snapshot.remember("openings", lambda: openings(organisation, today))
    families = Families(snapshot.context, dated(found.every, organisation, today), today)
    return Figures(organisation, snapshot.org, found, families, today)


def row_of(access: Access, position: Position, stage: str) -> ExpectedRow | None:
    """When a position at a stage may be filled, for who may see candidates; None where it is not open for hiring as
    things are today. Three queries, two of them once a version."""
    is_live = access.plan is None and access.on == access.today
    if stage not in HIRING or not is_live or not access.may(Right.PLANNER):
        return None
    return ExpectedRow.of(figures_of(access.organisation, access.today).expected_of(position))

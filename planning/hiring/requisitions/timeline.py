"""When each requisition is to start, against when it is needed: marks on a scale of days, measured for a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from planning.core.dates import day, month, short_month
from planning.core.over_time.needs import Need
from planning.core.words import an
from planning.forms.days import sane
from planning.hiring.requisitions.priorities import RankedRequisition
from planning.hiring.requisitions.starts import ProductNeed, product_needs, verdict
from planning.organisation.snapshot import Snapshot

WIDTH = 720
SHORTEST, LONGEST = timedelta(days=180), timedelta(days=730)
MARGIN = timedelta(days=12)


class Mark(NamedTuple):
    """Something on the scale: where it begins, how wide it is (0 for a point), and what it says."""

    x: float
    width: float
    text: str


@dataclass(frozen=True)
class Line:
    """A requisition on the timeline. `late` is '', 'late' or 'close'; `verdict` says that in words."""

    requisition: RankedRequisition
    windows: list[Mark]
    launches: list[Mark]
    planned: Mark | None
    target: Mark | None
    slip: Mark | None
    late: str
    verdict: str

    @property
    def description(self) -> str:
        """All of it as one sentence, for those who do not see the drawing."""
        marks = [*self.windows, *self.launches, *filter(None, (self.planned, self.target))]
        return "; ".join([*(mark.text for mark in marks), self.verdict])


class Scale:
    """Days to places from 0 to `WIDTH`; what lies outside is put at the edge."""

    def __init__(self, today: date, days: Iterable[date]) -> None:
        known = sorted([today, *days])
        self.first = max(known[0], today - LONGEST / 2) - MARGIN
        self.last = min(max(known[-1] + MARGIN, self.first + SHORTEST), self.first + LONGEST)

    def x(self, on: date) -> float:
        share = (on - self.first).days / (self.last - self.first).days
        return round(min(1.0, max(0.0, share)) * WIDTH, 1)

    def months(self) -> list[Mark]:
        """The first of each month; only every third is named where the scale is long."""
        step = 1 if (self.last - self.first) <= timedelta(days=400) else 3
        found: list[Mark] = []
        at = self.first.replace(day=1)
        while at <= self.last:
            if at >= self.first:
                named = (at.month - 1) % step == 0
                text = month(at) if at.month == 1 or not found else short_month(at)
                found.append(Mark(self.x(at), 0, text if named else ""))
            at += relativedelta(months=1)
        return found


def draw(snapshot: Snapshot, requisitions: list[RankedRequisition]) -> tuple[Scale, list[Line]]:
    """A scale on which all of `requisitions` have room, and each requisition on it."""
    known = {r.key: product_needs(snapshot, r.key) for r in requisitions}
    days = [d for r in requisitions for d in (r.start, r.details.planned_start) if d]
    days += [d for mine in known.values() for one in mine for d in _days_of(one)]
    scale = Scale(sane(snapshot.org.on), days)
    return scale, [_line(snapshot.org.on, scale, r, known[r.key]) for r in requisitions]


def _days_of(one: ProductNeed) -> Iterator[date]:
    if one.launch:
        yield one.launch
    for need in one.needs:
        yield from filter(None, need)


def _line(on: date, scale: Scale, requisition: RankedRequisition, known: Sequence[ProductNeed]) -> Line:
    planned, target = requisition.details.planned_start, requisition.start
    slip = None
    if planned and target and planned != target:
        left, right = sorted((scale.x(planned), scale.x(target)))
        slip = Mark(left, right - left, requisition.slip_text)
    return Line(
        requisition,
        [_window(on, scale, one, need) for one in known for need in one.needs],
        [Mark(scale.x(launch), 0, f"{name} launches {day(launch)}") for launch, name in _launches(known)],
        Mark(scale.x(planned), 0, f"planned start {day(planned)}") if planned else None,
        Mark(scale.x(target), 0, f"target start {day(target)}") if target else None,
        slip,
        *verdict(on, requisition, known),
    )


def _launches(known: Sequence[ProductNeed]) -> list[tuple[date, str]]:
    return sorted((one.launch, one.name) for one in known if one.launch)


def _window(on: date, scale: Scale, one: ProductNeed, need: Need) -> Mark:
    """From the first day of a need to its last, or to the edge."""
    first = "now" if need.first <= on else f"from {day(need.first)}"
    until = f" until {day(need.last)}" if need.last else ""
    x = scale.x(need.first)
    end = scale.x(need.last) if need.last else WIDTH
    return Mark(x, max(end - x, 1), f"{one.name} needs {an(one.role)} {first}{until}")

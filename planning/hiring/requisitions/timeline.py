"""When each requisition is to start, against when it is needed: marks on a scale of days, measured for a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from planning.core.coverage.coverage import is_launching, is_rightful
from planning.core.dates import day, month, short_month
from planning.forms.days import sane
from planning.hiring.requisitions.priorities import RankedRequisition
from planning.organisation.snapshot import Snapshot

WIDTH = 720
SHORTEST, LONGEST = timedelta(days=180), timedelta(days=730)
MARGIN = timedelta(days=12)


class Launch(NamedTuple):
    """A product that the position is to cover launches on `on`; somebody is needed from `needed` on."""

    product: str
    on: date
    needed: date


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
        marks = [*self.launches, *filter(None, (self.planned, self.target))]
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


def launches_of(snapshot: Snapshot, requisition: RankedRequisition) -> list[Launch]:
    """The launches ahead of the products that the position is to cover in its own role, soonest first."""
    found = []
    for duty in snapshot.org.duties.get(requisition.key, ()):
        product, role = snapshot.org.products.get(duty.product), snapshot.content.roles.get(duty.role)
        if product is None or role is None or product.launch is None or product.launch <= snapshot.org.on:
            continue
        if is_rightful(snapshot.org, duty):
            window = role.need.window if role.need and role.need.window else 0
            found.append(Launch(product.name or product.key, product.launch, product.launch - timedelta(days=window)))
    return sorted(found, key=lambda launch: launch.on)


def draw(snapshot: Snapshot, requisitions: list[RankedRequisition]) -> tuple[Scale, list[Line]]:
    """A scale on which all of `requisitions` have room, and each requisition on it."""
    launches = {r.key: launches_of(snapshot, r) for r in requisitions}
    days = [d for r in requisitions for d in (r.start, r.details.planned_start) if d]
    days += [d for mine in launches.values() for launch in mine for d in (launch.on, launch.needed)]
    scale = Scale(sane(snapshot.org.on), days)
    return scale, [_line(snapshot, scale, r, launches[r.key]) for r in requisitions]


def _line(snapshot: Snapshot, scale: Scale, requisition: RankedRequisition, launches: list[Launch]) -> Line:
    planned, target = requisition.details.planned_start, requisition.start
    late, verdict = _verdict(snapshot, requisition, launches)
    slip = None
    if planned and target and planned != target:
        left, right = sorted((scale.x(planned), scale.x(target)))
        slip = Mark(left, right - left, requisition.slip_text)
    return Line(
        requisition,
        list(_windows(snapshot, scale, requisition, launches)),
        [Mark(scale.x(each.on), 0, f"{each.product} launches {day(each.on)}") for each in launches],
        Mark(scale.x(planned), 0, f"planned start {day(planned)}") if planned else None,
        Mark(scale.x(target), 0, f"target start {day(target)}") if target else None,
        slip,
        late,
        verdict,
    )


def _windows(
    snapshot: Snapshot, scale: Scale, requisition: RankedRequisition, launches: list[Launch]
) -> Iterator[Mark]:
    """When somebody is needed: from now on where a gap stands, else before each launch."""
    if _stands_now(snapshot, requisition):
        x = scale.x(snapshot.org.on)
        yield Mark(x, WIDTH - x, "needed now")
        return
    for launch in launches:
        x = scale.x(launch.needed)
        yield Mark(x, max(scale.x(launch.on) - x, 1), f"needed from {day(launch.needed)}")


def _stands_now(snapshot: Snapshot, requisition: RankedRequisition) -> bool:
    """Whether a product that the position is to cover needs somebody already, and not only because a launch is near."""
    ctx = snapshot.context
    for duty in snapshot.org.duties.get(requisition.key, ()):
        product, role = snapshot.org.products.get(duty.product), snapshot.content.roles.get(duty.role)
        if product is None or role is None or role.need is None or not is_rightful(snapshot.org, duty):
            continue
        near = is_launching(role.need, product, snapshot.org.on)
        if not near and ctx.needs(product, role) and not ctx.cell(product.key, role.slug).is_covered:
            return True
    return False


def _verdict(snapshot: Snapshot, requisition: RankedRequisition, launches: list[Launch]) -> tuple[str, str]:
    target = requisition.start
    if target is None:
        return ("late" if requisition.closes else ""), "No target start is set."
    if target < snapshot.org.on:
        return "late", f"The target start was {_days(snapshot.org.on - target)} ago."
    for launch in launches:
        if target > launch.on:
            return "late", f"{_days(target - launch.on)} after {launch.product} launches."
        if target > launch.needed:
            left = _days(launch.on - target)
            return "close", f"{left} before {launch.product} launches; needed from {day(launch.needed)}."
    if _stands_now(snapshot, requisition):
        return "close", f"The gap stands now and lasts {_days(target - snapshot.org.on)} more."
    if launches:
        return "", f"{_days(launches[0].on - target)} before {launches[0].product} launches."
    return "", ""


def _days(span: timedelta) -> str:
    return "1 day" if span.days == 1 else f"{span.days} days"

"""How many findings stood open from day to day, as numbers and as a drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from planning.core import rules
from planning.core.dates import month, short_day
from planning.core.rules import SEVERITIES
from planning.findings import triage
from planning.findings.models import FindingCount, Sighting
from planning.findings.waivers import Identity
from planning.organisation import store
from planning.organisation.models import Batch
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation

WEEK, WEEKS = timedelta(days=7), 26
WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 1106, 260, 34, 12, 10, 24
LABEL = 70  # what the name of a day takes, in units of the drawing


class DayCount(NamedTuple):
    """The findings that stood open at the end of a day, by severity, and those accepted. `worked_out`: afterwards,
    from the history."""

    on: date
    critical: int
    warning: int
    info: int
    accepted: int = 0
    worked_out: bool = False

    @property
    def total(self) -> int:
        return self.critical + self.warning + self.info


class GridLine(NamedTuple):
    """A line of the grid: where it is, and what is written at it."""

    at: float
    text: str


class Drawing(NamedTuple):
    """Areas on top of each other, the gravest lowest: (severity, path), in a drawing of `width` by `height`."""

    areas: list[tuple[str, str]]
    days: list[GridLine]
    numbers: list[GridLine]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    foot: int = HEIGHT - FOOT


def days(organisation: Organisation, today: date, since: date | None = None) -> list[DayCount]:
    """Every day that was counted, earliest first, and today as it is now."""
    rows = FindingCount.objects.filter(organisation=organisation, on__lt=today)
    if since:
        rows = rows.filter(on__gte=since)
    found = [DayCount(r.on, r.critical, r.warning, r.info, r.accepted, r.worked_out) for r in rows]
    return [*found, _today(organisation, today)]


def _today(organisation: Organisation, today: date) -> DayCount:
    rows = triage.triaged(organisation, Snapshot(organisation, today))
    open_ = Counter(row.finding.severity for row in rows if row.waiver is None)
    return DayCount(today, open_["critical"], open_["warning"], open_["info"], len(rows) - open_.total())


def can_work_out(organisation: Organisation, today: date) -> list[date]:
    """The ends of the weeks that nobody counted although the history reaches back to them, earliest first."""
    first = Batch.objects.filter(organisation=organisation).order_by("on").values_list("on", flat=True).first()
    if first is None:
        return []
    counted = FindingCount.objects.filter(organisation=organisation).order_by("on").values_list("on", flat=True).first()
    before = min(filter(None, (counted, today)))
    weeks = (today - n * WEEK for n in range(1, WEEKS + 1))
    return sorted(day for day in weeks if first <= day < before)


def work_out(organisation: Organisation, today: date) -> int:
    """Count the weeks that nobody did, with the rules and settings of today; how many they were. What was there when
    somebody first looked gets the first of these weeks in which it stood as the day on which it was first seen."""
    content = store.content_for(organisation)
    made, runs = [], []
    for day in can_work_out(organisation, today):
        found = rules.findings(store.org_at(organisation, day), content)
        runs.append((day, {finding.identity for finding in found}))
        numbers = Counter(finding.severity for finding in found)
        counts = {name: numbers[name] for name in SEVERITIES}
        made.append(FindingCount(organisation=organisation, on=day, worked_out=True, **counts))
    with transaction.atomic():
        FindingCount.objects.bulk_create(made, ignore_conflicts=True)
        _date_back(organisation, runs)
    return len(made)


def _date_back(organisation: Organisation, runs: Sequence[tuple[date, set[Identity]]]) -> None:
    rows = Sighting.objects.filter(organisation=organisation)
    first = rows.order_by("first_seen").values_list("first_seen", flat=True).first()
    if first is None:
        return
    known = {row.identity: row for row in rows.filter(first_seen=first)}
    standing, moved = set(known), {}
    for day, identities in reversed(runs):
        for identity in known.keys() & identities:
            known[identity].first_seen = day
            moved[identity] = known[identity]
        standing &= identities
        for identity in standing:
            row = known[identity]
            row.opened_on = day if row.times == 1 else row.opened_on
    Sighting.objects.bulk_update(moved.values(), ["first_seen", "opened_on"], batch_size=200)


def drawing(counted: Sequence[DayCount]) -> Drawing | None:
    """None where there are not two days to draw a line between."""
    first, last = counted[0].on, counted[-1].on
    if first == last:
        return None
    most = _round_up(max(day.total for day in counted))

    def across(on: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (on - first).days / (last - first).days, 1)

    def up(number: int) -> float:
        return round(HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * number / most, 1)

    places = [across(day.on) for day in counted]
    areas, base = [], [0] * len(counted)
    for name in SEVERITIES:
        tops = [low + getattr(day, name) for low, day in zip(base, counted, strict=True)]
        areas.append((name, _area(places, [up(n) for n in tops], [up(n) for n in base])))
        base = tops
    numbers = [GridLine(up(n), str(n)) for n in range(0, most + 1, max(1, most // 4))]
    return Drawing(areas, [GridLine(across(on), text) for on, text in _named_days(first, last, across)], numbers)


def _area(places: Sequence[float], tops: Sequence[float], lows: Sequence[float]) -> str:
    """Each number holds until the next was counted."""
    there = [f"M{places[0]} {tops[0]}", *(f"H{x}V{y}" for x, y in zip(places[1:], tops[1:], strict=True))]
    back = [f"V{lows[-1]}"]
    for at in range(len(places) - 1, 0, -1):
        back.append(f"H{places[at]}V{lows[at - 1]}")
    return "".join((*there, *back, f"H{places[0]}Z"))


def _round_up(number: int) -> int:
    """The next number that four lines of a grid divide well."""
    steps = (step * ten for ten in (1, 10, 100, 1000, 10_000, 100_000) for step in (1, 2, 3, 4, 5, 6, 8))
    return 4 * next(step for step in steps if 4 * step >= number)


def _named_days(first: date, last: date, across: Any) -> Iterator[tuple[date, str]]:
    """The first days of months, or of weeks in a short time, as far apart as their names are wide."""
    short = (last - first).days < 60
    at = -LABEL
    for n in range((last - first).days + 1):
        on = first + timedelta(days=n)
        if (on.weekday() == 0 if short else on.day == 1) and across(on) - at >= LABEL:
            at = across(on)
            if at <= WIDTH - RIGHT - LABEL / 2:
                yield on, short_day(on) if short else month(on)

"""What a timeline holds that somebody should see coming: cover that is lost, launches without it, hires due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from planning.core.changes.record_history import RecordHistories
from planning.core.hiring import is_awaited
from planning.core.occupancy import VACANT, occupancy
from planning.core.over_time.timeline import DAY, Timeline
from planning.core.records import Position

LOST, NEEDED, LAUNCH, HIRE = "lost", "needed", "launch", "hire"


class Loss(NamedTuple):
    """On `day`, the first without. `by` are position keys: who covered until then, or what is to be filled.

    LOST: covered the day before, a gap from this day on. NEEDED: the role comes to be needed and nobody covers.
    LAUNCH: the launch day finds nobody in the role. HIRE: a vacant position's target start; no product, no role.
    """

    day: date
    kind: str
    product: str = ""
    role: str = ""
    by: tuple[str, ...] = ()


def losses(line: Timeline, histories: RecordHistories, since: date, until: date) -> list[Loss]:
    """All of them from `since` to `until`, both included, in order of days."""
    found = [*_lost(line), *_launches(line), *_hires(histories)]
    return sorted(loss for loss in found if since <= loss.day <= until)


def _lost(line: Timeline) -> Iterator[Loss]:
    for (product, role), bands in line.lanes.items():
        for before, band in pairwise(bands):
            if not band.is_gap or before.is_gap or before.last + DAY != band.first:
                continue
            if before.cell.is_covered:
                yield Loss(band.first, LOST, product, role, before.cell.by)
            else:
                yield Loss(band.first, NEEDED, product, role, band.cell.by)


def _launches(line: Timeline) -> Iterator[Loss]:
    for product, role in line.lanes:
        launch = line.products[product].launch
        band = line.on(product, role, launch) if launch else None
        if launch and band and band.is_gap:
            yield Loss(launch, LAUNCH, product, role, band.cell.by)


def _hires(histories: RecordHistories) -> Iterator[Loss]:
    """Positions that are to be filled and vacant still on their target start, each by the target that it has on that
    day."""
    seen = set()
    for key, position in histories.every("position"):
        day = position.target_start
        if day is None or (key, day) in seen:
            continue
        seen.add((key, day))
        then = histories.at("position", key, day)
        if (
            then
            and then.target_start == day
            and (then.ends is None or then.ends >= day)
            and _waits(histories, then, day)
        ):
            yield Loss(day, HIRE, by=(key,))


def _waits(histories: RecordHistories, position: Position, on: date) -> bool:
    people = partial(histories.at, "person", on=on)
    return occupancy(position, people, on) == VACANT and is_awaited(position, on)

"""When a product needs one more in a role: the days on which the role is needed and no other position covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from planning.core.over_time.timeline import DAY, Band


class Need(NamedTuple):
    """The first and the last day; `last` None: to the end of the window and beyond."""

    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)


def needs(lane: Iterable[Band], position: str, last: date) -> list[Need]:
    """For a position, by the bands of a product and a role up to `last`: what the position covers itself is needed as
    well."""
    return [Need(first, None if end >= last else end) for first, end in _joined(_open(lane, position))]


def is_covered(lane: Sequence[Band], position: str, on: date) -> bool:
    """Whether a position other than this one covers on a day."""
    return any(band.first <= on <= band.last and _by_another(band, position) for band in lane)


def _by_another(band: Band, position: str) -> bool:
    return band.cell.is_covered and any(key != position for key in band.cell.by)


def _open(lane: Iterable[Band], position: str) -> Iterator[Band]:
    return (band for band in lane if band.needed and not _by_another(band, position))


def _joined(bands: Iterable[Band]) -> Iterator[tuple[date, date]]:
    """Bands without a day between them as one stretch."""
    run: tuple[date, date] | None = None
    for band in bands:
        if run and band.first == run[1] + DAY:
            run = (run[0], band.last)
            continue
        if run:
            yield run
        run = (band.first, band.last)
    if run:
        yield run

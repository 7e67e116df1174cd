"""An organisation through time: what stands now, and the dated changes behind, ahead and on top of it.

Which records a change touches is known beforehand, so what each of them is from day to day can be told
without building the whole organisation for every day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from planning.core.changes.change import Change, apply, changed, invert
from planning.core.records import Org

# From each day on, what the record is (None: it is not there). The first day is `date.min`.
RecordHistory = list[tuple[date, Any]]
Place = tuple[str, str]  # kind and key of a record
_day = itemgetter(0)


class DatedOrg(NamedTuple):
    """`tables` hold the changes of `past` already; those of `ahead` wait for their day, and those of `over` (a plan's,
    or what is only thought of) go on top of both. Each list is in the order of its days. `vacated` is what `Org.since`
    is made from: which position came to be without a holder on which day, as far as the history knows."""

    tables: Mapping[str, Mapping[str, Any]]
    past: Sequence[Change] = ()
    ahead: Sequence[Change] = ()
    over: Sequence[Change] = ()
    vacated: Sequence[tuple[str, date]] = ()

    def at(self, on: date) -> Org:
        """The organisation on a date not before the first that `past` reaches back to."""
        org = Org(on, self.tables)
        if back := [change for change in self.past if change.on > on]:
            org = apply(org, invert(back))
        org = Org(on, org.tables, {key: day for key, day in self.vacated if day <= on})
        due = [change for changes in (self.ahead, self.over) for change in changes if change.on <= on]
        return apply(org, due) if due else org

    def with_over(self, changes: Iterable[Change]) -> DatedOrg:
        """The same with more changes on top."""
        return self._replace(over=sorted((*self.over, *changes), key=lambda change: change.on))


class RecordHistories:
    """What each record is on any day: of the touched ones by their histories, of all others by the tables."""

    def __init__(self, dated: DatedOrg) -> None:
        self.tables = dated.tables
        self.touched = record_histories(dated)

    def at(self, kind: str, key: str, on: date) -> Any:
        history = self.touched.get((kind, key))
        if history is None:
            return self.tables[kind].get(key)
        return history[bisect_right(history, on, key=_day) - 1][1]

    def versions(self, kind: str, key: str) -> Sequence[Any]:
        """Everything that the record is at some time."""
        history = self.touched.get((kind, key))
        if history is None:
            record = self.tables[kind].get(key)
            return () if record is None else (record,)
        return [record for _, record in history if record is not None]

    def days(self, kind: str, key: str) -> list[date]:
        """The days on which a change touches it."""
        return [day for day, _ in self.touched.get((kind, key), ())[1:]]

    def every(self, kind: str) -> Iterator[tuple[str, Any]]:
        """All records of a kind, each with everything that it is at some time."""
        for key, record in self.tables[kind].items():
            if (kind, key) not in self.touched:
                yield key, record
        for touched, key in list(self.touched):
            if touched == kind:
                yield from ((key, record) for record in self.versions(kind, key))


def record_histories(dated: DatedOrg) -> dict[Place, RecordHistory]:
    """The history of every record that a change touches."""
    past, ahead, over = (_by_record(changes) for changes in (dated.past, dated.ahead, dated.over))
    found = {}
    for place in {**past, **ahead, **over}:
        kind, key = place
        history = _backwards(dated.tables[kind].get(key), past.get(place, ()))
        for changes in (ahead.get(place), over.get(place)):
            history = _on_top(history, changes) if changes else history
        found[place] = history
    return found


def _by_record(changes: Iterable[Change]) -> dict[Place, list[Change]]:
    groups: dict[Place, list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.kind, change.key].append(change)
    return groups


def _backwards(record: Any, past: Sequence[Change]) -> RecordHistory:
    """From what is there now, taking back one change after the other."""
    history: RecordHistory = []
    for change in reversed(past):
        if not history or history[-1][0] != change.on:
            history.append((change.on, record))
        (back,) = invert([change])
        record = changed(record, back)
    history.append((date.min, record))
    history.reverse()
    return history


def _on_top(history: RecordHistory, changes: Sequence[Change]) -> RecordHistory:
    """The history with the changes done to whatever is there on each day."""
    days = sorted({day for day, _ in history} | {change.on for change in changes})
    made: RecordHistory = []
    for day in days:
        record = history[bisect_right(history, day, key=_day) - 1][1]
        for change in changes:
            if change.on <= day:
                record = changed(record, change)
        made.append((day, record))
    return made

"""What would be if hires came later, or somebody left: the same organisation through time with changes on top that
nobody has made. Nothing here is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from planning.core.changes.change import Change, diff
from planning.core.changes.record_history import DatedOrg, RecordHistories, RecordHistory
from planning.core.content import Content
from planning.core.hiring import ASIDE, stage_said
from planning.core.occupancy import VACANT, occupancy
from planning.core.over_time.timeline import Band, Timeline
from planning.core.records import Org, Position
from planning.core.rules import Finding, recheck

EXPECTED = "expected:"  # begins the key of a hire who is only expected


def leaving(dated: DatedOrg, person: str, last_day: date, on: date) -> DatedOrg:
    """As if it were known from `on` that a person's last day is `last_day`."""
    record = dated.at(on).people[person]
    return dated.with_over([Change(on, "person", person, {"leaves": record.leaves}, {"leaves": last_day})])


def arriving(dated: DatedOrg, on: date, slip: int = 0) -> DatedOrg:
    """As if every hire that is due after `on` came `slip` days after its day: who is known to start then, and for
    each vacant position with a target start, unless it was paused or given up, somebody who is only expected. Where
    somebody sits there until later, the hire comes on the day after they left."""
    histories = RecordHistories(dated)
    changes: list[Change] = []
    for kind, is_moved in (("position", _has_hire), ("person", _starts)):
        keys = dict.fromkeys(key for key, record in histories.every(kind) if is_moved(record, on))
        for key in [*keys, *_filled_later(histories, on)] if kind == "position" else keys:
            history = histories.touched.get((kind, key)) or [(date.min, histories.tables[kind][key])]
            changes += _retold(kind, key, _slipped(histories, history, on, timedelta(days=slip)), on)
    return dated.with_over(changes)


def _has_hire(position: Position, on: date) -> bool:
    return any(day is not None and day > on for day in (position.target_start, position.starts))


def _starts(person: Any, on: date) -> bool:
    return person.starts is not None and person.starts > on


def _filled_later(histories: RecordHistories, on: date) -> Iterator[str]:
    """Positions that a change after `on` puts somebody into."""
    for (kind, key), history in histories.touched.items():
        if kind == "position" and any(_fills(history, number, on) for number in range(1, len(history))):
            yield key


def _fills(history: RecordHistory, number: int, on: date) -> bool:
    day, record = history[number]
    before = history[number - 1][1]
    if day <= on or not isinstance(record, Position):
        return False
    return bool(record.holder) and not (before and before.holder)


def _slipped(histories: RecordHistories, history: RecordHistory, on: date, slip: timedelta) -> RecordHistory:
    """The history with each hire after `on` so many days later, expected ones included."""
    fills = [day for number, (day, _) in enumerate(history) if number and _fills(history, number, on)]
    moved = [(day, _later(record, on, slip)) for day, record in history]
    days = {day for day, _ in history} | {day + slip for day in fills}
    for record in (record for _, record in moved if isinstance(record, Position)):
        if record.target_start and record.target_start > on:
            days |= {record.target_start, *_emptied(histories, record, on)}
    waits = [(fill, fill + slip) for fill in fills]
    return [(day, _on(histories, moved, day, on, waits)) for day in sorted(days)]


def _emptied(histories: RecordHistories, position: Position, on: date) -> Iterator[date]:
    """The days after the last ones of those who sit in a position."""
    for key in filter(None, (position.holder, *position.sharers)):
        for person in histories.versions("person", key):
            if person.leaves and on <= person.leaves < date.max:
                yield person.leaves + timedelta(days=1)


def _later(record: Any, on: date, slip: timedelta) -> Any:
    names = [n for n in ("starts", "target_start") if record and (day := getattr(record, n, None)) and day > on]
    return record._replace(**{name: getattr(record, name) + slip for name in names}) if names else record


def _on(
    histories: RecordHistories, moved: RecordHistory, day: date, on: date, waits: Iterable[tuple[date, date]]
) -> Any:
    """A record on a day: still vacant while a hire is awaited, taken by an expected one once the target has come, and
    whoever sat there has left."""
    record = [record for begun, record in moved if begun <= day][-1]
    if not isinstance(record, Position):
        return record
    if record.holder and any(first <= day < until for first, until in waits):
        return record._replace(holder="")
    due = record.target_start
    if due and on < due <= day and stage_said(record) not in ASIDE and _is_vacant(histories, record, day):
        return record._replace(holder=EXPECTED + record.key, sharers=())
    return record


def _is_vacant(histories: RecordHistories, position: Position, on: date) -> bool:
    return occupancy(position, lambda key: histories.at("person", key, on), on) == VACANT


def _retold(kind: str, key: str, history: RecordHistory, on: date) -> Iterator[Change]:
    """Changes that let a record be what the history says from `on` on."""
    if any(getattr(record, "holder", "").startswith(EXPECTED) for _, record in history):
        yield Change(on, "person", EXPECTED + key, None, {"name": "Expected hire"})
    known = [record for day, record in history if day <= on][-1:]
    for day, record in [*((on, record) for record in known), *(step for step in history if step[0] > on)]:
        if record is not None:
            yield Change(day, kind, key, {}, {name: getattr(record, name) for name in record._fields[1:]})


class GapDifference(NamedTuple):
    """A stretch of days on which a product has a gap on one side alone; `opens` where it is a gap then."""

    product: str
    role: str
    first: date
    last: date
    opens: bool


def gap_differences(one: Timeline, other: Timeline) -> list[GapDifference]:
    """Where the gaps of two timelines of the same window differ, in order of days."""
    found: list[GapDifference] = []
    for product, role in dict.fromkeys((*one.lanes, *other.lanes)):
        left, right = one.lanes.get((product, role), ()), other.lanes.get((product, role), ())
        found += [GapDifference(product, role, *stretch) for stretch in _differing(left, right, one.last)]
    return sorted(found, key=lambda difference: (difference.first, difference.product, difference.role))


def _differing(left: Iterable[Band], right: Iterable[Band], last: date) -> Iterator[tuple[date, date, bool]]:
    sides = (list(left), list(right))
    days = sorted({band.first for side in sides for band in side})
    run: tuple[date, date, bool] | None = None
    for number, day in enumerate(days):
        until = days[number + 1] - timedelta(days=1) if number + 1 < len(days) else last
        was, now = (any(band.is_gap and band.first <= day <= band.last for band in side) for side in sides)
        if run and (was == now or run[2] != now):
            yield run
            run = None
        if was != now:
            run = (run[0] if run else day, until, now)
    if run:
        yield run


def days_to_compare(differences: Iterable[GapDifference], on: date, most: int) -> list[date]:
    """`on`, and the fewest days after it that lie in every difference, the earliest ones, at most so many in all."""
    days: list[date] = []
    for difference in sorted(differences, key=lambda difference: difference.first, reverse=True):
        if not any(difference.first <= day <= difference.last for day in days):
            days.append(difference.first)
    return sorted({on, *sorted(day for day in days if day > on)[: most - 1]})


def is_emptier(before: Org, after: Org) -> bool:
    """Whether `after` has positions without anybody that have somebody in `before`, and none the other way round: then
    no finding can have closed there but by somebody being missing."""
    one, other = ({key for key, p in org.positions.items() if org.filled(p)} for org in (before, after))
    return other < one


def both_findings(before: Org, after: Org, content: Content) -> tuple[list[Finding], list[Finding]]:
    """The findings of two organisations on one date about everything that differs between them may touch."""
    changes = diff(before, after, before.on)
    return recheck([], after, before, changes, content), recheck([], before, after, changes, content)

"""What a card says, in words: the same on the chart, in the list and in the table."""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from planning.chart import row_html
from planning.core import hiring
from planning.core.dates import short_day
from planning.core.layout import fitting_chips
from planning.core.records import Org, Position

if TYPE_CHECKING:
    from planning.chart.model import Chart

FILLED, VACANT, ENDING, COMING, TRAY_CARD = range(5)


class Face:
    """Title, holder or what is awaited, badge, note, product names, counts and the worst finding of a position; in
    a plan, what the plan does to it."""

    def __init__(self, title: str, who: str, state: int, note: str = "") -> None:
        self.title = title
        self.who = who
        self.state = state
        self.note = note
        self.code = ""
        self.products: tuple[str, ...] = ()
        self.direct = self.total = 0
        self.worst, self.findings = "", 0
        self.mark = ""
        self.key = ""

    @cached_property
    def chips(self) -> tuple[list[str], int]:
        return fitting_chips(self.products) if self.products else ([], 0)

    @cached_property
    def pair(self) -> str:
        """Key and what the card says, as the chart module reads it (static/js/chart/model.js)."""
        chips, more = self.chips
        row = (
            self.title, self.who, self.state, self.note, self.code, chips, more,
            self.direct, self.total, self.worst, self.findings, " · ".join(self.products) if more else "", self.mark,
        )  # fmt: skip
        return f"{json.dumps(self.key)}:{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}"

    @cached_property
    def line(self) -> SafeString:
        """Badge, holder and note as a row shows them."""
        return row_html.line(self)

    @cached_property
    def chip_list(self) -> SafeString:
        return row_html.chips(self)

    @property
    def vacant(self) -> bool:
        return self.state == VACANT


def face(chart: Chart, key: str) -> Face:
    """The face of a position, or of the tray."""
    position = chart.org.positions.get(key)
    made = _tray() if position is None else _position(chart.org, position)
    made.key = key
    made.direct, made.total = len(chart.reports(key)), chart.below(key)
    if position is not None:
        made.code = chart.code(position)
        made.products = tuple(chart.product_names(key))
        found = chart.findings.get(key, ())
        made.mark = chart.marks.get(key, "")
        made.worst, made.findings = (found[0].severity if found else ""), len(found)
    return made


def _tray() -> Face:
    return Face("No manager", "Manager unknown", TRAY_CARD)


def _position(org: Org, position: Position) -> Face:
    title = position.title or "Untitled position"
    state, who, note = occupancy(org, position)
    return Face(title, who, state, note)


def occupancy(org: Org, position: Position) -> tuple[int, str, str]:
    """State, who sits there or what is awaited, and the date to keep in mind."""
    on, person = org.on, org.people.get(position.holder)
    note = f"Ends {day(position.ends, on)}" if position.ends else ""
    if hiring.is_vacant(org, position):
        return VACANT, _awaited(position, on), note
    name = org.holder_names(position) or "Name not given"
    start = org.first_day(position)
    if start:
        return COMING, f"{name}, from {day(start, on)}", note
    if person and person.leaves and (position.ends is None or person.leaves <= position.ends):
        note = f"Leaves {day(person.leaves, on)}"
    return ENDING if note else FILLED, name, note


def _awaited(position: Position, on: date) -> str:
    """Of a vacant position: when somebody is to start, or that hiring was set aside."""
    stage, start = hiring.stage_said(position), hiring.target(position, on)
    if stage in hiring.ASIDE:
        return f"Open, {stage}"
    return f"Open, from {day(start, on)}" if start else "Open"


def is_ending(org: Org, position: Position) -> bool:
    """Somebody sits there, and it is known when that ends."""
    person = org.holder(position)
    return org.filled(position) and person is not None and bool(person.leaves or position.ends)


def vacant_and_ending(org: Org) -> tuple[list[str], int]:
    """Which positions are vacant, and how many are ending: `Org.occupancy` and `is_ending` in one lean pass."""
    on, people = org.on, org.people
    vacant: list[str] = []
    ending = 0
    for position in org.positions.values():
        person = people.get(position.holder)
        if position.sharers:
            vacant += [position.key] if hiring.is_vacant(org, position) else []
            ending += is_ending(org, position)
        elif person is None or (person.leaves and person.leaves < on):
            vacant.append(position.key)
        elif (person.starts and person.starts > on) or (position.starts and position.starts > on):
            continue
        elif person.leaves or position.ends:
            ending += 1
    return vacant, ending


def day(when: date, on: date) -> str:
    """1 Sep, with the year (’27) where it is not the year of `on`."""
    return short_day(when) if when.year == on.year else f"{short_day(when)} ’{when.year % 100:02}"

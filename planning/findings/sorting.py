"""In which order the list of findings stands: as the rules say, or by a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from planning.core.rules import SEVERITIES, Finding, Rule
from planning.core.rules.order import Rank, rank
from planning.findings.triage import Triaged
from planning.organisation.snapshot import Snapshot

DEFAULT = ""


class Words(NamedTuple):
    """What rows say, for the columns that sort by it: the rules by their ids, and where a finding is."""

    rules: Mapping[str, Rule]
    place: Callable[[Finding], str]


class Column(NamedTuple):
    """What a column sorts by, None where a row has nothing there; and what the sentence above the list calls that,
    upwards and downwards."""

    label: str
    key: Callable[[Triaged, Words], Any]
    up: str
    down: str


def _what(row: Triaged, words: Words) -> str:
    rule = words.rules.get(row.finding.rule)
    return (row.finding.headline or (rule.title if rule else "")).casefold()


def _where(row: Triaged, words: Words) -> str:
    return words.place(row.finding).casefold()


def _since(row: Triaged, words: Words) -> date | None:
    return row.opened_on


def _due(row: Triaged, words: Words) -> date | None:
    return row.due


def _assignee(row: Triaged, words: Words) -> str | None:
    return str(row.task.assignee).casefold() if row.task else None


def _severity(row: Triaged, words: Words) -> int:
    return SEVERITIES.index(row.finding.severity)


COLUMNS = {
    "severity": Column("Severity", _severity, "most severe first", "least severe first"),
    "what": Column("What", _what, "by finding, A to Z", "by finding, Z to A"),
    "where": Column("Where", _where, "by place, A to Z", "by place, Z to A"),
    "since": Column("Since", _since, "longest open first", "newest first"),
    "due": Column("Due", _due, "earliest due first", "latest due first"),
    "assignee": Column("Assignee", _assignee, "by assignee, A to Z", "by assignee, Z to A"),
}
CHOICES = [name for column in COLUMNS for name in (column, f"-{column}")]


class Order(NamedTuple):
    """A column and which way; no column: the order of the rules."""

    column: str
    is_down: bool = False

    @classmethod
    def of(cls, asked: str) -> Order:
        return cls(asked.removeprefix("-"), asked.startswith("-")) if asked in CHOICES else cls(DEFAULT)

    @property
    def says(self) -> str:
        column = COLUMNS.get(self.column)
        return "" if column is None else column.down if self.is_down else column.up

    def sort(self, rows: list[Triaged], words: Words) -> list[Triaged]:
        """Rows that have nothing in the column stand last whichever way, in the order of the rules like all that are
        alike."""
        column = COLUMNS.get(self.column)
        if column is None:
            return rows
        keyed = [(column.key(row, words), row) for row in rows]
        known = sorted((one for one in keyed if one[0] is not None), key=lambda one: one[0], reverse=self.is_down)
        return [row for _, row in known] + [row for key, row in keyed if key is None]


def by_age(snapshot: Snapshot, rows: list[Triaged]) -> list[Triaged]:
    """As the rules say, and what is alike by how long it has stood, longest first; what is as old stays by name."""
    places = snapshot.remember("places of findings", lambda: _places(snapshot))
    return sorted(rows, key=lambda row: (places.get(row.finding.identity, 0), row.opened_on or date.max))


def _places(snapshot: Snapshot) -> dict[tuple[str, str, str, str], int]:
    """Which findings come before which by all but their age and their names: the same number for those alike."""
    numbers: dict[Rank, int] = {}
    ranks = ((finding.identity, rank(snapshot.context, finding)) for finding in snapshot.findings)
    return {identity: numbers.setdefault(place, len(numbers)) for identity, place in ranks}


class Head(NamedTuple):
    """A column's head: what a press on it asks for next, and how it sorts now ('' where it does not)."""

    name: str
    label: str
    next: str
    now: str


def heads(order: Order) -> list[Head]:
    """Up, then down, then as the rules say."""
    return [_head(name, column, order) for name, column in COLUMNS.items()]


def _head(name: str, column: Column, order: Order) -> Head:
    if order.column != name:
        return Head(name, column.label, name, "")
    return Head(
        name, column.label, DEFAULT if order.is_down else f"-{name}", "descending" if order.is_down else "ascending"
    )

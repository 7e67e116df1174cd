"""Saying once what many rows have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from planning.imports.problems import Report

# So many rows of one cause are each said; more are one note.
EACH = 3
# So many rows of such a note are named.
NAMED = 5
# So many causes of one kind in one column are told apart; what follows counts as one.
APART = 100


@dataclass
class _Cause:
    """The first rows that it touches, each with its value and message, and how many there are. `rest`: of many causes
    of one kind, those that are not told apart."""

    column: str
    code: str
    rest: bool = False
    first: list[tuple[int, str, str]] = field(default_factory=list)
    count: int = 0


class Causes:
    """Collects notes by their cause, and writes them into the report in the end."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._causes: dict[tuple[str, ...], _Cause] = {}
        self._kinds: Counter[tuple[str, str]] = Counter()

    def add(self, code: str, row: int, column: str, value: str, message: str, *shared: str) -> None:
        """`shared`: what rows of one cause have in common beside the code and the column."""
        place = (code, column, *shared)
        if place not in self._causes:
            self._kinds[code, column] += 1
            if self._kinds[code, column] > APART:
                place = (code, column)
        cause = self._causes.setdefault(place, _Cause(column, code, len(place) < 2 + len(shared)))
        cause.count += 1
        if cause.count <= NAMED:
            cause.first.append((row, value, message))

    def say(self) -> None:
        for cause in self._causes.values():
            if cause.count <= EACH:
                for row, value, message in cause.first:
                    self.report.note(row, cause.column, value, message, cause.code)
            else:
                row, value, message = cause.first[0]
                self.report.note(row, cause.column, value, f"{message} {_so(cause)}", cause.code)
        self._causes.clear()


def _so(cause: _Cause) -> str:
    rows = [str(row) for row, _, _ in cause.first]
    more = cause.count - len(rows)
    listed = f"{', '.join(rows)} and {more:,} more" if more else f"{', '.join(rows[:-1])} and {rows[-1]}"
    others = ", with other values" if cause.rest else ""
    return f"This applies to {cause.count:,} rows{others}: {listed}."

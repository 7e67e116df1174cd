"""Whether the dates of a file name the day or the month first: one answer a file, proved by any of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planning.core.dates import day as worded
from planning.imports.cells import dates
from planning.imports.opening.read import Table
from planning.imports.problems import Report

# A column that nobody said holds dates is one if so many of its first filled cells are.
SAMPLE, MOSTLY = 50, 0.8
OPEN = "date-order"


@dataclass
class Evidence:
    """What the dates of one column prove: how many can only be meant day first, how many only month first. `dots` are
    dates such as 1.2.2016, which are written day first; `doubtful` are those that either order could mean."""

    day: int = 0
    month: int = 0
    dots: int = 0
    doubtful: tuple[str, ...] = ()

    @property
    def proof(self) -> bool | None:
        """Whether the month comes first; None where nothing proves either."""
        return None if self.day == self.month == 0 else self.month > self.day


def evidence(cells: Iterable[str]) -> Evidence:
    """What different cells of one column prove."""
    found, doubtful = Evidence(), []
    for cell in cells:
        match = dates.NUMERIC.match(cell)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second > 0 and first <= 31:
            found.day += 1
        elif second > 12 >= first > 0 and second <= 31:
            found.month += 1
        elif first != second and first <= 12:
            doubtful.append(cell)
            found.dots += match[2] == "."
    found.doubtful = tuple(doubtful)
    return found


class DateOrder:
    """The order of each date column of a table. `on` is the day on which a file of people holds, `past` the fields
    whose dates mostly lie before it; both only weigh what nothing proves."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, Sequence[int]],
        fields: Iterable[str],
        past: Iterable[str] = (),
        on: date | None = None,
    ) -> None:
        self.table = table
        self.places = [i for name in fields for i in columns.get(name, ())]
        past_places = {i for name in past for i in columns.get(name, ())}
        self.found = {i: evidence(self._values(i)) for i in self._date_columns()} if self.places else {}
        self.month_first = self._month_first(past_places, on)

    def of(self, place: int | None) -> bool:
        """Whether the dates of a column are read month first: by its own proof, else by that of the file."""
        own = self.found[place].proof if place in self.found else None
        return self.month_first if own is None else own

    def _values(self, place: int) -> Iterator[str]:
        """Each different cell of a column once, in the order of the file."""
        return iter(dict.fromkeys(row.cells[place] for row in self.table.rows))

    def _date_columns(self) -> Iterator[int]:
        for place in range(len(self.table.headers)):
            if place in self.places or self._looks_like_dates(place):
                yield place

    def _looks_like_dates(self, place: int) -> bool:
        filled = [cell for row in self.table.rows[: 4 * SAMPLE] if (cell := row.cells[place])][:SAMPLE]
        matching = sum(1 for cell in filled if dates.NUMERIC.match(cell))
        return bool(filled) and matching >= MOSTLY * len(filled)

    def _month_first(self, past: Iterable[int], on: date | None) -> bool:
        proofs = [e.proof for e in self.found.values() if e.proof is not None]
        self.proved = bool(proofs)
        if proofs:
            return sum(proofs) * 2 > len(proofs)
        doubtful = [cell for place in past if place in self.found for cell in self.found[place].doubtful]
        return on is not None and _future(doubtful, False, on) > _future(doubtful, True, on)

    def say(self, report: Report) -> None:
        """Say what is doubtful, once a file; and where two columns contradict each other, once a column."""
        self._say_mixed(report)
        self._say_shared(report)
        doubtful = {i: self.found[i].doubtful for i in self.places if i in self.found and self.found[i].doubtful}
        cells = [cell for found in doubtful.values() for cell in found]
        if not cells or self.proved or any(self.found[i].dots for i in self.found):
            return
        place = next(iter(doubtful))
        cell = doubtful[place][0]
        row = next(row.number for row in self.table.rows if row.cells[place] == cell)
        report.note(row, self.table.headers[place], cell, self._doubt(cell, len(cells)), OPEN)

    def _say_shared(self, report: Report) -> None:
        """Say of a column that proves nothing that another one decided for it."""
        proving = next((i for i, e in self.found.items() if e.proof is self.month_first), None)
        for place in self.places if proving is not None else ():
            found = self.found.get(place)
            if found is None or not found.doubtful or found.proof is not None or proving is None:
                continue
            first = "month" if self.month_first else "day"
            text = (
                f"This column does not show whether the day or the month comes first. It was read {first} first, like "
                f"“{self.table.headers[proving]}”: {found.doubtful[0]} is {self._read(found.doubtful[0])}."
            )
            report.note(self.table.header_row, self.table.headers[place], found.doubtful[0], text, "date-order-shared")

    def _read(self, cell: str) -> str:
        try:
            day = dates.parse_date(cell, self.month_first)
        except dates.NotPossible:
            return "no day"
        return worded(day) if day else "none"

    def _doubt(self, cell: str, count: int) -> str:
        try:
            read, other = dates.parse_date(cell, self.month_first), dates.parse_date(cell, not self.month_first)
        except dates.NotPossible:
            return f"The order of day and month is unclear. {dates.DATE_FORMS}"
        if read is None or other is None:
            return f"The order of day and month is unclear. {dates.DATE_FORMS}"
        first, second = ("month", "day") if self.month_first else ("day", "month")
        more = f" This affects {count} different dates in the file." if count > 1 else ""
        return (
            f"“{cell}” was read {first} first, as {worded(read)}, but nothing in the file confirms this. "
            f"Read {second} first, it would be {worded(other)}.{more} Write dates as {read.isoformat()}."
        )

    def _say_mixed(self, report: Report) -> None:
        row = self.table.header_row
        for place in self.places:
            found = self.found.get(place)
            if found and found.day and found.month:
                text = (
                    f"In this column, {found.day} dates can only be day first and {found.month} only month first. "
                    f"All others were read {'month' if found.month > found.day else 'day'} first. "
                    "Write dates as 2022-06-01."
                )
                report.note(row, self.table.headers[place], "", text, "mixed-date-order")
        orders = {self.found[i].proof for i in self.places if i in self.found} - {None}
        for place in self.places if len(orders) > 1 else ():
            found = self.found.get(place)
            if found and found.proof is not None:
                text = (
                    f"This column has the {'month' if found.proof else 'day'} first, but another date column in the "
                    "file has it the other way round. Each was read in its own order."
                )
                report.note(row, self.table.headers[place], "", text, "date-orders-differ")


def _future(cells: Iterable[str], month_first: bool, on: date) -> int:
    """How many cells lie after `on` if they are read like this."""
    count = 0
    for cell in cells:
        try:
            day = dates.parse_date(cell, month_first)
        except dates.NotPossible:
            continue
        count += day is not None and day > on
    return count

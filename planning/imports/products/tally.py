"""Notes that are said once for a cause, with the rows where it stands."""

from __future__ import annotations

from planning.imports.problems import Report

LISTED = 8


class Tally:
    """Collects what is odd by what it says, column and value; `tell` puts it into the report, each once, at the first
    row that has it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._rows: dict[tuple[str, str, str, str], list[int]] = {}

    def note(self, row: int, column: str, value: str, message: str, code: str) -> None:
        self._rows.setdefault((column, value, message, code), []).append(row)

    def tell(self) -> None:
        for (column, value, message, code), rows in self._rows.items():
            first, *others = dict.fromkeys(rows)
            self.report.note(first, column, value, message + _too(others), code)
        self._rows.clear()


def _too(rows: list[int]) -> str:
    if not rows:
        return ""
    listed, more = ", ".join(map(str, rows[:LISTED])), len(rows) - LISTED
    rest = f" and {more:,} more" if more > 0 else ""
    return f" The same in row{'s' if len(rows) > 1 else ''} {listed}{rest}."

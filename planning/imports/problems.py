"""What an import has to say about a file: notes, errors, and why a file cannot be used at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple, TypeVar

from planning.imports.remedies import with_remedy
from portal.files.refusal import Unusable

__all__ = [
    "ERROR",
    "HEADER_ROW",
    "NOTE",
    "Problem",
    "Progress",
    "Report",
    "Unusable",
    "counted",
    "problem_of",
    "shorten",
]

T = TypeVar("T")
Progress = Callable[[str], None]

ERROR, NOTE = "error", "note"
HEADER_ROW = 1


class Problem(NamedTuple):
    """`row` counts as a spreadsheet does (the header is row 1). An error is a row that cannot be
    understood; a note says what was kept, and how. `code` names the kind of problem for programs and never changes:
    see `codes`."""

    file: str
    row: int
    column: str
    value: str
    severity: str
    message: str
    code: str


def problem_of(error: Unusable) -> Problem:
    """Why a file cannot be used at all, among what else there is to say."""
    return Problem(error.file, HEADER_ROW, "", "", ERROR, with_remedy(error.message, error.code), error.code)


class Report:
    """Collects the problems of one file; a message that does not say what to do is given the remedy of its code."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.bad_rows: set[int] = set()

    def note(self, row: int, column: str, value: str, message: str, code: str) -> None:
        self._add(row, column, value, NOTE, message, code)

    def error(self, row: int, column: str, value: str, message: str, code: str) -> None:
        self._add(row, column, value, ERROR, message, code)
        self.bad_rows.add(row)

    def _add(self, row: int, column: str, value: str, severity: str, message: str, code: str) -> None:
        text = with_remedy(message, code)
        self.problems.append(Problem(self.file, row, column, shorten(value), severity, text, code))


def counted(rows: Iterable[T], whole: Collection[object], progress: Progress, label: str) -> Iterator[T]:
    """The rows; now and then, says how many of the whole there were."""
    step = max(2000, len(whole) // 20)
    for number, row in enumerate(rows):
        if number % step == 0:
            progress(f"{label} {number:,} of {len(whole):,}")
        yield row


def shorten(value: str, limit: int = 120) -> str:
    return value if len(value) <= limit else value[: limit - 1] + "…"

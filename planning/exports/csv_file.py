"""Rows as comma-separated text: what commands print and pages offer as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse

from planning.core.cell_text import guarded
from planning.core.hidden_marks import unturned

ENDING = (
    "\r\n"  # of RFC 4180. With another the writer of Python 3.11 and 3.12 leaves a cell's own \r outside of quotes.
)


def download(name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """The rows under their header as a file; `name` is plain ASCII, without the ending."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    _write(answer, header, rows)
    return answer


def as_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The rows under their header for a terminal or a pipe, without a last line break."""
    lines: list[str] = []
    _write(SimpleNamespace(write=lines.append), header, rows)
    return "\n".join(line.removesuffix(ENDING) for line in lines)


def as_bytes(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The rows under their header as a file."""
    lines: list[str] = []
    _write(SimpleNamespace(write=lines.append), header, rows)
    return "".join(lines).encode()


def _write(out: Any, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    writer = csv.writer(out, lineterminator=ENDING)
    writer.writerow(header)
    writer.writerows(map(_safe, row) for row in rows)


def _safe(cell: object) -> object:
    """Numbers stay. All else is written as its text; one that would be taken for a formula is marked as text."""
    if isinstance(cell, int | float | Decimal):
        return cell
    return guarded("" if cell is None else unturned(str(cell)))

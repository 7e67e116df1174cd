"""The tables of an organisation as bytes, in each format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from planning.core.org_tables import COLUMNS, FOR_PROGRAMS, Describing, Row, cell
from planning.core.records import Org
from planning.core.words import listed
from planning.exports import csv_file
from planning.exports.workbook import TYPE, Sheet, to_xlsx

MADE = (2000, 1, 1, 0, 0, 0)  # the same organisation gives the same bytes


class Format(NamedTuple):
    """`name` and what it `holds` are for people; `ending` is that of the file."""

    name: str
    holds: str
    ending: str
    type: str
    write: Callable[[Org], bytes]


def to_json(org: Org) -> bytes:
    """Four lists, by what programs call the fields; null for what is unknown."""
    described = Describing(org)
    tables = {table: [_named(table, row) for row in described.rows(table)] for table in FOR_PROGRAMS}
    return json.dumps(tables, indent=1, ensure_ascii=False, default=_day).encode() + b"\n"


def _named(table: str, row: Row) -> dict[str, object]:
    return dict(zip(COLUMNS[table], row, strict=True))


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in JSON")


def to_positions_csv(org: Org) -> bytes:
    return _csv(Describing(org), "positions")


def to_zip(org: Org) -> bytes:
    """A CSV file a table."""
    described, out = Describing(org), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for table in COLUMNS:
            entry = zipfile.ZipInfo(f"{table}.csv", MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _csv(described, table))
    return out.getvalue()


def to_workbook(org: Org) -> bytes:
    """A sheet a table."""
    described = Describing(org)
    return to_xlsx(Sheet(table, COLUMNS[table], _cells(described, table)) for table in COLUMNS)


def _csv(described: Describing, table: str) -> bytes:
    return csv_file.as_bytes(COLUMNS[table], _cells(described, table))


def _cells(described: Describing, table: str) -> list[list[object]]:
    """Numbers stay numbers, all else becomes the text of a cell."""
    return [[_number_or_text(value) for value in row] for row in described.rows(table)]


def _number_or_text(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else cell(value)  # type: ignore[arg-type]


FORMATS = {
    "xlsx": Format("Excel workbook", f"One sheet each: {listed(tuple(COLUMNS))}", "xlsx", TYPE, to_workbook),
    "csv": Format("CSV files", f"One file each, in a ZIP: {listed(tuple(COLUMNS))}", "zip", "application/zip", to_zip),
    "positions": Format("One CSV file", "Positions only", "csv", "text/csv; charset=utf-8", to_positions_csv),
    "json": Format("JSON", f"For programs: {listed(FOR_PROGRAMS)}", "json", "application/json", to_json),
}

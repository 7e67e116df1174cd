"""Tables as an Excel workbook, a sheet each."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from planning.core.cell_text import guarded_typed
from planning.core.hidden_marks import unturned

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH, WIDEST = 12, 40  # of columns, in letters
LOOKED_AT = 200  # rows whose texts say how wide a column has to be
MADE = datetime(2000, 1, 1)  # the same rows give the same bytes


class Sheet(NamedTuple):
    """`rows` hold numbers, None and text; whatever else a cell is, its text is written."""

    name: str
    header: tuple[str, ...]
    rows: list[list[object]]


def to_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook whose every text is typed as text, so that none is worked out. Its header row stays in sight."""
    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": MADE})
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _lay_out(page, sheet)
            for column, header in enumerate(sheet.header):
                page.write_string(0, column, header, bold)
            _fill(page, sheet.rows)
    return out.getvalue()


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes(1, 0)
    for column, header in enumerate(sheet.header):
        longest = max((len(str(row[column])) for row in sheet.rows[:LOOKED_AT]), default=0)
        page.set_column(column, column, min(WIDEST, max(WIDTH, len(header), longest) + 2))


def _fill(page: Worksheet, rows: Iterable[Iterable[object]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                page.write_number(number, column, value)
            elif value is not None and value != "":
                page.write_string(number, column, guarded_typed(unturned(str(value))))

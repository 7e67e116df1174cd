"""Recognising Lineup's own tables among opened sheets: by their exact headers, whatever the file is called."""

from __future__ import annotations

from planning.core.org_tables import table_of
from planning.imports.opening.read import Row, Table
from planning.imports.opening.sheets import ROW, Sheet
from planning.imports.problems import Report


def table_in(sheet: Sheet) -> str:
    """The name of Lineup's own table that the sheet is, '' where it is none."""
    first, _, _ = sheet.body.partition(ROW)
    return table_of(Sheet("", "", first).rows()[0]) if first else ""


def opened(sheet: Sheet, report: Report) -> Table:
    """The rows of one of Lineup's own tables, as they stand; there may be none."""
    for remark in sheet.remarks:
        report.note(remark.row, "", remark.value, remark.message, remark.code)
    headers, *rows = sheet.rows()
    width = len(headers)
    kept = []
    for number, cells in enumerate(rows, 2):
        if len(cells) > width:
            text = "The row has more cells than there are headers, so the extra cells were left out. Delete it."
            report.note(number, "", ", ".join(filter(None, cells[width:])), text, "surplus-cells")
        if any(cells[:width]):
            kept.append(Row(number, [*cells[:width], *[""] * (width - len(cells))]))
    return Table(sheet.file, 1, tuple(headers), kept)

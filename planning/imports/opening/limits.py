"""How much a file may hold, and how it is refused when it holds more.

Every refusal names its limit and carries the code `limit-` with the limit's name.
"""

from __future__ import annotations

from planning.core.bounds import MOST
from portal.files.opener import MAX_BYTES, Opener
from portal.files.refusal import LIMIT, Unusable

__all__ = ["LIMIT", "MAX_BYTES", "OPENER", "over"]
MAX_ROWS = MOST
MAX_COLUMNS = 500
MAX_CELLS = 5_000_000
MAX_CELL = 5_000
MAX_TEXT = 100_000_000
MAX_SHEETS = 100

SHEET_ROWS = 1_048_576  # the last row that a spreadsheet program has

_MESSAGES = {
    "size": "The file is larger than 20 MB, the limit. Remove columns that are not needed, or split it.",
    "rows": "The file has more than 100,000 rows, the limit. Split it.",
    "columns": "The file has more than 500 columns, the limit. Keep those that describe positions or products.",
    "cells": "The file has more than 5,000,000 cells (rows × columns), the limit. Remove columns, or split it.",
    "unpacked": "The file unpacks to more than 400 MB, the limit. Save the sheets as CSV and import those.",
    "text": "The cells contain more than 100 million characters, the limit. Remove columns with long texts.",
    "entries": "The archive contains more than 2,000 files, the limit. Put only the files to import into one.",
    "depth": "The archive contains another archive; the limit is one level. Unpack it first.",
    "sheets": "There are more than 100 sheets and files, the limit. Import only those with people and products.",
    "memory": "Opening the file takes more than 1 GB of memory, the limit. Save the sheet as CSV and import that.",
    "time": "Opening the file takes more than 20 seconds, the limit. Save the sheet as CSV and import that.",
}
DAMAGED = "The file is damaged. Open it in a spreadsheet program, save it again and import that."
OPENER = Opener("planning.imports.opening.child", _MESSAGES, DAMAGED, answer=MAX_TEXT * 4)  # of UTF-8


def over(file: str, limit: str) -> Unusable:
    """The refusal of a file that is over the limit of this name."""
    return OPENER.over(file, limit)

"""One position whose row names several people: a job share in one cell."""

from __future__ import annotations

import re
from dataclasses import replace

from planning.imports.cells.rows import Rows
from planning.imports.opening.read import Row
from planning.imports.people.names import read_name
from planning.imports.people.position_rows import MAX_KEY, PositionRow

_BETWEEN = re.compile(r"\s*[;/&+]\s*|\s*\n\s*|\s+(?:and|und|et|y|e|en)\s+")
_MAY_BE = re.compile(r"[;/&+\n]| (?:and|und|et|y|e|en) ")
_WHOLE = re.compile(r"[^\W\d_][\w'’.\-]*(?: [^\W\d_][\w'’.\-]*){1,3}")


def share_name(row: Row, parsed: PositionRow, rows: Rows) -> None:
    """“Bero Vask / Mira Osk” are two people with one position, if each part is a whole name."""
    if not _MAY_BE.search(parsed.name):
        return
    names = [read_name(part).shown for part in _BETWEEN.split(parsed.name) if part]
    if not 2 <= len(names) <= 5 or not all(_WHOLE.fullmatch(name) and name[:1].isupper() for name in names):
        return
    whole, parsed.name = parsed.name, names[0]
    parsed.aliases = (whole, *names[1:])
    parsed.sharers = tuple(_sharer(parsed, name, number) for number, name in enumerate(names[1:], 2))
    text = f"A job share: {' and '.join(names)} hold this position together. It is one position with several holders."
    rows.note(row, "name", f"{text} If the cell names one person, write the name without a separator.", "job-share")


def _sharer(parsed: PositionRow, name: str, number: int) -> PositionRow:
    ident = f"{parsed.ident[: MAX_KEY - 8]}-{number}" if parsed.ident else name[:MAX_KEY]
    return replace(
        parsed, name=name, ident=ident, person_id="", email="", aliases=(), other_ids=(), given={}, sharers=()
    )

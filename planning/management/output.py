"""Rows as commands print them: JSON, or columns side by side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def as_json(rows: Sequence[dict[str, Any]] | dict[str, Any]) -> str:
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Columns side by side, as wide as their longest cell."""
    cells = [[str(value) for value in row] for row in (header, *rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(header))]
    return "\n".join("  ".join(v.ljust(w) for v, w in zip(row, widths, strict=True)).rstrip() for row in cells)

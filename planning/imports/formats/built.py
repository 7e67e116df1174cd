"""Built. Files of persons and of positions; * is the top."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Built",
    signs=(
        "Built Position ID|Dotted Line Relationships",
        "Reports To",
    ),
    headers={
        "position_id": "Built Position ID",
        "dotted": "Dotted Line Relationships",
    },
)

"""OrgPlus. Real-time express files: AltReportsTo holds further managers, ids joined by semicolons."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "OrgPlus",
    signs=(
        "Person ID",
        "Supervisor ID",
    ),
    headers={
        "dotted": "AltReportsTo",
        "": "Is Assistant",
    },
)

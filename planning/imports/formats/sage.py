"""Sage HR. The list of employees."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Sage HR",
    signs=(
        "Employment start date",
        "Reports to|Direct manager",
        "Position",
        "Team",
    ),
    headers={
        "manager": "Reports to|Direct manager",
        "location": "Location",
    },
)

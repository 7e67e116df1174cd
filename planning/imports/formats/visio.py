"""Visio. Data of the organisation chart wizard: with a First_Name beside it, Name is the last name."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Visio",
    signs=(
        "Unique_ID|Unique ID",
        "Reports_To|Reports To",
        "First_Name|First Name|Master_Shape|Telephone|Title",
    ),
    headers={
        "id": "Unique_ID|Unique ID",
        "": "Master_Shape|Master Shape|Telephone",
    },
)

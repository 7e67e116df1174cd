"""Pingboard. The list of employees: managers by e-mail, by name or by the user id."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Pingboard",
    signs=(
        "Reports To",
        "Job Title",
        "Pingboard User ID|Pingboard ID|Nickname|Teams|Job Title Overwrite",
    ),
    headers={
        "person_id": "Pingboard User ID|Pingboard ID",
        "team": "Teams",
        "location": "Locations|Primary Location",
        "preferred_name": "Nickname",
        "other_id": "Employee ID|Employee #",
    },
)

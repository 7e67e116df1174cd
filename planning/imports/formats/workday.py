"""Workday. “Position” is a text of id, title and holder there; the title stands in “Business Title”."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Workday",
    signs=(
        "Business Title",
        "Supervisory Organization|Worker|Worker s Manager|Management Chain 01|Manager ID",
    ),
    headers={
        "team": "Supervisory Organization",
        "name": "Worker",
        "manager": "Worker's Manager|Worker's Manager(s)",
        "employee_type": "Worker Type|Employee Type",
        "": "Position|Job Profile",
    },
)

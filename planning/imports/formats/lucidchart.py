"""Lucidchart. Data of an org chart: the “Role” is the title."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Lucidchart",
    signs=(
        "Employee ID",
        "Supervisor ID",
        "Employee Name|Name|First Name",
    ),
    headers={
        "manager": "Supervisor ID|Supervisor",
        "title": "Role|Title|Job Title",
    },
)

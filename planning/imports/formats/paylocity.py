"""Paylocity. Employee reports: a supervisor stands by id, or in two columns by name."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Paylocity",
    signs=(
        "Employee Id",
        "Supervisor First Name|Supervisor Name|Supervisor Employee Id|Supervisor",
        "Position Description|Cost Center 1|Company Code|Preferred/First Name|Supervisor Last Name",
    ),
    headers={
        "title": "Job Title|Position Description|Position Title",
        "manager": "Supervisor Employee Id|Supervisor Name|Supervisor",
        "manager_first_name": "Supervisor First Name",
        "manager_last_name": "Supervisor Last Name",
        "preferred_name": "Preferred/First Name",
        "": "Company Code|Cost Center 1|Cost Center 2|Cost Center 3",
    },
)

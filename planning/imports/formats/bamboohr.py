"""BambooHR. “Employment Status” is full-time or part-time; whether somebody is there stands in “Status”."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "BambooHR",
    signs=(
        "Employee #|EEID",
        "Reporting to|Reports To|Supervisor",
    ),
    headers={
        "person_id": "Employee #|EEID",
        "employee_type": "Employment Status",
        "manager": "Reporting to|Reports To|Supervisor",
    },
)

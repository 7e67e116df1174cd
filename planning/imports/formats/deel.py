"""Deel. The list of people: employees and contractors in one table."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Deel",
    signs=(
        "Direct manager|Direct manager email|Manager email|Direct manager ID",
        "Hiring type|Hiring status|Contract type|Worker type",
        "Entity|Client entity|Legal entity|Contract ID|Worker ID|HRIS profile ID",
    ),
    headers={
        "employee_type": "Hiring type|Contract type|Worker type",
        "status": "Hiring status|Worker status|Contract status",
        "person_id": "Worker ID|HRIS profile ID|Deel ID|External ID",
        "leaves": "End date|Completion date",
        "manager": "Direct manager|Direct manager email|Direct manager ID",
        "name": "Worker name|Full name",
    },
)

"""ADP Workforce Now. Names are “Last, First”; a position and a person have an id each."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "ADP Workforce Now",
    signs=(
        "Associate ID",
        "Position ID|File Number|Payroll Name",
        "Reports To Name|Reports To Associate ID|Reports To Position ID|Job Title Description",
    ),
    headers={
        "name": "Payroll Name",
        "person_id": "Associate ID",
        "other_id": "File Number",
        "title": "Job Title Description|Job Title",
        "department": "Home Department Description",
        "division": "Business Unit Description",
        "location": "Location Description",
        "manager": "Reports To Position ID|Reports To Associate ID|Reports To Name|Reports To Legal Name",
        "status": "Position Status",
    },
)

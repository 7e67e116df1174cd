"""Oracle HCM. Worker reports: a person has assignments, and managers stand by person number."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Oracle HCM",
    signs=(
        "Person Number",
        "Assignment Number|Assignment Name|Assignment Status|Assignment Status Type",
        "Manager Person Number|Line Manager Person Number|Manager Name|Line Manager|Manager|Line Manager Name",
    ),
    headers={
        "person_id": "Person Number",
        "other_id": "Assignment Number",
        "title": "Assignment Title|Job Name|Assignment Name|Position Name|Job",
        "department": "Department|Department Name|Organization Name",
        "division": "Business Unit|Business Unit Name",
        "status": "Assignment Status|Assignment Status Type",
        "starts": "Enterprise Hire Date|Hire Date|Original Hire Date",
        "leaves": "Actual Termination Date|Termination Date",
        "manager": "Manager Person Number|Line Manager Person Number|Manager Name|Line Manager Name|"
        "Line Manager|Manager|Manager Assignment Number",
    },
)

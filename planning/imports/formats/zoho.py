"""Zoho People. “Role” is what somebody may do in Zoho, the title is the “Designation”."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Zoho People",
    signs=(
        "Employee ID|EmployeeID",
        "Reporting To",
        "Designation",
        "Date of joining|Dateofjoining|Zoho Role|Employee Status",
    ),
    headers={
        "": "Role|Zoho Role",
        "location": "Location|LocationName|Work location",
        "status": "Employee Status",
        "leaves": "Date of exit|Dateofexit",
        "starts": "Date of joining|Dateofjoining",
        "email": "Email ID|EmailID|Email address",
    },
)

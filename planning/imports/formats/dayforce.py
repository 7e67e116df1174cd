"""Dayforce. Employee reports: an XRefCode is an id; “Employee” is the name."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Dayforce",
    signs=(
        "Employee XRefCode|EmployeeXRefCode|XRefCode|Employee Number",
        "Manager XRefCode|ManagerXRefCode|Employee Manager|Manager Display Name|Manager Employee Number",
    ),
    headers={
        "person_id": "Employee XRefCode|EmployeeXRefCode|XRefCode|Employee Number",
        "name": "Employee|Display Name",
        "title": "Job Assignment|Position Title|Position|Job",
        "manager": "Manager XRefCode|ManagerXRefCode|Manager Employee Number|Employee Manager|Manager Display Name",
        "location": "Site|Location",
        "": "Pay Group|Pay Class",
    },
)

"""Frappe HR. “Employee” is the id (HR-EMP-00001), the name is the “Employee Name”."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Frappe HR",
    signs=(
        "Reports to",
        "Designation",
        "Employee|Date of Joining|Relieving Date|Series|Naming Series|Employee Name",
    ),
    headers={
        "person_id": "Employee|ID",
        "name": "Employee Name|Full Name",
        "title": "Designation",
        "other_id": "Employee Number|User ID",
        "email": "Company Email|Prefered Email|Preferred Email",
        "location": "Branch",
        "starts": "Date of Joining",
        "leaves": "Relieving Date",
        "": "Series|Naming Series|Grade|Leave Approver|Expense Approver|Company",
    },
)

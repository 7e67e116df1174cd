"""Greenhouse. Openings of jobs: nobody sits there yet; the hiring manager is the manager."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Greenhouse",
    signs=(
        "Opening ID",
        "Job|Job Name|Job Title|Target Start Date",
        "Hiring Manager|Hiring Managers|Open Date|Opening Status",
    ),
    headers={
        "requisition_id": "Opening ID",
        "other_id": "Requisition ID|Job ID",
        "title": "Job|Job Name|Job Title",
        "manager": "Hiring Manager|Hiring Managers",
        "target_start": "Target Start Date",
        "status": "Opening Status|Status",
        "location": "Office|Offices",
        "department": "Department|Departments",
        "": "Open Date|Close Date|Recruiter|Coordinator|Date Opened",
    },
)

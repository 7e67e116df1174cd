"""Ashby. “State” says whether an opening is open, not where it is."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Ashby",
    signs=(
        "Opening Identifier|Opening ID|Identifier",
        "Opening State|State|Opening Status",
        "Target Hire Date|Target Start Date|Hiring Manager",
    ),
    headers={
        "requisition_id": "Opening Identifier|Opening ID|Identifier",
        "title": "Job|Job Title|Opening Title",
        "status": "Opening State|State|Opening Status",
        "target_start": "Target Hire Date|Target Start Date",
        "manager": "Hiring Manager|Hiring Manager Email",
        "": "Opened At|Closed At|Recruiter",
    },
)

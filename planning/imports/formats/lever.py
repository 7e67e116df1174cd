"""Lever. Requisitions: nobody sits there yet; “Name” is that of the job, “Team” its department's team."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Lever",
    signs=("Requisition Code", "Name|Requisition Name|Posting Title", "Hiring Manager|Headcount Total"),
    headers={
        "requisition_id": "Requisition Code",
        "title": "Requisition Name|Posting Title|Name",
        "manager": "Hiring Manager|Hiring Manager Email",
        "status": "Status|Requisition Status",
        "target_start": "Target Start Date|Desired Start Date",
        "other_id": "Internal ID",
        "": "Owner|Recruiter|Headcount Total|Headcount Hired|Created At|Compensation Band",
    },
)

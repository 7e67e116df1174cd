"""Workday's job requisitions. “Job Requisition” is a text of id, title and status there: “R-1001 Analyst (Open)”."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Workday job requisitions",
    signs=(
        "Job Requisition ID|Requisition ID|Job Requisition",
        "Job Requisition Status|Recruiting Status|Requisition Status",
        "Hiring Manager|Supervisory Organization|Target Hire Date",
    ),
    headers={
        "requisition_id": "Job Requisition ID|Requisition ID",
        "title": "Job Posting Title|Job Title|Business Title|Job Requisition",
        "status": "Job Requisition Status|Recruiting Status|Requisition Status",
        "manager": "Hiring Manager|Hiring Manager ID",
        "team": "Supervisory Organization",
        "target_start": "Target Hire Date|Target Start Date",
        "": "Job Profile|Recruiter|Primary Recruiter|Number of Openings|Openings Available|Recruiting Start Date",
    },
)

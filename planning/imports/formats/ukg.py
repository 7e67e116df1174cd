"""UKG Pro. People reports: the last hire date counts."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "UKG Pro",
    signs=(
        "Supervisor Name (First Last)|Supervisor Name|Supervisor Employee Number|Supervisor ID",
        "Last Hire Date|Org Level 1|Org Level 1 Code|Primary Job Title|Alternate Job Title|Job Description",
    ),
    headers={
        "title": "Primary Job Title|Alternate Job Title|Job Description|Job Title|Job",
        "starts": "Last Hire Date|Original Hire Date",
        "manager": "Supervisor Employee Number|Supervisor ID|Supervisor Name (First Last)|Supervisor Name|"
        "Supervisor Email Address",
    },
)

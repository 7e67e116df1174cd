"""ChartHop. “req” is the id of an open job, “Manager:req” that of the open job that leads it."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "ChartHop",
    signs=(
        "Job title",
        "Manager:req|Pref Name|Pref Last|Req",
        "Start date",
    ),
    headers={
        "requisition_id": "req",
        "manager_requisition": "Manager:req",
        "preferred_name": "Pref Name",
    },
)

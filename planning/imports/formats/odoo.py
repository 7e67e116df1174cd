"""Odoo. A field of a related record is “Manager/External ID”; a coach leads nobody."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Odoo",
    signs=(
        "Job Position|job_id|Job Title|job_title",
        "Manager|Manager/External ID|Manager/ID|parent_id|parent_id/id",
        "Coach|Working Hours|Related User|External ID|Work Mobile|coach_id|Tags|department_id",
    ),
    headers={
        "id": "External ID",
        "name": "Employee Name|Name",
        "title": "Job Title|Job Position|job_title|job_id",
        "department": "Department|department_id|Department/Display Name",
        "manager": "Manager/External ID|Manager/ID|Manager|parent_id|parent_id/id|Manager/Name",
        "email": "Work Email|work_email",
        "": "Coach|coach_id|Coach/External ID|Tags|Working Hours|Related User",
        "valid": "Active",
    },
)

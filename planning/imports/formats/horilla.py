"""Horilla. The employee file: “Job Position” is the title; managers are “Name (Badge)”."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Horilla",
    signs=(
        "Badge ID",
        "Reporting Manager",
        "Job Position",
    ),
    headers={
        "person_id": "Badge ID",
        "title": "Job Position",
        "starts": "Date joining",
        "leaves": "Contract End Date",
        "": "Job Role|Shift|Work Type",
    },
)

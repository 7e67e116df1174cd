"""Gusto. The employee summary."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Gusto",
    signs=(
        "First name",
        "Manager",
        "Work address|Dismissal date|Preferred first name",
    ),
    headers={
        "location": "Work address|Work location",
        "leaves": "Dismissal date|Last day|Termination date",
        "preferred_name": "Preferred first name",
        "employee_type": "Employment type",
    },
)

"""Lattice. The company file: managers by their e-mail or by their external id."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Lattice",
    signs=(
        "Preferred full name|Name|Full name",
        "Manager ID (external ID)|Manager email|Managers email|Supervisor email",
        "External user ID|Employee ID|Empl ID",
    ),
    headers={
        "person_id": "External user ID|Employee ID|Empl ID",
        "manager": "Manager ID (external ID)|Manager email|Managers email|Supervisor email|Manager ID",
        "starts": "Started At|Start date",
    },
)

"""Unaric. The import template: people by e-mail."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Unaric",
    signs=(
        "SupervisorEmail",
        "SubDepartment|AliasEmails|Position",
    ),
    headers={
        "other_id": "AliasEmails",
        "team": "SubDepartment",
        "title": "Position",
    },
)

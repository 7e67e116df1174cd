"""HiBob. People as a table. Managers stand by name and by e-mail."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "HiBob",
    signs=(
        "Reports to|Reports to (email)|Reports to email",
        "Site",
        "Display name|Email|Work email",
    ),
    headers={
        "location": "Site",
        "status": "Lifecycle status|Status",
        "manager": "Reports to|Reports to (email)|Reports to email|Reports to ID",
    },
)

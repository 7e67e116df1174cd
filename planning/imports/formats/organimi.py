"""Organimi. Bulk import files: Dottedids holds ids joined by colons."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Organimi",
    signs=(
        "Boss ID|Manager ID",
        "Role Title|Dottedids",
    ),
    headers={
        "dotted": "Dottedids|Dotted IDs",
        "title": "Role Title",
    },
)

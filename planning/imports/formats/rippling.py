"""Rippling. A field of a related record is “Manager - Work email”."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Rippling",
    signs=(
        "Manager - Work email|Manager - Employee name|Manager - Name",
        "Employment status|Employee name|Title",
    ),
    headers={
        "manager": "Manager - Work email|Manager - Employee name|Manager - Employee number|Manager - Name",
        "name": "Employee name",
    },
)

"""Namely. People are told apart by their company e-mail."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Namely",
    signs=(
        "Reports To (Email)|Reports To Email",
        "Company Email",
    ),
    headers={
        "manager": "Reports To (Email)|Reports To Email|Reports To",
        "dotted": "Dotted Line Reports To (Email)|Dotted Line Reports To",
    },
)

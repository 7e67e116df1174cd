"""Factorial. The list of employees."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Factorial",
    signs=(
        "Legal entity",
        "Manager|Manager email",
        "Workplace|Teams|Job title",
    ),
    headers={
        "location": "Workplace",
        "team": "Teams",
        "starts": "Hired on|Start date",
        "leaves": "Terminated on",
        "": "Legal entity",
    },
)

"""A UK government organogram. Senior posts as published: XX is the top."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "a UK government organogram",
    signs=(
        "Post Unique Reference",
        "Reports to Senior Post",
    ),
    headers={
        "": "Grade (or equivalent)|Professional/Occupational Group|Salary Cost of Reports (£)|Parent Department",
    },
)

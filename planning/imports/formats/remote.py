"""Remote. The list of employees: managers stand by name and by e-mail; the e-mail tells namesakes apart."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Remote",
    signs=(
        "Manager's email",
        "Full name|Full legal name",
        "Job title",
    ),
    headers={
        "legal_name": "Full legal name",
        "first_name": "First and middle names",
        "last_name": "Last name or surnames",
        "manager": "Manager|Manager's email",
    },
)

"""Google Workspace. The download of users: most headers carry [Required] or [READ ONLY]."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Google Workspace",
    signs=(
        "Org Unit Path",
        "First Name",
        "Email Address",
    ),
    headers={
        "title": "Employee Title",
        "team_path": "Org Unit Path",
        "other_id": "Work Secondary Email",
        "": "New Primary Email|Recovery Email|Home Secondary Email|Cost Center",
    },
)

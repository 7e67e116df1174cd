"""OrgChart Now. PersonID and SupervisorID; the top reports to itself or to nobody."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "OrgChart Now",
    signs=(
        "PersonID",
        "SupervisorID",
    ),
    headers={
        "person_id": "PersonID",
        "manager": "SupervisorID",
        "dotted": "AltReportsTo|SecondarySupervisorID|DottedLineSupervisorID",
        "": "IsAssistant|Photo",
    },
)

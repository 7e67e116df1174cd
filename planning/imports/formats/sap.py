"""SAP HR. Lists of personnel administration: numbers have leading zeros."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "SAP HR",
    signs=(
        "Pers.No.|PERNR|Personnel Number|Personnel no.|Personalnummer",
        "Org. unit|Organizational Unit|ORGEH|Organisationseinheit",
        "Position|PLANS|Planstelle|Superior|Chief|Name of superior|Manager",
    ),
    headers={
        "person_id": "Pers.No.|PERNR|Personnel Number|Personnel no.|Personalnummer",
        "name": "Employee/app.name|Name of employee or applicant|ENAME|Employee name",
        "team": "Org. unit|Organizational Unit|Organisationseinheit",
        "": "ORGEH|Personnel Area|Personnel subarea|EE group|EE subgroup",
        "manager": "Superior|Chief|Name of superior|Pers.No. superior|Superior Pers.No.|Vorgesetzter",
        "starts": "Entry|Entry date|Eintritt",
        "leaves": "Leaving date|Leaving|Austritt",
    },
)

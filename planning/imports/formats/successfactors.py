"""SAP SuccessFactors. The user data file: managers stand by USERID, the top is NO_MANAGER; EMPID is another number."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "SAP SuccessFactors",
    signs=(
        "USERID|User ID",
        "USERNAME|Username",
        "MANAGER",
        "HR|HIREDATE|TIMEZONE",
    ),
    headers={
        "person_id": "USERID|User ID",
        "other_id": "USERNAME|EMPID|Employee Id",
        "dotted": "MATRIX_MANAGER|MATRIXMANAGER|Matrix Manager",
        "": "HR|Human Resource|SECOND_MANAGER|JOBCODE",
        "leaves": "EXITDATE|COMPANYEXITDATE",
    },
)

"""Personio. The list of employees, in the company’s own language: English and German here."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Personio",
    signs=(
        "Position",
        "Supervisor|Vorgesetzter|Vorgesetzte|Vorgesetzte:r|Vorgesetzte/r|Vorgesetzte(r)",
        "Hire date|Anstelldatum|Anstellungsdatum|Einstellungsdatum",
    ),
    headers={
        "person_id": "Personalnummer|Personnel number|Mitarbeiter-ID",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "email": "E-Mail",
        "title": "Position",
        "department": "Abteilung",
        "team": "Team",
        "location": "Office|Büro|Arbeitsstätte|Standort",
        "manager": "Supervisor|Vorgesetzter|Vorgesetzte|Vorgesetzte:r|Vorgesetzte/r|Vorgesetzte(r)|Supervisor email",
        "starts": "Hire date|Anstelldatum|Anstellungsdatum|Einstellungsdatum",
        "leaves": "Last day of work|Austrittsdatum|Letzter Arbeitstag|Vertragsende|Ende des Arbeitsverhältnisses",
        "status": "Status",
        "employee_type": "Employment type|Beschäftigungsart|Anstellungsart",
    },
)

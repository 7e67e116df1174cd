"""Personio: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Personnel number,First name,Last name,Email,Position,Department,Office,Supervisor,Hire date,Status
1,Odette,Lind,odette@tarn.example,Chief Executive Officer,Executive,Leeds,,2015-01-15,Active
2,Bero,Vask,bero@tarn.example,VP Product,Product,Leeds,Odette Lind,2016-02-20,Active
3,Irena,Nadal,irena@tarn.example,Product Manager,Product,Leeds,Bero Vask,2019-03-25,Active
4,Paolo,Quist,paolo@tarn.example,Product Marketing Manager,Marketing,Leeds,Bero Vask,2020-02-01,Active
"""
FIELDS = {
    "Personnel number": "person_id",
    "First name": "first_name",
    "Last name": "last_name",
    "Email": "email",
    "Position": "title",
    "Department": "department",
    "Office": "location",
    "Supervisor": "manager",
    "Hire date": "starts",
    "Status": "status",
}
GERMAN = """\
Personalnummer,Vorname,Nachname,E-Mail,Position,Abteilung,Vorgesetzter,Anstelldatum
1,Odette,Lind,odette@tarn.example,Chief Executive Officer,Executive,,2015-01-15
2,Bero,Vask,bero@tarn.example,VP Product,Product,Odette Lind,2016-02-20
3,Irena,Nadal,irena@tarn.example,Product Manager,Product,Bero Vask,2019-03-25
4,Paolo,Quist,paolo@tarn.example,Product Marketing Manager,Marketing,Bero Vask,2020-02-01
"""
GERMAN_FIELDS = {
    "Personalnummer": "person_id",
    "Vorname": "first_name",
    "Nachname": "last_name",
    "E-Mail": "email",
    "Position": "title",
    "Abteilung": "department",
    "Vorgesetzter": "manager",
    "Anstelldatum": "starts",
}


def test_each_header_is_read_as_the_system_means_it() -> None:
    assert fields(FILE) == FIELDS


def test_the_reporting_lines_are_those_of_the_file() -> None:
    assert lines(FILE) == {
        "Odette Lind": "",
        "Bero Vask": "Odette Lind",
        "Irena Nadal": "Bero Vask",
        "Paolo Quist": "Bero Vask",
    }


def test_the_same_in_german() -> None:
    assert fields(GERMAN) == GERMAN_FIELDS
    assert lines(GERMAN) == lines(FILE)

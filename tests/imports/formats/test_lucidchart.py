"""Lucidchart: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee ID,First Name,Last Name,Supervisor ID,Role,Department,Email
1,Odette,Lind,,Chief Executive Officer,Executive,odette@tarn.example
2,Bero,Vask,1,VP Product,Product,bero@tarn.example
3,Irena,Nadal,2,Product Manager,Product,irena@tarn.example
4,Paolo,Quist,2,Product Marketing Manager,Marketing,paolo@tarn.example
"""
FIELDS = {
    "Employee ID": "person_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Supervisor ID": "manager",
    "Role": "title",
    "Department": "department",
    "Email": "email",
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

"""Horilla: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Badge id,First Name,Last Name,Email,Department,Job Position,Job Role,Reporting Manager,Date joining
TRN-001,Odette,Lind,odette@tarn.example,Executive,Chief Executive Officer,Lead,,2015-01-15
TRN-002,Bero,Vask,bero@tarn.example,Product,VP Product,Lead,Odette Lind (TRN-001),2016-02-20
TRN-003,Irena,Nadal,irena@tarn.example,Product,Product Manager,Lead,Bero Vask (TRN-002),2019-03-25
TRN-004,Paolo,Quist,paolo@tarn.example,Marketing,Product Marketing Manager,Lead,Bero Vask (TRN-002),2020-02-01
"""
FIELDS = {
    "Badge id": "person_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Email": "email",
    "Department": "department",
    "Job Position": "title",
    "Job Role": "",
    "Reporting Manager": "manager",
    "Date joining": "starts",
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

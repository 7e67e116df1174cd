"""Zoho People: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee ID,First Name,Last Name,Email ID,Department,Designation,Zoho Role,Employee Status,Reporting To,Date of joining
TRN1,Odette,Lind,odette@tarn.example,Executive,Chief Executive Officer,Team member,Active,,2015-01-15
TRN2,Bero,Vask,bero@tarn.example,Product,VP Product,Team member,Active,odette@tarn.example,2016-02-20
TRN3,Irena,Nadal,irena@tarn.example,Product,Product Manager,Team member,Active,bero@tarn.example,2019-03-25
TRN4,Paolo,Quist,paolo@tarn.example,Marketing,Product Marketing Manager,Team member,Active,bero@tarn.example,2020-02-01
"""
FIELDS = {
    "Employee ID": "person_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Email ID": "email",
    "Department": "department",
    "Designation": "title",
    "Zoho Role": "",
    "Employee Status": "status",
    "Reporting To": "manager",
    "Date of joining": "starts",
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

"""Unaric: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
First Name,Last Name,Email,AliasEmails,Position,SupervisorEmail,Department,SubDepartment,StartDate
Odette,Lind,odette@tarn.example,,Chief Executive Officer,,Executive,,2015-01-15
Bero,Vask,bero@tarn.example,,VP Product,odette@tarn.example,Product,,2016-02-20
Irena,Nadal,irena@tarn.example,,Product Manager,bero@tarn.example,Product,,2019-03-25
Paolo,Quist,paolo@tarn.example,,Product Marketing Manager,bero@tarn.example,Marketing,,2020-02-01
"""
FIELDS = {
    "First Name": "first_name",
    "Last Name": "last_name",
    "Email": "email",
    "AliasEmails": "other_id",
    "Position": "title",
    "SupervisorEmail": "manager",
    "Department": "department",
    "SubDepartment": "team",
    "StartDate": "starts",
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

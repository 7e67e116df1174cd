"""Sage HR: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee number,First name,Last name,Email,Position,Team,Reports to,Employment start date
1,Odette,Lind,odette@tarn.example,Chief Executive Officer,Executive,,2015-01-15
2,Bero,Vask,bero@tarn.example,VP Product,Product,Odette Lind,2016-02-20
3,Irena,Nadal,irena@tarn.example,Product Manager,Product,Bero Vask,2019-03-25
4,Paolo,Quist,paolo@tarn.example,Product Marketing Manager,Marketing,Bero Vask,2020-02-01
"""
FIELDS = {
    "Employee number": "person_id",
    "First name": "first_name",
    "Last name": "last_name",
    "Email": "email",
    "Position": "title",
    "Team": "team",
    "Reports to": "manager",
    "Employment start date": "starts",
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

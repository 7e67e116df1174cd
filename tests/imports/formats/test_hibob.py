"""HiBob: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee ID,Display name,Email,Job title,Department,Site,Reports to,Reports to (email),Start date,Lifecycle status
1,Odette Lind,odette@tarn.example,Chief Executive Officer,Executive,Leeds,,,2015-01-15,Employed
2,Bero Vask,bero@tarn.example,VP Product,Product,Leeds,Odette Lind,odette@tarn.example,2016-02-20,Employed
3,Irena Nadal,irena@tarn.example,Product Manager,Product,Leeds,Bero Vask,bero@tarn.example,2019-03-25,Employed
4,Paolo Quist,paolo@tarn.example,Product Marketing Manager,Marketing,Leeds,Bero Vask,bero@tarn.example,2020-02-01,Employed
"""
FIELDS = {
    "Employee ID": "person_id",
    "Display name": "name",
    "Email": "email",
    "Job title": "title",
    "Department": "department",
    "Site": "location",
    "Reports to": "manager",
    "Reports to (email)": "manager",
    "Start date": "starts",
    "Lifecycle status": "status",
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

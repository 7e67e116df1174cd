"""Dayforce: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee XRefCode,Display Name,Position Title,Department,Manager XRefCode,Manager Display Name,Hire Date,Employment Status
0001,"Lind, Odette",Chief Executive Officer,Executive,,,2015-01-15,Active
0002,"Vask, Bero",VP Product,Product,0001,"Lind, Odette",2016-02-20,Active
0003,"Nadal, Irena",Product Manager,Product,0002,"Vask, Bero",2019-03-25,Active
0004,"Quist, Paolo",Product Marketing Manager,Marketing,0002,"Vask, Bero",2020-02-01,Active
"""
FIELDS = {
    "Employee XRefCode": "person_id",
    "Display Name": "name",
    "Position Title": "title",
    "Department": "department",
    "Manager XRefCode": "manager",
    "Manager Display Name": "manager",
    "Hire Date": "starts",
    "Employment Status": "status",
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

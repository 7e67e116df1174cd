"""Paylocity: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee Id,First Name,Last Name,Position Description,Cost Center 1,Supervisor Employee Id,Supervisor First Name,Supervisor Last Name,Hire Date
1,Odette,Lind,Chief Executive Officer,100,,,,2015-01-15
2,Bero,Vask,VP Product,100,1,Odette,Lind,2016-02-20
3,Irena,Nadal,Product Manager,100,2,Bero,Vask,2019-03-25
4,Paolo,Quist,Product Marketing Manager,100,2,Bero,Vask,2020-02-01
"""
FIELDS = {
    "Employee Id": "person_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Position Description": "title",
    "Cost Center 1": "",
    "Supervisor Employee Id": "manager",
    "Supervisor First Name": "manager_first_name",
    "Supervisor Last Name": "manager_last_name",
    "Hire Date": "starts",
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

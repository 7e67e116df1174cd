"""Oracle HCM: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Person Number,Display Name,Assignment Number,Assignment Name,Assignment Status,Department Name,Manager Person Number,Manager Name,Hire Date
30000001,Odette Lind,91,Chief Executive Officer,Active - Payroll Eligible,Executive,,,2015-01-15
30000002,Bero Vask,92,VP Product,Active - Payroll Eligible,Product,30000001,Odette Lind,2016-02-20
30000003,Irena Nadal,93,Product Manager,Active - Payroll Eligible,Product,30000002,Bero Vask,2019-03-25
30000004,Paolo Quist,94,Product Marketing Manager,Active - Payroll Eligible,Marketing,30000002,Bero Vask,2020-02-01
"""
FIELDS = {
    "Person Number": "person_id",
    "Display Name": "name",
    "Assignment Number": "other_id",
    "Assignment Name": "title",
    "Assignment Status": "status",
    "Department Name": "department",
    "Manager Person Number": "manager",
    "Manager Name": "manager",
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

"""Frappe HR: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee,Employee Name,Designation,Reports to,Department,Branch,Status,Date of Joining,Relieving Date
HR-EMP-00001,Odette Lind,Chief Executive Officer,,Executive,Leeds,Active,2015-01-15,
HR-EMP-00002,Bero Vask,VP Product,HR-EMP-00001,Product,Leeds,Active,2016-02-20,
HR-EMP-00003,Irena Nadal,Product Manager,HR-EMP-00002,Product,Leeds,Active,2019-03-25,
HR-EMP-00004,Paolo Quist,Product Marketing Manager,HR-EMP-00002,Marketing,Leeds,Active,2020-02-01,
"""
FIELDS = {
    "Employee": "person_id",
    "Employee Name": "name",
    "Designation": "title",
    "Reports to": "manager",
    "Department": "department",
    "Branch": "location",
    "Status": "status",
    "Date of Joining": "starts",
    "Relieving Date": "leaves",
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

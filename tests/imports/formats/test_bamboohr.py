"""BambooHR: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee #,First Name,Last Name,Preferred Name,Job Title,Reporting to,Department,Division,Location,Hire Date,Employment Status,Status
1,Odette,Lind,,Chief Executive Officer,,Executive,Core,Leeds,2015-01-15,Full-Time,Active
2,Bero,Vask,,VP Product,Odette Lind,Product,Core,Leeds,2016-02-20,Full-Time,Active
3,Irena,Nadal,,Product Manager,Bero Vask,Product,Core,Leeds,2019-03-25,Full-Time,Active
4,Paolo,Quist,,Product Marketing Manager,Bero Vask,Marketing,Core,Leeds,2020-02-01,Full-Time,Active
"""
FIELDS = {
    "Employee #": "person_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Preferred Name": "preferred_name",
    "Job Title": "title",
    "Reporting to": "manager",
    "Department": "department",
    "Division": "division",
    "Location": "location",
    "Hire Date": "starts",
    "Employment Status": "employee_type",
    "Status": "status",
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

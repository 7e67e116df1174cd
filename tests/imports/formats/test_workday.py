"""Workday: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee ID,Worker,Business Title,Position,Supervisory Organization,Worker's Manager,Hire Date,Worker Type
0011,Odette Lind,Chief Executive Officer,P-0001 Something,Executive,,2015-01-15,Employee
0012,Bero Vask,VP Product,P-0001 Something,Product,Odette Lind,2016-02-20,Employee
0013,Irena Nadal,Product Manager,P-0001 Something,Product,Bero Vask,2019-03-25,Employee
0014,Paolo Quist,Product Marketing Manager,P-0001 Something,Marketing,Bero Vask,2020-02-01,Employee
"""
FIELDS = {
    "Employee ID": "person_id",
    "Worker": "name",
    "Business Title": "title",
    "Position": "",
    "Supervisory Organization": "team",
    "Worker's Manager": "manager",
    "Hire Date": "starts",
    "Worker Type": "employee_type",
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

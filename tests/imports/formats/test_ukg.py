"""UKG Pro: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Employee Number,First Name,Last Name,Employee Name,Primary Job Title,Org Level 1,Supervisor Employee Number,Supervisor Name (First Last),Last Hire Date,Employment Status
1,Odette,Lind,"Lind, Odette",Chief Executive Officer,Executive,,,2015-01-15,Active
2,Bero,Vask,"Vask, Bero",VP Product,Product,1,Odette Lind,2016-02-20,Active
3,Irena,Nadal,"Nadal, Irena",Product Manager,Product,2,Bero Vask,2019-03-25,Active
4,Paolo,Quist,"Quist, Paolo",Product Marketing Manager,Marketing,2,Bero Vask,2020-02-01,Active
"""
FIELDS = {
    "Employee Number": "person_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Employee Name": "name",
    "Primary Job Title": "title",
    "Org Level 1": "",
    "Supervisor Employee Number": "manager",
    "Supervisor Name (First Last)": "manager",
    "Last Hire Date": "starts",
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

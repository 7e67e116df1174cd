"""OrgPlus: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Person ID,Full Name,Job Title,Supervisor ID,AltReportsTo
1,Odette Lind,Chief Executive Officer,,
2,Bero Vask,VP Product,1,
3,Irena Nadal,Product Manager,2,
4,Paolo Quist,Product Marketing Manager,2,
"""
FIELDS = {
    "Person ID": "person_id",
    "Full Name": "name",
    "Job Title": "title",
    "Supervisor ID": "manager",
    "AltReportsTo": "dotted",
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

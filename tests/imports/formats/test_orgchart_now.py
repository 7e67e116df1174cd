"""OrgChart Now: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
PersonID,SupervisorID,Name,Title,Department,IsAssistant
1001,,Odette Lind,Chief Executive Officer,Executive,0
1002,1001,Bero Vask,VP Product,Product,0
1003,1002,Irena Nadal,Product Manager,Product,0
1004,1002,Paolo Quist,Product Marketing Manager,Marketing,0
"""
FIELDS = {
    "PersonID": "person_id",
    "SupervisorID": "manager",
    "Name": "name",
    "Title": "title",
    "Department": "department",
    "IsAssistant": "",
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

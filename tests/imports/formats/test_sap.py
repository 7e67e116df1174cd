"""SAP HR: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Pers.No.,Employee/app.name,Position,Org. unit,Superior,Entry
00001001,Odette Lind,Chief Executive Officer,Executive,,2015-01-15
00001002,Bero Vask,VP Product,Product,00001001,2016-02-20
00001003,Irena Nadal,Product Manager,Product,00001002,2019-03-25
00001004,Paolo Quist,Product Marketing Manager,Marketing,00001002,2020-02-01
"""
FIELDS = {
    "Pers.No.": "person_id",
    "Employee/app.name": "name",
    "Position": "title",
    "Org. unit": "team",
    "Superior": "manager",
    "Entry": "starts",
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

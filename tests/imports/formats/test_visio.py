"""Visio: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Unique_ID,Name,First_Name,Reports_To,Title,Department,Telephone,Master_Shape
ID1,Lind,Odette,,Chief Executive Officer,Executive,x100,1
ID2,Vask,Bero,ID1,VP Product,Product,x100,1
ID3,Nadal,Irena,ID2,Product Manager,Product,x100,1
ID4,Quist,Paolo,ID2,Product Marketing Manager,Marketing,x100,1
"""
FIELDS = {
    "Unique_ID": "id",
    "Name": "last_name",
    "First_Name": "first_name",
    "Reports_To": "manager",
    "Title": "title",
    "Department": "department",
    "Telephone": "",
    "Master_Shape": "",
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

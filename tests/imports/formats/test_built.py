"""Built: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Work Email,Built Position ID,First Name,Last Name,Title,Reports To,Dotted Line Relationships
odette@tarn.example,BP-1,Odette,Lind,Chief Executive Officer,,
bero@tarn.example,BP-2,Bero,Vask,VP Product,BP-1,
irena@tarn.example,BP-3,Irena,Nadal,Product Manager,BP-2,
paolo@tarn.example,BP-4,Paolo,Quist,Product Marketing Manager,BP-2,
"""
FIELDS = {
    "Work Email": "email",
    "Built Position ID": "position_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Title": "title",
    "Reports To": "manager",
    "Dotted Line Relationships": "dotted",
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

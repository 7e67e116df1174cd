"""A UK government organogram: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Post Unique Reference,Name,Grade (or equivalent),Job Title,Parent Department,Unit,Reports to Senior Post,FTE,Valid?
1,Odette Lind,SCS1,Chief Executive Officer,Treasury,Executive,,1,1
2,Bero Vask,SCS1,VP Product,Treasury,Product,1,1,1
3,Irena Nadal,SCS1,Product Manager,Treasury,Product,2,1,1
4,Paolo Quist,SCS1,Product Marketing Manager,Treasury,Marketing,2,1,1
"""
FIELDS = {
    "Post Unique Reference": "position_id",
    "Name": "name",
    "Grade (or equivalent)": "",
    "Job Title": "title",
    "Parent Department": "",
    "Unit": "team",
    "Reports to Senior Post": "manager",
    "FTE": "fte",
    "Valid?": "valid",
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

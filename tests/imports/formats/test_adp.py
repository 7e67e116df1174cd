"""ADP Workforce Now: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Payroll Name,Associate ID,Position ID,Job Title Description,Home Department Description,Reports To Name,Reports To Position ID,Position Status,Hire Date
"Lind, Odette",91,TRN000001,Chief Executive Officer,Executive,,,Active,2015-01-15
"Vask, Bero",92,TRN000002,VP Product,Product,"Lind, Odette",TRN000001,Active,2016-02-20
"Nadal, Irena",93,TRN000003,Product Manager,Product,"Vask, Bero",TRN000002,Active,2019-03-25
"Quist, Paolo",94,TRN000004,Product Marketing Manager,Marketing,"Vask, Bero",TRN000002,Active,2020-02-01
"""
FIELDS = {
    "Payroll Name": "name",
    "Associate ID": "person_id",
    "Position ID": "position_id",
    "Job Title Description": "title",
    "Home Department Description": "department",
    "Reports To Name": "manager",
    "Reports To Position ID": "manager",
    "Position Status": "status",
    "Hire Date": "starts",
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

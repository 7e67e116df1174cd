"""Remote: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Full name,Work email,Job title,Manager,Manager's email,Full legal name,Start date
Odette Lind,odette@tarn.example,Chief Executive Officer,,,Odette Lind,2015-01-15
Bero Vask,bero@tarn.example,VP Product,Odette Lind,odette@tarn.example,Bero Vask,2016-02-20
Irena Nadal,irena@tarn.example,Product Manager,Bero Vask,bero@tarn.example,Irena Nadal,2019-03-25
Paolo Quist,paolo@tarn.example,Product Marketing Manager,Bero Vask,bero@tarn.example,Paolo Quist,2020-02-01
"""
FIELDS = {
    "Full name": "name",
    "Work email": "email",
    "Job title": "title",
    "Manager": "manager",
    "Manager's email": "manager",
    "Full legal name": "legal_name",
    "Start date": "starts",
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

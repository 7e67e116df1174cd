"""ChartHop: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Work email,First name,Last name,Pref Name,Job title,Start date,Manager
odette@tarn.example,Odette,Lind,,Chief Executive Officer,2015-01-15,
bero@tarn.example,Bero,Vask,,VP Product,2016-02-20,odette@tarn.example
irena@tarn.example,Irena,Nadal,,Product Manager,2019-03-25,bero@tarn.example
paolo@tarn.example,Paolo,Quist,,Product Marketing Manager,2020-02-01,bero@tarn.example
"""
FIELDS = {
    "Work email": "email",
    "First name": "first_name",
    "Last name": "last_name",
    "Pref Name": "preferred_name",
    "Job title": "title",
    "Start date": "starts",
    "Manager": "manager",
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

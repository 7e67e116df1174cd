"""Namely: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Company Email,First Name,Last Name,Job Title,Reports To (Email),Dotted Line Reports To (Email)
odette@tarn.example,Odette,Lind,Chief Executive Officer,,
bero@tarn.example,Bero,Vask,VP Product,odette@tarn.example,
irena@tarn.example,Irena,Nadal,Product Manager,bero@tarn.example,
paolo@tarn.example,Paolo,Quist,Product Marketing Manager,bero@tarn.example,
"""
FIELDS = {
    "Company Email": "email",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Job Title": "title",
    "Reports To (Email)": "manager",
    "Dotted Line Reports To (Email)": "dotted",
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

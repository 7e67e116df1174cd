"""Gusto: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
First name,Last name,Preferred first name,Work email,Job title,Department,Manager,Work address,Hire date,Dismissal date
Odette,Lind,,odette@tarn.example,Chief Executive Officer,Executive,,Leeds,2015-01-15,
Bero,Vask,,bero@tarn.example,VP Product,Product,Odette Lind,Leeds,2016-02-20,
Irena,Nadal,,irena@tarn.example,Product Manager,Product,Bero Vask,Leeds,2019-03-25,
Paolo,Quist,,paolo@tarn.example,Product Marketing Manager,Marketing,Bero Vask,Leeds,2020-02-01,
"""
FIELDS = {
    "First name": "first_name",
    "Last name": "last_name",
    "Preferred first name": "preferred_name",
    "Work email": "email",
    "Job title": "title",
    "Department": "department",
    "Manager": "manager",
    "Work address": "location",
    "Hire date": "starts",
    "Dismissal date": "leaves",
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

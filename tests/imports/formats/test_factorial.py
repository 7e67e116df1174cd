"""Factorial: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Full name,Email,Job title,Teams,Manager,Manager email,Workplace,Legal entity,Hired on,Terminated on
Odette Lind,odette@tarn.example,Chief Executive Officer,Executive,,,Leeds,Tarn Ltd,2015-01-15,
Bero Vask,bero@tarn.example,VP Product,Product,Odette Lind,odette@tarn.example,Leeds,Tarn Ltd,2016-02-20,
Irena Nadal,irena@tarn.example,Product Manager,Product,Bero Vask,bero@tarn.example,Leeds,Tarn Ltd,2019-03-25,
Paolo Quist,paolo@tarn.example,Product Marketing Manager,Marketing,Bero Vask,bero@tarn.example,Leeds,Tarn Ltd,2020-02-01,
"""
FIELDS = {
    "Full name": "name",
    "Email": "email",
    "Job title": "title",
    "Teams": "team",
    "Manager": "manager",
    "Manager email": "manager",
    "Workplace": "location",
    "Legal entity": "",
    "Hired on": "starts",
    "Terminated on": "leaves",
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

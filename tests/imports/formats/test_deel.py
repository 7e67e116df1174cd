"""Deel: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Worker ID,Worker name,Email,Job title,Hiring type,Hiring status,Entity,Department,Direct manager,Direct manager email,Start date
1,Odette Lind,odette@tarn.example,Chief Executive Officer,EOR,Active,Tarn Ltd,Executive,,,2015-01-15
2,Bero Vask,bero@tarn.example,VP Product,EOR,Active,Tarn Ltd,Product,Odette Lind,odette@tarn.example,2016-02-20
3,Irena Nadal,irena@tarn.example,Product Manager,EOR,Active,Tarn Ltd,Product,Bero Vask,bero@tarn.example,2019-03-25
4,Paolo Quist,paolo@tarn.example,Product Marketing Manager,EOR,Active,Tarn Ltd,Marketing,Bero Vask,bero@tarn.example,2020-02-01
"""
FIELDS = {
    "Worker ID": "person_id",
    "Worker name": "name",
    "Email": "email",
    "Job title": "title",
    "Hiring type": "employee_type",
    "Hiring status": "status",
    "Entity": "",
    "Department": "department",
    "Direct manager": "manager",
    "Direct manager email": "manager",
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

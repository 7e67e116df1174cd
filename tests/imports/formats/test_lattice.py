"""Lattice: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
Preferred full name,Work email,Title,External user ID,Manager ID (external ID),Manager email,Status
Odette Lind,odette@tarn.example,Chief Executive Officer,E-1,,,active
Bero Vask,bero@tarn.example,VP Product,E-2,E-1,odette@tarn.example,active
Irena Nadal,irena@tarn.example,Product Manager,E-3,E-2,bero@tarn.example,active
Paolo Quist,paolo@tarn.example,Product Marketing Manager,E-4,E-2,bero@tarn.example,active
"""
FIELDS = {
    "Preferred full name": "name",
    "Work email": "email",
    "Title": "title",
    "External user ID": "person_id",
    "Manager ID (external ID)": "manager",
    "Manager email": "manager",
    "Status": "status",
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

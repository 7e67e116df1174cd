"""Odoo: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
External ID,Employee Name,Work Email,Department,Job Position,Manager,Manager/External ID,Coach
hr_employee_1,Odette Lind,odette@tarn.example,Executive,Chief Executive Officer,,,Odette Lind
hr_employee_2,Bero Vask,bero@tarn.example,Product,VP Product,Odette Lind,hr_employee_1,Odette Lind
hr_employee_3,Irena Nadal,irena@tarn.example,Product,Product Manager,Bero Vask,hr_employee_2,Odette Lind
hr_employee_4,Paolo Quist,paolo@tarn.example,Marketing,Product Marketing Manager,Bero Vask,hr_employee_2,Odette Lind
"""
FIELDS = {
    "External ID": "id",
    "Employee Name": "name",
    "Work Email": "email",
    "Department": "department",
    "Job Position": "title",
    "Manager": "manager",
    "Manager/External ID": "manager",
    "Coach": "",
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

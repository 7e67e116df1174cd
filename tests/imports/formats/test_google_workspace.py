"""Google Workspace: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],Employee ID,Employee Type,Employee Title,Manager Email,Department,Cost Center,Status [READ ONLY]
Odette,Lind,odette@tarn.example,****,/Executive,1,Staff,Chief Executive Officer,,Executive,100,Active
Bero,Vask,bero@tarn.example,****,/Product,2,Staff,VP Product,odette@tarn.example,Product,100,Active
Irena,Nadal,irena@tarn.example,****,/Product,3,Staff,Product Manager,bero@tarn.example,Product,100,Active
Paolo,Quist,paolo@tarn.example,****,/Marketing,4,Staff,Product Marketing Manager,bero@tarn.example,Marketing,100,Active
"""
FIELDS = {
    "First Name [Required]": "first_name",
    "Last Name [Required]": "last_name",
    "Email Address [Required]": "email",
    "Password [Required]": "",
    "Org Unit Path [Required]": "team_path",
    "Employee ID": "person_id",
    "Employee Type": "employee_type",
    "Employee Title": "title",
    "Manager Email": "manager",
    "Department": "department",
    "Cost Center": "",
    "Status [READ ONLY]": "status",
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

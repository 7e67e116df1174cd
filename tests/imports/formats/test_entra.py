"""Microsoft Entra: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,officeLocation,managerUserPrincipalName
odette@tarn.example,Odette Lind,Lind,odette@tarn.example,Odette,7f3c-1,Member,Chief Executive Officer,Executive,True,GB,Leeds,
bero@tarn.example,Bero Vask,Vask,bero@tarn.example,Bero,7f3c-2,Member,VP Product,Product,True,GB,Leeds,odette@tarn.example
irena@tarn.example,Irena Nadal,Nadal,irena@tarn.example,Irena,7f3c-3,Member,Product Manager,Product,True,GB,Leeds,bero@tarn.example
paolo@tarn.example,Paolo Quist,Quist,paolo@tarn.example,Paolo,7f3c-4,Member,Product Marketing Manager,Marketing,True,GB,Leeds,bero@tarn.example
"""
FIELDS = {
    "userPrincipalName": "email",
    "displayName": "name",
    "surname": "last_name",
    "mail": "email",
    "givenName": "first_name",
    "id": "id",
    "userType": "employee_type",
    "jobTitle": "title",
    "department": "department",
    "accountEnabled": "account_enabled",
    "usageLocation": "",
    "officeLocation": "location",
    "managerUserPrincipalName": "manager",
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

"""SAP SuccessFactors: the headers of its exports, and the organisation that such a file means."""

# ruff: noqa: E501

from __future__ import annotations

from tests.imports.formats.shapes import fields, lines

FILE = """\
STATUS,USERID,USERNAME,FIRSTNAME,LASTNAME,EMAIL,MANAGER,HR,DEPARTMENT,JOBCODE,TIMEZONE,HIREDATE,EMPID,TITLE
active,1,olind,Odette,Lind,odette@tarn.example,,NO_HR,Executive,PRD9,Europe/London,2015-01-15,91,Chief Executive Officer
active,2,bvask,Bero,Vask,bero@tarn.example,1,NO_HR,Product,PRD9,Europe/London,2016-02-20,92,VP Product
active,3,inadal,Irena,Nadal,irena@tarn.example,2,NO_HR,Product,PRD9,Europe/London,2019-03-25,93,Product Manager
active,4,pquist,Paolo,Quist,paolo@tarn.example,2,NO_HR,Marketing,PRD9,Europe/London,2020-02-01,94,Product Marketing Manager
"""
FIELDS = {
    "STATUS": "status",
    "USERID": "person_id",
    "USERNAME": "other_id",
    "FIRSTNAME": "first_name",
    "LASTNAME": "last_name",
    "EMAIL": "email",
    "MANAGER": "manager",
    "HR": "",
    "DEPARTMENT": "department",
    "JOBCODE": "",
    "TIMEZONE": "",
    "HIREDATE": "starts",
    "EMPID": "other_id",
    "TITLE": "title",
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

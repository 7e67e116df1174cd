"""Ashby: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields

FILE = """\
Opening Identifier,Job,Team,State,Target Hire Date,Hiring Manager
HC-3,Product Manager,Product,Open,2027-02-01,Bero Vask
HC-4,Product Marketing Manager,Marketing,Open,2027-02-01,Bero Vask
"""
FIELDS = {
    "Opening Identifier": "requisition_id",
    "Job": "title",
    "Team": "team",
    "State": "status",
    "Target Hire Date": "target_start",
    "Hiring Manager": "manager",
}


def test_each_header_is_read_as_the_system_means_it() -> None:
    assert fields(FILE) == FIELDS

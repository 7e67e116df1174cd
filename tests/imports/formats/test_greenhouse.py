"""Greenhouse: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields

FILE = """\
Opening ID,Job Name,Department,Office,Opening Status,Target Start Date,Open Date,Hiring Manager
OP-3,Product Manager,Product,Leeds,Open,2027-02-01,2026-11-01,Bero Vask
OP-4,Product Marketing Manager,Marketing,Leeds,Open,2027-02-01,2026-11-01,Bero Vask
"""
FIELDS = {
    "Opening ID": "requisition_id",
    "Job Name": "title",
    "Department": "department",
    "Office": "location",
    "Opening Status": "status",
    "Target Start Date": "target_start",
    "Open Date": "",
    "Hiring Manager": "manager",
}


def test_each_header_is_read_as_the_system_means_it() -> None:
    assert fields(FILE) == FIELDS

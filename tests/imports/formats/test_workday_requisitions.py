"""Workday's job requisitions: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields
from tests.imports.helpers import imported, people

FILE = """\
Job Requisition ID,Job Requisition,Job Requisition Status,Hiring Manager,Supervisory Organization,Target Hire Date
R-1001,R-1001 Product Manager (Open),Open,Bero Vask,Product,2027-03-01
R-1002,R-1002 Designer (EMEA),Frozen,Bero Vask,Design,2027-04-01
R-1003,R-1003 Clerk (Canceled),Canceled,Bero Vask,Office,
"""
FIELDS = {
    "Job Requisition ID": "requisition_id",
    "Job Requisition": "title",
    "Job Requisition Status": "status",
    "Hiring Manager": "manager",
    "Supervisory Organization": "team",
    "Target Hire Date": "target_start",
}
HERE = people("1,Bero Vask,VP Product,", header="Employee ID,Name,Job Title,Manager ID")


def test_each_header_is_read_as_the_system_means_it() -> None:
    assert fields(FILE) == FIELDS


def test_its_jobs_are_open_positions_under_their_hiring_managers() -> None:
    outcome = imported(FILE, current=imported(HERE).after)
    open_ = {key: p for key, p in outcome.after.positions.items() if not p.holder}
    assert {(key, p.title, p.manager) for key, p in open_.items()} == {
        ("R-1001", "Product Manager", "1"),
        ("R-1002", "Designer (EMEA)", "1"),
    }

"""Lever: the headers of its exports, and the organisation that such a file means."""

from __future__ import annotations

from tests.imports.formats.shapes import fields
from tests.imports.helpers import imported, people

FILE = """\
Requisition Code,Name,Status,Hiring Manager,Team,Location,Headcount Total,Headcount Hired
LV-1,Product Manager,open,Bero Vask,Product,Leeds,1,0
LV-2,Support Agent,closed,Bero Vask,Support,Leeds,1,1
"""
FIELDS = {
    "Requisition Code": "requisition_id",
    "Name": "title",
    "Status": "status",
    "Hiring Manager": "manager",
    "Team": "team",
    "Location": "location",
    "Headcount Total": "",
    "Headcount Hired": "",
}
HERE = people("1,Bero Vask,VP Product,", header="Employee ID,Name,Job Title,Manager ID")


def test_each_header_is_read_as_the_system_means_it() -> None:
    assert fields(FILE) == FIELDS


def test_its_jobs_are_open_positions_under_their_hiring_managers() -> None:
    outcome = imported(FILE, current=imported(HERE).after)
    open_ = {key: p for key, p in outcome.after.positions.items() if not p.holder}
    assert {(key, p.title, p.manager) for key, p in open_.items()} == {("LV-1", "Product Manager", "1")}

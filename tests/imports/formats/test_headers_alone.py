"""Headers of systems as their documentation lists them, whatever their cells hold."""

from __future__ import annotations

import pytest

from planning.imports.columns.match import match
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report
from tests.imports.helpers import CONTENT

pytestmark = pytest.mark.pure

# Headers of real HR systems, as their public documentation names them.
SYSTEMS = {
    "BambooHR": "Employee #:person_id First Name:first_name Last Name:last_name Preferred Name:preferred_name "
    "Job Title:title Reporting to:manager Department:department Division:division Location:location "
    "Hire Date:starts Status:status",
    "Workday": "Employee_ID:person_id Full_Name:name Preferred_Name:preferred_name Business_Title:title "
    "Manager_ID:manager Manager_Name:manager Manager_Email:manager "
    "Worker_s_Manager_group[].Manager_ID:manager Start_Date:starts "
    "Termination_Date:leaves Team_Name:team Supervisory_Organization:team",
    "OrgPlus": "Person ID:person_id Full Name:name Job Title:title Supervisor ID:manager AltReportsTo:dotted",
    "Organimi": "ID:id First Name:first_name Role Title:title Boss ID:manager Dottedids:dotted",
    "Unaric": "Email:email Position:title SupervisorEmail:manager StartDate:starts EndDate:leaves SubDepartment:team",
    "Built": "Work Email:email Built Position ID:position_id External ID:id Title:title Reports To:manager "
    "Dotted Line Relationships:dotted",
    "Organogram": "Post Unique Reference:position_id Name:name Job Title:title Reports to Senior Post:manager FTE:fte "
    "Unit:team Valid:valid Valid?:valid",
    "Sample": "EmployeeID:person_id Name:name Title:title ManagerID:manager ManagerName:manager",
}


def pairs(text: str) -> list[tuple[str, str]]:
    """“First Name:first_name Last Name:last_name” as pairs; headers hold blanks, fields do not."""
    found, words = [], []
    for word in text.split(" "):
        words.append(word)
        if ":" in word:
            header, _, field = " ".join(words).rpartition(":")
            found.append((header, field))
            words = []
    return found


def matched(kind: str, *headers: str) -> tuple[str, ...]:
    table = Table("file.csv", 1, headers, [Row(2, ["x"] * len(headers))])
    return match(kind, table, CONTENT, {}, Report("file.csv"))


@pytest.mark.parametrize("system", SYSTEMS)
def test_headers_of_known_systems_are_recognised(system: str) -> None:
    expected = pairs(SYSTEMS[system])
    assert list(zip([h for h, _ in expected], matched("people", *[h for h, _ in expected]), strict=True)) == expected

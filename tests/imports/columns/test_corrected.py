"""Headers that say one thing, and cells that hold another: the cells count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.columns.made_up import Person, people, text
from tests.imports.formats.shapes import codes, fields

pytestmark = pytest.mark.pure


def with_manager(staff: list[Person], who: str, first: list[str]) -> str:
    manager = ["" if p.manager is None else first[p.manager] for p in staff]
    return text([who, "Job Title", "Manager"], [[a, p.title, m] for a, p, m in zip(first, staff, manager, strict=True)])


@settings(max_examples=20, deadline=None)
@given(people(), st.sampled_from(["Employee", "Worker", "Person", "Staff ID", "Name", "Incumbent"]))
def test_a_column_of_ids_is_an_id_and_one_of_names_a_name(staff: list[Person], header: str) -> None:
    by_id = with_manager(staff, header, [f"HR-EMP-{p.number:05}" for p in staff])
    by_name = with_manager(staff, header, [p.name for p in staff])
    assert fields(by_id)[header] == "person_id"
    assert fields(by_name)[header] == "name"


@settings(max_examples=20, deadline=None)
@given(people())
def test_position_holds_titles_or_ids(staff: list[Person]) -> None:
    rows = [[f"P-{p.number:04}", p.name, p.title] for p in staff]
    assert fields(text(["Position", "Name", "Job Title"], rows))["Position"] == "position_id"
    assert fields(text(["ID", "Name", "Position"], rows))["Position"] == "title"


def test_job_codes_are_no_titles_where_titles_stand_beside() -> None:
    rows = [["1", "PRD3", "Product Manager"], ["2", "PRD9", "VP Product"], ["3", "PRD3", "Product Manager"]]
    found = fields(text(["ID", "Job", "Job Title"], rows))
    assert (found["Job"], found["Job Title"]) == ("", "title")


@pytest.mark.parametrize("header", ["Manager", "Supervisor", "Line Manager"])
def test_a_column_that_says_yes_or_no_names_no_manager(header: str) -> None:
    rows = [["1", "Odette Lind", "CEO", "Yes", ""], ["2", "Bero Vask", "Engineer", "No", "1"]]
    file = text(["ID", "Name", "Job Title", header, "Reports To"], rows)
    assert fields(file)[header] == ""
    assert "column-corrected" in codes(file)


@pytest.mark.parametrize(
    "header",
    ["Manager Title", "Manager's Department", "Is Manager", "Account Manager Region", "Manager Level", "HR Manager",
     "Number of Reports", "People Manager Since"],
)  # fmt: skip
def test_what_a_header_says_of_a_manager_names_none(header: str) -> None:
    rows = [["1", "Odette Lind", "CEO", "x", ""], ["2", "Bero Vask", "Engineer", "VP Product", "1"]]
    assert fields(text(["ID", "Name", "Job Title", header, "Manager ID"], rows))[header] == ""


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Manager - Work email", "manager"), ("Worker's Manager", "manager"), ("managerUserPrincipalName", "manager"),
        ("Manager ID (external ID)", "manager"), ("Direct Manager Employee Number", "manager"),
        ("Solid Line Manager ID", "manager"), ("Dotted Line Manager IDs", "dotted"), ("Second Manager", "dotted"),
        ("Matrix Manager Email", "dotted"), ("Manager 2", "dotted"), ("Manager First Name", "manager_first_name"),
        ("Email Address [Required]", "email"), ("Full-time equivalent", "fte"), ("Ｅｍａｉｌ", "email"),
        ("employee_number", "person_id"), ("jobTitle", "title"), ("Date of joining", "starts"),
        ("Last working day", "leaves"), ("Last Day Worked", "leaves"), ("Contract Start", "starts"),
        ("Reports into", "manager"), ("Supervisor_Secondary", "dotted"), ("Person ID External", "person_id"),
        ("Department_Desc", "department"), ("Squad / Pod", "team"), ("Supervisory Org", "team"), ("HOD", "team_head"),
        ("Legal Name - First Name", "first_name"), ("CF_Manager_Email", "manager"),
        ("Based in", "location"), ("Org Unit Path [Required]", "team_path"), ("Is Department Head", "head"),
    ],
)  # fmt: skip
def test_headers_are_read_by_their_words(header: str, field: str) -> None:
    rows = [["1", "Odette Lind", "CEO", ""], ["2", "Bero Vask", "Engineer", ""]]
    assert fields(text(["ID", "Name", "Job Title", header], rows))[header] == field


def test_a_name_beside_a_first_name_is_the_last_name() -> None:
    rows = [["1", "Lind", "Odette", "CEO"], ["2", "Vask", "Bero", "Engineer"]]
    assert fields(text(["ID", "Name", "First Name", "Title"], rows))["Name"] == "last_name"
    whole = [["1", "Odette Lind", "Odette", "CEO"], ["2", "Bero Vask", "Bero", "Engineer"]]
    assert fields(text(["ID", "Name", "First Name", "Title"], whole))["Name"] == "name"


def test_preferred_names_that_are_whole_are_the_names() -> None:
    rows = [["1", "Odette Lind", "CEO"], ["2", "Bero Vask", "Engineer"]]
    assert fields(text(["ID", "Preferred_Name", "Title"], rows))["Preferred_Name"] == "name"


def test_a_team_lead_by_name_is_a_manager_and_by_yes_or_no_a_head() -> None:
    rows = [
        ["1", "Odette Lind", "CEO", ""],
        ["2", "Bero Vask", "VP", "Odette Lind"],
        ["3", "Jon Ode", "Engineer", "Bero Vask"],
    ]
    assert fields(text(["ID", "Name", "Title", "Team Lead"], rows))["Team Lead"] == "manager"
    flags = [[*row[:3], flag] for row, flag in zip(rows, ("Yes", "Yes", "No"), strict=True)]
    assert fields(text(["ID", "Name", "Title", "Team Lead"], flags))["Team Lead"] == "head"


def test_names_of_those_who_report_to_the_row_are_no_managers() -> None:
    rows = [
        ["1", "Odette Lind", "CEO", "", "Bero Vask; Mira Osk"], ["2", "Bero Vask", "VP", "1", "Jon Ode"],
        ["3", "Mira Osk", "VP", "1", ""], ["4", "Jon Ode", "Engineer", "2", ""],
    ]  # fmt: skip
    assert fields(text(["ID", "Name", "Title", "Manager ID", "Leads"], rows))["Leads"] == ""

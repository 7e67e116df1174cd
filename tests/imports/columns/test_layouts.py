"""Hierarchies over columns, second managers, headers in groups and headers twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.columns.made_up import FIRST, LAST, Person, people, text
from tests.imports.formats.shapes import codes, fields
from tests.imports.helpers import imported

pytestmark = pytest.mark.pure


def chain(staff: list[Person], person: Person) -> list[str]:
    """The names from the top down to the person."""
    above = [] if person.manager is None else chain(staff, staff[person.manager])
    return [*above, person.name]


def padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


@settings(max_examples=25, deadline=None)
@given(people(least=12), st.sampled_from(["Level {}", "L{}", "Ebene {}", "Tier {}", "Org Level {}"]))
def test_a_column_for_each_level_is_a_hierarchy_of_people(staff: list[Person], header: str) -> None:
    depth = max(p.depth for p in staff) + 1
    headers = [header.format(n) for n in range(1, depth + 1)]
    rows = [[*padded(chain(staff, p), depth), p.title] for p in staff]
    found = fields(text([*headers, "Title"], rows))
    assert [found[name] for name in headers] == [f"level:{n}" for n in range(1, depth + 1)]


@settings(max_examples=25, deadline=None)
@given(people(least=12), st.booleans())
def test_a_management_chain_begins_at_the_top_whichever_way_it_is_numbered(staff: list[Person], upward: bool) -> None:
    depth = max(p.depth for p in staff)
    if depth < 2:
        return
    headers = [f"Management Chain - Level {n:02}" for n in range(1, depth + 1)]
    rows = []
    for p in staff:
        above = chain(staff, p)[:-1]
        rows.append([str(p.number + 1), p.name, p.title, *padded(above[::-1] if upward else above, depth)])
    found = fields(text(["ID", "Name", "Title", *headers], rows))
    expected = [f"chain:{n}" for n in range(1, depth + 1)]
    assert [found[name] for name in headers] == (expected[::-1] if upward else expected)


def in_order(staff: list[Person], person: Person) -> list[Person]:
    below = [p for p in staff if p.manager == person.number]
    return [person, *(found for p in below for found in in_order(staff, p))]


@settings(max_examples=25, deadline=None)
@given(people(), st.sampled_from(["Depth", "Level", "Outline Level"]), st.integers(0, 1))
def test_numbers_that_grow_by_one_are_depths(staff: list[Person], header: str, top: int) -> None:
    rows = [[str(p.depth + top), p.name, p.title] for p in in_order(staff, staff[0])]
    assert fields(text([header, "Name", "Job Title"], rows))[header] == "depth"


def test_levels_of_jobs_are_no_depths() -> None:
    rows = [["6", "Odette Lind", "CEO"], ["3", "Bero Vask", "Engineer"], ["5", "Irena Nadal", "Engineer"]]
    assert fields(text(["Level", "Name", "Job Title"], rows))["Level"] == "level"


@settings(max_examples=25, deadline=None)
@given(people(least=12))
def test_a_second_manager_is_a_dotted_line_and_the_managers_manager_none(staff: list[Person]) -> None:
    if max(p.depth for p in staff) < 2 or len({p.manager for p in staff}) < 4:
        return
    above = [staff[p.manager] if p.manager is not None else None for p in staff]
    second = [staff[m.manager].name if m and m.manager is not None else "" for m in above]
    rows = [
        [str(p.number), p.name, p.title, m.name if m else "", s] for p, m, s in zip(staff, above, second, strict=True)
    ]
    headers = ["ID", "Name", "Title", "Manager 1", "Manager 2"]
    assert fields(text(headers, rows))["Manager 2"] in ("", "chain:1")
    other = [[*row[:4], staff[-1].name if i in (1, 2, 3) else ""] for i, row in enumerate(rows)]
    assert fields(text(headers, other))["Manager 2"] == "dotted"


def test_departments_on_levels_are_teams() -> None:
    rows = [["1", "Odette Lind", "CEO", "Tarn", ""], ["2", "Bero Vask", "VP Product", "Tarn", "Product"]]
    found = fields(text(["ID", "Name", "Title", "Department Level 1", "Department Level 2"], rows))
    assert (found["Department Level 1"], found["Department Level 2"]) == ("team:1", "team:2")


def test_headers_in_groups_are_read_with_their_groups() -> None:
    file = "Employee,,,Manager,\nID,Name,Title,ID,Name\n1,Odette Lind,CEO,,\n2,Bero Vask,Engineer,1,Odette Lind\n"
    assert fields(file) == {
        "Employee ID": "person_id", "Employee Name": "name", "Employee Title": "title", "Manager ID": "manager",
        "Manager Name": "manager",
    }  # fmt: skip


def test_titles_above_the_headers_are_no_groups() -> None:
    file = "Report,All Workers\n,\nID,Name,Title\n1,Odette Lind,CEO\n2,Bero Vask,Engineer\n"
    assert set(fields(file)) == {"ID", "Name", "Title"}


def test_a_second_row_of_headers_is_no_person() -> None:
    file = "EMPID,FIRSTNAME,LASTNAME,TITLE\nEmployee Id,First Name,Last Name,Title\n1,Odette,Lind,CEO\n2,Bero,Vask,VP\n"
    assert "second-header-row" in codes(file)
    kinds = "ID,Name,Title\nRequired,Required,Optional\n1,Odette Lind,CEO\n2,Bero Vask,Engineer\n"
    assert "second-header-row" in codes(kinds)


def test_a_person_with_words_of_headers_in_the_cells_is_kept() -> None:
    rows = [["1", "Lena Holt", "Manager", "Group", "Site", "Active"], ["2", "Jon Ode", "Engineer", "Unit", "Leeds", ""]]
    file = text(["ID", "Name", "Title", "Department", "Office", "Status"], rows)
    assert "second-header-row" not in codes(file)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=5, max_size=20), st.booleans())
def test_a_staircase_is_read_from_the_left_whatever_its_headers(steps: list[int], numbered: bool) -> None:
    depths = [0, 1]
    for step in steps:
        depths.append(max(1, min(step, depths[-1] + 1, 3)))
    width = max(depths) + 1
    headers = (
        [f"Level {n}" for n in range(1, width + 1)] if numbered else ["CEO", "Director", "Manager", "Rest"][:width]
    )
    names = [f"{first} Lind" for first in (*FIRST, *LAST[1:])]
    rows = [[names[n] if i == depth else "" for i in range(width)] + ["Cook"] for n, depth in enumerate(depths)]
    found = fields(text([*headers, "Job Title"], rows))
    assert [found[name] for name in headers] == [f"level:{n}" for n in range(1, width + 1)]


@given(st.lists(st.integers(1, 4), min_size=4, max_size=20), st.integers(0, 1))
def test_numbers_that_grow_by_one_are_depths_where_nothing_names_managers(steps: list[int], top: int) -> None:
    depths = [top, top + 1]
    for step in steps:
        depths.append(top + max(1, min(step, depths[-1] - top + 1)))
    rows = [[str(depth), f"{'ABCDEFGHIJKLMNOPQRSTUV'[n]}da Lind", "Cook"] for n, depth in enumerate(depths)]
    assert fields(text(["Rung", "Name", "Job Title"], rows))["Rung"] == "depth"


def test_ids_that_managers_go_by_are_ids_whatever_their_header_and_whoever_is_at_the_top() -> None:
    rows = [["Lind", "8001", "CEO", "NO_MANAGER"], ["Vask", "8002", "Cook", "8001"], ["Nadal", "8003", "Cook", "8002"]]
    assert fields(text(["Nachname", "Kennnr", "Title", "Vorgesetzt Nr Manager"], rows))["Kennnr"] in ("id", "person_id")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=4, max_size=18), st.sampled_from([".", "- ", "> ", "• "]), st.booleans())
def test_marks_before_names_or_titles_are_depths(steps: list[int], mark: str, by_title: bool) -> None:
    depths = [0, 1]
    for step in steps:
        depths.append(max(1, min(step, depths[-1] + 1)))
    rows = [
        [
            f"{'' if by_title else mark * depth}{FIRST[n % 12]} {LAST[n // 12]}",
            f"{mark * depth if by_title else ''}Cook",
        ]
        for n, depth in enumerate(depths)
    ]
    outcome = imported(text(["Name", "Job Title"], rows))
    assert {position.title for position in outcome.after.positions.values()} == {"Cook"}
    assert sum(not position.manager for position in outcome.after.positions.values()) == 1


@pytest.mark.parametrize("headers", [["Rung", "Who", "Led by"], ["a", "b", "c"]])
def test_nobody_in_a_column_of_managers_is_nobody(headers: list[str]) -> None:
    rows = [
        ["Cook", "Odette Lind", "Nobody"],
        ["Baker", "Bero Vask", "Odette Lind"],
        ["Nurse", "Iri Nadal", "Bero Vask"],
    ]
    assert fields(text(headers, rows))[headers[2]] == "manager"


@pytest.mark.parametrize("cell", ["{0}-{1}", "{0} - {1}", "{0} {1}", "{1} ({0})", "{0}: {1}"])
def test_managers_by_id_and_name_in_one_cell_are_found_whatever_the_header(cell: str) -> None:
    rows = [
        ["1001", "Odette Lind", "CEO", ""],
        ["1002", "Bero Vask", "Cook", cell.format("1001", "Odette Lind")],
        ["1003", "Iri Nadal", "Baker", cell.format("1002", "Bero Vask")],
    ]
    outcome = imported(text(["Emp ID", "Name", "Job Title", "Up"], rows))
    assert {key: p.manager for key, p in outcome.after.positions.items()} == {
        "1001": "",
        "1002": "1001",
        "1003": "1002",
    }


def test_a_group_of_managers_tells_its_name_from_the_name_of_the_row() -> None:
    groups = ["Person", "", "", "Supervisor", ""]
    headers = ["No", "Name", "Job Title", "No", "Name"]
    rows = [["1", "Odette Lind", "CEO", "", ""], ["2", "Bero Vask", "Cook", "1", "Odette Lind"]]
    outcome = imported(text(groups, [headers, *rows, ["3", "Iri Nadal", "Baker", "2", "Bero Vask"]]))
    assert {key: p.manager for key, p in outcome.after.positions.items()} == {"1": "", "2": "1", "3": "2"}


@settings(max_examples=20, deadline=None)
@given(people(least=6), st.sampled_from(["@{}", "{}", "u_{}", "{}/x"]))
def test_handles_that_another_column_names_rows_by_are_ids(staff: list[Person], form: str) -> None:
    handle = [form.format(f"{person.first}{person.last}".lower()) for person in staff]
    rows = [[handle[p.number], p.name, p.title, "" if p.manager is None else handle[p.manager]] for p in staff]
    found = fields(text(["Call", "Who", "Does", "Above"], rows))
    assert (found["Call"], found["Above"]) == ("id", "manager")


def test_a_name_beside_a_last_name_is_the_first_name() -> None:
    rows = [["Lind", "Odette", "CEO"], ["Vask", "Bero", "Cook"], ["Nadal", "Iri", "Baker"]]
    assert fields(text(["Family Name", "Name", "Job Title"], rows))["Name"] == "first_name"


def test_what_stands_before_a_last_name_is_part_of_it() -> None:
    rows = [["1", "Daan", "de", "Boer", "CEO", ""], ["2", "Eva", "", "Vos", "Cook", "Daan de Boer"]]
    outcome = imported(text(["ID", "First Name", "Tussenvoegsel", "Last Name", "Job Title", "Manager"], rows))
    assert outcome.after.people["1"].name == "Daan de Boer"
    assert outcome.after.positions["2"].manager == "1"
    assert not [problem for problem in outcome.problems if problem.row > 1]

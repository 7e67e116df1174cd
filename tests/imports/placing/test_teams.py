"""From what a file calls teams to teams."""

import pytest

from tests.imports.placing.helpers import codes, message, placed, said, teams

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("cell", ["Search; Payments", "Search | Payments", "Search / Payments", "Search;Payments"])
def test_of_several_teams_in_one_cell_the_first_counts_and_that_is_said(cell: str) -> None:
    outcome = placed(f"1,Ada,CEO,{cell}", "2,Bo,CTO,Payments", header="ID,Name,Title,Team")
    assert teams(outcome) == {"1": "Search", "2": "Payments"}
    assert said(outcome, "several-teams") == [(2, "Team", cell)]


@pytest.mark.parametrize("name", ["UX / Research", "Design/UX", "Sales & Marketing", "Payments Squad", "C#, C++"])
def test_a_name_that_is_one_team_is_kept_as_it_is_written(name: str) -> None:
    outcome = placed(f'1,Ada,CEO,"{name}"', "2,Bo,CTO,Payments", header="ID,Name,Title,Team")
    assert (teams(outcome)["1"], codes(outcome)) == (name, [])


@pytest.mark.parametrize("step", ["/", ">", "→"])
def test_cells_that_begin_alike_and_go_on_are_teams_one_in_the_other(step: str) -> None:
    cells = (
        "R&D / Clinical / Charting",
        "R&D / Clinical / Orders",
        "R&D / Billing",
        "Sales / West",
        "Sales / East",
        "HR",
    )
    rows = [f"{n},Name{n},Cook,{cell.replace('/', step)}" for n, cell in enumerate(cells, 1)]
    outcome = placed(*rows, header="ID,Name,Title,Department")
    assert list(teams(outcome).values()) == [cell.replace("/", ">") for cell in cells]
    assert codes(outcome) == []


def test_cells_of_two_teams_each_are_no_paths() -> None:
    cells = ("Payments / Ledger", "Payments / Search", "Ledger / Search", "Payments")
    rows = [f"{n},Name{n},Cook,{cell}" for n, cell in enumerate(cells, 1)]
    outcome = placed(*rows, header="ID,Name,Title,Team")
    assert list(teams(outcome).values()) == ["Payments", "Payments", "Ledger", "Payments"]


def test_a_team_that_the_organisation_has_is_never_parted() -> None:
    header = "ID,Name,Title,Team"
    before = placed("1,Ada,CEO,Search / Payments", header=header).after
    outcome = placed("1,Ada,CEO,Search / Payments", "2,Bo,CTO,Payments", header=header, current=before)
    assert teams(outcome)["1"] == "Search / Payments"


def test_the_manager_in_the_brackets_of_a_supervisory_organisation_is_no_part_of_its_name() -> None:
    outcome = placed(
        "1,Ada Long,CEO,Executive (Ada Long)",
        "2,Bo Roe,CTO,Product (Bo Roe)",
        "3,Cy,Cook,Product (Bo Roe)",
        "4,Di,Cook,Kitchen (Zed Gone)",
        header="ID,Name,Title,Supervisory Organization",
    )
    assert teams(outcome) == {"1": "Executive", "2": "Product", "3": "Product", "4": "Kitchen"}


def test_brackets_that_hold_no_person_stay() -> None:
    outcome = placed("1,Ada Long,CEO,Design (UX)", "2,Bo,CTO,Sales (United Kingdom)", header="ID,Name,Title,Team")
    assert teams(outcome) == {"1": "Design (UX)", "2": "Sales (United Kingdom)"}


@pytest.mark.parametrize("path", ["/Product/Core", "Product > Core", "Product\\Core", "/Product/Core/"])
def test_a_path_becomes_teams_one_inside_the_other(path: str) -> None:
    outcome = placed(f"1,Ada,CEO,{path}", "2,Bo,CTO,/", "3,Cy,Cook,/Product", header="ID,Name,Title,@team_path")
    assert teams(outcome) == {"1": "Product > Core", "2": "", "3": "Product"}


def test_a_department_that_the_path_does_not_hold_counts_before_the_path() -> None:
    header = "ID,Name,Title,@team_path,Department"
    outcome = placed("1,Ada,CEO,/Staff/London,Product", "2,Bo,CTO,/Product/Core,Product", header=header)
    assert teams(outcome) == {"1": "Product", "2": "Product > Core"}


def test_columns_of_department_levels_and_a_parent_nest() -> None:
    outcome = placed("1,Ada,CEO,Tarn,Product,Core", header="ID,Name,Title,@team:1,@team:2,Team")
    assert teams(outcome) == {"1": "Tarn > Product > Core"}
    outcome = placed("1,Ada,CEO,Core,Product", header="ID,Name,Title,Team,@parent_team")
    assert teams(outcome) == {"1": "Product > Core"}


def test_a_team_named_as_its_department_is_the_department() -> None:
    outcome = placed("1,Ada,CEO,Product,product", header="ID,Name,Title,Department,Team")
    assert teams(outcome) == {"1": "Product"}


def test_many_rows_of_one_cell_are_said_once() -> None:
    rows = [f"{n},N{n},Cook,A; B" for n in range(1, 20)]
    outcome = placed(*rows, header="ID,Name,Title,Team")
    assert len(said(outcome, "several-teams")) == 1
    assert "to 19 rows" in message(outcome, "several-teams")


def test_a_parent_that_has_a_parent_in_another_row_is_one_team() -> None:
    rows = ("1,Ada,CEO,Acme,", "2,Bo,CPO,Product,Acme", "3,Cy,Cook,Payments,Product")
    outcome = placed(*rows, header="ID,Name,Job Title,Department,Parent Department")
    assert teams(outcome)["3"] == "Acme > Product > Payments"
    assert len(outcome.after.teams) == 3


def test_a_team_named_without_those_that_it_sits_in_is_the_one_of_its_name() -> None:
    nested = placed("1,Ada,CEO,Product,Payments", "2,Bo,CTO,Product,", header="ID,Name,Title,Department,Team")
    again = placed("1,Ada,CEO,Payments", "2,Bo,CTO,Product", header="ID,Name,Title,Team", current=nested.after)
    assert (again.changes, teams(again)) == ((), {"1": "Product > Payments", "2": "Product"})


def test_of_two_teams_of_one_name_none_is_taken_for_a_name_that_stands_alone() -> None:
    header = "ID,Name,Title,Department,Team"
    nested = placed("1,Ada,CEO,Product,Core", "2,Bo,CTO,Engineering,Core", header=header)
    again = placed("1,Ada,CEO,Core", "2,Bo,CTO,Core", header="ID,Name,Title,Team", current=nested.after)
    assert teams(again) == {"1": "Core", "2": "Core"}

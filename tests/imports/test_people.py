"""What real people files do, each thing handled and said."""

from datetime import date, timedelta

import pytest

from planning.core.records import Org, Person, Position
from planning.core.tree import shape
from tests.imports.helpers import ON, imported, messages, people

pytestmark = pytest.mark.pure


def test_a_position_its_holder_and_its_line_are_read() -> None:
    after = imported(people("1,Ada,CEO,", "2,Bo,Product Manager,1")).after
    assert after.positions["2"] == Position(
        "2", title="Product Manager", role="product-manager", manager="1", holder="2"
    )
    assert after.people["2"] == Person("2", "Bo")


def test_ids_keep_their_leading_zeros() -> None:
    assert list(imported(people("007,Ada,CEO,")).after.positions) == ["007"]


def test_a_manager_id_that_lost_its_zeros_is_found() -> None:
    assert imported(people("007,Ada,CEO,", "8,Bo,Engineer,7")).after.positions["8"].manager == "007"


@pytest.mark.parametrize("mark", ["", "none", "XX", "*", "-", "N/A", "1"])
def test_the_top_is_named_in_many_ways(mark: str) -> None:
    after = imported(people(f"1,Ada,CEO,{mark}", "2,Bo,Engineer,1")).after
    assert (after.positions["1"].manager, shape(after).top) == ("", "1")


@pytest.mark.parametrize("mark", ["none", "XX", "*", "1"])
def test_a_mark_for_the_top_is_said(mark: str) -> None:
    assert any("at the top" in text for text in messages(imported(people(f"1,Ada,CEO,{mark}", "2,Bo,Engineer,1")), 2))


def test_an_id_that_looks_like_a_mark_for_the_top_is_an_id() -> None:
    assert imported(people("XX,Ada,CEO,", "2,Bo,Engineer,XX")).after.positions["2"].manager == "XX"


def test_an_unknown_manager_keeps_its_key_and_the_position_waits_in_the_tray() -> None:
    outcome = imported(people("1,Ada,CEO,", "2,Bo,Engineer,99", "3,Cy,Engineer,1"))
    assert outcome.after.positions["2"].manager == "99"
    assert outcome.summary.unplaced == ("2",)
    assert any("No row has this manager" in text for text in messages(outcome, 3))


def test_several_roots_are_said_and_the_lone_ones_wait() -> None:
    outcome = imported(people("1,Ada,CEO,", "2,Bo,Engineer,1", "3,Cy,Engineer,"))
    assert outcome.summary.unplaced == ("3",)
    assert any("rows name no manager" in text for text in messages(outcome, 4))


def test_no_root_at_all_is_said() -> None:
    outcome = imported(people("1,Ada,CEO,2", "2,Bo,CTO,1"))
    assert any("no one is at the top" in text for text in messages(outcome))


def test_a_ring_is_kept_said_and_shown_as_unplaced() -> None:
    outcome = imported(people("0,Zed,Chair,", "1,Ada,CEO,2", "2,Bo,CTO,3", "3,Cy,COO,1"))
    assert outcome.after.positions["1"].manager == "2"
    assert set(outcome.summary.unplaced) >= {"1", "2", "3"}
    assert any("form a loop" in text for text in messages(outcome, 3))


def test_a_manager_can_be_named_by_e_mail() -> None:
    text = people("1,Ada,CEO,a@x.org,", "2,Bo,Engineer,b@x.org,A@X.ORG", header="ID,Name,Title,Email,SupervisorEmail")
    assert imported(text).after.positions["2"].manager == "1"


@pytest.mark.parametrize("name", ["Ada Long", "ada  long", '"Long, Ada"', "Ada Long (1)", "Someone Else (1)"])
def test_a_manager_can_be_named_by_name(name: str) -> None:
    text = people("1,Ada Long,CEO,", f"2,Bo,Engineer,{name}", header="Employee #,Name,Job Title,Reporting to")
    assert imported(text).after.positions["2"].manager == "1"


def test_a_manager_name_that_two_share_waits_in_the_tray() -> None:
    text = people("1,Ada,CEO,", "2,Ada,CTO,1", "3,Bo,Engineer,Ada", header="ID,Name,Title,Reports To")
    outcome = imported(text)
    assert outcome.summary.unplaced == ("3",)
    assert any("Several positions match this name" in text for text in messages(outcome, 4))


def test_manager_ids_can_be_those_of_people() -> None:
    header = "Position ID,Employee ID,Name,Job Title,Manager ID"
    text = people("1,2,Ada,CEO,", "2,1,Bo,CTO,2", "3,3,Cy,Engineer,1", header=header)
    assert imported(text).after.positions["3"].manager == "1"
    text = people("10,E1,Ada,CEO,", "11,E2,Bo,CTO,E1", header=header)
    assert imported(text).after.positions["11"].manager == "10"


def test_dotted_lines_are_several_ids() -> None:
    header = "Person ID,Full Name,Job Title,Supervisor ID,AltReportsTo"
    for cell in ("2;3", "2:3", '"2, 3"', "2|3"):
        text = people("1,Ada,CEO,,", "2,Bo,CTO,1,", "3,Cy,COO,1,", f"4,Di,Engineer,2,{cell}", header=header)
        assert imported(text).after.positions["4"].dotted == ("2", "3")


def test_one_person_holds_several_positions() -> None:
    header = "Position ID,Employee ID,Name,Job Title,Manager ID"
    outcome = imported(people("1,E1,Ada,CEO,", "2,E1,Ada,CTO,1", header=header))
    assert [p.holder for p in outcome.after.positions.values()] == ["E1", "E1"]
    assert list(outcome.after.people) == ["E1"]


def test_one_employee_id_with_two_titles_is_one_person_in_two_positions() -> None:
    text = people("E1,Ada,CEO,", "E1,Ada,CTO,E1", header="Employee ID,Name,Job Title,Manager ID")
    outcome = imported(text)
    assert {key: p.holder for key, p in outcome.after.positions.items()} == {"E1": "E1", "E1-2": "E1"}
    assert any("has the key E1-2" in text for text in messages(outcome, 3))


def test_one_employee_id_with_two_names_is_two_people() -> None:
    header = "Position ID,Employee ID,Name,Job Title,Manager ID"
    outcome = imported(people("1,E1,Ada,CEO,", "2,E1,Bo,CTO,1", header=header))
    assert sorted(p.name for p in outcome.after.people.values()) == ["Ada", "Bo"]
    assert any("kept as a different person" in text for text in messages(outcome, 3))


def test_one_id_used_for_two_posts_keeps_both() -> None:
    outcome = imported(people("1,Ada,CEO,", "7,Bo,Designer,1", "7,Cy,Engineer,1"))
    assert {key: p.title for key, p in outcome.after.positions.items()} == {
        "1": "CEO",
        "7": "Designer",
        "7-2": "Engineer",
    }


def test_a_derived_key_never_takes_another_id() -> None:
    outcome = imported(people("7,Bo,Designer,", "7,Cy,Engineer,", "7-2,Di,Lawyer,"))
    assert {key: p.title for key, p in outcome.after.positions.items()} == {
        "7": "Designer", "7-3": "Engineer", "7-2": "Lawyer",
    }  # fmt: skip


def test_two_posts_of_one_id_keep_their_keys_when_the_rows_change_places() -> None:
    first = imported(people("7,Bo,Designer,", "7,Cy,Engineer,"))
    assert imported(people("7,Cy,Engineer,", "7,Bo,Designer,"), current=first.after).changes == ()


def test_a_row_that_repeats_another_is_left_out_and_said() -> None:
    outcome = imported(people("1,Ada,CEO,", "1,Ada,CEO,"))
    assert len(outcome.after.positions) == 1
    assert any("The same as row 2" in text for text in messages(outcome, 3))


@pytest.mark.parametrize("name", ["TBH", "New Vacancy", "Vacant", "TBD", "N/A", "Open", ""])
def test_a_placeholder_is_a_vacant_position_and_said(name: str) -> None:
    outcome = imported(people(f"1,{name},Product Manager,"))
    assert outcome.after.positions["1"].holder == ""
    assert any("position is open" in text for text in messages(outcome, 2))


def test_many_new_vacancies_stay_apart() -> None:
    assert len(imported(people(*(f"{n},New Vacancy,Engineer," for n in range(5)))).after.positions) == 5


def test_vacancies_without_ids_get_keys_of_their_own() -> None:
    outcome = imported(people("1,Ada,CEO,", ",TBH,Engineer,1", ",TBH,Engineer,1"))
    assert list(outcome.after.positions) == ["1", "vacant-engineer", "vacant-engineer-2"]
    assert any("vacant-engineer-2" in text for text in messages(outcome, 4))


@pytest.mark.parametrize("name", ["N/D", "Name withheld", "Product Manager"])
def test_a_withheld_name_is_a_filled_position_without_a_name(name: str) -> None:
    outcome = imported(people(f"1,{name},Product Manager,"))
    holder = outcome.after.holder(outcome.after.positions["1"])
    assert holder is not None
    assert holder.name == ""
    assert any("withheld" in text for text in messages(outcome, 2))


def test_withheld_names_are_different_people() -> None:
    after = imported(people("1,N/D,Director,", "2,N/D,Director,1")).after
    assert after.positions["1"].holder != after.positions["2"].holder


def test_a_vacancy_that_carries_a_name_is_vacant_and_said() -> None:
    outcome = imported(people("1,Ada,CEO,,Vacant", header="Position ID,Name,Job Title,Manager ID,Status"))
    assert outcome.after.positions["1"].holder == ""
    assert any("but has a name" in text for text in messages(outcome, 2))


def test_a_title_that_says_vacant_is_read_without_the_mark() -> None:
    position = imported(people("1,,Product Manager (Vacant),")).after.positions["1"]
    assert (position.title, position.holder) == ("Product Manager", "")


def test_an_interim_mark_is_taken_off_the_name_and_said() -> None:
    outcome = imported(people("1,Ada Long (Interim),CEO,"))
    assert outcome.after.people["1"].name == "Ada Long"
    assert any("is interim" in text for text in messages(outcome, 2))


@pytest.mark.parametrize(("column", "value"), [("Status", "Terminated"), ("Status", "Inactive"), ("Valid?", "0")])
def test_an_inactive_row_is_kept_as_ended_and_said(column: str, value: str) -> None:
    text = people("1,Ada,CEO,,", f"2,Bo,CTO,1,{value}", header=f"Position ID,Name,Job Title,Manager ID,{column}")
    outcome = imported(text)
    assert list(outcome.after.positions) == ["1"]
    assert outcome.after.tables["position"]["2"].ends == ON - timedelta(days=1)
    assert any("not active" in text for text in messages(outcome, 3))


def test_who_reports_to_an_inactive_row_waits_in_the_tray() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Status"
    rows = ("1,Ada,CEO,,Active", "2,Bo,CTO,1,Left", "3,Cy,Engineer,2,Active", "4,Di,Cook,1,Active")
    outcome = imported(people(*rows, header=header))
    assert outcome.summary.unplaced == ("3",)
    assert any("manager’s row is not active" in text for text in messages(outcome, 4))


@pytest.mark.parametrize("status", ["Active", "On leave", "Open-ended", "Permanent", "Who knows"])
def test_other_statuses_are_active(status: str) -> None:
    outcome = imported(people(f"1,Ada,CEO,,{status}", header="Position ID,Name,Job Title,Manager ID,Status"))
    assert outcome.after.positions["1"].holder == "1"


def test_dates_of_people_are_read() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Hire Date,Termination Date"
    person = imported(people("1,Ada,CEO,,01/06/2021,31/12/2022", header=header)).after.people["1"]
    assert (person.starts, person.leaves) == (date(2021, 6, 1), date(2022, 12, 31))


def test_the_start_date_of_a_vacancy_is_its_target() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Start Date"
    assert imported(people("1,TBH,PM,,2022-09-01", header=header)).after.positions["1"].target_start == date(2022, 9, 1)


def test_an_impossible_date_is_an_error_at_its_cell_and_the_row_is_left_out() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Start Date"
    outcome = imported(people("1,Ada,CEO,,0026-01-01", "2,Bo,CTO,,2020-01-01", header=header))
    error = outcome.errors[0]
    assert (error.row, error.column, error.value) == (2, "Start Date", "0026-01-01")
    assert list(outcome.after.positions) == ["2"]


def test_a_position_whose_row_has_an_error_stays_as_it_is() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Start Date"
    current = imported(people("1,Ada,CEO,,2020-01-01", "2,Bo,CTO,,2020-01-01", header=header)).after
    outcome = imported(people("1,Ada,Chair,,0026-01-01", "2,Bo,CTO,,2020-01-01", header=header), current=current)
    assert outcome.changes == ()


def test_what_is_no_date_is_left_out_with_a_note() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Start Date"
    outcome = imported(people("1,Ada,CEO,,soon", header=header))
    assert outcome.errors == ()
    assert any("not a date" in text for text in messages(outcome, 2))


@pytest.mark.parametrize(
    ("cell", "fte"), [("0.8", 0.8), ('"0,8"', 0.8), ("80%", 0.8), ("", 1.0), ("N/D", 1.0), ("-3", 1.0)]
)
def test_fte(cell: str, fte: float) -> None:
    text = people(f"1,Ada,CEO,,{cell}", header="Position ID,Name,Job Title,Manager ID,FTE")
    assert imported(text).after.positions["1"].fte == fte


def test_a_column_of_percentages_is_fte_in_percent() -> None:
    text = people("1,Ada,CEO,,100", "2,Bo,CTO,1,80", header="Position ID,Name,Job Title,Manager ID,FTE")
    assert [p.fte for p in imported(text).after.positions.values()] == [1.0, 0.8]


def test_departments_and_teams_become_teams() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Department,Team"
    after = imported(people("1,Ada,CTO,,Engineering,", "2,Bo,Engineer,1,Engineering,Data & AI", header=header)).after
    assert after.teams["engineering"].function == "engineering"
    assert (after.teams["data-ai"].name, after.teams["data-ai"].parent) == ("Data & AI", "engineering")
    assert (after.positions["1"].team, after.positions["2"].team) == ("engineering", "data-ai")


def test_teams_of_one_name_in_two_departments_stay_apart() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Department,Team"
    after = imported(people("1,Ada,CTO,,Engineering,Core", "2,Bo,CPO,,Product,Core", header=header)).after
    assert after.positions["1"].team != after.positions["2"].team


def test_a_name_in_parts_is_put_together() -> None:
    header = "ID,First Name,Last Name,Preferred Name,Title"
    after = imported(people("1,Adelaide,Long,,CEO", "2,Robert,Roe,Bo,CTO", header=header)).after
    assert [p.name for p in after.people.values()] == ["Adelaide Long", "Bo Roe"]


def test_a_file_without_ids_uses_e_mails_and_says_so() -> None:
    text = people("Ada,CEO,a@x.org,", "Bo,CTO,b@x.org,a@x.org", header="Name,Title,Email,Manager Email")
    outcome = imported(text)
    assert list(outcome.after.positions) == ["a@x.org", "b@x.org"]
    assert any("no ID column" in text for text in messages(outcome, 1))


def test_two_people_of_one_name_without_ids_stay_apart() -> None:
    outcome = imported(people("Ada Long,CEO", "Ada Long,CTO", header="Name,Title"))
    assert list(outcome.after.positions) == ["ada-long", "ada-long-2"]


def test_a_file_without_managers_keeps_those_that_are_known() -> None:
    current = imported(people("1,Ada,CEO,", "2,Bo,CTO,1")).after
    outcome = imported(people("1,Ada,CEO", "2,Bo,CTO", header="Position ID,Name,Job Title"), current=current)
    assert outcome.changes == ()
    assert any("No column names managers" in text for text in messages(outcome))


def test_formulas_are_kept_as_text() -> None:
    assert imported(people("1,=CMD(),CEO,")).after.people["1"].name == "=CMD()"


def test_a_row_that_says_nothing_of_a_position_is_an_error() -> None:
    outcome = imported(people("1,Ada,CEO,", ",,,Somewhere"))
    assert [problem.row for problem in outcome.errors] == [3]


def test_headers_in_the_middle_of_the_file_are_left_out() -> None:
    outcome = imported(people("1,Ada,CEO,", "Position ID,Name,Job Title,Manager ID", "2,Bo,CTO,1"))
    assert list(outcome.after.positions) == ["1", "2"]


def test_every_position_is_placed_or_in_the_tray() -> None:
    outcome = imported(people("1,Ada,CEO,", "2,Bo,CTO,1", "3,Cy,COO,9", "4,Di,CFO,5", "5,Ed,CMO,4", "6,Flo,Cook,5"))
    form = shape(outcome.after)
    assert set(form.order) == set(outcome.after.positions)


def test_an_empty_organisation_is_the_default() -> None:
    assert imported(people("1,Ada,CEO,"), current=Org(ON)).summary.added == ("1",)


def test_a_manager_id_that_is_read_loosely_is_said() -> None:
    outcome = imported(people("007,Ada,CEO,", "8,Bo,Engineer,7"))
    assert any("007 was used" in text for text in messages(outcome, 3))


def test_a_file_without_ids_over_one_with_ids_finds_people_by_e_mail_and_name() -> None:
    header = "Position ID,Name,Title,Email,Manager"
    first = imported(people("p1,Ada,CEO,a@x.org,", "p2,Bo,CTO,,p1", header=header)).after
    outcome = imported(people("Ada L,CEO,a@x.org,", "Bo,COO,,Ada L", header="Name,Title,Email,Manager"), current=first)
    assert outcome.summary.ended == ()
    assert (outcome.after.positions["p2"].title, outcome.after.positions["p2"].manager) == ("COO", "p1")


@pytest.mark.parametrize(("cell", "function"), [("Engineering", "engineering"), ("Basket weaving", "")])
def test_a_function_is_one_that_is_known(cell: str, function: str) -> None:
    text = people(f"1,Ada,CEO,,{cell}", header="Position ID,Name,Job Title,Manager ID,Function")
    outcome = imported(text)
    assert outcome.after.positions["1"].function == function
    assert bool(function) is not any("function is not recognised" in text for text in messages(outcome, 2))


def test_a_last_day_before_the_first_is_left_out_and_said() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Hire Date,Termination Date"
    outcome = imported(people("1,Ada,CEO,,2022-01-01,2021-01-01", header=header))
    assert outcome.after.people["1"].leaves is None
    assert any("before the first" in text for text in messages(outcome, 2))


def test_who_has_left_by_then_leaves_a_vacancy_that_is_said() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Termination Date"
    outcome = imported(people("1,Ada,CEO,,2022-05-01", header=header))
    assert not outcome.after.filled(outcome.after.positions["1"])
    assert any("last day has passed" in text for text in messages(outcome, 2))

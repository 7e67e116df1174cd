"""Who is whose manager, as the columns name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org
from planning.core.tree import shape
from tests.imports.placing.helpers import codes, managers, message, placed, said

pytestmark = pytest.mark.pure

HEADER = "Employee ID,Email,Name,Job Title,Manager ID,Manager Email,Manager Name"
TOP = "1,ada@x.example,Ada Long,CEO,,,"
SECOND = "2,bo@x.example,Bo Roe,VP Product,1,,"


@pytest.mark.parametrize(
    ("cells", "manager"),
    [
        ("2,bo@x.example,Bo Roe", "2"),
        ("2,ada@x.example,Ada Long", "2"),
        (",bo@x.example,Ada Long", "2"),
        ("99,bo@x.example,Ada Long", "2"),
        ("99,nobody@x.example,Bo Roe", "2"),
        (",,Bo Roe", "2"),
        ("NO_MANAGER,bo@x.example,", "2"),
    ],
)
def test_an_id_goes_before_an_e_mail_and_that_before_a_name(cells: str, manager: str) -> None:
    assert managers(placed(TOP, SECOND, f"3,,Cy,Engineer,{cells}", header=HEADER))["3"] == manager


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ("2,bo@x.example,Bo Roe", []),
        (",bo@x.example,Ada Long", [(4, "Manager Name", "Ada Long")]),
        (",nobody@x.example,Bo Roe", [(4, "Manager Email", "nobody@x.example")]),
        ("2,ada@x.example,Bo Roe", [(4, "Manager Email", "ada@x.example")]),
        ("2,none,", [(4, "Manager Email", "none")]),
    ],
)
def test_columns_that_disagree_are_said_and_those_that_agree_are_not(
    cells: str, where: list[tuple[int, str, str]]
) -> None:
    assert said(placed(TOP, SECOND, f"3,,Cy,Engineer,{cells}", header=HEADER), "manager-disagreement") == where


def test_addresses_that_no_row_has_are_said_once_and_push_nobody_into_the_tray() -> None:
    rows = [f"{n},,Name {n},Engineer,,chief{n}@y.example,Bo Roe" for n in range(3, 13)]
    outcome = placed(TOP, SECOND, *rows, header=HEADER)
    assert outcome.summary.unplaced == ()
    assert said(outcome, "manager-disagreement") == [(4, "Manager Email", "chief3@y.example")]
    assert "to 10 rows: 4, 5, 6, 7, 8 and 5 more" in message(outcome, "manager-disagreement")


@pytest.mark.parametrize("mark", ["NO_MANAGER", "\\N", "nan", "NaN", "0", "none", "-", "NULL", "1", ""])
def test_marks_of_no_manager_make_the_top(mark: str) -> None:
    outcome = placed(f"1,Ada,CEO,{mark}", "2,Bo,Engineer,1", header="Employee ID,Name,Job Title,Manager ID")
    assert shape(outcome.after).top == "1"
    assert outcome.summary.unplaced == ()


@pytest.mark.parametrize(("row", "unplaced"), [("2,Bo,Engineer,1", ()), ("2,Bo,Engineer,78", ("1", "2"))])
def test_the_head_of_a_unit_whose_manager_is_elsewhere_stands_at_the_top_of_it(
    row: str, unplaced: tuple[str, ...]
) -> None:
    outcome = placed("1,Ada,Head of Digital,77", row, "3,Cy,Engineer,1", header="ID,Name,Title,Manager ID")
    assert outcome.summary.unplaced == unplaced


def test_a_manager_whom_no_row_has_is_said_row_by_row_while_they_are_few() -> None:
    rows = [f"{n},N{n},Engineer,77" for n in (2, 3)]
    outcome = placed("1,Ada,CEO,", *rows, "4,Di,Engineer,1", header="ID,Name,Title,Manager ID")
    assert said(outcome, "unknown-manager") == [(3, "Manager ID", "77"), (4, "Manager ID", "77")]
    assert outcome.summary.unplaced == ("2", "3")


def test_a_manager_whom_no_row_has_is_said_once_for_many_rows() -> None:
    rows = [f"{n},N{n},Engineer,77" for n in range(2, 42)]
    outcome = placed("1,Ada,CEO,", *rows, header="ID,Name,Title,Manager ID")
    assert said(outcome, "unknown-manager") == [(3, "Manager ID", "77")]
    assert "to 40 rows: 3, 4, 5, 6, 7 and 35 more" in message(outcome, "unknown-manager")


def test_very_many_different_unknown_managers_are_no_longer_told_apart() -> None:
    rows = [f"{n},N{n},Engineer,x{n}" for n in range(2, 502)]
    outcome = placed("1,Ada,CEO,", *rows, header="ID,Name,Title,Manager ID")
    assert len(said(outcome, "unknown-manager")) == 101
    assert any("to 400 rows, with other values" in problem.message for problem in outcome.problems)


def test_a_manager_whose_name_is_misspelled_is_asked_for() -> None:
    rows = ("1,Ada Longfellow,CEO,", "2,Bo,Engineer,Ada Longfelow", "3,Cy,Engineer,Zed Quist")
    outcome = placed(*rows, header="ID,Name,Title,Manager")
    first, second = (p.message for p in outcome.problems if p.code == "unknown-manager")
    assert first.endswith("Is it Ada Longfellow, CEO (1)? Correct the cell.")
    assert second.endswith("Correct the cell.")


UNFOUND = ("1,Ada,CEO,", "2,Bo,CTO,1", "3,Cy,Engineer,Mr Nowhere")
BY_NAME = "ID,Name,Title,Reports To"


def answered(*rows: str) -> Org:
    """The organisation after an import, in which somebody has put the position 3 under the position 2."""
    org = placed(*rows, header=BY_NAME).after
    position = org.positions["3"]._replace(manager="2")
    return Org(org.on, {**org.tables, "position": {**org.positions, "3": position}})


def test_a_manager_whom_no_row_has_leaves_the_one_that_was_answered() -> None:
    outcome = placed(*UNFOUND, header=BY_NAME, current=answered(*UNFOUND))
    assert outcome.changes == ()
    assert "still reports to Bo, CTO (2)" in message(outcome, "unknown-manager")


@pytest.mark.parametrize("second", ["2,Bo,CTO,3", "9,Bo,CTO,1"])
def test_the_manager_of_before_does_not_stay_where_that_closes_a_ring_or_it_goes(second: str) -> None:
    outcome = placed(UNFOUND[0], second, UNFOUND[2], header=BY_NAME, current=answered(*UNFOUND))
    assert outcome.after.positions["3"].manager == "Mr Nowhere"
    assert "has no manager" in message(outcome, "unknown-manager")


def test_a_name_that_several_have_is_settled_by_who_is_the_manager_already() -> None:
    rows = ("1,Sam Reyes,CEO,", "2,Sam Reyes,CTO,1", "3,Cy,Engineer,Sam Reyes")
    outcome = placed(*rows, header=BY_NAME, current=answered(*rows))
    assert managers(outcome)["3"] == "2"
    assert "the current manager" in message(outcome, "manager-settled")


def test_who_stands_goes_before_who_has_left_where_columns_disagree() -> None:
    outcome = placed(
        "1,ada@x.example,Ada,CEO,,,Active",
        "2,bo@x.example,Bo Roe,CTO,Ada,ada@x.example,Left",
        "3,di@x.example,Di Fox,CTO,Ada,ada@x.example,Active",
        "4,cy@x.example,Cy,Engineer,Di Fox,bo@x.example,Active",
        header="ID,Email,Name,Title,Manager,Manager Email,Status",
    )
    assert managers(outcome)["4"] == "3"
    assert said(outcome, "manager-disagreement") == [(5, "Manager Email", "bo@x.example")]


def test_a_name_that_several_have_is_settled_by_the_department() -> None:
    outcome = placed(
        "1,Ada,CEO,Executive,",
        "2,Sam Reyes,Lead,Design,Ada",
        "3,Sam Reyes,Lead,Product,Ada",
        "4,Cy,Designer,Design,Sam Reyes",
        header="ID,Name,Title,Department,Reports To",
    )
    assert managers(outcome)["4"] == "2"
    assert said(outcome, "manager-settled") == [(5, "Reports To", "Sam Reyes")]


def test_who_has_the_managers_own_name_reports_to_the_other() -> None:
    rows = ("1,Ada,CEO,", "2,Sam Reyes,Lead,Ada", "3,Sam Reyes,Engineer,Sam Reyes")
    assert managers(placed(*rows, header="ID,Name,Title,Reports To"))["3"] == "2"


def test_a_name_that_nothing_settles_waits_in_the_tray_and_the_candidates_are_named() -> None:
    rows = ("1,Ada,CEO,", "2,Sam {x},Cook,Ada", "3,Sam {x},Baker,Ada", "4,Cy,Helper,Sam {x}")
    outcome = placed(*rows, header="ID,Name,Title,Reports To")
    assert outcome.summary.unplaced == ("4",)
    assert "Sam {x}, Cook (2); Sam {x}, Baker (3)" in message(outcome, "ambiguous-manager")


def test_a_name_that_very_many_have_is_told_by_its_first_few() -> None:
    rows = [f"{n},Sam Reyes,VP {n},Sam Reyes" for n in range(1, 1001)]
    outcome = placed(*rows, header="ID,Name,Title,Reports To")
    assert len(said(outcome, "ambiguous-manager")) == 1
    assert len(message(outcome, "ambiguous-manager")) < 400


def test_an_e_mail_settles_a_name_that_two_have_without_a_word() -> None:
    outcome = placed(
        "1,ada@x.example,Ada,CEO,,",
        "2,sam@x.example,Sam Reyes,VP Product,Ada,ada@x.example",
        "3,sam2@x.example,Sam Reyes,VP Marketing,Ada,ada@x.example",
        "4,cy@x.example,Cy,Engineer,Sam Reyes,sam2@x.example",
        header="ID,Email,Name,Title,Manager,Manager Email",
    )
    assert (managers(outcome)["4"], codes(outcome)) == ("3", [])


def test_a_manager_may_be_named_by_a_title_that_one_position_has() -> None:
    outcome = placed(
        "Ada,CEO,", "Bo,VP Product,CEO", ",VP Sales,CEO", "Cy,Engineer,VP Sales", header="Name,Title,Reports To"
    )
    assert managers(outcome) == {"ada": "", "bo": "ada", "vacant-vp-sales": "ada", "cy": "vacant-vp-sales"}
    assert len(said(outcome, "manager-by-title")) == 3


def test_a_manager_who_is_only_in_the_organisation_is_said_and_the_position_waits() -> None:
    header = "ID,Name,Title,Manager"
    kept = ("1,Ada,CEO,", "3,Cy,Engineer,Bo Roe", "4,Di,Cook,1")
    before = placed(*kept, "2,Bo Roe,CTO,1", header=header).after
    outcome = placed(*kept, header=header, current=before)
    assert (outcome.summary.ended, outcome.summary.unplaced) == (("2",), ("3",))
    assert said(outcome, "manager-ends") == [(3, "Manager", "Bo Roe")]


def test_a_manager_whom_the_organisation_knows_is_nobody_of_a_similar_name() -> None:
    header = "ID,Name,Title,Manager"
    kept = ("1,Ada,CEO,", "3,Anna Vask,Engineer,1", "4,Di,Cook,Anna Maria Vask")
    before = placed(*kept, "2,Anna Maria Vask,CTO,1", header=header).after
    assert managers(placed(*kept, header=header))["4"] == "3"
    assert managers(placed(*kept, header=header, current=before))["4"] == "2"


def test_a_manager_named_by_whoever_held_the_position_before_is_that_position() -> None:
    header = "ID,Name,Title,Manager"
    before = placed("1,Ada,CEO,", "2,Bo Roe,CTO,1", "3,Cy,Engineer,2", header=header).after
    outcome = placed("1,Ada,CEO,", "2,Di,CTO,1", "3,Cy,Engineer,Bo Roe", header=header, current=before)
    assert managers(outcome)["3"] == "2"
    assert said(outcome, "manager-before") == [(4, "Manager", "Bo Roe")]


def test_second_managers_and_matrix_managers_are_dotted_lines() -> None:
    outcome = placed(
        "1,Ada Long,CEO,,,",
        "2,Bo Roe,VP Product,Ada Long,,",
        "3,Cy Fox,VP Marketing,Ada Long,NO_MANAGER,",
        '4,Di,Engineer,Cy Fox,"Roe, Bo",Ada Long',
        header="ID,Name,Title,Manager,@dotted,Matrix Manager",
    )
    assert (managers(outcome)["4"], set(outcome.after.positions["4"].dotted)) == ("3", {"1", "2"})
    assert codes(outcome) == []


@pytest.mark.parametrize(
    "cell", ["2;3", "2 / 3", "Bo Roe & Cy Fox", '"2, 3"', "Bo Roe and Cy Fox", '"Roe, Bo; Fox, Cy"']
)
def test_of_several_managers_in_one_cell_the_others_are_dotted_lines(cell: str) -> None:
    rows = ("1,Ada,CEO,", "2,Bo Roe,VP Product,1", "3,Cy Fox,VP Marketing,1", f"4,Di,Engineer,{cell}")
    outcome = placed(*rows, header="ID,Name,Title,Manager")
    assert (managers(outcome)["4"], outcome.after.positions["4"].dotted) == ("2", ("3",))
    assert [row for row, *_ in said(outcome, "several-managers")] == [5]


def test_the_manager_of_an_open_position_may_be_named_by_its_requisition() -> None:
    outcome = placed(
        "1,Ada,CEO,,",
        "job-2,Open,CTO,1,",
        "job-3,Open,Engineer,,job-2",
        header="ID,Name,Title,Manager,@manager_requisition",
    )
    assert managers(outcome)["job-3"] == "job-2"


def test_no_top_and_several_tops_are_said_once() -> None:
    header = "ID,Name,Title,Manager"
    assert said(placed("1,Ada,CEO,2", "2,Bo,CTO,1", header=header), "no-top") == [(1, "Manager", "")]
    outcome = placed(*(f"{n},N{n},Engineer," for n in range(1, 30)), header=header)
    assert said(outcome, "several-tops") == [(2, "Manager", "")]


WAYS = (
    "{n}",
    "{n}.0",
    "p{n}@x.example",
    "First{n} Last{n}",
    "Last{n}, First{n}",
    "First{n} Last{n} (000{n})",
    "LAST{n} First{n}",
)


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(WAYS)), min_size=1, max_size=30))
def test_every_way_to_name_the_manager_gives_the_same_tree(lines: list[tuple[int, str]]) -> None:
    rows = ["0000,First0 Last0,p0@x.example,CEO,"]
    expected = {"0000": ""}
    for n, (manager, way) in enumerate(lines, 1):
        manager %= n
        cell = way.format(n=manager)
        rows.append(f'000{n},First{n} Last{n},p{n}@x.example,Title {n},"{cell}"')
        expected[f"000{n}"] = f"000{manager}"
    assert managers(placed(*rows, header="Employee ID,Name,Email,Job Title,Manager")) == expected


@pytest.mark.parametrize("cell", ["Ada Long Z1", "Z1 Ada Long", "Ada Long - Z1"])
def test_a_short_id_of_letters_and_figures_beside_a_name_names_the_manager(cell: str) -> None:
    outcome = placed("Z1,Ada Long,CEO,", f"Z2,Bo Roe,Cook,{cell}", header="ID,Name,Title,Manager")
    assert managers(outcome)["Z2"] == "Z1"

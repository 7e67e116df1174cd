"""Files without managers: everybody under the head of their department, as a proposal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.content import Reading
from planning.core.records import Org
from planning.core.tree import shape
from planning.imports.columns.match import plain
from planning.imports.pipeline import File, Outcome, Settings, prepare, run
from tests.imports.helpers import CONTENT, ON
from tests.imports.placing.helpers import managers, message, said

pytestmark = pytest.mark.pure

LEVELS = {"chief": 7, "vp": 6, "head": 6, "director": 5, "lead": 4, "manager": 2}
FUNCTIONS = ("marketing", "product", "engineering", "sales")


def function_of(name: str) -> str:
    return next((function for function in FUNCTIONS if function in name.casefold()), "")


def read_title(title: str) -> Reading:
    level = next((level for word, level in LEVELS.items() if word in title.casefold()), 1)
    return Reading(title, "", function_of(title), level, 1.0)


LEVELLED = replace(CONTENT, read_title=read_title, function_of=function_of)


def proposed(*rows: str, header: str = "ID,Name,Title,Department,@head", current: Org | None = None) -> Outcome:
    fields = {plain(name): name[1:] for name in header.split(",") if name.startswith("@")}
    file = File("people", "people.csv", "\n".join([header, *rows]).encode())
    return run([prepare(file, LEVELLED, fields)], current or Org(ON), LEVELLED, Settings(ON))


COMPANY = (
    "1,Ada,Chief Executive Officer,Management,Yes",
    "2,Bo,VP Product,Product,Yes",
    "3,Cy,Product Manager,Product,No",
    "4,Di,VP Marketing,Marketing,Yes",
    "5,Ed,Copywriter,Marketing,No",
)
TREE = {"1": "", "2": "1", "3": "2", "4": "1", "5": "4"}


def test_people_hang_under_the_marked_head_of_their_department_and_heads_under_the_top() -> None:
    outcome = proposed(*COMPANY)
    assert managers(outcome) == TREE
    assert outcome.summary.unplaced == ()
    assert said(outcome, "managers-proposed") == [(1, "", "")]
    assert "4 positions" in message(outcome, "managers-proposed")


def test_without_marks_the_head_is_who_has_the_highest_level() -> None:
    unmarked = [row.removesuffix(",Yes").removesuffix(",No") for row in COMPANY]
    assert managers(proposed(*unmarked, header="ID,Name,Title,Department")) == TREE


def test_the_same_file_again_changes_nothing() -> None:
    first = proposed(*COMPANY)
    again = proposed(*COMPANY, current=first.after)
    assert again.changes == ()


def test_managers_that_are_there_are_never_replaced() -> None:
    first = proposed(*COMPANY).after
    positions = {**first.positions, "3": first.positions["3"]._replace(manager="4")}
    moved = {**first.tables, "position": positions}
    outcome = proposed(*COMPANY, "6,Flo,Product Manager,Product,No", current=Org(ON, moved))
    assert managers(outcome) == {**TREE, "3": "4", "6": "2"}


def test_a_chief_of_the_departments_function_stands_between() -> None:
    outcome = proposed(
        "1,Ada,CEO,Executive", "2,Bo,Chief Product Officer,Executive", "3,Cy,Director Product,Product",
        "4,Di,Product Manager,Product", "5,Ed,Sales Director,Sales", header="ID,Name,Title,Department",
    )  # fmt: skip
    assert managers(outcome) == {"1": "", "2": "1", "3": "2", "4": "3", "5": "1"}


def test_a_department_without_a_clear_head_hangs_under_the_chief_of_its_function() -> None:
    outcome = proposed(
        "1,Ada,CEO,Executive", "2,Bo,Chief Marketing Officer,Executive", "3,Cy,Cook,Product Marketing",
        "4,Di,Cook,Product Marketing", header="ID,Name,Title,Department",
    )  # fmt: skip
    assert managers(outcome) == {"1": "", "2": "1", "3": "2", "4": "2"}


def test_the_head_of_a_team_hangs_under_the_head_of_its_department() -> None:
    outcome = proposed(
        "1,Ada,CEO,Executive,", "2,Bo,VP Product,Product,", "3,Cy,Lead,Product,Core", "4,Di,Cook,Product,Core",
        header="ID,Name,Title,Department,Team",
    )  # fmt: skip
    assert managers(outcome) == {"1": "", "2": "1", "3": "2", "4": "3"}


def test_people_of_a_team_without_a_clear_head_hang_under_the_next_head_above() -> None:
    outcome = proposed(
        "1,Ada,CEO,Executive,", "2,Bo,VP Product,Product,", "3,Cy,Cook,Product,Core", "4,Di,Cook,Product,Core",
        header="ID,Name,Title,Department,Team",
    )  # fmt: skip
    assert managers(outcome) == {"1": "", "2": "1", "3": "2", "4": "2"}


def test_a_department_without_a_clear_head_waits_in_the_tray_and_is_named() -> None:
    outcome = proposed(*COMPANY, "6,Flo,Cook,Kitchen,", "7,Gus,Cook,Kitchen,", "8,Hal,Clerk,,")
    assert outcome.summary.unplaced == ("6", "7", "8")
    assert said(outcome, "no-head") == [(7, "Department", "Kitchen"), (8, "Department", "Kitchen")]
    assert said(outcome, "no-department") == [(9, "Department", "")]


def test_a_lone_member_of_a_department_hangs_under_the_top() -> None:
    assert managers(proposed(*COMPANY, "6,Flo,Lawyer,Legal,"))["6"] == "1"


def test_heads_that_the_names_of_units_tell_are_used() -> None:
    outcome = proposed(
        "1,Ada Long,CEO,Executive (Ada Long)", "2,Bo Roe,Expert,Product (Bo Roe)", "3,Cy,Expert,Product (Bo Roe)",
        header="ID,Name,Title,Supervisory Organization",
    )  # fmt: skip
    assert managers(outcome) == {"1": "", "2": "1", "3": "2"}


def test_without_departments_nothing_is_proposed() -> None:
    outcome = proposed("1,Ada,CEO", "2,Bo,CTO", header="ID,Name,Title")
    assert (managers(outcome), said(outcome, "no-managers")) == ({"1": "", "2": ""}, [(1, "", "")])


TITLES = ("CEO", "Chief Product Officer", "VP Product", "Director", "Lead", "Product Manager", "Cook", "")
ROWS = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(["", "A", "B", "Product"]), st.sampled_from(["", "X", "Y"]),
              st.sampled_from(["yes", "no", ""]), st.sampled_from(["", "1", "2", "3"])),
    min_size=1, max_size=14,
)  # fmt: skip


@given(ROWS)
def test_nobody_is_lost_and_no_ring_is_proposed(rows: list[tuple[str, str, str, str, str]]) -> None:
    lines = [f"{n},N{n},{','.join(row)}" for n, row in enumerate(rows, 1)]
    outcome = proposed(*lines, header="ID,Name,Title,Department,Team,@head,@team_head")
    form = shape(outcome.after)
    assert form.rings == ()
    assert len(form.order) == len(rows)
    open_rows = set(form.unplaced)
    told = {row for code in ("no-head", "no-department", "no-managers") for row, *_ in said(outcome, code)}
    assert len(open_rows) < 2 or told


def test_a_proposal_is_remembered_until_a_file_names_managers() -> None:
    before = proposed(*COMPANY).after
    assert not any(position.has_given_manager for position in before.positions.values())
    again = managers_named_in("\n".join(["ID,Name,Title,Manager ID", "1,Ada,CEO,", "2,Bo,VP Product,1"]), before)
    assert again.positions["2"].has_given_manager


def managers_named_in(text: str, current: Org) -> Org:
    return run(
        [prepare(File("people", "people.csv", text.encode()), LEVELLED, {})], current, LEVELLED, Settings(ON)
    ).after

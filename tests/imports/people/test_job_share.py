"""Two people in one place at once: one position with two holders, not two positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.metrics import metrics
from planning.core.rules.context import Context
from tests.imports.helpers import CONTENT, imported, people

pytestmark = pytest.mark.pure

HEADER = "Post Unique Reference,Name,Job Title,Reports to Senior Post,FTE"
ROWS = (
    "P1,Odette Lind,CEO,XX,1", "P2,Bero Vask,Head of Product,P1,0.5", "P2,Mira Osk,Head of Product,P1,0.5",
    "P3,Irena Nadal,Product Manager,P2,1", "P4,Paolo Quist,Product Manager,Mira Osk,1",
)  # fmt: skip


def test_it_is_one_position_with_both_holders_and_the_whole_time() -> None:
    after = imported(people(*ROWS, header=HEADER)).after
    shared = after.positions["P2"]
    assert (list(after.positions), shared.fte) == (["P1", "P2", "P3", "P4"], 1.0)
    assert after.holder_names(shared) == "Bero Vask and Mira Osk"
    assert {p.name for p in after.people.values()} >= {"Bero Vask", "Mira Osk"}


def test_reports_stand_once_under_it_whichever_holder_they_name() -> None:
    after = imported(people(*ROWS, header=HEADER)).after
    assert [p.key for p in after.reports("P2")] == ["P3", "P4"]


def test_each_sharer_is_counted_as_a_person_and_holds_the_position() -> None:
    after = imported(people(*ROWS, header=HEADER)).after
    assert metrics(Context(after, CONTENT)).headcount == 5
    mira = next(p for p in after.people.values() if p.name == "Mira Osk")
    assert [p.key for p in after.held[mira.key]] == ["P2"]


def test_it_is_said_as_a_job_share() -> None:
    problem = next(p for p in imported(people(*ROWS, header=HEADER)).problems if p.row == 4)
    assert (problem.code, "job share" in problem.message) == ("job-share", True)


def test_a_sharer_who_left_the_file_shares_no_longer() -> None:
    before = imported(people(*ROWS, header=HEADER)).after
    after = imported(people(*(row for row in ROWS if "Mira Osk," not in row), header=HEADER), current=before).after
    assert after.holder_names(after.positions["P2"]) == "Bero Vask"


def test_whoever_stays_longer_is_the_holder_so_that_the_place_is_not_taken_for_empty() -> None:
    header = f"{HEADER},Last Day"
    rows = ("P1,Odette Lind,CEO,XX,1,", "P2,Bero Vask,PM,P1,0.5,2022-12-31", "P2,Mira Osk,PM,P1,0.5,")
    after = imported(people(*rows, header=header)).after
    holder = after.holder(after.positions["P2"])
    assert holder is not None
    assert holder.name == "Mira Osk"


def test_one_id_for_different_jobs_is_no_job_share() -> None:
    after = imported(people("7,Bo Q,Designer,,1", "7,Cy Q,Engineer,,1", header=HEADER)).after
    assert len(after.positions) == 2
    assert not any(p.sharers for p in after.positions.values())


def test_ids_of_people_are_never_shared() -> None:
    after = imported(people("7,Bo Q,Cook,", "7,Cy Q,Cook,", header="Employee ID,Name,Job Title,Manager ID")).after
    assert len(after.positions) == 2


def test_a_product_of_either_sharer_is_covered_by_the_shared_position() -> None:
    products = "Product,PM\nMaps,Mira Osk\nTraces,Bero Vask\n"
    rows = ("P1,Odette Lind,CEO,XX,1", "P2,Bero Vask,Product Manager,P1,.5", "P2,Mira Osk,Product Manager,P1,.5")
    after = imported(people(*rows, header=HEADER), products).after
    assert {a.position for a in after.tables["assignment"].values()} == {"P2"}


@pytest.mark.parametrize("between", [" / ", "/", " & ", "; ", " and ", " und ", " + "])
def test_one_row_may_name_both(between: str) -> None:
    rows = (
        "P1,Odette Lind,CEO,XX,1",
        f"P2,Bero Vask{between}Mira Osk,Head of Product,P1,1",
        "P3,Iri Nadal,PM,Mira Osk,1",
    )
    outcome = imported(people(*rows, header=HEADER))
    after = outcome.after
    assert (len(after.positions), after.holder_names(after.positions["P2"])) == (3, "Bero Vask and Mira Osk")
    assert (after.positions["P3"].manager, len(after.people)) == ("P2", 4)
    assert [p.code for p in outcome.problems if p.row == 3] == ["job-share"]


@pytest.mark.parametrize(
    "name", ["Smith & Sons", "José y Gasset", "Ana Y. Lopez", "Anna/Marie Berg", "Santiago Ramón y Cajal"]
)
def test_a_mark_within_one_name_is_no_job_share(name: str) -> None:
    after = imported(people(f"P1,{name},CEO,XX,1", header=HEADER)).after
    assert (after.positions["P1"].sharers, [p.name for p in after.people.values()]) == ((), [name])


@given(st.integers(2, 5), st.booleans())
def test_any_number_may_share_and_the_same_file_changes_nothing(count: int, by_email: bool) -> None:
    rows = [f"P2,Person{'abcde'[n]} Q,PM,P1,{1 / count:.2f},{f'{n}@x.org' if by_email else ''}" for n in range(count)]
    text = people("P1,Odette Lind,CEO,XX,1,boss@x.org", *rows, header=f"{HEADER},Email")
    after = imported(text).after
    assert (list(after.positions), len(after.positions["P2"].sharers)) == (["P1", "P2"], count - 1)
    assert len(after.people) == count + 1
    assert imported(text, current=after).changes == ()

"""Files that hold some rows only, and hiring plans: they add and change, and end nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org
from planning.imports.pipeline import Outcome
from planning.imports.problems import Unusable
from tests.imports.helpers import ON, codes, imported, people

pytestmark = pytest.mark.pure
LATER = ON + timedelta(days=30)
HEADER = "Employee ID,Email,Name,Job Title,Location,FTE,Reports to"
ROWS = (
    "1,odette@tarn.example,Odette Lind,CEO,Leeds,1,",
    "2,bero@tarn.example,Bero Vask,VP Product,Leeds,0.5,odette@tarn.example",
    "3,mira@tarn.example,Mira Osk,VP Marketing,Leeds,1,odette@tarn.example",
    "4,paolo@tarn.example,Paolo Quist,Product Marketing Manager,Oslo,1,bero@tarn.example",
    "5,irena@tarn.example,Irena Nadal,Product Manager,Oslo,1,bero@tarn.example",
)
PRODUCTS = "Product,Stage,PM,PMM\nMaps,beta,5,4\nTraces,growth,5,\n"


def first() -> Org:
    return imported(people(*ROWS, header=HEADER), PRODUCTS).after.at(LATER)


def updated(text: str | None, products: str | None = None, current: Org | None = None) -> Outcome:
    return imported(text, products, current=current or first(), on=LATER, update=True)


def told(outcome: Outcome) -> list[tuple[str, str, object]]:
    return [(change.kind, change.key, change.after) for change in outcome.changes]


def test_an_e_mail_and_a_manager_move_who_is_there() -> None:
    outcome = updated("Email,Reports to\npaolo@tarn.example,mira@tarn.example\n")
    assert told(outcome) == [("position", "4", {"manager": "3"})]


@pytest.mark.parametrize("named", ["Mira Osk", "3", "mira@tarn.example"])
def test_a_manager_who_is_not_in_the_file_is_found_in_the_organisation(named: str) -> None:
    outcome = updated(f"Employee ID,Job Title,Manager\n4,Product Marketing Manager,{named}\n")
    assert told(outcome) == [("position", "4", {"manager": "3"})]


def test_nothing_ends_and_that_is_said() -> None:
    outcome = updated(people(ROWS[4], header=HEADER))
    assert (outcome.changes, outcome.endings, "update" in codes(outcome)) == ((), (), True)


def test_blank_cells_leave_what_is_there() -> None:
    assert updated(people("4,,,,,,", header=HEADER)).changes == ()


def test_a_title_changes_alone() -> None:
    outcome = updated("Employee ID,Job Title\n4,Cook\n")
    assert told(outcome) == [("position", "4", {"title": "Cook", "role": ""})]


@pytest.mark.parametrize("header", ["Employee ID", "Position ID", "ID"])
def test_an_id_alone_puts_nobody_into_a_vacant_position(header: str) -> None:
    vacant = imported(people(*ROWS, "6,,TBH,Cook,Oslo,1,1", header=HEADER)).after.at(LATER)
    outcome = updated(f"{header},Reports to\n6,3\n", current=vacant)
    assert told(outcome) == [("position", "6", {"manager": "3"})]


def test_somebody_new_is_added() -> None:
    outcome = updated(people("6,new@x.org,New One,Cook,Oslo,1,mira@tarn.example", header=HEADER))
    assert (outcome.summary.added, outcome.after.positions["6"].manager) == (("6",), "3")


def test_a_row_of_nobody_without_a_title_is_an_error() -> None:
    outcome = updated("Email,Reports to\nnobody@x.org,mira@tarn.example\n")
    assert (outcome.changes, [(p.row, p.code) for p in outcome.errors]) == ((), [(2, "unknown-row")])


def test_a_cell_that_says_vacant_empties_a_position() -> None:
    outcome = updated("Employee ID,Name,Job Title\n4,Vacant,Product Marketing Manager\n")
    assert outcome.after.positions["4"].holder == ""


def test_a_row_that_says_terminated_ends_its_position() -> None:
    outcome = updated("Employee ID,Job Title,Status\n4,Product Marketing Manager,Terminated\n")
    assert outcome.summary.ended == ("4",)
    assert [str(cover) for cover in outcome.endings[0].covers] == ["Maps loses its PMM"]


def test_a_manager_cell_that_names_nobody_puts_at_the_top() -> None:
    outcome = updated("Employee ID,Reports to\n4,4\n")
    assert told(outcome) == [("position", "4", {"manager": ""})]


def test_without_a_title_column_only_an_update_will_do() -> None:
    with pytest.raises(Unusable, match="--update"):
        imported("Email,Reports to\npaolo@tarn.example,mira@tarn.example\n", current=first())


def test_products_that_a_file_does_not_name_stay() -> None:
    outcome = updated(None, "Product,PM\nMaps,2\n")
    assert set(outcome.after.products) == {"maps", "traces"}
    assert {(a.product, a.role, a.position) for a in outcome.after.tables["assignment"].values()} == {
        ("maps", "product-manager", "2"),
        ("maps", "product-marketing-manager", "4"),
        ("traces", "product-manager", "5"),
    }


def test_a_blank_cell_of_a_product_takes_nobody_away() -> None:
    assert updated(None, "Product,Stage,PM,PMM\nMaps,,,\n").changes == ()


def test_people_that_seem_to_be_some_rows_only_are_told() -> None:
    assert imported(people(ROWS[0], header=HEADER), current=first(), on=LATER).doubts.part
    assert not imported(people(*ROWS[:3], header=HEADER), current=first(), on=LATER).doubts.part


ANY_ROWS = st.lists(st.sampled_from(ROWS), unique=True, min_size=1)
ANY_COLUMNS = st.sets(st.sampled_from([2, 3, 4, 5, 6]))


def only(row: str, columns: set[int]) -> str:
    cells = row.split(",")
    return ",".join(cells[i] if i < 2 or i in columns else "" for i in range(len(cells)))


@given(ANY_ROWS, ANY_COLUMNS)
def test_some_of_its_own_rows_and_cells_change_nothing(rows: list[str], columns: set[int]) -> None:
    outcome = updated(people(*(only(row, columns) for row in rows), header=HEADER))
    assert (outcome.changes, outcome.endings, outcome.errors) == ((), (), ())


def cells(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(
        {"title": ["Cook", "Product Manager", ""], "place": ["Rome", ""], "by": ["1", "5", ""]}[name]
    )


CHANGED = st.dictionaries(
    st.sampled_from([2, 3, 4, 6]), st.tuples(cells("title"), cells("place"), cells("by")), min_size=1
)


@given(CHANGED)
def test_an_update_of_any_rows_ends_nothing_and_touches_no_other(changed: dict[int, tuple[str, str, str]]) -> None:
    rows = [
        f"{n},p{n}@x.org,,{title or ('Cook' if n == 6 else '')},{place},,{by}"
        for n, (title, place, by) in changed.items()
    ]
    before = first()
    after = updated(people(*rows, header=HEADER), current=before).after
    assert set(before.positions) <= set(after.positions)
    assert {k for k, p in before.positions.items() if after.positions[k] != p} <= {str(n) for n in changed}
    assert (after.products, after.assignments) == (before.products, before.assignments)


@given(CHANGED, st.permutations(ROWS))
def test_the_whole_file_after_an_update_is_the_whole_file(
    changed: dict[int, tuple[str, str, str]], rows: list[str]
) -> None:
    whole = people(*rows, header=HEADER)
    some = people(
        *(f"{n},,,{title or 'Cook'},{place},,{by}" for n, (title, place, by) in changed.items()), header=HEADER
    )
    after = imported(whole, current=updated(some).after, on=LATER).after
    assert dict(after.positions) == dict(first().positions)


PLAN = "Job title,Position ID,Name,Target Start Date,Reports to"


def test_a_hiring_plan_adds_open_positions_and_ends_nobody() -> None:
    text = people(
        "Product Marketing Manager,j1,Vacant,2027-02-01,j2", "Director,j2,TBH,,odette@tarn.example", header=PLAN
    )
    outcome = imported(text, current=first(), on=LATER)
    assert (set(outcome.summary.added), outcome.endings, "hiring-plan" in codes(outcome)) == ({"j1", "j2"}, (), True)
    j1, j2 = outcome.after.positions["j1"], outcome.after.positions["j2"]
    assert (j1.manager, j1.holder, j1.target_start, j2.manager) == ("j2", "", date(2027, 2, 1), "1")


def test_a_hiring_plan_again_changes_nothing() -> None:
    text = people("Cook,j1,Vacant,2027-02-01,bero@tarn.example", header=PLAN)
    after = imported(text, current=first(), on=LATER).after
    assert imported(text, current=after, on=LATER).changes == ()


def test_a_first_file_of_open_positions_is_just_that() -> None:
    outcome = imported(people("Cook,j1,Vacant,2027-02-01,", header=PLAN))
    assert (outcome.summary.added, "hiring-plan" in codes(outcome)) == (("j1",), False)


def test_a_file_in_which_somebody_sits_is_no_hiring_plan() -> None:
    outcome = imported(people("Cook,j1,Vacant,,", "CEO,1,Odette Lind,,", header=PLAN), current=first(), on=LATER)
    assert set(outcome.summary.ended) == {"2", "3", "4", "5"}


SHARED = "Position ID,Employee ID,Name,Job Title,Manager Position ID,FTE"


@pytest.mark.parametrize("named", ["P2,2,Ana Poe", "P2,3,Ben Ray"])
def test_a_row_of_one_who_shares_a_position_leaves_the_others_there(named: str) -> None:
    rows = ("P1,1,Odette Lind,CEO,,1", "P2,2,Ana Poe,Product Manager,P1,0.5", "P2,3,Ben Ray,Product Manager,P1,0.5")
    current = imported(people(*rows, header=SHARED)).after.at(LATER)
    before = current.positions["P2"]
    assert before.sharers
    text = people(f"{named},Senior Product Manager", header="Position ID,Employee ID,Name,Job Title")
    after = updated(text, current=current).after.positions["P2"]
    assert (after.holder, after.sharers) == (before.holder, before.sharers)
    assert after.title == "Senior Product Manager"


def test_a_row_of_somebody_else_takes_over_a_shared_position() -> None:
    rows = ("P1,1,Odette Lind,CEO,,1", "P2,2,Ana Poe,Product Manager,P1,0.5", "P2,3,Ben Ray,Product Manager,P1,0.5")
    current = imported(people(*rows, header=SHARED)).after.at(LATER)
    text = people("P2,4,Eve Moss,Product Manager", header="Position ID,Employee ID,Name,Job Title")
    after = updated(text, current=current).after.positions["P2"]
    assert (after.holder, after.sharers) == ("4", ())

"""A key for every row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org
from planning.imports.people.position_rows import PositionRow
from planning.imports.placing.keys import assign
from planning.imports.problems import Report
from tests.imports.helpers import imported, people
from tests.imports.placing.helpers import managers, placed, said

pytestmark = pytest.mark.pure


def test_a_row_without_an_id_whose_name_is_an_id_leaves_it_to_the_row_that_has_it() -> None:
    outcome = placed(",p1,CTO,p1", "p1,Ada,CEO,", header="Position ID,Name,Job Title,Manager ID")
    assert managers(outcome) == {"p1": "", "p1-2": "p1"}
    assert outcome.after.positions["p1"].title == "CEO"


def test_a_repeated_row_has_its_code() -> None:
    outcome = placed("1,Ada,CEO,", "1,Ada,CEO,", header="Position ID,Name,Job Title,Manager ID")
    assert said(outcome, "repeated") == [(3, "Position ID", "1")]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "p1", "p2", "p1-2"]),
        st.sampled_from(["p1", "P1", "Ada", ""]),
        st.sampled_from(["CEO", "CTO"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_every_row_has_one_key_and_whoever_has_an_id_keeps_it(rows: list[tuple[str, str, str]]) -> None:
    parsed = [
        PositionRow(n, ident, "", name, "", title, False, False, False, (), "", (), {}, cells=[str(n)])
        for n, (ident, name, title) in enumerate(rows, 2)
    ]
    keyed = assign(parsed, Org(date(2026, 1, 1)), Report("people.csv"), "ID")
    assert [row.row for _, row in keyed] == [row.row for row in parsed]
    assert len({key for key, _ in keyed}) == len(keyed)
    for ident in {row.ident for row in parsed if row.ident}:
        assert next(row for key, row in keyed if key == ident).ident == ident


@pytest.mark.parametrize("rows", [(",Yes,,", "yes,Bo,,"), ("yes,Bo,,", ",Yes,,")])
def test_a_row_without_an_id_whose_name_is_the_id_of_another_gets_a_key_of_its_own(rows: tuple[str, str]) -> None:
    after = imported(people(*rows)).after
    assert sorted(after.positions) == ["yes", "yes-2"]

"""Whatever stands in the cells that name managers, teams and levels: everybody is placed or waits in the tray."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.tree import shape
from tests.imports.placing.helpers import placed

pytestmark = pytest.mark.pure

FIELDS = (
    "manager", "dotted", "manager_requisition", "level:1", "level:2", "chain", "chain:1", "chain:2", "depth",
    "team_path", "team:1", "team", "department", "parent_team", "team_head", "head",
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(["", "1", "2", "P1", "P2, P3", "P1; P2", "2 / 3", "0", "1.1", "/A/B", "A (P1)", "A; B", "{x}"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)


@given(st.data())
def test_nobody_is_lost_whatever_the_cells_say(data: st.DataObject) -> None:
    fields = data.draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(fields), max_size=len(fields)), min_size=1, max_size=6))
    lines = io.StringIO()
    csv.writer(lines).writerows([f"p{n}", f"P{n}", "Cook", *row] for n, row in enumerate(rows, 1))
    header = ",".join(["Position ID", "Name", "Job Title", *(f"@{field}" for field in fields)])
    outcome = placed(lines.getvalue(), header=header)
    assert set(shape(outcome.after).order) == set(outcome.after.positions)
    assert len(outcome.after.positions) == len(rows)
    assert all(problem.message and problem.row for problem in outcome.problems)

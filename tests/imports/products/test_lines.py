"""Product lines: named once, with people who stand once for all products of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.products.sample import NAMES, PM, PMM, codes, read, said, who

pytestmark = pytest.mark.pure
HEADER = ("Product Line", "Product", "PM", "PMM")
# The products of each line, and who markets it.
LINES = st.lists(st.tuples(st.integers(2, 4), st.sampled_from("56")), min_size=1, max_size=4)


def merged(lines: list[tuple[int, str]], heading: bool = False) -> list[tuple[str, ...]]:
    """Rows as cells that were merged leave them: line and PMM in the first row of each line, or above it."""
    rows: list[tuple[str, ...]] = []
    for at, (size, pmm) in enumerate(lines):
        if heading:
            rows.append((f"Line {at}", "", "", NAMES[pmm]))
        for n in range(size):
            first = n == 0 and not heading
            rows.append((f"Line {at}" if first else "", f"p{at}-{n}", "2", NAMES[pmm] if first else ""))
    return rows


@given(LINES, st.booleans())
def test_who_stands_once_for_a_line_covers_all_of_it(lines: list[tuple[int, str]], heading: bool) -> None:
    outcome = read(HEADER, *merged(lines, heading))
    expected = {f"p{at}-{n}": [pmm] for at, (size, pmm) in enumerate(lines) for n in range(size)}
    assert who(outcome, PMM) == expected
    assert who(outcome, PM) == {key: ["2"] for key in expected}
    assert said(outcome, "as-above") == [(1, "PMM", "")]


@given(LINES)
def test_blanks_where_each_row_names_its_line_stay_blank(lines: list[tuple[int, str]]) -> None:
    rows = [
        (f"Line {at}", f"p{at}-{n}", "2", pmm if n == 0 else "") for at, (k, pmm) in enumerate(lines) for n in range(k)
    ]
    found = who(read(HEADER, *rows), PMM)
    assert [key for key, names in found.items() if names] == [f"p{at}-0" for at in range(len(lines))]


def test_blanks_of_a_column_that_is_filled_elsewhere_in_a_line_stay_blank() -> None:
    rows = (("Insight", "a", "2", "5"), ("", "b", "3", "6"), ("Money", "c", "2", "5"), ("", "d", "2", ""))
    outcome = read(HEADER, *rows)
    assert who(outcome, PMM) == {"a": ["5"], "b": ["6"], "c": ["5"], "d": []}
    assert "as-above" not in codes(outcome)


def test_a_line_is_no_product_and_that_is_said() -> None:
    outcome = read(HEADER, ("Insight", "a", "2", "5"))
    assert list(outcome.after.products) == ["a"]
    assert said(outcome, "product-line") == [(1, "Product Line", "")]


def test_a_line_alone_is_the_product() -> None:
    assert list(read(("Product Line", "PM"), ("Insight", "2")).after.products) == ["insight"]


def test_a_line_that_is_a_team_is_the_team_of_its_products() -> None:
    staff = "Position ID,Name,Job Title,Team\n2,Ida Berg,Product Manager,Insight\n"
    outcome = read(HEADER, ("Insight", "a", "2", ""), ("Money", "b", "2", ""), staff=staff)
    teams = {key: outcome.after.teams[p.team].name if p.team else "" for key, p in outcome.after.products.items()}
    assert teams == {"a": "Insight", "b": ""}

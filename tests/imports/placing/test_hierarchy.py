"""Managers that the layout of a file tells: levels, depth numbers, chains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.placing.helpers import codes, managers, message, placed, said

pytestmark = pytest.mark.pure

TREE = {"ada": "", "bo": "ada", "cy": "bo", "di": "cy", "ed": "ada"}
LEVELS = "@name,@level:1,@level:2,@level:3,@level:4,Title"


@pytest.mark.parametrize(
    "rows",
    [
        ("Ada,Ada,,,,CEO", "Bo,Ada,Bo,,,CTO", "Cy,Ada,Bo,Cy,,Lead", "Di,Ada,Bo,Cy,Di,Cook", "Ed,Ada,Ed,,,COO"),
        ("Ada,Ada,,,,CEO", "Bo,,Bo,,,CTO", "Cy,,,Cy,,Lead", "Di,,,,Di,Cook", "Ed,,Ed,,,COO"),
        ("Di,Ada,Bo,Cy,Di,Cook", "Ed,Ada,Ed,,,COO", "Cy,Ada,Bo,Cy,,Lead", "Bo,Ada,Bo,,,CTO", "Ada,Ada,,,,CEO"),
        ("Ada,,,,,CEO", "Bo,Ada,,,,CTO", "Cy,Ada,Bo,,,Lead", "Di,Ada,Bo,Cy,,Cook", "Ed,Ada,,,,COO"),
    ],
    ids=["full", "staircase", "any order", "levels above alone"],
)
def test_a_column_per_level_tells_the_managers(rows: tuple[str, ...]) -> None:
    outcome = placed(*rows, header=LEVELS)
    assert managers(outcome) == TREE
    assert [row for row, *_ in said(outcome, "managers-by-levels")] == [1]


def test_people_of_one_name_in_two_branches_stay_apart() -> None:
    rows = ("Ada,Ada,,,,CEO", "Bo,Ada,Bo,,,CTO", "Sam,Ada,Bo,Sam,,Lead", "Ed,Ada,Ed,,,COO", "Sam,Ada,Ed,Sam,,Lead")
    more = ("Di,Ada,Bo,Sam,Di,Cook", "Flo,Ada,Ed,Sam,Flo,Cook")
    found = managers(placed(*rows, *more, header=LEVELS))
    assert (found[found["di"]], found[found["flo"]]) == ("bo", "ed")


def test_a_level_that_no_row_has_is_an_unknown_manager() -> None:
    outcome = placed("Ada,Ada,,,,CEO", "Cy,Ada,Zed,Cy,,Lead", "Di,Ada,Di,,,Cook", header=LEVELS)
    assert said(outcome, "unknown-manager") == [(3, "@level:2", "Zed")]
    assert outcome.summary.unplaced == ("cy",)


@pytest.mark.parametrize(
    "depths", ["0 1 2 3 1", "1 2 3 4 2", "0.0 1.0 2.0 3.0 1.0", "1 1.1 1.1.1 1.1.1.1 1.2", "L1 L2 L3 L4 L2"]
)
def test_a_depth_number_tells_the_managers_in_the_order_of_the_rows(depths: str) -> None:
    people = zip(("Ada", "Bo", "Cy", "Di", "Ed"), depths.split(), strict=True)
    outcome = placed(*(f"{name},Cook,{depth}" for name, depth in people), header="Name,Title,@depth")
    assert managers(outcome) == TREE
    assert codes(outcome) == []


def test_a_step_too_deep_and_a_depth_that_is_none_are_said() -> None:
    outcome = placed("Ada,CEO,0", "Bo,CTO,2", "Cy,Cook,deep", header="Name,Title,@depth")
    assert managers(outcome) == {"ada": "", "bo": "ada", "cy": ""}
    assert (said(outcome, "depth-jump"), said(outcome, "unknown-depth")) == (
        [(3, "@depth", "2")],
        [(4, "@depth", "deep")],
    )


CHAINS = ("Ada,CEO,Ada,,", "Bo,CTO,Ada,Bo,", "Cy,Lead,Ada,Bo,Cy", "Ed,COO,Ada,,")


def test_a_management_chain_tells_the_manager_where_no_column_does() -> None:
    outcome = placed(*CHAINS, header="Name,Title,@chain:1,@chain:2,@chain:3")
    assert managers(outcome) == {"ada": "", "bo": "ada", "cy": "bo", "ed": "ada"}


def test_a_management_chain_in_one_cell_tells_the_manager() -> None:
    outcome = placed("Ada,CEO,", "Bo,CTO,Ada", "Cy,Lead,Ada > Bo", "Di,Cook,Ada > Bo > Di", header="Name,Title,@chain")
    assert managers(outcome) == {"ada": "", "bo": "ada", "cy": "bo", "di": "bo"}


def test_a_management_chain_beside_a_manager_is_not_used_and_that_is_said() -> None:
    rows = [f"{row},{manager}" for row, manager in zip(CHAINS, ("", "Ada", "Ada", "Ada"), strict=True)]
    outcome = placed(*rows, header="Name,Title,@chain:1,@chain:2,@chain:3,Manager")
    assert managers(outcome) == {"ada": "", "bo": "ada", "cy": "ada", "ed": "ada"}
    assert "3 level or chain columns were not used" in message(outcome, "hierarchy-unused")


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """The index of each position's manager; -1 for the first, who is at the top."""
    return [-1, *(draw(st.integers(0, n - 1)) for n in range(1, draw(st.integers(1, 25))))]


def _paths(tree: list[int]) -> list[list[int]]:
    paths: list[list[int]] = []
    for n, manager in enumerate(tree):
        paths.append([*(paths[manager] if manager >= 0 else []), n])
    return paths


@given(trees())
def test_any_tree_comes_back_from_levels_from_chains_and_from_depth_numbers(tree: list[int]) -> None:
    paths = _paths(tree)
    deepest = max(map(len, paths))
    expected = {f"p{n}": f"p{manager}" if manager >= 0 else "" for n, manager in enumerate(tree)}

    cells = [",".join([f"P{n}" for n in path] + [""] * (deepest - len(path))) for path in paths]
    for layout in ("level", "chain"):
        header = ",".join(["@id", "Name", "Title", *(f"@{layout}:{n + 1}" for n in range(deepest))])
        rows = [f"p{n},P{n},T,{row}" for n, row in enumerate(cells)]
        assert managers(placed(*rows, header=header)) == expected

    inorder = sorted(range(len(tree)), key=lambda n: paths[n])
    rows = [f"p{n},P{n},T,{len(paths[n])}" for n in inorder]
    assert managers(placed(*rows, header="@id,Name,Title,@depth")) == expected

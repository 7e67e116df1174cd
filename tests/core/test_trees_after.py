"""The trees after something moved are those of a walk through everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import Change, add, apply, edit, remove
from planning.core.records import Org, Position
from planning.core.tree import forest
from planning.core.trees_after import trees_after
from tests.core.random_organisations import DAY, draw_org, seeds

KEYS = st.sampled_from([*(f"p{n}" for n in range(12)), "", "nobody"])
moves = st.lists(st.tuples(KEYS, KEYS), min_size=1, max_size=3)


def made(org: Org, drawn: list[tuple[str, str]]) -> list[Change]:
    """Each moves a position, opens one or takes it away."""
    changes = []
    for key, manager in drawn:
        position = org.tables["position"].get(key)
        if position is None:
            change: Change | None = add(DAY, Position(key or "new", manager=manager))
        elif manager == key:
            change = remove(DAY, position)
        else:
            change = edit(DAY, position, manager=manager)
        changes += [change] if change else []
        org = apply(org, changes[-1:])
    return changes


@given(seeds, st.integers(1, 40), moves, st.booleans())
def test_trees_after_changes_are_those_of_a_whole_walk(
    seed: int, size: int, drawn: list[tuple[str, str]], wild: bool
) -> None:
    before = draw_org(seed, size, wild=wild)
    changes = made(before, drawn)
    after = apply(before, changes)
    if any(change.after is None and change.key in after.positions for change in changes):
        return
    found = trees_after(forest(before), before, after, {change.key for change in changes})
    assert found == forest(Org(after.on, after.tables))


LINE = [Position("top"), *(Position(f"p{n}", manager=f"p{n - 1}" if n else "top") for n in range(9))]


@pytest.mark.parametrize(("key", "manager", "deepest"), [("p8", "p6", (8, "p7")), ("new", "p8", (10, "new"))])
def test_the_deepest_position_follows(key: str, manager: str, deepest: tuple[int, str]) -> None:
    before = Org.of(DAY, *LINE, *(Position(f"q{n}", manager="top") for n in range(20)))
    known = before.positions.get(key)
    change = edit(DAY, known, manager=manager) if known else add(DAY, Position(key, manager=manager))
    assert change
    after = apply(before, [change])
    assert trees_after(forest(before), before, after, [key]).deepest["top"] == deepest

"""What an organisation takes over from the one before is what it would work out itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import Change, add, apply, edit, remove
from planning.core.indices import LISTS
from planning.core.records import Assignment, Org, Position
from tests.core.random_organisations import DAY, draw_changes, draw_org, seeds
from tests.core.rules.test_run import changed

INDICES = ("positions", *LISTS)


def warm(org: Org) -> Org:
    for name in INDICES:
        getattr(org, name)
    return org


def assert_same(before: Org, changes: list[Change]) -> None:
    after = apply(warm(before), changes)
    fresh = Org(after.on, after.tables)
    for name in INDICES:
        assert getattr(after, name) == getattr(fresh, name), name
    assert list(after.positions) == list(fresh.positions)
    assert len(vars(after)) >= len(vars(fresh))


@given(seeds, st.integers(0, 30), st.integers(1, 6))
def test_indices_taken_over_are_those_worked_out(seed: int, size: int, count: int) -> None:
    before = draw_org(seed, size, wild=True)
    assert_same(before, draw_changes(before, seed, count))


@given(changed())
def test_so_are_those_after_edits_of_every_field(drawn: tuple[Org, list[Change]]) -> None:
    assert_same(*drawn)


ORG = Org.of(DAY, *(Position(key, manager="top") for key in "abc"), Position("top"), Assignment("x", "app", "a"))


@pytest.mark.parametrize("name", INDICES)
def test_an_edit_takes_over_what_it_does_not_touch(name: str) -> None:
    warm(ORG)
    change = edit(DAY, ORG.tables["position"]["a"], level=3)
    assert change
    assert name in vars(apply(ORG, [change]))


def test_an_organisation_that_was_not_looked_at_gives_nothing() -> None:
    before = Org(DAY, ORG.tables)
    assert "children" not in vars(apply(before, [add(DAY, Position("new"))]))


def test_what_went_away_and_came_back_is_worked_out_again() -> None:
    position = ORG.tables["position"]["a"]
    assert_same(ORG, [remove(DAY, position), add(DAY, position)])

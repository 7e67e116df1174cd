"""A start has a day: until then somebody is due, from then on they are there."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import Change, apply
from planning.core.changes.edits import revise
from planning.core.coverage.coverage import cell
from planning.core.records import Org, Person, Position
from planning.core.starts import move_start, start
from tests.core.sample import MANAGER, PM, TODAY, covers, org, product

pytestmark = pytest.mark.pure

DAY = timedelta(days=1)
HERE, NEW = Person("bo", "Bo"), Person("cy", "Cy")
ORG = org(product(), HERE, Position("open", "PM", PM, stage="offer"), covers("app", "open"))


def state(changes: list[Change], day: int) -> str:
    """How the product is covered so many days from today."""
    on = TODAY + day * DAY
    return cell(apply(ORG.at(on), [c for c in changes if c.on <= on]), product(), MANAGER).state


@given(st.integers(-5, 20), st.booleans(), st.integers(0, 30))
def test_hire_is_due_before_the_first_day_and_covers_from_it(first: int, is_new: bool, day: int) -> None:
    first_day = TODAY + first * DAY
    person = NEW._replace(starts=first_day) if is_new else HERE
    changes = start(ORG, "open", person, first_day)
    assert state(changes, day) == ("covered" if day >= first else "hire-due")


def test_order_of_unrelated_changes_does_not_matter() -> None:
    changes = [*start(ORG, "open", HERE, TODAY + 9 * DAY), *revise(ORG, "product", "app", name="Other")]
    ends = [apply(ORG.at(TODAY + 9 * DAY), sorted(way, key=lambda c: c.on)) for way in (changes, changes[::-1])]
    assert ends[0] == ends[1]


def test_successor_waits_while_the_one_before_is_still_there() -> None:
    held = apply(ORG, revise(ORG, "position", "open", holder="bo"))
    later = start(held, "open", NEW, TODAY + 9 * DAY)
    after = [apply(held.at(on), [c for c in later if c.on <= on]) for on in (TODAY, TODAY + 9 * DAY)]
    assert [found.positions["open"].holder for found in after] == ["bo", "cy"]


@pytest.mark.parametrize(("first", "expected"), [(3, "due"), (0, "filled"), (-3, "filled")])
def test_known_starter_starts_on_another_day(first: int, expected: str) -> None:
    due: Org = apply(ORG, start(ORG, "open", NEW._replace(starts=TODAY + 9 * DAY), TODAY + 9 * DAY))
    moved = apply(due, move_start(due, "open", TODAY + first * DAY))
    assert moved.occupancy(moved.positions["open"]) == expected

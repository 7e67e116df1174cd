"""What would be if hires slipped or somebody left."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import edit
from planning.core.changes.record_history import DatedOrg
from planning.core.over_time.timeline import timeline
from planning.core.over_time.what_if import (
    arriving,
    both_findings,
    days_to_compare,
    gap_differences,
    is_emptier,
    leaving,
)
from planning.core.records import Person, Position
from tests.core.sample import PM, TODAY, content, covers, held, org, product
from tests.core.test_timeline import draw

pytestmark = pytest.mark.pure

DAY = timedelta(days=1)
LAST = TODAY + 60 * DAY
CONTENT = content()
ANN = (*held("ann", PM), covers("app", "ann"))
OPEN = (Position("open", "PM", PM, target_start=TODAY + 10 * DAY), covers("app", "open"))
STARTER = (Position("new", role=PM, holder="h"), Person("h", "Bo", starts=TODAY + 10 * DAY), covers("app", "new"))


def told(dated: DatedOrg) -> list[tuple[str, int]]:
    bands = timeline(dated, CONTENT, TODAY, LAST).lanes["app", PM]
    return [(band.cell.state, (band.first - TODAY).days) for band in bands]


def dated(*records: Any, **layers: Any) -> DatedOrg:
    return DatedOrg(org(product(), *records).tables, **layers)


def test_leaver_opens_a_gap_from_the_day_after() -> None:
    plain = dated(*ANN)
    gone = leaving(plain, "h-ann", TODAY + 5 * DAY, TODAY)
    assert told(gone) == [("ending", 0), ("missing", 6)]
    assert told(plain) == [("covered", 0)]


@pytest.mark.parametrize("records", [OPEN, STARTER], ids=["vacant position with a target", "known starter"])
def test_hires_come_on_their_day_or_so_many_days_later(records: tuple[Any, ...]) -> None:
    assert told(arriving(dated(*records), TODAY)) == [("hire-due", 0), ("covered", 10)]
    assert told(arriving(dated(*records), TODAY, 7)) == [("hire-due", 0), ("covered", 17)]


def test_change_that_fills_a_position_comes_later_too() -> None:
    empty = Position("open", "PM", PM)
    fill = edit(TODAY + 10 * DAY, empty, holder="h")
    assert fill
    known = dated(empty, Person("h", "Bo"), covers("app", "open"), ahead=[fill])
    assert told(arriving(known, TODAY)) == [("missing", 0), ("covered", 10)]
    assert told(arriving(known, TODAY, 7)) == [("missing", 0), ("covered", 17)]


@pytest.mark.parametrize(("left", "begins"), [(-5, 10), (5, 10), (9, 10), (12, 13)])
def test_hire_into_a_leavers_position_comes_on_its_day_once_they_have_left(left: int, begins: int) -> None:
    seat = Position("ann", "PM", PM, holder="h-ann", target_start=TODAY + 10 * DAY)
    leaver = Person("h-ann", "Ann", leaves=TODAY + left * DAY)
    there = arriving(dated(seat, leaver, covers("app", "ann")), TODAY)
    holders = [there.at(TODAY + number * DAY).positions["ann"].holder for number in (begins - 1, begins)]
    assert holders == ["h-ann", "expected:ann"]


def test_no_hire_comes_where_somebody_stays() -> None:
    seat = Position("ann", "PM", PM, holder="h-ann", target_start=TODAY + 10 * DAY)
    assert told(arriving(dated(seat, Person("h-ann", "Ann"), covers("app", "ann")), TODAY)) == [("covered", 0)]


@pytest.mark.parametrize("stage", ["paused", "cancelled", "on hold"])
def test_hire_that_was_paused_or_given_up_never_comes(stage: str) -> None:
    seat, duty = OPEN
    assert told(arriving(dated(seat._replace(stage=stage), duty), TODAY)) == [("missing", 0)]


def test_starter_whose_first_day_is_moved_by_a_change_comes_later_too() -> None:
    held, person, duty = STARTER
    sooner = edit(TODAY + DAY, person, starts=TODAY + 5 * DAY)
    assert sooner
    known = dated(held, person, duty, ahead=[sooner])
    assert told(arriving(known, TODAY))[-1] == ("covered", 5)
    assert told(arriving(known, TODAY, 7))[-1] == ("covered", 12)


def test_hire_whose_day_has_passed_is_not_presumed() -> None:
    late = (Position("open", "PM", PM, stage="open", target_start=TODAY), covers("app", "open"))
    assert told(arriving(dated(*late), TODAY, 7)) == [("hire-due", 0)]


def test_only_who_is_missing_makes_an_organisation_emptier() -> None:
    both = org(*held("ann", PM), *held("bob", PM))
    one = org(*held("ann", PM), Position("bob"))
    other = org(Position("ann"), *held("bob", PM))
    assert [is_emptier(*sides) for sides in ((both, one), (one, both), (one, other), (both, both))] == [
        True, False, False, False,
    ]  # fmt: skip


def test_comparison_names_the_days_that_are_gaps_on_one_side_alone() -> None:
    lines = [timeline(arriving(dated(*OPEN), TODAY, slip), CONTENT, TODAY, LAST) for slip in (0, 7)]
    (difference,) = gap_differences(*lines)
    assert difference == ("app", PM, TODAY + 10 * DAY, TODAY + 16 * DAY, True)
    assert not gap_differences(lines[1], lines[0])[0].opens
    assert days_to_compare([difference], TODAY, 5) == [TODAY, TODAY + 10 * DAY]


def test_findings_of_both_sides_are_those_of_what_differs() -> None:
    day: date = TODAY + 6 * DAY
    plain = dated(*ANN)
    before, after = both_findings(plain.at(day), leaving(plain, "h-ann", TODAY + 5 * DAY, TODAY).at(day), CONTENT)
    assert [f.rule for f in before if f.rule == "cov-pm"] == []
    assert [f.rule for f in after if f.rule == "cov-pm"] == ["cov-pm"]


@given(st.integers(0, 2**32), st.integers(0, 20))
def test_whatever_is_supposed_the_day_it_is_supposed_on_stays_as_it_is(seed: int, slip: int) -> None:
    drawn = draw(seed)
    supposed = arriving(drawn, TODAY, slip)
    before, after = (timeline(of, CONTENT, TODAY, LAST) for of in (drawn, supposed))
    for place in before.lanes:
        one, other = before.on(*place, TODAY), after.on(*place, TODAY)
        assert (one and one.cell.is_covered) == (other and other.cell.is_covered)
    assert all(difference.first > TODAY for difference in gap_differences(before, after))

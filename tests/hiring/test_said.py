"""What the history says of one position: when it was open for hiring, for how long, and how that ended."""

from datetime import date, timedelta
from typing import Any

import pytest

from planning.hiring.figures.said import Opening, Said, Walk, openings_of

pytestmark = pytest.mark.pure
FIRST = date(2027, 1, 1)
TODAY = FIRST + timedelta(days=100)
Step = tuple[int, dict[str, Any] | None]


def walk(*steps: Step, first: bool = False, today: date = TODAY) -> Walk:
    """Through a position's changes: the day, counted from the first, and what the change says. The first step makes
    it; `first`: with the first data."""
    said = [
        Said(number, "p", FIRST + timedelta(days=day), number == 0, after, first and number == 0)
        for number, (day, after) in enumerate(steps)
    ]
    return openings_of("p", sorted(said, key=lambda one: (one.on, one.id)), today)


def stages(*steps: tuple[int, str]) -> list[Opening]:
    return walk((0, {"stage": "draft"}), *((day, {"stage": stage}) for day, stage in steps)).openings


def told(openings: list[Opening]) -> list[tuple[int | None, bool]]:
    return [(one.days(TODAY), one.filled) for one in openings]


def held(day: int, **more: Any) -> Step:
    return day, {"holder": "ann", "stage": "", **more}


def test_days_count_from_the_opening_until_someone_accepts() -> None:
    assert told(stages((10, "open"), (20, "interviewing"), (50, "accepted"))) == [(40, True)]


def test_what_was_never_open_has_no_opening() -> None:
    assert stages((10, "submitted"), (20, "approved"), (30, "cancelled")) == []


def test_one_that_is_open_counts_until_today() -> None:
    found = stages((10, "open"), (20, "offer"))
    assert (told(found), found[0].is_hiring) == ([(90, False)], True)


@pytest.mark.parametrize("stage", ["cancelled", "repurposed", "draft", "approved"])
def test_one_that_was_given_up_counts_until_then(stage: str) -> None:
    assert told(stages((10, "open"), (40, stage))) == [(30, False)]


def test_paused_days_do_not_count() -> None:
    assert told(stages((10, "open"), (20, "paused"), (45, "open"), (50, "accepted"))) == [(15, True)]


def test_one_that_is_paused_counts_until_then() -> None:
    found = stages((10, "open"), (20, "paused"))
    assert (told(found), found[0].is_open, found[0].is_hiring) == ([(10, False)], True, False)


def test_one_that_is_cancelled_while_paused_counts_until_the_pause() -> None:
    assert told(stages((10, "open"), (20, "paused"), (60, "cancelled"))) == [(10, False)]


def test_a_hire_on_the_day_of_the_opening_takes_no_days() -> None:
    assert told(stages((10, "open"), (10, "accepted"))) == [(0, True)]


def test_words_of_other_systems_open_too() -> None:
    assert told(stages((10, "Sourcing"), (30, "Offer accepted"))) == [(20, True)]


def test_who_starts_has_accepted_where_no_more_is_known() -> None:
    assert told(walk((0, {"stage": "draft"}), (10, {"stage": "open"}), held(45)).openings) == [(35, True)]


def test_who_accepted_and_fell_away_filled_nothing() -> None:
    assert told(stages((10, "open"), (30, "accepted"), (40, "interviewing"), (70, "accepted"))) == [(60, True)]


def test_one_that_was_given_up_after_its_hire_fell_away_was_not_filled() -> None:
    assert told(stages((10, "open"), (30, "accepted"), (40, "cancelled"))) == [(30, False)]


def test_who_falls_away_before_their_first_day_filled_nothing() -> None:
    later = (FIRST + timedelta(days=60)).isoformat()
    due = held(30, stage="accepted", target_start=later)
    steps = ((0, {"stage": "draft"}), (10, {"stage": "open"}), due, (50, {"holder": "", "stage": "open"}))
    assert told(walk(*steps).openings) == [(90, False)]


def test_who_leaves_after_their_first_day_had_filled_it() -> None:
    steps = ((0, {"stage": "draft"}), (10, {"stage": "open"}), held(30), (70, {"holder": "", "stage": "open"}))
    assert told(walk(*steps).openings) == [(20, True), (30, False)]


def test_one_who_started_earlier_than_was_said_stays() -> None:
    """Their first day is dated before stages that were told while it was not known."""
    steps = ((0, {"stage": "draft"}), (10, {"stage": "open"}), (40, {"stage": "offer"}), held(30))
    assert told(walk(*steps).openings) == [(20, True)]


def test_a_first_day_that_moves_changes_nothing() -> None:
    due = held(30, stage="accepted", target_start=(FIRST + timedelta(days=60)).isoformat())
    started = (50, {"stage": "", "target_start": None})
    left = (80, {"holder": "", "stage": "draft"})
    assert told(walk((0, {"stage": "open"}), due, started, left).openings) == [(30, True)]


def test_each_time_that_it_is_opened_counts_by_itself() -> None:
    steps = ((0, {"stage": "open"}), held(20), (60, {"holder": "", "stage": "draft"}), (70, {"stage": "open"}))
    assert told(walk(*steps).openings) == [(20, True), (30, False)]


def test_of_one_that_came_open_with_the_first_data_the_day_is_not_known() -> None:
    assert told(walk((0, {"stage": "open"}), (40, {"stage": "accepted"}), first=True).openings) == [(None, True)]


def test_one_that_comes_open_later_is_opened_then() -> None:
    assert told(walk((5, {"stage": "open"}), (40, {"stage": "accepted"})).openings) == [(35, True)]


def test_one_that_goes_away_counts_until_then() -> None:
    assert told(walk((0, {"stage": "open"}), (40, None)).openings) == [(40, False)]


def test_one_that_has_closed_counts_until_its_last_day() -> None:
    closes = (FIRST + timedelta(days=70)).isoformat()
    assert told(walk((0, {"stage": "open"}), (40, {"ends": closes})).openings) == [(70, False)]


def test_who_takes_a_position_that_was_not_open_is_counted_apart() -> None:
    found = walk((0, {"stage": "draft"}), held(40))
    assert (found.openings, found.unopened) == ([], 1)


def test_whoever_came_with_the_first_data_is_no_hire() -> None:
    assert walk(held(0), first=True).unopened == 0


def test_an_opening_is_for_the_role_that_the_position_had_then() -> None:
    steps = ((0, {"stage": "open", "role": "pm"}), held(20), (60, {"holder": "", "role": "sales", "stage": "draft"}))
    assert [one.position.role for one in walk(*steps).openings] == ["pm"]


def test_a_role_that_was_read_from_the_title_later_holds_for_before() -> None:
    steps = ((0, {"stage": "open", "title": "PM"}), held(20), (60, {"role": "pm"}))
    assert [one.position.role for one in walk(*steps).openings] == ["pm"]


def test_days_of_a_leap_year_count() -> None:
    (found,) = openings_of(
        "p",
        [
            Said(1, "p", date(2028, 2, 1), True, {"stage": "open"}, False),
            Said(2, "p", date(2028, 3, 1), False, {"stage": "accepted"}, False),
        ],
        date(2028, 5, 1),
    ).openings
    assert found.days(TODAY) == 29

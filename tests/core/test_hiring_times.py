"""How long filling a position takes, each figure worked out another way, and forecasts held against what came."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.hiring_times import ENOUGH, LONGER, Curve, Forecast, Range, Wait, curve, forecast

TODAY = date(2027, 3, 1)
days = st.integers(0, 400)
waits = st.lists(st.builds(Wait, days, st.booleans()), max_size=40)


def filled(*taken: int) -> list[Wait]:
    return [Wait(n, True) for n in taken]


def still(*so_far: int) -> list[Wait]:
    return [Wait(n, False) for n in so_far]


def share_open(known: list[Wait], day: int, begun: int = 0) -> Fraction:
    """By the definition: each day, of those at risk and the one asked about, who is filled."""
    share = Fraction(1)
    for each in sorted({wait.days for wait in known if wait.filled and begun <= wait.days <= day}):
        at_risk = sum(wait.days >= each for wait in known)
        share *= 1 - Fraction(known.count(Wait(each, True)), at_risk + 1)
    return share


def when(known: list[Wait], share: Fraction, begun: int) -> Fraction | None:
    """The day on which so few are open still: on the line from one hire to the next."""
    left, before = begun, Fraction(1)
    for day in sorted(wait.days for wait in known if wait.filled and wait.days >= begun):
        at_risk = sum(wait.days >= day for wait in known)
        after = before - share_open(known, day - 1, begun) / (at_risk + 1)
        if after <= share:
            return left + (before - share) / (before - after) * (day - left)
        left, before = day, after
    return None


def by_definition(known: list[Wait], begun: int) -> Range | None:
    hires = [wait for wait in known if wait.filled]
    if len(hires) < ENOUGH or sum(wait.days >= begun for wait in hires) < LONGER:
        return None
    early, middle, late = (when(known, Fraction(n, 10), begun) for n in (9, 5, 1))
    if early is None or middle is None:
        return None
    return Range(floor(early), ceil(middle), None if late is None else ceil(late))


@given(waits, days)
def test_the_range_is_that_of_the_definition(known: list[Wait], begun: int) -> None:
    assert curve(known).after(begun) == by_definition(known, begun)


@given(waits)
def test_the_shares_are_those_of_the_definition(known: list[Wait]) -> None:
    found = curve(known)
    last = {day: share for day, share in zip(found.days, found.shares, strict=True)}
    assert last == {day: pytest.approx(float(share_open(known, day))) for day in last}


@given(st.lists(days, min_size=9, max_size=60))
def test_where_all_were_filled_it_is_that_of_the_order_statistics(taken: list[int]) -> None:
    tenths = quantiles(taken, n=10, method="exclusive")
    low, middle, high = (round(tenths[at], 5) for at in (0, 4, 8))
    assert curve(filled(*taken)).after() == Range(floor(low), ceil(middle), ceil(high))


@given(waits, st.randoms())
def test_the_order_of_cases_does_not_matter(known: list[Wait], random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(known)
    random.shuffle(mixed)
    assert curve(mixed) == curve(known)


@given(waits, days)
def test_no_forecast_lies_before_today_and_its_days_are_in_order(known: list[Wait], open_for: int) -> None:
    found = forecast(curve(known), open_for, TODAY)
    assert found is None or TODAY <= found.early <= found.likely <= (found.late or date.max)


@given(waits, days, days)
def test_more_waiting_never_makes_a_day_earlier(known: list[Wait], one: int, other: int) -> None:
    found = curve(known)
    before, after = found.after(min(one, other)), found.after(max(one, other))
    if before and after:
        assert (before.early, before.middle) <= (after.early, after.middle)
        assert (before.late or 10_000) <= (after.late or 10_000)
    assert before or not after


@given(waits, days)
def test_a_position_that_is_still_open_makes_no_day_earlier(known: list[Wait], so_far: int) -> None:
    before, after = curve(known).after(), curve([*known, Wait(so_far, False)]).after()
    if before and after:
        assert before.middle <= after.middle


def test_fewer_hires_than_enough_say_nothing() -> None:
    assert curve(filled(*[30] * (ENOUGH - 1))).after() is None


def test_without_any_case_nothing_is_known() -> None:
    assert (curve([]), curve([]).after(), curve([]).hires) == (Curve((), ()), None, 0)


def test_positions_that_are_all_open_say_nothing() -> None:
    assert curve(still(*range(40))).after() is None


def test_where_most_are_still_open_nothing_is_known() -> None:
    assert curve([*filled(*range(ENOUGH)), *still(*[90] * 20)]).after() is None


def test_hires_on_the_day_of_the_opening_take_no_days() -> None:
    assert curve(filled(*[0] * 20)).after() == Range(0, 0, 0)


def test_the_late_end_is_not_known_while_few_hires_could_tell() -> None:
    assert curve(filled(*range(10, 18))).after() == Range(9, 14, None)  # 8 of 9 lie below the last
    assert curve(filled(*range(10, 19))).after() == Range(10, 14, 18)


def test_one_that_is_open_for_longer_than_three_quarters_still_has_a_forecast() -> None:
    taken = [20, 25, 30, 35, 40, 45, 50, 55, 60, 70, 80, 120]
    assert forecast(curve(filled(*taken)), 65, TODAY) == Forecast(
        TODAY + timedelta(days=2), TODAY + timedelta(days=15), None
    )


def test_one_that_is_open_for_longer_than_nearly_all_has_none() -> None:
    assert forecast(curve(filled(20, 30, 40, 50, 60)), 55, TODAY) is None


def test_days_are_counted_over_the_end_of_february() -> None:
    found = forecast(curve(filled(*[40] * 9)), 0, date(2028, 2, 1))
    assert found
    assert found.late == date(2028, 3, 12)

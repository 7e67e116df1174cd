"""What a year in a position costs, and what is left of budgets."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import Change, add, edit
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.prices import left, share_of_year, yearly
from planning.core.cost.pay import Band, Budget, Rate, Terms
from planning.core.records import Org, Person, Position
from planning.core.rules.context import Context
from tests.core.sample import PM, PMM, TODAY, content

RATES = (Rate("EUR", "GBP", Decimal("0.5"), date(2026, 1, 1)), Rate("EUR", "GBP", Decimal("0.8"), date(2026, 7, 1)))


def terms(*budgets: Budget, **given_: Any) -> Terms:
    """A PM costs a pound a day in a year of 365 days, so that no quarter is rounded."""
    band = Band(PM, 0, "", "GBP", Decimal(365), Decimal(365), factor=Decimal(1))
    return Terms("GBP", **{"bands": (band,), "budgets": budgets, "rates": RATES, **given_})


def cost_of(position: Position, on: date = TODAY, **given_: Any) -> Decimal | None:
    return yearly(Context(Org.of(on, position), content()), terms(**given_), position, on)


def test_a_year_costs_the_loaded_middle_of_the_band_at_the_fte() -> None:
    band = Band(PM, 3, "", "GBP", Decimal(90), Decimal(110), bonus=Decimal(10), factor=Decimal("1.5"))
    assert cost_of(Position("p", role=PM, level=3, fte=0.4), bands=(band,)) == Decimal("66.00")


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 6, 30), "50.00"), (date(2026, 7, 1), "80.00")])
def test_the_rate_is_that_of_the_day(on: date, expected: str) -> None:
    own = Position("p", role=PMM, pay=Decimal(100), currency="EUR", loaded=True)
    assert cost_of(own, on) == Decimal(expected)


@pytest.mark.parametrize("position", [Position("p", role=PMM), Position("p", pay=Decimal(1), currency="USD")])
def test_what_nobody_knows_costs_none_and_not_0(position: Position) -> None:
    assert cost_of(position) is None


@pytest.mark.parametrize(
    ("start", "year", "days"),
    [
        (date(2026, 12, 31), 2026, 1 / 365),
        (date(2025, 3, 1), 2026, 1.0),
        (date(2027, 1, 1), 2026, 0.0),
        (date(2028, 3, 1), 2028, 306 / 366),
    ],
)
def test_the_share_of_a_year_counts_its_days_from_the_start(start: date, year: int, days: float) -> None:
    assert share_of_year(start, year) == pytest.approx(days)


def remains(dated: DatedOrg, *budgets: Budget, on: date = TODAY, **given_: Any) -> Any:
    ctx = Context(dated.at(on), content())
    return left(dated, ctx, terms(*budgets, **given_), on)


def budget(amount: int = 1000, year: int = 2026, function: str = "product", currency: str = "GBP") -> Budget:
    return Budget(function, year, Decimal(amount), currency)


def dated(*records: Any, **changes: Any) -> DatedOrg:
    return DatedOrg(Org.of(TODAY, *records).tables, **changes)


OWNED, INES = Position("p", role=PM, holder="h"), Person("h")
PAID = (OWNED, INES)
COSTLY = (OWNED._replace(pay=Decimal(1095), currency="GBP", loaded=True), INES)


def test_a_year_of_whoever_is_there_is_taken_from_the_budget() -> None:
    assert remains(dated(*PAID), budget()) == {("product", 2026): 1000 - 365}


def test_an_overrun_budget_is_negative() -> None:
    assert remains(dated(*COSTLY), budget()) == {("product", 2026): 1000 - 1095}


def test_years_count_from_that_of_the_day_however_late() -> None:
    every = [budget(year=year) for year in (2025, 2026, 2027, 2031)]
    assert list(remains(dated(*PAID), *every)) == [("product", year) for year in (2026, 2027, 2031)]


def test_a_budget_in_another_currency_is_taken_at_the_rate_of_its_first_day() -> None:
    assert remains(dated(*PAID), budget(currency="EUR")) == {("product", 2026): 500 - 365}


def test_a_budget_without_a_rate_is_left_out() -> None:
    assert remains(dated(*PAID), budget(currency="USD"), budget(function="marketing")) == {
        ("marketing", 2026): Decimal("1000.00")
    }


def test_a_hire_due_counts_from_its_day() -> None:
    due = Position("q", role=PM, stage="open", target_start=date(2026, 10, 20))
    assert remains(dated(due), budget()) == {("product", 2026): 1000 - 73}


def test_what_was_there_before_the_day_has_cost_something() -> None:
    """Somebody who sat there until the change of 14 March was paid for 72 days."""
    gone = edit(date(2026, 3, 14), OWNED, holder="")
    assert gone is not None
    through = dated(OWNED._replace(holder=""), INES, past=[gone])
    assert remains(through, budget()) == {("product", 2026): 1000 - 72}


@pytest.mark.parametrize("side", ["ahead", "over"])
def test_what_is_to_come_counts_whether_approved_or_planned(side: str) -> None:
    later = Change(date(2026, 10, 20), "position", "p", {"pay": None}, {"pay": Decimal(730)})
    given_ = {side: [later._replace(after={"pay": Decimal(730), "currency": "GBP", "loaded": True})]}
    assert remains(dated(*PAID, **given_), budget()) == {("product", 2026): 1000 - 365 - 73}


def test_a_plan_lies_over_what_changes_before_it() -> None:
    """The plan opens the position in May; what waits for July does not hinder it."""
    new = add(date(2026, 5, 1), Position("q", role=PM, holder="h"))
    waiting = edit(date(2026, 7, 1), INES, name="Ines")
    assert waiting is not None
    assert remains(dated(INES, ahead=[waiting], over=[new]), budget()) == {("product", 2026): 1000 - 245}


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_hire_takes_its_share_of_the_year_from_the_budget(start: date) -> None:
    before, hired = dated(), dated(Position("q", role=PM, holder="h", starts=start), Person("h"))
    one, other = remains(before, budget()), remains(hired, budget())
    taken = one["product", 2026] - other["product", 2026]
    assert float(taken) == pytest.approx(365 * share_of_year(start, 2026))

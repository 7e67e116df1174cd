"""Pay and salary ranges outside the band of their position."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import add, edit
from planning.core.cost.against_band import pay_against_band, range_against_band
from planning.core.cost.pay import Band, Terms
from planning.core.records import Position, Requisition
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation
from tests.cost.conftest import TODAY, member_of
from tests.factories import MembershipFactory

ON = date(2026, 6, 1)
BAND = Band("pm", 5, "Berlin", "EUR", Decimal(90_000), Decimal(110_000))
TERMS = Terms("EUR", bands=(BAND,))
NAME = "the band for level 5, Berlin: EUR 90,000 to 110,000"


def paid(amount: float | None, **more: Any) -> Position:
    pay = None if amount is None else Decimal(str(amount))
    return Position("p", role="pm", location="Berlin", pay=pay, currency="EUR")._replace(**more)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (118_800, f"8% above {NAME}"),
        (110_001, f"less than 1% above {NAME}"),
        (81_000, f"10% below {NAME}"),
        (90_000, ""),
        (110_000, ""),
        (None, ""),
    ],
)
def test_pay_is_held_against_its_band(amount: float | None, text: str) -> None:
    assert pay_against_band(TERMS, paid(amount), 5, ON) == text


def test_loaded_pay_is_held_against_the_loaded_band() -> None:
    assert pay_against_band(TERMS, paid(143_000, loaded=True), 5, ON) == ""
    assert pay_against_band(TERMS, paid(143_000 * 1.08, loaded=True), 5, ON) == f"8% above {NAME}"


def test_pay_in_another_currency_has_no_band() -> None:
    assert pay_against_band(TERMS, paid(500_000, currency="USD"), 5, ON) == ""


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (80_000, 100_000, f"11% below {NAME}"),
        (100_000, 121_000, f"10% above {NAME}"),
        (80_000, 121_000, f"10% above {NAME}"),
        (None, 121_000, f"10% above {NAME}"),
        (121_000, None, f"10% above {NAME}"),
        (95_000, None, ""),
        (None, None, ""),
    ],
)
def test_a_salary_range_is_held_against_its_band(low: int | None, high: int | None, text: str) -> None:
    one, other = (None if end is None else Decimal(end) for end in (low, high))
    wanted = Requisition("p", salary_from=one, salary_to=other, salary_currency="EUR")
    assert range_against_band(TERMS, paid(None), wanted, 5, ON) == text


@given(st.integers(0, 300_000), st.integers(1, 150_000), st.integers(0, 150_000))
def test_it_is_said_where_and_only_where_pay_lies_outside(amount: int, low: int, width: int) -> None:
    band = BAND._replace(low=Decimal(low), high=Decimal(low + width))
    told = pay_against_band(Terms("EUR", bands=(band,)), paid(amount), 5, ON)
    assert ("above" in told, "below" in told) == (amount > low + width, amount < low)


@pytest.mark.django_db
def test_the_pages_of_position_requisition_and_plan_say_it_to_those_who_see_cost(priced: Organisation) -> None:
    """The band of `priced` is GBP 40,000 to 60,000."""
    wanted = Requisition("open", salary_from=Decimal(50_000), salary_to=Decimal(66_000), salary_currency="GBP")
    opening = Position("open", "PM", "product-manager", 2, pay=Decimal(63_000), currency="GBP")
    writes.commit(priced, [add(TODAY, opening), add(TODAY, wanted)], title="Open", today=TODAY)
    owner = MembershipFactory.create(organisation=priced).user
    plan = editing.create(priced, name="Rise", target=TODAY, owner=owner)
    rise = edit(TODAY, store.org_at(priced, TODAY).positions["pm"], pay=Decimal(72_000), currency="GBP")
    editing.edit(plan, [rise] if rise else [], title="Rise", author=owner)
    Plan.objects.update(state=Plan.State.REVIEW)
    start = f"/o/{priced.slug}/"
    found = {
        "positions/open/": ["5% above the band: GBP 40,000 to 60,000"],
        "hiring/open/": ["Pay is 5% above the band", "Salary range is 10% above the band"],
        f"plans/{plan.slug}/": ["Pay is 20% above the band"],
    }
    for sees_cost in (True, False):
        client = member_of(priced, "admin", sees_cost=sees_cost)  # type: ignore[arg-type]
        for path, texts in found.items():
            page = client.get(start + path).content.decode()
            assert [text in page for text in texts] == [sees_cost] * len(texts), path

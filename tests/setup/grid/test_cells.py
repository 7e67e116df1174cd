"""What people may write in the cells of the grid of products."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import STAGES, Product
from planning.setup.grid.cells import BY_NAME, COLUMNS, NotUnderstood, month_comes_first, read

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("stage", "Growth", "growth"),
        ("stage", " GA ", "growth"),
        ("stage", "private beta", "beta"),
        ("stage", "in Entwicklung", "build"),
        ("audience", "internal", False),
        ("audience", "Market-facing", True),
        ("audience", "B2B", True),
        ("audience", "internal customers", False),
        ("launch", "12 Jan 2027", date(2027, 1, 12)),
        ("launch", "2027-01-12", date(2027, 1, 12)),
        ("launch", "12.1.2027", date(2027, 1, 12)),
        ("launch", "Mar 2027", date(2027, 3, 1)),
        ("launch", "–", None),
        ("launch", "tbd", None),
        ("tier", "1", "1"),
        ("tier", "large", "large"),
        ("tier", "", ""),
        ("tier", "–", ""),
    ],
)
def test_a_cell_takes_what_people_write(column: str, text: str, value: object) -> None:
    assert read(BY_NAME[column], text) == value


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("stage", "betta"),
        ("stage", ""),
        ("audience", "perhaps"),
        ("audience", ""),
        ("launch", "soon"),
        ("launch", "31.2.2027"),
        ("launch", "2027"),
        ("launch", "1.1.1901"),
        ("tier", "x" * 21),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_write(column: str, text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(BY_NAME[column], text)
    assert str(refused.value)[-1] == "."


def test_a_date_that_only_american_order_makes_possible_tells_that_of_its_column() -> None:
    assert month_comes_first(["01/25/2027", "02/03/2027"])
    assert not month_comes_first(["02/03/2027"])


products = st.builds(
    Product,
    key=st.just("p"),
    stage=st.sampled_from(STAGES),
    market_facing=st.booleans(),
    launch=st.none() | st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    launch_tier=st.sampled_from(["", "1", "large", "Tier 2"]),
)


@given(product=products)
def test_what_a_cell_shows_is_read_back_as_its_value(product: Product) -> None:
    for column in COLUMNS:
        assert read(column, column.text(column.value(product))) == column.value(product)
        assert read(column, column.choice(column.value(product))) == column.value(product)

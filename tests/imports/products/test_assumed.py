"""What no file says of a product is marked as assumed, until a file or somebody says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import ASSUMABLE, Org, Product
from tests.imports.helpers import ON, imported

pytestmark = pytest.mark.pure
CELLS = {"stage": ("Stage", "beta"), "market_facing": ("Internal", "yes")}


def products(fields: list[str], current: Org | None = None) -> Product:
    header = ",".join(["Product ID", "Product", *(CELLS[name][0] for name in fields)])
    row = ",".join(["maps", "Maps", *(CELLS[name][1] for name in fields)])
    return imported(products=f"{header}\n{row}\n", current=current).after.products["maps"]


@given(st.lists(st.sampled_from(ASSUMABLE), unique=True))
def test_a_new_product_is_assumed_in_what_the_file_leaves_out(fields: list[str]) -> None:
    assert set(products(fields).assumed) == set(ASSUMABLE) - set(fields)


@given(st.lists(st.sampled_from(ASSUMABLE), unique=True).map(tuple), st.lists(st.sampled_from(ASSUMABLE), unique=True))
def test_a_file_settles_what_it_gives_and_nothing_else(before: tuple[str, ...], fields: list[str]) -> None:
    current = Org.of(ON, Product("maps", "Maps", assumed=before))
    assert set(products(fields, current).assumed) == set(before) - set(fields)


@pytest.mark.parametrize("cell", ["", "??"])
def test_a_stage_that_cannot_be_read_is_assumed(cell: str) -> None:
    outcome = imported(products=f"Product ID,Stage\nmaps,{cell}\n")
    assert "stage" in outcome.after.products["maps"].assumed

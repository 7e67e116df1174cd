"""Cells of a products file that say that nobody is needed."""

from __future__ import annotations

import pytest

from planning.core.records import Org, Product
from tests.imports.helpers import ON
from tests.imports.products.sample import read

pytestmark = pytest.mark.pure
HEADER = ("Product", "PM", "Design")


@pytest.mark.parametrize("cell", ["n/a", "N/A", "not applicable", "Not needed", "entfällt", "n.v.t.", "sans objet"])
def test_partners_who_are_not_needed_are_marked_so_beside_blanks(cell: str) -> None:
    after = read(HEADER, ("Maps", "2", cell), ("Pay", "3", "")).after
    assert (after.products["maps"].without, after.products["pay"].without) == (("design",), ())


def test_a_mark_that_stands_for_every_blank_says_nothing() -> None:
    assert read(HEADER, ("Maps", "2", "n/a"), ("Pay", "3", "n/a")).after.products["maps"].without == ()


def test_of_a_covering_role_nothing_is_marked() -> None:
    assert read(HEADER, ("Maps", "n/a", ""), ("Pay", "", "")).after.products["maps"].without == ()


def test_what_was_marked_before_stays() -> None:
    current = Org.of(ON, Product("maps", "Maps", without=("sales",)))
    after = read(HEADER, ("Maps", "2", "n/a"), ("Pay", "3", ""), current=current).after
    assert after.products["maps"].without == ("sales", "design")

"""People × products, with the people as rows or as columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.products.sample import EMAILS, NAMES, PM, PMM, assignments, codes, read, said, who

pytestmark = pytest.mark.pure
PRODUCTS = ("Maps", "Docs", "Logs", "Data stack")
KEYS = {name: name.lower().replace(" ", "-") for name in PRODUCTS}
ROLES = {"2": PM, "3": PM, "4": PM, "5": PMM, "6": PMM}
PAIRS = st.sets(st.tuples(st.sampled_from(list(ROLES)), st.sampled_from(PRODUCTS)), min_size=1)


def is_wide(pairs: set[tuple[str, str]], side: int) -> bool:
    """Whether at least two columns hold a mark: one alone could be anything."""
    return len({pair[side] for pair in pairs}) > 1


def expected(pairs: set[tuple[str, str]]) -> set[tuple[str, str, str]]:
    return {(KEYS[product], ROLES[key], key) for key, product in pairs}


@given(PAIRS.filter(lambda pairs: is_wide(pairs, 1)), st.sampled_from(["x", "X", "✓", "yes"]), st.booleans())
def test_people_as_rows(pairs: set[tuple[str, str]], mark: str, by_email: bool) -> None:
    labels = EMAILS if by_email else NAMES
    rows = [(labels[key], *(mark if (key, p) in pairs else "" for p in PRODUCTS)) for key in ROLES]
    outcome = read(("Name", *PRODUCTS), *rows)
    assert set(assignments(outcome)) == expected(pairs)
    assert {product.name for product in outcome.after.products.values()} == set(PRODUCTS)
    assert "matrix" in codes(outcome)


@given(PAIRS.filter(lambda pairs: is_wide(pairs, 0)), st.sampled_from(["x", "X", "✓", "yes"]))
def test_people_as_columns(pairs: set[tuple[str, str]], mark: str) -> None:
    rows = [(product, *(mark if (key, product) in pairs else "" for key in ROLES)) for product in PRODUCTS]
    outcome = read(("Product", *(NAMES[key] for key in ROLES)), *rows)
    assert set(assignments(outcome)) == expected(pairs)
    assert len(outcome.after.products) == len(PRODUCTS)


@pytest.mark.parametrize("label", ["Name", "Person", "Who", "Employee", "PM", "", "Team member"])
def test_whatever_the_column_of_people_is_called(label: str) -> None:
    outcome = read((label, "Maps", "Docs"), ("Ida Berg", "x", ""), ("Tom Falk", "", "x"))
    assert who(outcome) == {"maps": ["2"], "docs": ["3"]}


def test_a_cell_may_name_a_role_a_share_or_a_kind() -> None:
    rows = (("Ida Berg", "PM", "50%"), ("Tom Falk", "backup", "PM 30%"), ("Joe Quist", "PM (interim)", ""))
    found = assignments(read(("Name", "Maps", "Docs"), *rows))
    assert {(product, key): (a.kind, a.share) for (product, role, key), a in found.items() if role == PM} == {
        ("maps", "2"): ("owner", 100),
        ("docs", "2"): ("owner", 50),
        ("maps", "3"): ("backup", 100),
        ("docs", "3"): ("owner", 30),
        ("maps", "9"): ("stand-in", 100),
    }


def test_other_columns_of_the_products_are_read_as_ever() -> None:
    rows = (("Maps", "Beta", "x", ""), ("Docs", "EOL", "", "x"))
    products = read(("Product", "Stage", "Ida Berg", "Tom Falk"), *rows).after.products
    assert [product.stage for product in products.values()] == ["beta", "sunset"]


def test_somebody_unknown_is_said_at_their_row() -> None:
    rows = (("Ida Berg", "x", ""), ("Tom Falk", "x", "x"), ("Nora Nobody", "", "x"))
    outcome = read(("Name", "Maps", "Docs"), *rows)
    assert said(outcome, "unknown-person") == [(4, "Name", "Nora Nobody")]


def test_columns_of_marks_about_nobody_are_no_matrix() -> None:
    outcome = read(("Product", "PM", "Mobile", "Web"), ("maps", "Ida Berg", "x", ""), ("docs", "Tom Falk", "", "x"))
    assert who(outcome) == {"maps": ["2"], "docs": ["3"]}
    assert "matrix" not in codes(outcome)


def test_figures_about_nobody_are_no_matrix() -> None:
    outcome = read(("Product", "2024", "2025"), ("maps", "12", "9"), ("docs", "8", "10"))
    assert assignments(outcome) == {}
    assert "matrix" not in codes(outcome)

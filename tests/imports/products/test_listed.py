"""Cells that speak of other rows or of several products, and rows that are no products."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.products.sample import NAMES, PM, PMM, assignments, codes, read, who

pytestmark = pytest.mark.pure
PRODUCTS = ("Sail", "Oar", "Mast", "Keel")


@given(
    st.dictionaries(
        st.sampled_from(("2", "3", "4", "7")),
        st.lists(st.sampled_from(PRODUCTS), min_size=1, max_size=4, unique=True),
        min_size=1,
    ),
    st.sampled_from(["Products", "Products Owned", "Product(s)", "Product Areas"]),
    st.sampled_from(["PM", "Owner", "Product Manager", "Name"]),
    st.sampled_from([", ", ",", "、"]),
)
def test_products_listed_beside_a_person_are_each_their_own(
    owned: dict[str, list[str]], header: str, person: str, between: str
) -> None:
    outcome = read((person, header), *((NAMES[key], between.join(products)) for key, products in owned.items()))
    right = {name.lower(): sorted(key for key in owned if name in owned[key]) for name in PRODUCTS}
    assert {key: sorted(keys) for key, keys in who(outcome).items()} == {k: keys for k, keys in right.items() if keys}


def test_a_product_whose_name_holds_a_comma_stays_one_where_the_header_says_one() -> None:
    assert set(who(read(("Product", "PM"), ("Sails, Oars and Masts", "2")))) == {"sails-oars-and-masts"}


@given(
    st.lists(st.sampled_from(("2", "3", "4", "")), min_size=1, max_size=5),
    st.sampled_from(["as above", "Ditto", "same as above", '"', "s.o.", "wie oben", "idem", "同上", "〃"]),
)
def test_as_above_names_who_stands_above(more: list[str], ditto: str) -> None:
    rows, right, last = [("p0", "2")], ["2"], "2"
    for number, key in enumerate(more, 1):
        last = key or last
        rows.append((f"p{number}", NAMES[key] if key else ditto))
        right.append(last)
    assert who(read(("Product", "PM"), *rows)) == {f"p{i}": [key] for i, key in enumerate(right)}


@pytest.mark.parametrize(
    "words", ["Total", "Total: 3 products", "Grand total", "Last updated 3 Nov 2026", "Source: product ops", "Summe"]
)
def test_totals_and_footers_are_no_products(words: str) -> None:
    outcome = read(("Product", "PM", "PMM"), ("maps", "2", "5"), (words, "", "2"), (words, "", ""))
    assert set(outcome.after.products) == {"maps"}
    assert {"total-row", "footer-row"} & set(codes(outcome))


def test_a_product_called_total_with_somebody_is_one() -> None:
    assert set(who(read(("Product", "PM"), ("Total", "Ida Berg"), ("maps", "3")))) == {"total", "maps"}


@given(st.sampled_from(("2", "3")), st.integers(1, 100), st.sampled_from(["{0} {1}%", "{0} - {1}%", "{1}% {0}"]))
def test_a_share_stands_beside_a_name_without_brackets(key: str, share: int, form: str) -> None:
    found = assignments(read(("Product", "PM"), ("maps", form.format(NAMES[key], share))))
    assert {(position, duty.share) for (_, _, position), duty in found.items()} == {(key, share)}


@given(st.lists(st.integers(1, 100), min_size=2, max_size=4), st.sampled_from(["Person", "Name", "Who"]))
def test_a_matrix_of_shares_is_one(shares: list[int], header: str) -> None:
    products = [f"Sail {'abcd'[i]}" for i in range(len(shares))]
    rows = (("Ida Berg", *(f"{share}%" for share in shares)), ("Cleo Marsh", *["20%"] * len(shares)))
    outcome = read((header, *products), *rows)
    found = {product: duty.share for (product, role, _), duty in assignments(outcome).items() if role == PM}
    assert found == {name.lower().replace(" ", "-"): share for name, share in zip(products, shares, strict=True)}
    assert all(who(outcome, PMM).values())


@pytest.mark.parametrize("features", ["Trials, Billing", "Moorings, Fuel", "Audio and Video", "Boards, Tasks"])
def test_words_that_look_like_names_are_no_people(features: str) -> None:
    outcome = read(("Product Area", "Key Features", "PM Owner"), ("Port", features, "2"), ("Sea", "Tides, Wind", "3"))
    assert "column-by-cells" not in codes(outcome)
    assert who(outcome) == {"port": ["2"], "sea": ["3"]}


def test_a_column_of_people_under_an_unknown_header_is_still_found() -> None:
    outcome = read(("Product", "Buddy"), ("Port", "Ida Berg"), ("Sea", "Tom Falk"))
    assert who(outcome) == {"port": ["2"], "sea": ["3"]}


@pytest.mark.parametrize(
    ("header", "cell", "market"),
    [
        ("Market Facing", "Internal", False),
        ("Market Facing", "customer-facing", True),
        ("Market Facing", "yes", True),
        ("Internal", "internal tool", False),
        ("Internal", "no", True),
        ("External", "B2B", True),
        ("Audience", "Customers", True),
    ],
)
def test_the_audience_is_read_from_words_under_any_of_its_headers(header: str, cell: str, market: bool) -> None:
    outcome = read(("Product", "PM", header), ("maps", "2", cell))
    assert outcome.after.products["maps"].market_facing is market


def test_the_first_spelling_of_a_name_stays() -> None:
    outcome = read(("Product", "PM"), ("Maps", "2"), ("MAPS ", "3"))
    assert [product.name for product in outcome.after.products.values()] == ["Maps"]

"""Products files whose headers say little: the products are found by their cells."""

from __future__ import annotations

import pytest

from planning.imports.columns.header_rows import settle
from planning.imports.columns.match import match
from planning.imports.columns.product_columns import people_columns
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report
from tests.imports.helpers import CONTENT

pytestmark = pytest.mark.pure

ROWS = [["Maps", "Ida Berg", "GA"], ["Traces", "Tom Falk", "Beta"], ["Ledger", "Ida Berg", "Planned"]]


def table(*headers: str, rows: list[list[str]] | None = None) -> Table:
    return Table("products.csv", 1, headers, [Row(i, list(cells)) for i, cells in enumerate(rows or ROWS, 2)])


def matched(*headers: str, rows: list[list[str]] | None = None) -> tuple[str, ...]:
    report = Report("products.csv")
    return match("products", settle("products", table(*headers, rows=rows), CONTENT, report), CONTENT, {}, report)


@pytest.mark.parametrize("header", ["Thing", "Offering", "Zeta"])
def test_a_column_of_different_words_holds_the_products(header: str) -> None:
    assert matched(header, "PM", "Stage") == ("product", "slot:product-manager:owner", "stage")


def test_a_product_line_beside_a_product_is_none_and_alone_is_one() -> None:
    assert matched("Product Line", "Product", "Stage")[:2] == ("product_line", "product")
    assert matched("Product Line", "PM", "Stage")[0] == "product"


def test_columns_that_read_as_people_are_found_whatever_their_headers() -> None:
    assert people_columns(table("Product", "Boss", "Where"), ["product", None, None]) == [1]
    mails = [["Maps", "ida@tarn.example", "GA"], ["Traces", "", "Beta"]]
    assert people_columns(table("Product", "Boss", "Where", rows=mails), ["product", None, None]) == [1]


@pytest.mark.parametrize("header", ["Producto digital", "Digital product", "Produit numérique", "Digitales Produkt"])
def test_products_with_names_like_those_of_people_are_told_by_their_header(header: str) -> None:
    shops = [["Tienda Online", "Ida Berg", "GA"], ["Portal Clientes", "Tom Falk", "Beta"], ["Club Plus", "", "GA"]]
    assert matched(header, "PM", "Stage", rows=shops)[0] == "product"

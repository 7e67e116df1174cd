"""What is pasted into the grid of products from a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.content import Content
from planning.core.records import Product
from planning.setup.grid.pasting import MOST_COLUMNS, Pasted, at_cell, by_names, candidates, preview_of, rows_of
from planning.setup.grid.saving import Edit

pytestmark = pytest.mark.pure
PRODUCTS = [Product("cloud", "Cloud"), Product("search", "Search Core"), Product("uber", "Übersicht")]
CONTENT = Content()


def named(text: str, **means: str) -> Pasted | None:
    return by_names(rows_of(text), PRODUCTS, CONTENT, means)


def edits(pasted: Pasted | None) -> list[tuple[str, str, str]]:
    assert pasted is not None
    return [(edit.key, edit.column, edit.text) for edit in pasted.edits]


def block(text: str, at: str = "cloud", column: str = "stage") -> Pasted:
    return at_cell(rows_of(text), ["cloud", "search"], at, column, CONTENT)


class TestRows:
    def test_cells_are_parted_by_tabs(self) -> None:
        assert rows_of("Cloud\tbeta\r\nSearch Core\t\r\n\r\n") == [["Cloud", "beta"], ["Search Core", ""]]

    def test_a_cell_in_quotation_marks_may_hold_line_breaks(self) -> None:
        assert rows_of('Cloud\t"a\nb"\n') == [["Cloud", "a\nb"]]

    @pytest.mark.parametrize("text", ["Product,Stage\nCloud,beta", "Product;Stage\nCloud;beta"])
    def test_a_text_file_is_read_too(self, text: str) -> None:
        assert rows_of(text) == [["Product", "Stage"], ["Cloud", "beta"]]

    def test_columns_beyond_all_reason_are_left_out(self) -> None:
        assert {len(row) for row in rows_of("\t" * 50_000 + "beta\nCloud\tbeta\n")} == {2, MOST_COLUMNS}

    @given(st.text())
    def test_any_text_has_rows(self, text: str) -> None:
        assert all(isinstance(cell, str) for row in rows_of(text) for cell in row)


class TestNames:
    def test_columns_are_told_by_their_headings_wherever_they_stand(self) -> None:
        found = named("Lifecycle\tName\tOwner\tLaunch date\nbeta\tCloud\tRuth\t12 Jan 2027\n")
        assert edits(found) == [("cloud", "stage", "beta"), ("cloud", "launch", "12 Jan 2027")]

    def test_without_headings_columns_are_told_by_their_cells(self) -> None:
        found = named("Cloud\tinternal\t2027-01-12\tbeta\nsearch core\tb2b\t\tGA\n")
        assert edits(found) == [
            ("cloud", "audience", "internal"),
            ("cloud", "launch", "2027-01-12"),
            ("cloud", "stage", "beta"),
            ("search", "audience", "b2b"),
            ("search", "stage", "GA"),
        ]

    def test_a_column_of_something_else_is_left_out(self) -> None:
        assert edits(named("Cloud\tCloud Team\tbeta\nSearch Core\tSearch Team\tbuild")) == [
            ("cloud", "stage", "beta"),
            ("search", "stage", "build"),
        ]

    def test_audience_may_stand_as_yes_and_no(self) -> None:
        found = named("Product\tInternal\nCloud\tyes\nSearch Core\tno")
        assert edits(found) == [("cloud", "audience", "internal"), ("search", "audience", "market-facing")]

    def test_names_are_compared_without_case_and_accents(self) -> None:
        assert edits(named("UBERSICHT\tbeta")) == [("uber", "stage", "beta")]

    def test_unknown_names_are_listed_and_set_nothing(self) -> None:
        found = named("Cloud\tbeta\nSerch Core\tbuild")
        assert edits(found) == [("cloud", "stage", "beta")]
        assert found
        assert found.unknown == {"Serch Core": {"stage": "build"}}

    def test_an_unknown_name_counts_once_somebody_has_said_which_product_is_meant(self) -> None:
        found = named("Cloud\tbeta\nSerch Core\tbuild", **{"Serch Core": "search"})
        assert ("search", "stage", "build") in edits(found)

    def test_blank_cells_leave_what_is_there(self) -> None:
        assert edits(named("Product\tStage\tLaunch\nCloud\t\t–\n")) == []

    def test_a_block_of_values_names_no_products(self) -> None:
        assert named("beta\tinternal\nbuild\tmarket") is None

    def test_a_date_that_only_american_order_makes_possible_decides_for_the_column(self) -> None:
        found = named("Product\tLaunch\nCloud\t1/25/2027\nSearch Core\t2/3/2027")
        assert found
        assert found.month_first


class TestBlock:
    def test_it_goes_right_and_down_from_the_cell(self) -> None:
        assert block("beta\tinternal\nbuild\tmarket").edits == [
            Edit("cloud", "stage", "beta"),
            Edit("cloud", "audience", "internal"),
            Edit("search", "stage", "build"),
            Edit("search", "audience", "market"),
        ]

    def test_headings_above_it_are_left_out(self) -> None:
        assert block("Stage\tAudience\nbeta\tinternal").edits[0] == Edit("cloud", "stage", "beta")

    def test_a_blank_cell_clears_a_launch_and_keeps_a_stage(self) -> None:
        assert block("\tinternal\t").edits == [Edit("cloud", "audience", "internal"), Edit("cloud", "launch", "")]

    def test_what_goes_over_the_edge_is_said(self) -> None:
        notes = block("beta\nbeta\nbeta", at="search").notes + block("1\t2", column="tier").notes
        assert [note.split(":")[0] for note in notes] == ["2 rows left out", "1 column left out"]


def test_a_name_with_a_slip_is_taken_for_the_product_that_it_is_nearest_to() -> None:
    assert candidates("Serch Core", PRODUCTS)[0] == ("search", "Search Core", True)


def test_very_many_unknown_names_are_counted() -> None:
    preview = preview_of("", Pasted(unknown={f"Name {n}": {} for n in range(60)}), PRODUCTS)
    assert (len(preview.unknown), preview.more) == (50, 10)

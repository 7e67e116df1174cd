"""What may be pay is hidden from those who may not see it, whatever its header and whatever somebody chose for it; what
is plainly something else is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import process_time

import pytest

from planning.imports.columns import amounts
from planning.imports.columns.spelling import plain
from planning.imports.pipeline import File, Source, prepare
from planning.imports.problems import Unusable
from tests.imports.helpers import CONTENT, shared

pytestmark = pytest.mark.pure
HEADERS = """Total comp|OTE|Base|Vergütung|Verguetung|Salaire|Jahresgehalt|Bonus|Package|Band|Cost rate|On-target|CTC
Comp|Remuneración|Salário|Stipendio|RAL|Lön|Årsløn|Palkka|Wynagrodzenie|Płaca|Зарплата|Maaş|Ücret|年薪|給与|ボーナス|연봉|Loon
baseSalary|Tagessatz|Coût employeur|Gesamtkosten|Prämie|Budget|Pay Grade|Zeta|Notes|Column X|Amount (GBP)|Title"""
SUSPECT = HEADERS.replace("\n", "|").split("|")
AMOUNTS = (
    ["52,310", "61,500", "80,250"],
    ["52310", "73219", "48000"],
    ["£52,310", "£61,000", "£80,000"],
    ["52.310", "61.500", "80.250"],
    ["52 310", "61 500", "80 250"],
    ["52.3k", "61.5k", "80.1k"],
    ["EUR 52.310,00", "EUR 61.000,00", "EUR 80.000,00"],
    ["50-70k", "60-80k", "90-110k"],
    ["52,310 - 60,000", "61,500 - 70,000", "80,250 - 99,000"],
)
PEOPLE = (
    ("Employee ID,Name,Job Title,Manager ID", ["1,Ada Lovelace,CEO,", "2,Bo Lind,CTO,1", "3,Cy Young,Engineer,2"]),
    ("Name,Job Title", ["Ada Lovelace,CEO", "Bo Lind,CTO", "Cy Young,Engineer"]),
)


def prepared(
    kind: str, head: str, rows: Sequence[str], chosen: Mapping[str, str], settled: Sequence[str] = ()
) -> Source:
    data = "\n".join([head, *rows] if head else rows).encode()
    return prepare(File(kind, f"{kind}.csv", data), CONTENT, chosen, cost=False, settled=settled)


def beside(rows: Sequence[str], cells: Sequence[str]) -> list[str]:
    return [f'{row},"{cell}"' for row, cell in zip(rows, cells, strict=True)]


def shows(source: Source, cells: Sequence[str]) -> bool:
    told = [*source.table.headers, *(cell for row in source.table.rows for cell in row.cells)]
    told += [f"{problem.value} {problem.message} {problem.column}" for problem in source.report.problems]
    return any(cell in text for text in told for cell in cells)


def wide(head: str, rows: Sequence[str], cells: Sequence[str], chosen: Mapping[str, str]) -> Source:
    """A table with a column of these cells under each of the headers."""
    under = "".join(f',"{header}"' for header in SUSPECT)
    full = [row + f',"{cell}"' * len(SUSPECT) for row, cell in zip(rows, cells, strict=True)]
    return prepared("people", head + under, full, chosen)


@pytest.mark.parametrize("cells", AMOUNTS, ids=lambda cells: cells[0])
def test_no_column_that_may_be_pay_shows_its_cells_or_is_read_as_anything(cells: list[str]) -> None:
    chosen: list[dict[str, str]] = [{}, *({plain(h): field for h in SUSPECT} for field in ("title", "person_id"))]
    for head, rows in PEOPLE:
        for memory in chosen:
            source = wide(head, rows, cells, memory)
            count = head.count(",") + 1
            seen = [header for header, hid in zip(SUSPECT, source.hidden[count:], strict=True) if not hid]
            assert seen == []
            assert not shows(source, cells)


@pytest.mark.parametrize("cells", AMOUNTS, ids=lambda cells: cells[0])
def test_nor_does_a_sheet_without_headers_or_a_products_file(cells: list[str]) -> None:
    assert not shows(prepared("people", "", beside(PEOPLE[0][1], cells), {}), cells)
    assert not shows(prepared("products", "Product,PM,Zeta", beside(["Maps,1", "Pay,2", "Mail,3"], cells), {}), cells)


def test_single_cells_of_other_columns_that_are_amounts_are_left_out_and_said() -> None:
    rows = ["1,Ada,CEO", "2,Bo,Product Manager", '3,Cy,"£62,000"', "4,Di,Growth (10k+ users)"]
    source = prepared("people", "Position ID,Name,Job Title", rows, {})
    assert [row.cells[2] for row in source.table.rows] == ["CEO", "Product Manager", "", "Growth (10k+ users)"]
    assert [(p.row, p.column, p.value) for p in source.report.problems if p.code == "pay-left-out"] == [
        (4, "Job Title", "")
    ]


def test_what_stands_beside_the_table_is_not_quoted() -> None:
    source = prepared(
        "people", "Position ID,Job Title", ["1,CEO", "2,CTO", "3,Engineer,52310", '4,Clerk,"£62,000"'], {}
    )
    assert [p.value for p in source.report.problems if p.code == "surplus-cells"] == ["", ""]


@pytest.mark.parametrize(
    "header", ["Base per year", "Base / FTE", "Fixed per month", "Package, year", "Total (12 months)"]
)
def test_what_is_given_for_a_year_or_a_full_time_equivalent_may_be_pay(header: str) -> None:
    cells = ["52310", "73219", "48000"]
    source = prepared("people", f"{PEOPLE[1][0]},{header}", beside(PEOPLE[1][1], cells), {})
    assert source.hidden[2]
    assert not shows(source, cells)


LONG = ("€1 " + "1" * 4_990 + "!", "€1 " + "pa." * 1_600 + "!", "1" * 4_990 + "x", "1," * 2_490 + "x", "USD1" * 1_200)


@pytest.mark.parametrize("cell", LONG, ids=lambda cell: cell[:6])
def test_a_long_cell_is_read_as_fast_as_any_other(cell: str) -> None:
    began = process_time()
    for judge in (amounts.is_money, amounts.is_number, amounts.is_of_size, amounts.names_currency):
        judge(cell)
    assert process_time() - began < 0.2


NOT_PAY = {
    "Employee Number": ["52310", "61244", "73219"],
    "Personalnummer": ["52310", "61244", "73219"],
    "Phone": ["5550123", "5550456", "5550789"],
    "Postcode": ["10115", "80331", "20095"],
    "Year of joining": ["2019", "2021", "2022"],
    "Zeta": ["2019", "2021", "2022"],
    "Start Date": ["2021-06-01", "2021-07-01", "2021-08-01"],
    "Cost Center": ["4100", "4200", "4300"],
    "Cost Centre": ["4100 Maps", "4200 Mail", "4300 Core"],
    "Fiscal year from": ["2019", "2021", "2022"],
    "Reports to ID": ["52310", "61244", "73219"],
    "Headcount": ["1200", "1100", "4"],
    "FTE": ["1", "0.5", "0.8"],
    "Department": ["4100", "4100", "4200"],
    "Base": ["London", "Paris", "Remote"],
    "Band": ["B3", "B4", "B4"],
    "Package": ["Gold", "Gold", "Silver"],
    "Level": ["3", "4", "5"],
    "Payroll Number": ["52310", "61244", "73219"],
}


@pytest.mark.parametrize("header", NOT_PAY)
def test_what_is_plainly_no_pay_stays(header: str) -> None:
    source = prepared("people", f"{PEOPLE[1][0]},{header}", beside(PEOPLE[1][1], NOT_PAY[header]), {})
    assert [row.cells[2] for row in source.table.rows] == NOT_PAY[header]


def test_numbers_under_an_unknown_header_that_managers_are_named_by_are_ids() -> None:
    rows = ["Ada,CEO,52310,", "Bo,CTO,61244,52310", "Cy,Cook,73219,61244", "Di,Clerk,48111,61244"]
    assert not any(prepared("people", "Name,Job Title,Zeta,Eta", rows, {}).hidden)


def test_who_may_see_cost_settles_what_a_header_means_but_never_that_amounts_are_words() -> None:
    rows = PEOPLE[1][1]
    settled = {"paygrade": "level", "zeta": "person_id", "ote": "title"}

    def hidden(header: str, cells: list[str], by: Sequence[str]) -> bool:
        return prepared("people", f"{PEOPLE[1][0]},{header}", beside(rows, cells), settled, by).hidden[2]

    grades, numbers = ["3", "4", "5"], ["52310", "61244", "73219"]
    assert [hidden("Pay Grade", grades, by) for by in ((), ("paygrade",))] == [True, False]
    assert [hidden("Zeta", numbers, by) for by in ((), ("zeta",))] == [True, False]
    assert hidden("OTE", numbers, ["ote"])


@pytest.mark.skipif(not shared("cases").is_dir(), reason="the shared cases are not there")
def test_of_real_files_only_columns_of_pay_are_hidden() -> None:
    found = set()
    for path in (*shared("cases").rglob("*.csv"), *shared().glob("uk-*/people.csv"), *shared().glob("*06-01/*.csv")):
        kind = "products" if path.name.startswith("products") else "people"
        with suppress(Unusable):
            source = prepare(File(kind, path.name, path.read_bytes()), CONTENT, {}, cost=False)
            found |= {header for header, hid in zip(source.table.headers, source.hidden, strict=False) if hid}
    assert found == {"Annual Salary", "Actual Pay Floor (£)", "Actual Pay Ceiling (£)"}

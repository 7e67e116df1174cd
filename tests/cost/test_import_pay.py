"""The pay columns of a people file."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from planning.core.content import Language
from planning.imports.columns.pay_hiding import LEFT_OUT
from planning.imports.columns.spelling import plain
from planning.imports.pipeline import File, prepare
from tests.imports.helpers import CONTENT, imported

pytestmark = pytest.mark.pure
HEADER = "Position ID,Name,Job Title,"


def pay(header: str, cells: str) -> tuple[Any, list[str]]:
    outcome = imported(f"{HEADER}{header}\n1,Ada,Engineer,{cells}\n")
    position = outcome.after.positions["1"]
    said = [p.message for p in outcome.problems if p.row == 2]
    return (position.pay, position.currency, position.loaded), said


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Salary,Currency", "62000,GBP", ("62000", "GBP", False)),
        ("Base_Salary,Currency", '"62,000.50",eur', ("62000.5", "EUR", False)),
        ("Annual Salary (USD)", "85000", ("85000", "USD", False)),
        ("Salary (£)", "50k", ("50000", "GBP", False)),
        ("Pay Rate", "85000.00 USD", ("85000", "USD", False)),
        ("Pay Rate,Paid Per,Currency", "5000.10,Month,GBP", ("60001.2", "GBP", False)),
        ("Fully Loaded Cost,Currency", "90000,GBP", ("90000", "GBP", True)),
    ],
)
def test_pay_is_read_with_its_currency(header: str, cells: str, expected: tuple[str, str, bool]) -> None:
    found, said = pay(header, cells)
    assert (found, said) == ((Decimal(expected[0]), *expected[1:]), [])


@pytest.mark.parametrize(
    ("header", "cells", "message"),
    [
        ("Salary,Currency", "plenty,GBP", "not an amount of money"),
        ("Salary,Currency", "-5,GBP", "cannot be negative"),
        ("Salary,Currency", "1e400,GBP", "not an amount of money"),
        ("Salary,Currency", "99999999999999,GBP", "too large"),
        ("Salary", "$62000", "No currency is given"),
        ("Salary,Currency", "62000,XYZ", "Unknown currency"),
        ("Salary,Currency", "£62000,EUR", "different currencies"),
        ("Pay Rate,Paid Per,Currency", "40,Hour,GBP", "Neither a year nor a month"),
    ],
)
def test_pay_that_cannot_be_meant_is_left_out_and_said(header: str, cells: str, message: str) -> None:
    found, said = pay(header, cells)
    assert found == (None, "", False)
    assert [message in text for text in said] == [True]


def test_a_file_without_pay_leaves_it_alone_and_a_blank_cell_takes_it_away() -> None:
    first = imported(f"{HEADER}Salary,Currency\n1,Ada,Engineer,62000,GBP\n").after
    assert imported(f"{HEADER}\n1,Ada,Engineer,\n", current=first).changes == ()
    assert imported(f"{HEADER}Salary\n1,Ada,Engineer,\n", current=first).after.positions["1"].pay is None


def test_without_the_cost_right_nothing_of_pay_is_read() -> None:
    data = f"{HEADER}Salary,Currency,Target Bonus\n1,Ada,Engineer,73219,GBP,73219,73219\n,,,73219,GBP,73219\n".encode()
    source = prepare(File("people", "people.csv", data), CONTENT, {"salary": "level"}, cost=False)
    assert [row.cells[3:] for row in source.table.rows] == [["", "", ""]] * 2
    assert source.matched[3:] == ("", "", "")
    assert [p.column for p in source.report.problems if p.message == LEFT_OUT] == ["Salary", "Currency"]
    assert not any("73219" in p.value for p in source.report.problems)


@pytest.mark.parametrize("header", ["Jahresgehalt", "annualBonus", "Salary_Band"])
def test_pay_is_left_out_in_any_language_whatever_somebody_chose_for_it(header: str) -> None:
    german = Language("german", "German", {"pay": ("Gehalt", "Jahresgehalt")})
    content = replace(CONTENT, languages=(german,))
    data = f"{HEADER}{header}\n1,Ada,CEO,62000\n2,Bo,CTO,61000\n".encode()
    source = prepare(File("people", "people.csv", data), content, {plain(header): ""}, cost=False)
    assert [row.cells[3] for row in source.table.rows] == ["", ""]


def test_what_stands_beside_the_table_is_left_out_with_the_pay() -> None:
    data = f"{HEADER}Salary\n1,Ada,CEO,62,000\n2,Bo,CTO,61,000\n3,Cy,CFO,60,000\n".encode()
    source = prepare(File("people", "people.csv", data), CONTENT, {}, cost=False)
    assert [row.cells[3:] for row in source.table.rows] == [["", ""]] * 3


@pytest.mark.parametrize("amounts", [("£62,000", "£61,000"), ("62 000 EUR", "61 000 EUR"), ("$95k", "$80k")])
def test_amounts_with_a_currency_are_left_out_whatever_their_header(amounts: tuple[str, str]) -> None:
    first, second = amounts
    data = f'{HEADER}Zeta\n1,Ada,CEO,"{first}"\n2,Bo,CTO,"{second}"\n'.encode()
    source = prepare(File("people", "people.csv", data), CONTENT, {}, cost=False)
    assert [row.cells[3] for row in source.table.rows] == ["", ""]

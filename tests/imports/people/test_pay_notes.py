"""What is odd about pay is said once for its cause."""

from __future__ import annotations

import pytest

from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("header", "cells", "code"),
    [
        ("Base Salary", "62000", "no-currency"),
        ("Base Salary,Currency", "62000,XYZ", "unknown-currency"),
        ("Base Salary,Currency,Paid Per", "62000,GBP,Fortnight", "pay-period"),
    ],
)
def test_one_cause_is_said_once_however_many_rows_have_it(header: str, cells: str, code: str) -> None:
    rows = (f"{number},P{number} Q,Cook,,{cells}" for number in range(4))
    outcome = imported(people(*rows, header=f"Employee ID,Name,Job Title,Manager ID,{header}"))
    assert [p.row for p in outcome.problems if p.code == code] == [2]
    assert all(position.pay is None for position in outcome.after.positions.values())

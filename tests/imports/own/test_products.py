"""Lineup's own tables of products, assignments, people and teams, edited by hand."""

from __future__ import annotations

import pytest

from planning.core.records import Assignment
from planning.imports.pipeline import Outcome
from planning.imports.problems import ERROR
from tests.imports.own.sheets import CHECKOUT, DUTY, LEDGER, ORG, Cells, codes, imported, sheet

pytestmark = pytest.mark.pure


def duties(*rows: Cells) -> Outcome:
    return imported(sheet("assignments", *rows))


def test_as_exported_nothing_changes() -> None:
    outcome = imported(sheet("products", CHECKOUT, LEDGER), sheet("assignments", DUTY))
    assert (outcome.changes, outcome.problems) == ((), ())


def test_a_product_that_is_gone_goes_with_its_assignments() -> None:
    outcome = imported(sheet("products", LEDGER))
    assert (list(outcome.after.products), outcome.after.tables["assignment"]) == (["ledger"], {})
    assert codes(outcome) == [("key", "product-removed")]


def test_an_update_removes_nothing() -> None:
    outcome = imported(sheet("products", LEDGER), sheet("assignments", DUTY | {"key": "x", "note": "n"}), update=True)
    assert [(change.kind, change.key) for change in outcome.changes] == [("assignment", "x")]


def test_a_product_without_a_key_is_new() -> None:
    outcome = imported(sheet("products", CHECKOUT, LEDGER, {"name": "Fraud Shield", "market_facing": "no"}))
    made = outcome.after.products["fraud-shield"]
    assert (made.name, made.stage, made.market_facing) == ("Fraud Shield", "growth", False)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("stage", "eternal", "unknown-stage"),
        ("stage", "", "blank"),
        ("market_facing", "perhaps", "not-yes-or-no"),
        ("launch", "one day", "not-a-date"),
        ("launch_tier", "x" * 21, "too-long"),
        ("assumed", "colour", "unknown-field"),
        ("assumed", "assumed", "unknown-field"),
    ],
)
def test_a_wrong_cell_of_a_product_is_said_and_changes_nothing(column: str, cell: str, code: str) -> None:
    outcome = imported(sheet("products", CHECKOUT | {column: cell}, LEDGER))
    assert (codes(outcome), outcome.changes) == ([(column, code)], ())


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("share", "200", "out-of-range"),
        ("share", "12.5", "out-of-range"),
        ("share", "", "blank"),
        ("kind", "boss", "unknown-kind"),
        ("role", "wizard", "unknown-role"),
        ("role", "", "blank"),
        ("position", "nobody", "unknown-position"),
        ("product", "nothing", "unknown-product"),
        ("product", "", "blank"),
    ],
)
def test_a_wrong_cell_of_an_assignment_is_said_and_changes_nothing(column: str, cell: str, code: str) -> None:
    outcome = duties(DUTY | {column: cell})
    assert (codes(outcome), outcome.changes) == ([(column, code)], ())


def test_shares_are_read_with_or_without_their_sign() -> None:
    assert duties(DUTY | {"share": "40 %"}).after.tables["assignment"]["a1"].share == 40


def test_an_assignment_without_a_key_is_new() -> None:
    row = {"product": "ledger", "position": "luis", "role": "PM", "share": "20"}
    outcome = duties(DUTY, row)
    assert outcome.after.tables["assignment"]["ledger-pm-luis"] == Assignment(
        "ledger-pm-luis", "ledger", "luis", "product-manager", share=20
    )


@pytest.mark.parametrize(("column", "cell"), [("product", "x"), ("position", ""), ("role", "wizard")])
def test_a_new_assignment_to_nothing_is_an_error(column: str, cell: str) -> None:
    row = {"product": "ledger", "position": "luis", "role": "product-manager"} | {column: cell}
    outcome = duties(DUTY, row)
    assert outcome.changes == ()
    assert ERROR in [problem.severity for problem in outcome.problems]
    assert ("no-" + column) in [problem.code for problem in outcome.problems]


def test_an_assignment_that_is_gone_is_taken_away() -> None:
    outcome = duties({"product": "ledger", "position": "luis", "role": "product-manager"})
    assert list(outcome.after.tables["assignment"]) == ["ledger-product-manager-luis"]


def test_people_are_never_removed() -> None:
    assert imported(sheet("people", {"key": "amara", "name": "Amara"})).changes == ()


def test_a_renamed_team_keeps_its_positions() -> None:
    outcome = imported(sheet("teams", {"key": "pay", "name": "Money"}))
    assert outcome.after.teams["pay"].name == "Money"
    assert outcome.after.positions == ORG.positions


def test_a_team_may_sit_in_one_further_down() -> None:
    outcome = imported(sheet("teams", {"key": "pay", "name": "Payments", "parent": "new"}, {"key": "new", "name": "N"}))
    assert (outcome.after.teams["pay"].parent, outcome.problems) == ("new", ())

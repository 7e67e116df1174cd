"""Lineup's own table of positions, edited by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planning.core.changes.change import Change
from planning.core.records import Org, Person, Position
from planning.imports.problems import ERROR
from tests.imports.own.sheets import CEO, DAY, LUIS, ORG, VACANT, codes, imported, positions, sheet

pytestmark = pytest.mark.pure


def moved(changes: tuple[Change, ...]) -> list[tuple[str, dict[str, object]]]:
    return [(change.key, dict(change.after or {})) for change in changes]


def test_as_exported_nothing_changes() -> None:
    outcome = positions()
    assert (outcome.changes, outcome.problems, outcome.rows) == ((), (), 3)


def test_a_row_that_is_gone_ends_its_position() -> None:
    outcome = imported(sheet("positions", CEO, LUIS))
    assert moved(outcome.changes) == [("vacant", {"ends": DAY - timedelta(1)})]


def test_an_update_ends_nothing_and_blank_cells_say_nothing() -> None:
    outcome = imported(sheet("positions", {"key": "luis", "title": "Director"}), update=True)
    assert moved(outcome.changes) == [("luis", {"title": "Director"})]


def test_a_row_without_a_key_is_a_new_position_that_its_title_tells_of() -> None:
    outcome = positions({"title": "Product Designer", "manager": "luis"})
    (change,) = outcome.changes
    assert (change.key, change.before) == ("product-designer", None)
    assert change.after == {
        **{"title": "Product Designer", "manager": "luis"},
        **{"role": "product-designer", "function": "design", "level": 2},
    }
    assert codes(outcome) == [("key", "new-key")]


def test_a_new_key_is_one_that_no_row_has() -> None:
    outcome = positions({"title": "Luis"})
    assert [change.key for change in outcome.changes] == ["luis-2"]


def test_a_row_with_a_key_of_its_own_is_read_as_it_stands() -> None:
    outcome = positions({"key": "new", "title": "Product Designer"})
    assert moved(outcome.changes) == [("new", {"title": "Product Designer"})]


def test_the_manager_may_be_a_row_further_down() -> None:
    outcome = positions(LUIS | {"manager": "new"}, {"key": "new", "title": "Head"})
    assert outcome.problems == ()
    assert outcome.after.positions["luis"].manager == "new"


def test_a_manager_that_nobody_has_is_kept_and_said() -> None:
    outcome = positions(LUIS | {"manager": "ghost"})
    assert codes(outcome) == [("manager", "unknown-manager")]
    assert outcome.summary.unplaced == ("luis",)


def test_dotted_lines_are_parted_by_semicolons() -> None:
    outcome = positions(LUIS | {"dotted": "vacant; ghost"})
    assert outcome.after.positions["luis"].dotted == ("vacant", "ghost")
    assert codes(outcome) == [("dotted", "unknown-dotted")]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("role", "wizard", "unknown-role"),
        ("function", "magic", "unknown-function"),
        ("level", "99", "out-of-range"),
        ("level", "2.5", "out-of-range"),
        ("level", "high", "out-of-range"),
        ("fte", "7", "out-of-range"),
        ("fte", "", "blank"),
        ("starts", "soon", "not-a-date"),
        ("starts", "2026-02-31", "no-such-day"),
        ("starts", "0026-02-01", "no-such-day"),
        ("starts", "03/04/2026", "unclear-date"),
        ("title", "x" * 301, "too-long"),
        ("manager", "x" * 121, "too-long"),
        ("holder", "nobody", "unknown-person"),
    ],
)
def test_a_wrong_cell_is_said_and_changes_nothing(column: str, cell: str, code: str) -> None:
    outcome = positions(LUIS | {column: cell})
    assert codes(outcome) == [(column, code)]
    assert (outcome.changes, outcome.problems[0].row) == ((), 3)


def test_what_is_wrong_in_many_rows_is_said_once() -> None:
    outcome = positions(*(row | {"function": "magic"} for row in (CEO, LUIS, VACANT)))
    assert codes(outcome) == [("function", "unknown-function")]
    assert "3 rows" in outcome.problems[0].message


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("role", "PMM", "product-marketing-manager"),
        ("role", "Sales", "sales"),
        ("function", "Sales", "sales"),
        ("level", "4.0", 4),
        ("fte", "0,5", 0.5),
        ("fte", "50%", 0.5),
        ("starts", "2026-02-03", date(2026, 2, 3)),
        ("starts", "3 Feb 2026", date(2026, 2, 3)),
        ("starts", "13/02/2026", date(2026, 2, 13)),
        ("starts", "2/13/2026", date(2026, 2, 13)),
        ("title", "'+1", "+1"),
        ("title", "'t Hooft", "'t Hooft"),
        ("title", "''=x", "'=x"),
        ("team", "payments", "pay"),
        ("team", "pay", "pay"),
    ],
)
def test_a_cell_that_somebody_has_written(column: str, cell: str, value: object) -> None:
    outcome = positions(LUIS | {column: cell})
    assert outcome.problems == ()
    assert getattr(outcome.after.positions["luis"], column) == value


def test_days_are_read_in_the_order_that_another_cell_proves() -> None:
    outcome = positions(LUIS | {"starts": "03/04/2026"}, CEO | {"starts": "01/31/2026"})
    assert outcome.problems == ()
    assert outcome.after.positions["luis"].starts == date(2026, 3, 4)


def test_a_team_that_there_is_not_is_made() -> None:
    outcome = positions(LUIS | {"team": "Cloud"}, VACANT | {"team": "Cloud"})
    assert outcome.after.teams["cloud"].name == "Cloud"
    assert [outcome.after.positions[key].team for key in ("luis", "vacant")] == ["cloud", "cloud"]


def test_a_last_day_before_the_first_is_said() -> None:
    outcome = positions(LUIS | {"starts": "2026-06-01", "ends": "2026-05-01"})
    assert (codes(outcome), outcome.changes) == ([("ends", "days-upside-down")], ())


class TestHolders:
    def test_a_cleared_holder_leaves_the_position_vacant(self) -> None:
        assert moved(positions(LUIS | {"holder": ""}).changes) == [("luis", {"holder": ""})]

    def test_another_holder_keeps_their_own_name(self) -> None:
        outcome = positions(LUIS | {"holder": "amara"})
        assert (moved(outcome.changes), outcome.problems) == ([("luis", {"holder": "amara"})], ())

    def test_a_name_without_a_key_is_a_new_person(self) -> None:
        outcome = positions(VACANT | {"name": "Zoë Berg", "email": "zoe@acme.example"})
        assert outcome.after.people["zoë-berg"] == Person("zoë-berg", "Zoë Berg", "zoe@acme.example")
        assert outcome.after.positions["vacant"].holder == "zoë-berg"
        assert codes(outcome) == [("holder", "new-person")]

    def test_an_address_that_one_person_has_is_that_person(self) -> None:
        outcome = positions(VACANT | {"name": "Luis", "email": "LUIS@acme.example"}, CEO)
        assert outcome.after.positions["vacant"].holder == "h-luis"

    def test_a_new_key_with_a_name_is_a_new_person(self) -> None:
        outcome = positions(VACANT | {"holder": "zoe", "name": "Zoë"})
        assert (outcome.after.people["zoe"].name, outcome.problems) == ("Zoë", ())

    def test_a_cleared_name_is_said_to_leave_the_holder(self) -> None:
        outcome = positions(LUIS | {"name": ""})
        assert moved(outcome.changes) == [("h-luis", {"name": ""})]
        assert codes(outcome) == [("name", "name-cleared")]

    def test_the_table_of_people_counts_before_the_name_beside_a_position(self) -> None:
        people = sheet("people", {"key": "h-luis", "name": "Luís", "email": "luis@acme.example"})
        outcome = imported(people, sheet("positions", CEO, LUIS | {"name": "Lewis"}, VACANT))
        assert outcome.after.people["h-luis"].name == "Luís"
        assert codes(outcome) == [("name", "two-names")]

    def test_who_has_left_makes_room_for_somebody_new(self) -> None:
        org = Org.of(DAY, Position("a", title="A", holder="ann"), Person("ann", "Ann", leaves=DAY - timedelta(9)))
        row = {"key": "a", "title": "A", "fte": "1", "name": "Ben"}
        outcome = imported(sheet("positions", row), org=org)
        assert outcome.after.positions["a"].holder == "ben"


class TestKeys:
    def test_a_repeated_row_is_left_out(self) -> None:
        outcome = imported(sheet("positions", CEO, LUIS, VACANT, LUIS))
        assert (outcome.changes, codes(outcome)) == ((), [("key", "repeated")])

    def test_a_key_with_two_meanings_is_an_error_and_the_first_counts(self) -> None:
        outcome = imported(sheet("positions", CEO, LUIS, VACANT, LUIS | {"title": "Other"}))
        assert outcome.changes == ()
        assert [(p.row, p.severity, p.code) for p in outcome.problems] == [(5, ERROR, "repeated-key")]

    def test_two_sheets_of_positions_are_one_table(self) -> None:
        outcome = imported(sheet("positions", CEO, LUIS), sheet("positions", VACANT))
        assert outcome.changes == ()

    def test_a_key_that_is_too_long_is_an_error(self) -> None:
        outcome = imported(sheet("positions", CEO, LUIS, VACANT, {"key": "x" * 121, "title": "T"}))
        assert (outcome.changes, codes(outcome)) == ((), [("key", "too-long")])

    def test_a_position_that_has_ended_stands_again(self) -> None:
        ended = ORG.positions["vacant"]._replace(ends=DAY - timedelta(9))
        org = Org(DAY, {**ORG.tables, "position": {**ORG.tables["position"], "vacant": ended}})
        outcome = imported(sheet("positions", CEO, LUIS, VACANT), org=org)
        assert moved(outcome.changes) == [("vacant", {"ends": None})]


def test_a_table_without_rows_says_nothing() -> None:
    assert imported(sheet("positions"), sheet("products")).changes == ()

"""An organisation as plain tables."""

from datetime import date, timedelta

import pytest

from planning.core.org_tables import COLUMNS, Describing, cell, table_of, team_names
from planning.core.records import Assignment, Org, Person, Position, Product, Team

pytestmark = pytest.mark.pure

DAY = date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)


def named(table: str, *records: object) -> list[dict[str, object]]:
    rows = Describing(Org.of(DAY, *records)).rows(table)  # type: ignore[arg-type]
    return [dict(zip(COLUMNS[table], row, strict=True)) for row in rows]


def test_headers_name_their_table_in_any_order() -> None:
    assert [table_of(tuple(reversed(columns))) for columns in COLUMNS.values()] == list(COLUMNS)


@pytest.mark.parametrize("headers", [("key", "name"), (*COLUMNS["people"], "x"), ("Key", *COLUMNS["people"][1:])])
def test_other_headers_name_none(headers: tuple[str, ...]) -> None:
    assert table_of(headers) == ""


def test_positions_that_have_ended_are_left_out() -> None:
    found = named("positions", Position("a", ends=BEFORE), Position("b", ends=DAY), Position("c", starts=AFTER))
    assert [row["key"] for row in found] == ["b", "c"]


def test_who_has_left_sits_nowhere_and_is_among_the_people() -> None:
    ann = Person("ann", "Ann", leaves=BEFORE)
    assert named("positions", Position("a", holder="ann"), ann)[0]["holder"] is None
    assert named("people", ann)[0]["leaves"] == BEFORE


@pytest.mark.parametrize("person", [Person("ann", "Ann", leaves=DAY), Person("ann", "Ann", starts=AFTER)])
def test_who_leaves_today_or_is_going_to_start_is_the_holder(person: Person) -> None:
    found = named("positions", Position("a", holder="ann"), person)[0]
    assert (found["holder"], found["name"]) == ("ann", "Ann")


def test_assignments_that_are_over_or_lead_nowhere_are_left_out() -> None:
    standing = (Position("a"), Product("x"))
    duties = (
        Assignment("over", "x", "a", ends=BEFORE),
        Assignment("lost", "x", "nobody"),
        Assignment("no product", "y", "a"),
        Assignment("kept", "x", "a", starts=AFTER),
    )
    assert [row["key"] for row in named("assignments", *standing, *duties)] == ["kept"]


def test_rows_stand_in_the_order_of_their_keys() -> None:
    assert [row["key"] for row in named("positions", Position("b"), Position("10"), Position("9"))] == ["10", "9", "b"]


def test_a_team_goes_by_its_name() -> None:
    assert named("positions", Position("a", team="t1"), Team("t1", "Payments"))[0]["team"] == "Payments"


def test_teams_of_one_name_go_by_where_they_sit() -> None:
    teams = [Team("1", "EMEA", parent="3"), Team("2", "EMEA", parent="4"), Team("3", "Sales"), Team("4", "Support")]
    assert team_names({team.key: team for team in teams}) == {
        "1": "Sales / EMEA",
        "2": "Support / EMEA",
        "3": "Sales",
        "4": "Support",
    }


@pytest.mark.parametrize(
    "teams",
    [
        [Team("1", "A"), Team("2", "A")],
        [Team("1", "A", parent="2"), Team("2", "A", parent="1")],
        [Team("1", "A", parent="3"), Team("2", "A"), Team("3", "B"), Team("4", "B / A")],
        [Team("1"), Team("2", "1")],
    ],
)
def test_no_two_teams_are_called_alike(teams: list[Team]) -> None:
    names = team_names({team.key: team for team in teams})
    assert len(set(names.values())) == len(teams)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (1.0, "1"),
        (0.5, "0.5"),
        (True, "yes"),
        (False, "no"),
        (DAY, "2026-03-02"),
        (("a", "b;c"), 'a;"b;c"'),
    ],
)
def test_values_as_cells(value: float | bool | date | tuple[str, ...] | None, text: str) -> None:
    assert cell(value) == text

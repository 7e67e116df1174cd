"""Changing one cell of an export changes that field only."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planning.core.org_tables import RECORD_OF
from planning.core.records import Assignment, Org, Person, Position, Product, Team
from planning.imports.own.sheets import PREFIX
from planning.imports.pipeline import Source
from tests.org_export.organisations import DAY, organisations
from tests.org_export.reading import exported, imported

pytestmark = pytest.mark.pure

Found = tuple[str, str, set[str]]
EARLY, LATE = ("2001-02-03", "2002-02-03"), ("2041-02-03", "2042-02-03")
TEXTS = ("Something new", "'+Other")
# Two values for each column, so that one of them is another than the one that stands there.
OTHERS: dict[str, dict[str, tuple[str, str]]] = {
    "positions": {
        "title": TEXTS,
        "role": ("sales", "product-manager"),
        "level": ("3", "4"),
        "function": ("sales", "product"),
        "team": ("First", "Second"),
        "location": TEXTS,
        "fte": ("0.25", "0.75"),
        "manager": ("first", "second"),
        "dotted": ("first", "second;first"),
        "holder": ("ann", "ben"),
        "starts": EARLY,
        "ends": LATE,
        "stage": ("approved", "paused"),
        "target_start": LATE,
    },
    "people": {
        "name": TEXTS,
        "email": ("a@b.example", "c@d.example"),
        "starts": EARLY,
        "leaves": LATE,
        "away_from": EARLY,
        "away_until": LATE,
    },
    "products": {
        "name": TEXTS,
        "stage": ("beta", "sunset"),
        "market_facing": ("yes", "no"),
        "launch": LATE,
        "launch_tier": ("1", "2"),
        "team": ("First", "Second"),
        "assumed": ("launch", "stage"),
    },
    "assignments": {
        "product": ("one", "two"),
        "position": ("first", "second"),
        "role": ("sales", "product-designer"),
        "kind": ("backup", "owner"),
        "share": ("33", "0"),
        "starts": EARLY,
        "ends": LATE,
        "note": TEXTS,
    },
    "teams": {"name": TEXTS, "function": ("sales", "product"), "parent": ("t-first", "t-second")},
}
MORE = (
    *(Position("first", title="F"), Position("second", holder="ben"), Person("ann", "Ann"), Person("ben", "Ben")),
    *(Team("t-first", "First"), Team("t-second", "Second"), Product("one", "One"), Product("two", "Two")),
    Assignment("duty", "one", "first", "product-manager"),
)
cells = st.sampled_from([(table, column) for table, columns in OTHERS.items() for column in columns])


def with_more(org: Org) -> Org:
    return Org.of(DAY, *(record for table in org.tables.values() for record in table.values()), *MORE)


def put(sources: list[Source], table: str, number: int, column: str, text: str) -> bool:
    """Write a text in a cell; whether it says something else then."""
    found = next(source for source in sources if source.kind == PREFIX + table)
    row, place = found.table.rows[number % len(found.table.rows)], found.table.headers.index(column)
    before, row.cells[place] = row.cells[place], text
    return before != text


def changed(sources: list[Source], org: Org) -> list[Found]:
    """What importing them changes: kind, key and fields."""
    changes = imported(sources, org).changes
    return [(change.kind, change.key, set(change.after or {"gone"})) for change in changes]


@given(organisations(), cells, st.sampled_from(("csv", "xlsx")), st.integers(0, 9), st.integers(0, 1))
def test_one_cell_changes_its_field(org: Org, place: tuple[str, str], how: str, number: int, which: int) -> None:
    (table, column), org = place, with_more(org)
    sources = exported(org, how)
    assume(put(sources, table, number, column, OTHERS[table][column][which]))
    assert [(kind, fields) for kind, _, fields in changed(sources, org)] == [(RECORD_OF[table], {column})]


@given(organisations(), st.integers(0, 9), st.sampled_from(("name", "email")))
def test_the_name_beside_a_position_is_that_of_who_sits_there(org: Org, number: int, column: str) -> None:
    org = with_more(org)
    (source,) = exported(org, "positions")
    holder = source.table.rows[number % len(source.table.rows)].cells[source.table.headers.index("holder")]
    assume(holder)
    assert put([source], "positions", number, column, "x@new.example")
    assert changed([source], org) == [("person", holder, {column})]


@pytest.mark.parametrize(
    ("table", "column"),
    [("positions", c) for c in OTHERS["positions"] if c != "fte"] + [("people", c) for c in OTHERS["people"]],
)
def test_a_cleared_cell_clears_its_field(table: str, column: str) -> None:
    whole = Position(
        *("a", "T", "sales", 3, "sales", "t-first", "L", 0.5, "first", ("second",), "a"),
        *(DAY, DAY, "open", DAY),
    )
    org = Org.of(DAY, *MORE, whole, Person("a", "Hal", "hal@x.example", DAY, DAY, DAY, DAY))
    sources = exported(org, "csv")
    assert put(sources, table, 0, column, "")
    assert changed(sources, org) == [(RECORD_OF[table], "a", {column})]

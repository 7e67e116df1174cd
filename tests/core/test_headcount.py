"""People and positions are not the same: two positions of one person, one position of two."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from planning.core.content import Content
from planning.core.headcount import heads, people_by, people_in
from planning.core.metrics import metrics
from planning.core.records import Org, Person, Position
from planning.core.rules.census import census
from planning.core.rules.context import Context

pytestmark = pytest.mark.pure

ON = date(2026, 6, 1)
ORG = Org.of(
    ON,
    Position("top", holder="ann"),
    Position("cook", function="kitchen", manager="top", holder="bo"),
    Position("baker", function="kitchen", manager="top", holder="bo"),
    Position("host", function="hall", manager="top", holder="cy", sharers=("di", "left", "later")),
    Position("guard", function="hall", manager="top", holder="ann"),
    Position("open", function="hall", manager="top"),
    *(Person(key) for key in ("ann", "bo", "cy", "di")),
    Person("left", leaves=date(2026, 5, 1)),
    Person("later", starts=date(2026, 7, 1)),
)


def test_each_person_counts_once() -> None:
    assert people_in(ORG, ORG.positions.values()) == {"ann", "bo", "cy", "di"}
    assert people_by(ORG, ORG.positions.values(), lambda p: p.function) == {"": 1, "kitchen": 1, "hall": 3}


def test_as_many_people_stand_in_the_same_order_on_every_server() -> None:
    crafts = [f"craft-{n}" for n in range(9)]
    org = Org.of(ON, *(Position(craft, function=craft, holder="ann") for craft in reversed(crafts)), Person("ann"))
    assert list(metrics(Context(org, Content())).by_function) == crafts


def test_open_positions_are_counted_beside_the_people() -> None:
    assert heads(ORG, ["host", "open"]) == "2 people and 1 open position"
    assert heads(ORG, ["open"]) == "1 open position"
    assert heads(ORG, []) == "0 people"


def test_people_report_once_and_nobody_to_themselves() -> None:
    found = census(ORG)
    assert (found.filled["top"], found.vacant["top"]) == (3, 1)
    assert found.heads == Counter({("kitchen", ""): 1, ("hall", ""): 3})
    assert [position.key for position in found.untold] == ["top"]


def test_figures_count_people() -> None:
    figures = metrics(Context(ORG, Content()))
    assert (figures.headcount, figures.widest, figures.by_function) == (4, 3, {"hall": 3, "kitchen": 1, "": 1})


def test_numbers_of_the_same_organisation_are_worked_out_once() -> None:
    ctx = Context(ORG, Content())
    assert metrics(ctx) is metrics(ctx)

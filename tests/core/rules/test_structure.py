from datetime import timedelta
from typing import Any

import pytest

from planning.core.changes.change import apply
from planning.core.records import Position
from planning.core.rules import Context
from tests.core.rules.checking import fixes, found
from tests.core.sample import PM, TODAY, content, held, org

TREE = [*held("top"), *held("a", manager="top"), *held("b", manager="a")]
GONE = Position("old", title="Old boss", manager="top", ends=TODAY - timedelta(days=1))


def ring(*keys: str) -> list[Any]:
    return [r for n, key in enumerate(keys) for r in held(key, manager=keys[(n + 1) % len(keys)])]


@pytest.mark.parametrize(
    ("records", "flags"),
    [
        (TREE, []),
        ([*TREE, *ring("x", "y")], ["x"]),
        ([*TREE, *ring("x", "y", "z"), *ring("p", "q")], ["x", "p"]),
        ([*TREE, *ring("x", "y"), *held("under", manager="x")], ["x"]),
        ([*TREE, *held("self", manager="self")], []),
    ],
)
def test_each_ring_is_flagged_once(records: list[Any], flags: list[str]) -> None:
    assert [finding.subject.key for finding in found("loop", *records)] == flags


def test_ring_is_shown_round() -> None:
    (finding,) = found("loop", *TREE, *ring("x", "y"))
    assert finding.severity == "critical"
    assert finding.message == "2 positions report in a ring: x (X) → y (Y) → x (X)."


@pytest.mark.parametrize(
    ("rule", "records", "flags"),
    [
        ("unplaced", TREE, []),
        ("unplaced", [*TREE, *held("lost", manager="ghost")], ["lost"]),
        ("unplaced", [*TREE, *held("lone")], ["lone"]),
        ("unplaced", [*TREE, GONE, *held("x", manager="old")], []),
        ("unplaced", held("only"), []),
        ("unplaced", [*TREE, *ring("x", "y")], []),
        ("no-manager", TREE, []),
        ("no-manager", [*TREE, *held("second"), *held("c", manager="second")], ["second"]),
        ("no-manager", [*TREE, *held("lone")], []),
        ("no-manager", [*TREE, *held("second", manager="second"), *held("c", manager="second")], ["second"]),
        ("ended-manager", TREE, []),
        ("ended-manager", [*TREE, GONE, *held("x", manager="old")], ["x"]),
        ("ended-manager", [*TREE, GONE._replace(ends=TODAY), *held("x", manager="old")], []),
        ("ended-manager", [*TREE, *held("x", manager="ghost")], []),
    ],
)
def test_broken_lines(rule: str, records: list[Any], flags: list[str]) -> None:
    assert [finding.subject.key for finding in found(rule, *records)] == flags


def test_second_top_says_how_many_hang_under_it() -> None:
    (finding,) = found("no-manager", *TREE, *held("second"), *held("c", manager="second"))
    assert finding.message == "second (Second) reports to nobody and has 1 position below; the top is top (Top)."


@pytest.mark.parametrize(
    ("rule", "records"),
    [
        ("loop", [*TREE, *ring("x", "y")]),
        ("unplaced", [*TREE, *held("lost", manager="ghost")]),
        ("no-manager", [*TREE, *held("second"), *held("c", manager="second")]),
        ("ended-manager", [*TREE, GONE, *held("x", manager="old")]),
    ],
)
def test_first_fix_closes_it(rule: str, records: list[Any]) -> None:
    where = org(*records)
    (finding,) = found(rule, *records)
    after = apply(where, fixes(Context(where, content()), finding)[0].changes)
    assert found(rule, *(record for table in after.tables.values() for record in table.values())) == []


@pytest.mark.parametrize(
    ("title", "role", "flags"),
    [
        ("Product Manager", PM, 0),
        ("Product Marketing Manager", PM, 1),
        ("Chief Happiness Officer", PM, 0),
        ("Product Manager", "", 0),
        ("CEO", "executive", 0),
    ],
)
def test_title_that_stands_for_another_role(title: str, role: str, flags: int) -> None:
    assert len(found("title-role", *held("x", role, title=title))) == flags


def test_changing_the_role_to_the_titles_closes_it() -> None:
    where = org(*held("x", PM, title="Product Marketing Manager"))
    (finding,) = found("title-role", *held("x", PM, title="Product Marketing Manager"))
    after = apply(where, fixes(Context(where, content()), finding)[0].changes)
    assert found("title-role", *after.positions.values()) == []

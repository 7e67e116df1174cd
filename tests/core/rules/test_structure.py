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
    assert finding.message == "2 positions report to each other in a loop: x (X) → y (Y) → x (X)."


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
    assert finding.message == "second (Second) has 1 position below but no manager. The top is top (Top)."


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


def lost(number: int, manager: str, first: str = "l") -> list[Any]:
    return [record for n in range(number) for record in held(f"{first}{n}", manager=manager)]


def test_several_who_name_one_missing_manager_are_one_finding() -> None:
    (finding,) = found("unplaced", *TREE, *lost(6, "ghost"), Position("open", manager="ghost"))
    assert (finding.subject.kind, finding.about, len(finding.involves)) == ("organisation", "ghost", 7)
    assert finding.headline == "6 people and 1 open position: manager “ghost” not found"
    assert "L0, L1, L2, L3 and 3 more" in finding.message


def test_missing_managers_are_a_finding_each() -> None:
    every = found("unplaced", *TREE, *lost(2, "ghost"), *lost(2, "spook", "m"), *lost(1, "third", "n"))
    assert {(f.subject.key, f.about) for f in every} == {("", "ghost"), ("", "spook"), ("n0", "")}


@pytest.mark.parametrize(("managers", "findings"), [(10, 10), (11, 1)])
def test_more_than_ten_missing_managers_are_one_cause(managers: int, findings: int) -> None:
    records = [record for n in range(managers) for record in lost(2, f"ghost{n:02}", f"l{n}-")]
    every = found("unplaced", *TREE, *records, *lost(1, "ghost00"))
    assert len(every) == findings
    if findings == 1:
        assert every[0].message.startswith(
            "23 people report to 11 managers who were not found: “ghost00” (3), “ghost01” (2),"
        )
        assert len(every[0].involves) == 23


def test_several_with_neither_manager_nor_reports_are_one_finding() -> None:
    (finding,) = found("unplaced", *TREE, *held("one"), *held("two"))
    assert finding.message == "2 people have neither a manager nor reports: One and Two."
    assert finding.involves == ("one", "two")


@pytest.mark.parametrize(("tops", "findings"), [(10, 10), (11, 1)])
def test_more_than_ten_second_tops_are_one_cause(tops: int, findings: int) -> None:
    records = [record for n in range(tops) for record in (*held(f"t{n}"), *held(f"u{n}", manager=f"t{n}"))]
    assert len(found("no-manager", *TREE, *records)) == findings


def test_several_whose_manager_has_ended_are_one_finding() -> None:
    (finding,) = found("ended-manager", *TREE, GONE, *lost(3, "old"))
    assert (finding.subject.kind, finding.about, finding.involves) == ("organisation", "old", ("l0", "l1", "l2"))
    assert finding.message == "3 people report to Old boss, a position that ended on 31 May 2026: L0, L1 and L2."


def test_a_ring_is_one_finding_in_whatever_order_its_rows_stand() -> None:
    ring = [*held("r1", manager="r2"), *held("r2", manager="r3"), *held("r3", manager="r1")]
    assert found("loop", *TREE, *ring) == found("loop", *TREE, *reversed(ring))


def test_those_named_together_are_the_same_facts_in_whatever_order_their_rows_stand() -> None:
    """So that an acceptance holds where somebody was taken out and brought back."""
    one, other = (found("ended-manager", *TREE, GONE, *rows)[0] for rows in (lost(3, "old"), reversed(lost(3, "old"))))
    assert one.message == other.message
    assert one.digest == other.digest


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

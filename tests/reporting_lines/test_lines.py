"""The lines of a small organisation, one by one and together."""

from typing import Any

import pytest

from planning.core import rules
from planning.core.records import Position
from planning.core.reporting_lines.lines import Lines, departments, layers, spans
from planning.core.rules import Context
from tests.core.sample import PM, content, held, org

pytestmark = pytest.mark.pure
TOP = [*held("ceo", "executive", title="CEO"), *held("vpe", title="VP Engineering", manager="ceo")]
LEAD = held("lead", title="Lead", level=4, function="engineering", manager="vpe")


def look(*records: Any) -> tuple[Context, Lines]:
    ctx = Context(org(*records), content())
    return ctx, Lines(ctx, rules.run(ctx))


def test_a_line_says_which_leader_it_reaches_and_how_far_the_top_is() -> None:
    _, lines = look(*TOP, *LEAD, *held("pat", PM, manager="lead", dotted=("lead", "ghost")))
    line = lines.by_key["pat"]
    assert (line.leader, line.away, line.depth, line.head) == ("vpe", 2, 3, "ceo")
    assert line.dotted == ("lead",)
    assert line.worst == "warning"
    assert {finding.subject.key for finding in line.findings} == {"pat"}


def test_one_finding_about_several_lines_stands_at_each_of_them() -> None:
    managers = [*held("x", PM, manager="vpe"), *held("y", PM, manager="vpe"), *held("z", PM, manager="ceo")]
    _, lines = look(*TOP, *managers)
    assert [line.key for line in lines if "line-pm" in {f.rule for f in line.findings}] == ["x", "y"]


def test_reports_are_counted_filled_and_vacant() -> None:
    _, lines = look(*TOP, *LEAD, Position("open", manager="vpe"))
    assert (lines.by_key["vpe"].filled, lines.by_key["vpe"].vacant, lines.by_key["ceo"].below) == (1, 1, 3)


def test_what_hangs_in_a_ring_or_nowhere_has_no_way_to_the_top() -> None:
    ring = [*held("a", manager="b"), *held("b", manager="a"), *held("under", manager="b")]
    _, lines = look(*TOP, *ring, *held("lost", manager="ghost"))
    assert {line.key for line in lines if line.depth < 0} == {"a", "b", "under", "lost"}
    assert lines.by_key["lost"].leader == ""


def test_the_shape_counts_layers_spans_and_functions() -> None:
    ctx, lines = look(
        *TOP, *LEAD, *held("x", manager="lead"), Position("y", manager="lead"), *held("lost", manager="?")
    )
    assert [(layer.positions, layer.vacant) for layer in layers(lines, ctx)] == [(1, 0), (1, 0), (1, 0), (2, 1)]
    assert spans(lines) == [(1, 3)]
    found = {department.function: department for department in departments(lines, ctx)}
    assert (found["engineering"].positions, found["engineering"].managers) == (2, 2)
    assert list(found)[-1] == ""


def test_nobody_at_all_has_a_shape_too() -> None:
    ctx, lines = look()
    assert (layers(lines, ctx), spans(lines), departments(lines, ctx)) == ([], [], [])

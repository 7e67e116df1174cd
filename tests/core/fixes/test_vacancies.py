"""What is offered where a position has nobody."""

from datetime import timedelta
from typing import Any

from planning.core.fixes import Fix, FixKind, remedies
from planning.core.records import Position
from planning.core.rules import Context, run
from tests.core.sample import PM, TODAY, content, covers, held, org, product

CEO = held("ceo", "executive", level=7)
SINCE = TODAY - timedelta(days=60)


def fixes(rule: str, *records: Any) -> list[Fix]:
    ctx = Context(org(*records), content())
    known = run(ctx)
    return [one.fix for f in known if f.rule == rule for one in remedies(ctx, known, f).fixes]


def empty(**fields: Any) -> Position:
    return Position("x", title="Analyst", manager="ceo", target_start=SINCE, **fields)


def test_a_vacant_position_on_which_nothing_rests_can_be_closed() -> None:
    (fix,) = fixes("vacant-long", *CEO, empty())
    assert (fix.kind, fix.title) == (FixKind.END, "Close position Analyst")


def test_one_that_is_to_cover_a_product_stays() -> None:
    assert fixes("vacant-long", *CEO, empty(), product(stage="idea"), covers("app", "x", PM)) == []


def test_its_reports_go_up_where_there_is_room() -> None:
    (fix,) = fixes("vacant-long", *CEO, empty(), *held("ann", manager="x"))
    assert fix.note == "0 → 1 report"
    assert {change.key for change in fix.changes} == {"x", "ann"}


def test_the_most_senior_report_is_named_for_now() -> None:
    team = [*held("ann", manager="x", level=3), *held("bob", manager="x", level=2)]
    best = fixes("manager-vacant", *CEO, empty(), *team)[0]
    assert (best.kind, best.key) == (FixKind.DOTTED, "ann")


def test_whoever_is_above_is_named_where_nobody_is_more_senior() -> None:
    team = [*held("ann", manager="x", level=2), *held("bob", manager="x", level=2)]
    offered = fixes("manager-vacant", *CEO, empty(), *team)
    assert [(fix.kind, fix.key) for fix in offered] == [(FixKind.DOTTED, "ceo"), (FixKind.MOVE, "ceo")]


def test_nobody_who_leaves_is_named() -> None:
    ceo = held("ceo", "executive", level=7, leaves=TODAY + timedelta(days=90))
    assert fixes("manager-vacant", *ceo, empty(), *held("ann", manager="x")) == []

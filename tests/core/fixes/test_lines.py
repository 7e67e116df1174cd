"""Whom people are moved under whose line leads elsewhere or is too long."""

from typing import Any

from planning.core.fixes import Fix, FixKind, Mark, Tried, remedies
from planning.core.rules import Context, run
from tests.core.sample import PM, content, held, org

CEO = held("ceo", "executive", title="CEO", level=7)
WRONG = held("vpe", title="VP Engineering", function="engineering", level=6, manager="ceo")
X = held("x", PM, manager="vpe")


def leader(key: str, **fields: Any) -> list[Any]:
    return held(key, "product-leader", **({"level": 5, "manager": "ceo"} | fields))


def tried(rule: str, *records: Any) -> list[Tried]:
    ctx = Context(org(*records), content())
    known = run(ctx)
    return [one for f in known if f.rule == rule for one in remedies(ctx, known, f).fixes]


def fixes(rule: str, *records: Any) -> list[Fix]:
    return [one.fix for one in tried(rule, *records)]


def test_a_leader_with_room_comes_before_a_nearer_one_without() -> None:
    full = [*leader("dan"), *(r for n in range(7) for r in held(f"n{n}", "sales", manager="dan"))]
    assert fixes("line-pm", *CEO, *WRONG, *X, *full, *leader("zoe"))[0].key == "zoe"


def test_a_leader_at_the_same_place_comes_first() -> None:
    here = held("x", PM, manager="vpe", location="Lisbon")
    records = [*CEO, *WRONG, *here, *leader("ann"), *leader("bea", location="Lisbon")]
    best = fixes("line-pm", *records)[0]
    assert best.key == "bea"
    assert (Mark.FOR, "also in Lisbon") in best.reasons


def test_it_says_how_many_reports_the_leader_comes_to_have() -> None:
    assert fixes("line-pm", *CEO, *WRONG, *X, *leader("ann"))[0].note == "0 → 1 report"


def test_moving_closes_and_a_dotted_line_lowers() -> None:
    done = {one.fix.kind: one.closes_own for one in tried("line-pm", *CEO, *WRONG, *X, *leader("ann"))}
    assert done == {FixKind.MOVE: True, FixKind.DOTTED: False}


def test_a_lead_below_the_level_of_leaders_will_do_where_their_own_line_is_right() -> None:
    group = [*leader("ann"), *leader("grace", level=4, manager="ann")]
    peers = held("peer", PM, manager="grace")
    assert "grace" in [fix.key for fix in fixes("line-pm", *CEO, *WRONG, *X, *group, *peers)]


def test_no_leader_leaves_a_hint() -> None:
    ctx = Context(org(*CEO, *WRONG, *X), content())
    known = run(ctx)
    offered = remedies(ctx, known, next(f for f in known if f.rule == "line-pm"))
    assert not [one for one in offered.fixes if one.fix.kind is FixKind.DOTTED]


def test_nobody_comes_to_report_to_somebody_below_them() -> None:
    assert "ann" not in [fix.key for fix in fixes("line-pm", *CEO, *WRONG, *X, *leader("ann", manager="x"))]


def test_a_long_line_leads_to_a_leader_of_the_craft_higher_up() -> None:
    chain = [*leader("top", level=7, manager=""), *leader("mid", manager="top"), *held("s1", manager="mid")]
    deep = [*held("s2", manager="s1"), *held("x", PM, manager="s2")]
    assert fixes("line-depth", *chain, *deep)[0].key == "mid"


def test_several_leaders_take_those_for_whom_none_has_room_alone() -> None:
    staff = [r for n in range(9) for r in held(f"x{n}", PM, manager="vpe")]
    best = fixes("line-pm", *CEO, *WRONG, *staff, *leader("ann"), *leader("bea"))[0]
    assert (best.key, len(best.changes)) == ("shared", 9)
    assert best.note == "Ann 0 → 7 and Bea 0 → 2"


def test_all_under_one_wrong_leader_go_together() -> None:
    staff = [r for n in range(3) for r in held(f"x{n}", PM, manager="vpe")]
    best = fixes("line-pm", *CEO, *WRONG, *staff, *leader("ann"))[0]
    assert (best.title, len(best.changes)) == ("Move X0, X1 and X2 under ann (Ann)", 3)

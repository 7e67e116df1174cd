"""Where positions go whose line cannot be."""

from datetime import timedelta
from typing import Any

from planning.core.fixes import Fix, Form, Hint, Mark, ways
from planning.core.records import Position, Team
from planning.core.rules import Context, run
from planning.core.rules.base import Finding
from tests.core.sample import TODAY, content, held, org

CEO = held("ceo", "executive", level=7)
SALES = [Team("sales", "Sales"), *held("sue", "sales", level=5, team="sales", manager="ceo")]
SALES += held("sam", "sales", level=2, team="sales", manager="sue")
DESIGN = [Team("art", "Art"), *held("ada", "product-designer", level=5, team="art", manager="ceo")]
DESIGN += held("abe", "product-designer", level=2, team="art", manager="ada")


def lost(key: str, team: str, **fields: Any) -> list[Any]:
    known: dict[str, Any] = {"team": team, "level": 2, "manager": "gone"}
    return held(key, **(known | fields))


def ways_out(rule: str, *records: Any) -> list[Any]:
    ctx = Context(org(*records), content())
    return [way for f in run(ctx) if f.rule == rule for way in ways(ctx, f)]


def fixes(rule: str, *records: Any) -> list[Fix]:
    return [way for way in ways_out(rule, *records) if isinstance(way, Fix)]


def together(rule: str, keys: tuple[str, ...], *records: Any) -> list[Any]:
    """As if the rule had said it of all of them at once."""
    ctx = Context(org(*records), content())
    one = next(f for f in run(ctx) if f.rule == rule)
    subject = ctx.subject("organisation", "")
    return list(ways(ctx, Finding(rule, one.severity, subject, "", about="gone", involves=keys)))


def test_a_position_without_a_manager_goes_under_the_lead_of_its_team() -> None:
    (fix,) = fixes("unplaced", *CEO, *SALES, *lost("x", "sales"))
    assert (fix.key, fix.note) == ("sue", "1 → 2 reports")


def test_a_team_without_a_lead_goes_under_that_of_the_team_above() -> None:
    inner = Team("inner", "Inner sales", parent="sales")
    assert [fix.key for fix in fixes("unplaced", *CEO, *SALES, inner, *lost("x", "inner"))] == ["sue"]


def test_nobody_goes_under_somebody_of_a_lower_level() -> None:
    assert "sue" not in [fix.key for fix in fixes("unplaced", *CEO, *SALES, *lost("x", "sales", level=6))]


def test_nobody_below_them_comes_to_lead_them() -> None:
    second = [*held("x", team="sales", level=6), *held("sub", team="sales", level=5, manager="x")]
    second += held("leaf", team="sales", manager="sub")
    assert [fix.key for fix in fixes("no-manager", *CEO, *DESIGN, *second)] == ["ceo"]


def test_missing_rows_can_be_imported() -> None:
    hints = [way for way in ways_out("unplaced", *CEO, *SALES, *lost("x", "sales")) if isinstance(way, Hint)]
    assert hints[0] == Hint("Import the missing manager’s row", Form.IMPORT)


def test_several_teams_go_under_their_own_leads_at_once() -> None:
    records = [*CEO, *SALES, *DESIGN, *lost("x", "sales"), *lost("y", "sales"), *lost("z", "art")]
    best = next(way for way in together("unplaced", ("x", "y", "z"), *records) if isinstance(way, Fix))
    assert best.title == "Move each team under its own lead"
    assert best.note == "Sales 2 → Sue, Art 1 → Ada"


def test_it_says_where_a_lead_would_have_too_many() -> None:
    many = [f"x{n}" for n in range(9)]
    records = [*CEO, *SALES, *(r for key in many for r in lost(key, "sales"))]
    best = next(way for way in together("unplaced", tuple(many), *records) if isinstance(way, Fix))
    assert best.title.startswith("Move all 9 under")
    assert best.reasons[-1] == (Mark.AGAINST, "10 reports, over the limit of 7")


def test_the_reports_of_an_ended_position_go_to_whom_it_reported_to() -> None:
    ended = Position("old", manager="sue", ends=TODAY - timedelta(days=3))
    assert [fix.key for fix in fixes("ended-manager", *CEO, *SALES, ended, *held("x", manager="old"))] == ["sue"]


def test_or_to_whoever_has_that_position_now() -> None:
    ended = Position("old", title="Lead", manager="sue", ends=TODAY - timedelta(days=3))
    again = held("new", title="Lead", manager="sue")
    offered = fixes("ended-manager", *CEO, *SALES, ended, *again, *held("x", manager="old"))
    assert [fix.key for fix in offered] == ["new", "sue"]


def test_the_most_senior_of_a_ring_goes_to_the_lead_of_the_craft() -> None:
    ring = [*held("x", "sales", level=4, manager="y"), *held("y", "sales", level=2, manager="x")]
    best = fixes("loop", *CEO, *SALES, *ring)[0]
    assert best.key == "x+sue"


def test_a_ring_that_has_everybody_in_it_gets_a_top() -> None:
    ring = [*held("x", level=7, manager="y"), *held("y", level=2, manager="x")]
    best = fixes("loop", *ring)[0]
    assert best.changes[0].after == {"manager": ""}

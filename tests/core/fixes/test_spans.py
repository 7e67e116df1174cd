"""Who is moved where somebody has too many reports, or too few."""

from datetime import date
from typing import Any

import pytest

from planning.core.fixes import Fix, FixKind, remedies
from planning.core.fixes.choosing import splits
from planning.core.fixes.choosing.splits import is_free
from planning.core.records import Position
from planning.core.rules import Context, run
from tests.core.sample import PM, content, held, org

SOON = date(2027, 1, 1)
ENGINEER = "software-engineer"
BOSS = held("boss", level=5, function="engineering")


def engineers(number: int, manager: str = "boss", **fields: Any) -> list[Any]:
    return [
        r for n in range(number) for r in held(f"{manager}-{n}", ENGINEER, **{"level": 2} | fields, manager=manager)
    ]


def fixes(rule: str, *records: Any) -> list[Fix]:
    ctx = Context(org(*records), content())
    known = run(ctx)
    return [one.fix for f in known if f.rule == rule for one in remedies(ctx, known, f).fixes]


def moved(fix: Fix) -> set[str]:
    return {change.key for change in fix.changes}


def test_somebody_who_leads_already_takes_those_who_are_too_many() -> None:
    lead = [*held("lead", ENGINEER, level=4, manager="boss"), *engineers(1, "lead")]
    best = fixes("span-high", *BOSS, *engineers(8), *lead)[0]
    assert (best.kind, best.key, len(best.changes)) == (FixKind.SPLIT, "lead", 2)


def test_the_most_senior_of_them_comes_to_lead_where_nobody_does() -> None:
    (fix,) = fixes("span-high", *BOSS, *engineers(9), *held("sam", ENGINEER, level=4, manager="boss"))
    assert fix.key == "sam"
    assert len(fix.changes) == 3


def test_two_come_to_lead_where_one_alone_would_have_too_many() -> None:
    (fix,) = fixes("span-high", *BOSS, *engineers(18))
    assert len(fix.key.split("+")) == 2
    assert "and" in fix.title


def test_whoever_leads_others_stays() -> None:
    lead = [*held("lead", ENGINEER, level=2, manager="boss"), *engineers(2, "lead")]
    assert all("lead" not in moved(fix) for fix in fixes("span-high", *BOSS, *engineers(8), *lead))


def test_nobody_goes_to_a_lead_of_another_craft() -> None:
    others = [r for n in range(8) for r in held(f"s{n}", "sales" if n % 2 else "product-designer", manager="boss")]
    lead = [*held("lead", ENGINEER, level=4, manager="boss"), *engineers(1, "lead")]
    assert "lead" not in [fix.key for fix in fixes("span-high", *BOSS, *others, *lead)]


def test_nobody_goes_under_somebody_of_a_lower_level() -> None:
    lead = [*held("lead", ENGINEER, level=2, manager="boss"), *engineers(1, "lead")]
    offered = fixes("span-high", *BOSS, *engineers(7, level=4), *lead)
    assert "lead" not in [fix.key for fix in offered]


def test_a_lead_with_few_reports_takes_over_from_somebody_with_too_many() -> None:
    few = held("few", "product-leader", level=5, function="engineering", manager="boss")
    few += [record for n in range(3) for record in held(f"m{n}", PM, manager="few-not")]
    (fix,) = [one for one in fixes("span-low", *BOSS, *engineers(8), *few) if one.kind is FixKind.MOVE]
    assert len(moved(fix)) == 2


def test_the_deepest_layer_goes_up_as_a_whole() -> None:
    line = [held(f"l{n}", manager=f"l{n - 1}" if n else "") for n in range(8)]
    low = [r for n in range(2) for r in held(f"low{n}", manager="l7")]
    (fix,) = fixes("layers", *(r for one in line for r in one), *low)
    assert moved(fix) == {"low0", "low1"}


def test_nobody_goes_up_to_a_manager_who_leaves() -> None:
    line = [held(f"l{n}", manager=f"l{n - 1}" if n else "", leaves=SOON if n == 6 else None) for n in range(8)]
    assert not fixes("layers", *(r for one in line for r in one), *held("low", manager="l7"))


def test_the_most_senior_is_promoted_where_nobody_leads_and_the_others_report_to_them() -> None:
    staff = [r for n in range(3) for r in held(f"p{n}", PM, level=n + 1)]
    best = fixes("leader-pm", *held("ceo", "executive"), *staff)[0]
    assert (best.kind, best.key) == (FixKind.RETITLE, "p2")
    assert moved(best) == {"p0", "p1", "p2"}


def test_one_report_too_many_at_several_managers_is_mended_together() -> None:
    bosses = [r for n in "abc" for r in held(n, level=5, function="engineering", manager="top")]
    leads = [r for n in "abc" for r in [*held(f"{n}-lead", ENGINEER, level=4, manager=n), *engineers(1, f"{n}-lead")]]
    (fix,) = fixes("span-high", *held("top"), *bosses, *(r for n in "abc" for r in engineers(7, n)), *leads)
    assert (fix.title, len(fix.changes)) == ("Move one or more reports from each of the 3 managers", 3)


def test_nobody_is_looked_at_where_no_split_can_be_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(ctx: Context, one: Position) -> bool:
        asked.append(one.key)
        return is_free(ctx, one)

    monkeypatch.setattr(splits, "is_free", counted)
    assert fixes("span-high", *BOSS, *engineers(300)) == []
    assert asked == []

"""Which finding comes first, each step of the order against the next."""

from datetime import timedelta
from typing import Any

import pytest

from planning.core import rules
from planning.core.records import ASSUMABLE, STAGES, Team
from planning.core.rules import Context
from planning.core.rules.order import STAGE_ORDER, rank
from tests.core.rules.checking import found
from tests.core.sample import PM, TODAY, content, covers, held, org, product

CREW = [Team("crew"), *held("one", team="crew")]


def soon(days: int) -> Any:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"stage": "launch", "assumed": ASSUMABLE}, {"stage": "growth"}),
        ({"stage": "growth"}, {"stage": "growth", "assumed": ASSUMABLE, "launch": soon(90)}),
        ({"stage": "growth", "launch": soon(90)}, {"stage": "growth", "launch": soon(91)}),
        ({"stage": "mature", "launch": soon(90)}, {"stage": "growth"}),
        ({"stage": "growth"}, {"stage": "beta"}),
        ({"stage": "beta"}, {"stage": "mature", "team": "crew"}),
        ({"stage": "growth", "team": "crew"}, {"stage": "growth"}),
    ],
    ids=["severity", "known", "days", "a day at all", "stage", "stage before size", "size of the team"],
)
def test_what_comes_first(first: dict[str, Any], second: dict[str, Any]) -> None:
    both = [product("z", **first), product("a", **second), *CREW]
    assert [finding.subject.key for finding in found("cov-pmm", *both)] == ["z", "a"]


def test_the_name_is_the_last_resort() -> None:
    assert [f.subject.name for f in found("cov-pm", product("b"), product("a"))] == ["A", "B"]


def test_a_launch_that_is_past_is_no_day_to_come() -> None:
    (finding,) = found("cov-pm", product(launch=soon(-1)))
    assert finding.due is None


def test_cover_that_ends_hurts_from_its_last_day() -> None:
    launching = product(launch=soon(5))
    (finding,) = found("loss-soon", launching, *held("ann", PM, leaves=soon(20)), covers("app", "ann"))
    assert finding.due == soon(20)


def test_manager_who_leaves_is_missed_from_that_day() -> None:
    (finding,) = found("manager-vacant", *held("boss", leaves=soon(9)), *held("a", manager="boss"))
    assert finding.due == soon(9)


def test_every_stage_has_its_place() -> None:
    assert sorted(STAGE_ORDER) == sorted(STAGES)


def test_what_is_about_no_product_comes_after_what_is() -> None:
    where = org(product(stage="growth"), *held("top"), *held("lost", manager="ghost"), *held("a", manager="top"))
    ctx = Context(where, content())
    about, without = (next(f for f in rules.run(ctx) if f.rule == rule) for rule in ("cov-pmm", "unplaced"))
    assert rank(ctx, about) < rank(ctx, without)

from datetime import timedelta
from typing import Any

import pytest

from planning.core.records import Position
from planning.core.rules import Context
from tests.core.rules.checking import fix_titles, fixes, found, hints, severities
from tests.core.sample import PM, PMM, TODAY, content, covers, held, org, product

DAY = timedelta(days=1)


@pytest.mark.parametrize("stage", ["build", "beta", "launch", "growth", "mature"])
def test_live_product_without_its_manager_is_critical(stage: str) -> None:
    assert severities("cov-pm", product(stage=stage)) == ["critical"]


@pytest.mark.parametrize("stage", ["idea", "sunset"])
def test_product_that_is_not_live_needs_no_manager(stage: str) -> None:
    assert found("cov-pm", product(stage=stage)) == []


def test_covered_product_is_not_flagged() -> None:
    assert found("cov-pm", product(), *held("ann", PM), covers("app", "ann")) == []


def test_product_whose_cover_ends_is_not_flagged_while_it_lasts() -> None:
    assert found("cov-pm", product(), *held("ann", PM, leaves=TODAY), covers("app", "ann")) == []


def test_stand_in_is_named_but_does_not_cover() -> None:
    (finding,) = found("cov-pm", product(), *held("eve", "sales", title="Sales Lead"), covers("app", "eve"))
    assert "Sales Lead (Eve) is standing in" in finding.message


def test_gap_names_the_vacant_position_that_nobody_hires_for() -> None:
    vacancy = Position("open", title="Product Manager", role=PM, stage="paused", target_start=TODAY + DAY)
    (finding,) = found("cov-pm", product(), vacancy, covers("app", "open"))
    assert "Product Manager (open) is meant to cover it, but no one is being hired." in finding.message


def test_known_starter_is_named_with_their_first_day() -> None:
    (finding,) = found("cov-pm", product(), *held("ann", PM, starts=TODAY + DAY, title="PM"), covers("app", "ann"))
    assert "PM (Ann, from 2 Jun 2026) is due to start." in finding.message


def test_open_position_is_named_with_its_date_but_does_not_cover() -> None:
    vacancy = Position("open", title="Product Manager", role=PM, target_start=TODAY + DAY)
    (finding,) = found("cov-pm", product(), vacancy, covers("app", "open"))
    assert "Product Manager (open) is being hired, due 2 Jun 2026" in finding.message


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ({"stage": "growth"}, ["warning"]),
        ({"stage": "launch"}, ["critical"]),
        ({"stage": "build"}, []),
        ({"stage": "growth", "market_facing": False}, []),
        ({"stage": "build", "launch": TODAY + 60 * DAY}, ["critical"]),
        ({"stage": "build", "launch": TODAY + 61 * DAY}, []),
        ({"stage": "growth", "launch": TODAY + 61 * DAY}, ["warning"]),
    ],
)
def test_marketing_gap_is_a_warning_and_critical_near_the_launch(fields: dict[str, Any], severity: list[str]) -> None:
    assert severities("cov-pmm", product(**fields)) == severity


def test_message_counts_the_days_to_the_launch() -> None:
    (finding,) = found("cov-pmm", product(stage="build", launch=TODAY + 12 * DAY))
    assert "launches 13 Jun 2026, in 12 days" in finding.message


def test_finding_rests_on_what_the_role_is_for_and_when_it_is_needed() -> None:
    (finding,) = found("cov-pm", product())
    assert finding.because == (f"{PM}/core", f"{PM}/need")


def test_least_loaded_is_offered_first_with_the_load_before_and_after() -> None:
    records = [product(), product("web"), *held("ann", PM), *held("bob", PM), covers("web", "ann")]
    (finding,) = found("cov-pm", *records)
    offered = fixes(Context(org(*records), content()), finding)
    assert [(fix.title, fix.note) for fix in offered] == [
        ("Make Bob PM of App", "0 → 1 product"),
        ("Make Ann PM of App", "1 → 2 products"),
    ]


def test_stand_in_may_be_let_count() -> None:
    records = [product(), *held("eve", "sales"), covers("app", "eve")]
    (finding,) = found("cov-pm", *records)
    assert fix_titles(org(*records), finding) == ["Treat Eve as the PM of App"]


def test_gap_with_an_open_position_is_closed_by_filling_it_not_by_opening_another() -> None:
    records = [product(), Position("open", title="PM", role=PM), covers("app", "open")]
    (finding,) = found("cov-pm", *records)
    assert [hint.text for hint in hints(Context(org(*records), content()), finding)] == ["Start hiring for PM (open)"]


def test_setting_switches_the_rule_off() -> None:
    assert found("cov-pm", product(), within=content(settings={"cov-pm": {"on": False}})) == []


def test_setting_changes_the_severity() -> None:
    settings = {"cov-pmm": {"on": True, "severity": "info", "numbers": {}}}
    assert severities("cov-pmm", product(stage="launch"), within=content(settings=settings)) == ["info"]


def test_only_the_role_that_is_missing_is_flagged() -> None:
    records = [product(), *held("ann", PM), covers("app", "ann")]
    assert (len(found("cov-pm", *records)), len(found("cov-pmm", *records))) == (0, 1)


def test_somebody_of_the_other_role_does_not_cover() -> None:
    assert severities("cov-pmm", product(), *held("ann", PM), covers("app", "ann", PMM)) == ["warning"]

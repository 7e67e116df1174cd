from typing import Any

import pytest

from planning.core.changes.change import apply
from planning.core.records import Position
from planning.core.rules import Context
from tests.core.rules.checking import fixes, found, severities
from tests.core.sample import PM, PMM, content, held, org

CEO = held("ceo", "executive", title="CEO")
PRODUCT = held("vpp", "product-leader", title="VP Product", manager="ceo")
MARKETING = held("vpm", "marketing-leader", title="VP Marketing", manager="ceo")
ENGINEERING = held("vpe", title="VP Engineering", manager="ceo")
TOP = [*CEO, *PRODUCT, *MARKETING, *ENGINEERING]


@pytest.mark.parametrize(
    ("rule", "role", "manager", "severity"),
    [
        ("line-pm", PM, "vpp", []),
        ("line-pm", PM, "ceo", []),
        ("line-pm", PM, "vpe", ["warning"]),
        ("line-pm", PM, "vpm", ["warning"]),
        ("line-pmm", PMM, "vpm", []),
        ("line-pmm", PMM, "ceo", []),
        ("line-pmm", PMM, "vpp", ["info"]),
        ("line-pmm", PMM, "vpe", ["warning"]),
    ],
)
def test_the_first_leader_decides(rule: str, role: str, manager: str, severity: list[str]) -> None:
    assert severities(rule, *TOP, *held("x", role, manager=manager)) == severity


@pytest.mark.parametrize(
    ("rule", "role", "manager", "dotted", "severity"),
    [
        ("line-pm", PM, "vpe", "vpp", ["info"]),
        ("line-pmm", PMM, "vpe", "vpm", ["info"]),
        ("line-pmm", PMM, "vpp", "vpm", []),
        ("line-pmm", PMM, "vpe", "vpp", ["warning"]),
    ],
)
def test_dotted_line_where_it_should_lead_lowers_it_one_step(
    rule: str, role: str, manager: str, dotted: str, severity: list[str]
) -> None:
    assert severities(rule, *TOP, *held("x", role, manager=manager, dotted=(dotted,))) == severity


@pytest.mark.parametrize(("level", "flags"), [(4, 0), (5, 1)])
def test_a_manager_below_leader_level_is_passed_by(level: int, flags: int) -> None:
    lead = held("lead", level=level, function="engineering", manager="vpp")
    assert len(found("line-pm", *TOP, *lead, *held("x", PM, manager="lead"))) == flags


def test_level_of_a_leader_is_a_setting() -> None:
    lead = held("lead", level=4, function="engineering", manager="vpp")
    within = content(settings={"line-pm": {"numbers": {"level": 4}}})
    assert len(found("line-pm", *TOP, *lead, *held("x", PM, manager="lead"), within=within)) == 1


def test_the_top_is_the_leader_where_nobody_has_the_level() -> None:
    owner = held("owner", level=2, function="sales")
    assert severities("line-pm", *owner, *held("x", PM, manager="owner")) == ["warning"]


def test_a_top_of_unknown_function_leads_everybody() -> None:
    assert found("line-pm", *held("owner"), *held("x", PM, manager="owner")) == []


@pytest.mark.parametrize("manager", ["", "x", "nobody"])
def test_position_without_a_line_is_left_to_other_rules(manager: str) -> None:
    assert found("line-pm", *held("x", PM, manager=manager)) == []


def test_ring_is_left_to_its_own_rule() -> None:
    assert found("line-pm", *held("x", PM, manager="y"), *held("y", manager="x")) == []


def test_open_position_in_the_wrong_place_is_flagged_too() -> None:
    assert len(found("line-pm", *TOP, Position("x", role=PM, manager="vpe"))) == 1


def test_message_tells_the_steps_and_the_leader() -> None:
    lead = held("lead", level=3, manager="vpe")
    (finding,) = found("line-pm", *TOP, *lead, *held("x", PM, title="Product Manager", manager="lead"))
    assert "Product Manager (X) reports to VP Engineering (Vpe) in engineering, 2 steps up." in finding.message


def test_moving_closes_it_and_a_dotted_line_lowers_it() -> None:
    where = org(*TOP, *held("x", PM, manager="vpe"))
    (finding,) = found("line-pm", *TOP, *held("x", PM, manager="vpe"))
    left = {}
    for fix in fixes(Context(where, content()), finding):
        after = apply(where, fix.changes)
        records = [record for table in after.tables.values() for record in table.values()]
        left[fix.title] = severities("line-pm", *records)
    assert left == {
        "Move X under Vpp, VP Product": [],
        "Add a dotted line from X to Vpp, VP Product": ["info"],
    }


def test_several_under_one_leader_are_one_finding_about_the_leader() -> None:
    lead = held("lead", level=3, manager="vpe")
    managers = [*held("x", PM, manager="vpe"), *held("y", PM, manager="lead"), Position("z", "PM", PM, manager="vpe")]
    (finding,) = found("line-pm", *TOP, *lead, *managers)
    assert (finding.subject.key, finding.involves) == ("vpe", ("x", "y", "z"))
    assert finding.headline == "2 PMs and 1 open position report into engineering"
    assert finding.message.startswith(
        "2 Product Managers and 1 open position report to VP Engineering (Vpe) in engineering: X, Y (2 steps down) and "
        "PM (open)."
    )


def test_under_two_leaders_are_two_findings() -> None:
    assert len(found("line-pm", *TOP, *held("x", PM, manager="vpe"), *held("y", PM, manager="vpm"))) == 2


def test_several_are_as_grave_as_the_gravest_of_them() -> None:
    managers = [*held("x", PM, manager="vpe", dotted=("vpp",)), *held("y", PM, manager="vpe")]
    (finding,) = found("line-pm", *TOP, *managers)
    assert finding.severity == "warning"
    assert finding.message.endswith(" 1 of them has a dotted line to VP Product (Vpp).")


def all_in(manager: str) -> list[Any]:
    """Three Product Managers there, in an organisation where nobody leads product."""
    return [*CEO, *MARKETING, *ENGINEERING, *(one for key in "xyz" for one in held(key, PM, manager=manager))]


@pytest.mark.parametrize(("manager", "severity"), [("vpm", "info"), ("vpe", "warning")])
def test_a_whole_role_led_from_where_the_role_beside_it_is_was_built_so(manager: str, severity: str) -> None:
    assert severities("line-pm", *all_in(manager)) == [severity]


@pytest.mark.parametrize(("manager", "flags"), [("vpm", 0), ("vpe", 0), ("ceo", 1)])
def test_that_nobody_leads_the_role_is_not_said_beside_lines_that_all_lead_elsewhere(manager: str, flags: int) -> None:
    assert len(found("leader-pm", *all_in(manager))) == flags


def chain(length: int, role: str = PM, leader: str = "product-leader") -> list[Any]:
    """Somebody `length` manager steps under a leader of their role."""
    steps = [held(f"s{n}", manager=f"s{n - 1}" if n else "top") for n in range(length - 1)]
    last = held("x", role, manager=f"s{length - 2}" if length > 1 else "top")
    return [*held("top", leader, level=7), *(record for step in steps for record in step), *last]


@pytest.mark.parametrize(("steps", "flags"), [(1, 0), (3, 0), (4, 1), (6, 1)])
def test_more_than_three_steps_are_a_long_line(steps: int, flags: int) -> None:
    assert len(found("line-depth", *chain(steps))) == flags


def test_steps_are_a_setting() -> None:
    within = content(settings={"line-depth": {"numbers": {"steps": 5}}})
    assert found("line-depth", *chain(5), within=within) == []


def test_steps_count_to_the_top_leader_of_the_role_not_beyond() -> None:
    top = [*held("ceo", "executive")]
    records = [*top, *(r._replace(manager="ceo") if r.key == "top" else r for r in chain(3))]
    assert found("line-depth", *records) == []


def test_role_whose_content_does_not_ask_for_a_short_line_is_not_flagged() -> None:
    assert found("line-depth", *chain(6, PMM, "marketing-leader")) == []


def test_flattening_closes_it() -> None:
    where = org(*chain(6))
    (finding,) = found("line-depth", *chain(6))
    assert "6 manager steps" in finding.message
    after = apply(where, fixes(Context(where, content()), finding)[0].changes)
    assert found("line-depth", *(record for table in after.tables.values() for record in table.values())) == []


def test_several_below_one_manager_are_one_finding_about_that_manager() -> None:
    (finding,) = found("line-depth", *chain(4), *held("y", PM, manager="s2"), *held("z", PM, manager="x"))
    assert (finding.subject.key, finding.involves) == ("s2", ("x", "y", "z"))
    assert finding.message == "X, Y and Z are up to 5 manager steps below top (Top), all under s2 (S2). The limit is 3."

"""The drawing of a career path: rungs, lines, and where it leads on."""

import pytest

from roles.guide.ladder import Row, ladder
from roles.guide.reading import Guide
from roles.models import Level, NextStep, Role
from tests.roles import seeded

pytestmark = pytest.mark.pure


def drawn(rows: list[Row]) -> list[str]:
    return [
        f"{row.number} {getattr(row.individual.rung, 'name', '-')} ({row.individual.lines})"
        f" | {getattr(row.manager.rung, 'name', '-')} ({row.manager.lines})"
        for row in rows
    ]


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(seeded.rows())


def test_a_role_leads_over_to_managers_and_on_into_the_role_above(guide: Guide) -> None:
    found = ladder(guide, "product-manager")
    assert drawn(found.rows)[2:5] == [
        "5 - () | Director of Product (to-up to-down)",
        "4 Principal Product Manager (to-down to-right) | Group Product Manager (to-up to-left)",
        "3 Senior Product Manager (to-up to-down) | - ()",
    ]
    assert [row.manager.rung and row.manager.rung.role for row in found.rows[:4]] == [
        guide.roles["product-leader"]
    ] * 3 + [None]


def test_a_step_up_from_the_top_bends_over_to_the_manager_track(guide: Guide) -> None:
    rows = drawn(ladder(guide, "sales").rows)
    assert rows[2:4] == [
        "5 - () | Director of Sales (to-up to-down)",
        "4 Strategic Account Executive (to-down to-right) | - (to-up to-left)",
    ]


def test_steps_to_and_from_other_roles_are_named(guide: Guide) -> None:
    found = ladder(guide, "marketing-leader")
    assert (
        "Director of Product Marketing",
        "Head or VP of Marketing",
        guide.roles["product-marketing-leader"],
    ) in found.arrivals
    assert found.onwards == []
    assert ladder(guide, "product-marketing-leader").onwards[0].role == guide.roles["marketing-leader"]


def test_a_ladder_of_one_track_draws_no_other(guide: Guide) -> None:
    found = ladder(guide, "product-owner")
    assert not found.has_managers
    assert all(not row.individual.right for row in found.rows)


def test_a_step_to_a_role_that_is_gone_is_left_out() -> None:
    rows = [Role(slug="a", name="A", function_id="f"), Level(role_id="a", number=2, name="A two")]
    found = ladder(Guide([*rows, NextStep(role_id="a", level=2, to="gone", at=5)]), "a")
    assert drawn(found.rows) == ["2 A two () | - ()"]
    assert found.onwards == []


def test_a_role_without_levels_has_no_drawing() -> None:
    assert ladder(Guide([Role(slug="a", name="A", function_id="f")]), "a").is_empty

"""When a product needs one more in a role: as the rule says on every single day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.record_history import DatedOrg
from planning.core.coverage.coverage import cell, is_needed
from planning.core.over_time.needs import Need, needs
from planning.core.over_time.timeline import timeline
from planning.core.records import Position
from tests.core.sample import PM, PMM, TODAY, covers, held, product
from tests.core.test_timeline import CONTENT, DAY, DAYS, LAST, draw, tables

pytestmark = pytest.mark.pure


def found(dated: DatedOrg, position: str = "open", role: str = PMM) -> list[Need]:
    return needs(timeline(dated, CONTENT, TODAY, LAST).lanes["app", role], position, LAST)


def day(number: int) -> date:
    return TODAY + number * DAY


def test_a_need_of_the_stage_goes_on_after_the_launch() -> None:
    app = product(stage="beta", launch=day(9))
    assert found(DatedOrg(tables(app, Position("open", role=PMM), covers("app", "open", PMM)))) == [Need(TODAY, None)]


def test_a_need_before_a_launch_alone_ends_with_it() -> None:
    app = product(stage="build", launch=day(9))
    assert found(DatedOrg(tables(app))) == [Need(TODAY, day(9))]


def test_what_another_position_covers_needs_nobody_more() -> None:
    ann = [*held("ann", PM, leaves=day(5)), covers("app", "ann")]
    dated = DatedOrg(tables(product(stage="growth"), *ann))
    assert (found(dated, "open", PM), found(dated, "ann", PM)) == ([Need(day(6), None)], [Need(TODAY, None)])


@given(st.integers(0, 10**6))
def test_a_day_is_in_a_need_where_the_rule_says_so_on_that_day(seed: int) -> None:
    dated = draw(seed)
    for (key, slug), lane in timeline(dated, CONTENT, TODAY, LAST).lanes.items():
        stretches, role = needs(lane, "p0", LAST), CONTENT.roles[slug]
        for number in range(DAYS + 1):
            org = dated.at(TODAY + timedelta(days=number))
            if app := org.products.get(key):
                state = cell(org, app, role)
                by_another = state.is_covered and set(state.by) != {"p0"}
                expected = is_needed(role.need, app, org.on) and not by_another
                assert any(need.holds(org.on) for need in stretches) == expected

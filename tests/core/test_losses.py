"""What a timeline says should be seen coming, each by the smallest organisation that has it."""

from datetime import date, timedelta
from typing import Any

import pytest

from planning.core.changes.record_history import DatedOrg, RecordHistories
from planning.core.over_time.losses import HIRE, LAUNCH, LOST, NEEDED, losses
from planning.core.over_time.timeline import timeline
from planning.core.records import Person, Position
from tests.core.sample import PM, PMM, TODAY, content, covers, held, org, product

pytestmark = pytest.mark.pure

DAY = timedelta(days=1)
LAST = TODAY + 90 * DAY


def found(*records: Any, since: date = TODAY) -> list[tuple[int, str, str]]:
    """Day, kind and role of each."""
    dated = DatedOrg(org(*records).tables)
    line = timeline(dated, content(), TODAY - DAY, LAST)
    return [
        ((loss.day - TODAY).days, loss.kind, loss.role) for loss in losses(line, RecordHistories(dated), since, LAST)
    ]


BUILT = product(stage="build")


def test_last_day_of_the_only_cover_is_a_loss_on_the_day_after() -> None:
    leaver = [*held("ann", PM, leaves=TODAY + 9 * DAY), covers("app", "ann")]
    assert found(BUILT, *leaver) == [(10, LOST, PM)]
    assert found(BUILT, *leaver, since=TODAY + 11 * DAY) == []


def test_successor_in_time_is_no_loss() -> None:
    leaver = [*held("ann", PM, leaves=TODAY + 9 * DAY), covers("app", "ann")]
    assert found(BUILT, *leaver, *held("bob", PM), covers("app", "bob", starts=TODAY + 10 * DAY)) == []


def test_window_before_launch_comes_to_need_a_role_and_the_launch_finds_nobody() -> None:
    app = product(stage="build", launch=TODAY + 70 * DAY)
    cover = [*held("ann", PM), covers("app", "ann")]
    assert found(app, *cover) == [(10, NEEDED, PMM), (70, LAUNCH, PMM)]


def test_vacant_position_is_a_hire_due_on_its_target_start() -> None:
    assert found(Position("open", target_start=TODAY + 5 * DAY)) == [(5, HIRE, "")]
    assert found(*held("ann", target_start=TODAY + 5 * DAY)) == []
    assert found(Position("open", target_start=TODAY + 5 * DAY, ends=TODAY)) == []
    assert found(Position("open", target_start=TODAY + 5 * DAY, stage="cancelled")) == []
    assert found(Person("h", leaves=TODAY), Position("open", holder="h", target_start=TODAY + 5 * DAY)) == [
        (5, HIRE, "")
    ]

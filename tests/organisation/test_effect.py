"""A preview tells what there is once the whole deed has come."""

from datetime import date, timedelta

import pytest

from planning.core.changes import edits
from planning.core.changes.change import Change, add, apply
from planning.core.records import Person, Position, Record
from planning.core.rules import Context, run
from planning.organisation import writes
from planning.organisation.effect import done_by, preview
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation

TODAY, DAY = date(2026, 9, 1), timedelta(days=1)


@pytest.fixture
def looked_at(organisation: Organisation) -> Snapshot:
    records: list[Record] = [Person(key, name=key.title()) for key in ("ann", "bea", "cyd")]
    records += [Position("boss", title="CEO", holder="ann"), Position("head", manager="boss", holder="bea")]
    records.append(Position("pm", role="product-manager", manager="head", holder="cyd"))
    writes.commit(organisation, [add(TODAY, r) for r in records], title="Start", today=TODAY)
    return Snapshot(organisation, TODAY)


@pytest.mark.parametrize("last_day", [TODAY, TODAY + 40 * DAY])
def test_closing_a_position_previews_what_there_is_the_day_after(looked_at: Snapshot, last_day: date) -> None:
    changes = edits.end_upwards(looked_at.org, ["head"], last_day)
    found = preview(looked_at, changes)
    after = run(Context(apply(looked_at.org.at(last_day + DAY), changes), looked_at.content))
    assert {f.identity for f in found.opened} <= {f.identity for f in after}


def test_position_that_is_closed_with_its_reports_left_leaves_them_without_a_manager(looked_at: Snapshot) -> None:
    found = preview(looked_at, edits.end(looked_at.org, ["head"], TODAY))
    assert "ended-manager" in {finding.rule for finding in found.opened}


def test_end_of_an_assignment_is_not_waited_for() -> None:
    assert done_by([Change(TODAY, "assignment", "a", {"ends": None}, {"ends": TODAY + 99 * DAY})]) == TODAY

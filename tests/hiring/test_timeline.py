"""The hiring timeline: from when to when someone is needed, and whether a start is in time."""

from datetime import date, timedelta
from typing import Any

import pytest

from planning.core.changes.change import add, edit
from planning.core.dates import day as written
from planning.core.records import Assignment, Person, Position, Product
from planning.hiring.requisitions.priorities import requisition_for
from planning.hiring.requisitions.starts import product_needs, verdict
from planning.hiring.requisitions.timeline import WIDTH, Line, draw
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation
from tests.factories import UserFactory
from tests.hiring.conftest import PMM, TODAY

pytestmark = pytest.mark.django_db


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def line(organisation: Organisation, snapshot: Snapshot | None = None) -> Line:
    """Of the position `pmm`."""
    snapshot = snapshot or Snapshot(organisation, TODAY)
    requisition = requisition_for(snapshot, snapshot.org.positions["pmm"], ())
    return draw(snapshot, [requisition])[1][0]


def company_with(organisation: Organisation, product: Product, *more: Any, start: date | None = None) -> Organisation:
    records = [
        product,
        Position("pmm", title="PMM, Console", role=PMM, stage="open", target_start=start),
        Assignment("a1", product.key, "pmm", PMM),
        *more,
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


def said(found: Line) -> list[str]:
    return [mark.text for mark in found.windows]


def test_a_beta_needs_someone_now_and_beyond_its_launch(organisation: Organisation) -> None:
    found = line(company_with(organisation, Product("console", "Console", "beta", launch=day(80))))
    assert said(found) == ["Console needs a PMM now"]
    assert round(found.windows[0].x + found.windows[0].width, 1) == WIDTH


def test_a_build_needs_someone_from_its_window_until_its_launch(organisation: Organisation) -> None:
    found = line(company_with(organisation, Product("console", "Console", "build", launch=day(80))))
    assert said(found) == [f"Console needs a PMM from {written(day(20))} until {written(day(80))}"]


def test_a_dated_stage_counts_from_its_day(organisation: Organisation) -> None:
    company_with(organisation, Product("console", "Console", "build"))
    change = edit(day(40), store.org_at(organisation, TODAY).products["console"], stage="beta")
    writes.commit(organisation, [change] if change else [], title="Beta", today=TODAY)
    assert said(line(organisation)) == [f"Console needs a PMM from {written(day(40))}"]


def test_a_stage_in_a_plan_counts_in_the_plan(organisation: Organisation) -> None:
    company_with(organisation, Product("console", "Console", "build"))
    plan = editing.create(organisation, name="Beta", target=TODAY, owner=UserFactory.create())
    change = edit(day(40), store.org_at(organisation, TODAY).products["console"], stage="beta")
    editing.edit(plan, [change] if change else [], title="Beta", author=UserFactory.create())
    plan.refresh_from_db()
    shown = [said(line(organisation, Snapshot(organisation, TODAY, side))) for side in (None, plan)]
    assert shown == [[], [f"Console needs a PMM from {written(day(40))}"]]


def test_an_internal_product_needs_none(organisation: Organisation) -> None:
    found = line(company_with(organisation, Product("console", "Console", "growth", market_facing=False)))
    assert (said(found), found.verdict) == ([], "No target start is set.")


@pytest.mark.parametrize(
    ("stage", "launch", "start", "late", "text"),
    [
        ("beta", 80, 90, "late", "10 days after Console launches."),
        ("beta", 80, 79, "close", "1 day before Console launches; needed now."),
        ("build", 80, 30, "close", f"50 days before Console launches; needed from {written(day(20))}."),
        ("build", 80, 20, "", "60 days before Console launches."),
        ("build", 80, 80, "close", f"On the day Console launches; needed from {written(day(20))}."),
        ("growth", None, 12, "close", "Console needs a PMM now and will wait 12 more days."),
        ("growth", None, -1, "late", "The target start was 1 day ago."),
        ("idea", None, 12, "", ""),
    ],
)
def test_the_verdict_says_how_the_start_lies_to_the_need(
    organisation: Organisation, stage: str, launch: int | None, start: int, late: str, text: str
) -> None:
    product = Product("console", "Console", stage, launch=day(launch) if launch else None)
    found = line(company_with(organisation, product, start=day(start)))
    assert (found.late, found.verdict) == (late, text)


def test_a_need_that_ends_before_the_start_is_told(organisation: Organisation) -> None:
    company_with(organisation, Product("console", "Console", "growth"), start=day(60))
    change = edit(day(40), store.org_at(organisation, TODAY).products["console"], stage="sunset")
    writes.commit(organisation, [change] if change else [], title="Sunset", today=TODAY)
    assert line(organisation).verdict == f"Console needs a PMM only until {written(day(39))}."


def test_what_someone_else_covers_waits_for_nobody(organisation: Organisation) -> None:
    other = [Person("bo", "Bo Lind"), Position("other", "PMM", role=PMM, holder="bo")]
    product = Product("console", "Console", "growth")
    company_with(organisation, product, *other, Assignment("a2", "console", "other", PMM), start=day(30))
    found = line(organisation)
    assert (said(found), found.late, found.verdict) == ([], "", "Console has a PMM already.")


def test_what_is_missed_is_told_before_what_is_close(organisation: Organisation) -> None:
    more = [Product("app", "App", "launch", launch=day(10)), Assignment("a2", "app", "pmm", PMM)]
    company_with(organisation, Product("console", "Console", "growth"), *more, start=day(20))
    snapshot = Snapshot(organisation, TODAY)
    requisition = requisition_for(snapshot, snapshot.org.positions["pmm"], ())
    assert verdict(TODAY, requisition, product_needs(snapshot, "pmm")) == ("late", "10 days after App launches.")

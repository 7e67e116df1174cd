"""Changes whose day has not come: they take effect on their day, and an undo cancels them."""

from datetime import date

import pytest

from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Batch
from planning.organisation import store, writes
from portal.models import Organisation
from tests.changes import edited

TODAY, SOON, LATER = date(2026, 9, 1), date(2026, 9, 20), date(2026, 12, 1)


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    writes.commit(organisation, [add(TODAY, Position("a", title="Maker"))], title="Start", today=TODAY)
    return organisation


def rename(company: Organisation, title: str, on: date, today: date = TODAY) -> Batch:
    position = store.org_at(company, on).positions["a"]
    return writes.commit(company, [edited(on, position, title=title)], title=f"Rename to {title}", today=today)


def title(company: Organisation, on: date) -> str:
    company.refresh_from_db()
    return store.org_at(company, on).positions["a"].title


def test_a_future_change_waits_for_its_day(company: Organisation) -> None:
    rename(company, "Lead", LATER)
    assert (title(company, TODAY), title(company, LATER)) == ("Maker", "Lead")


def test_a_write_on_a_later_day_folds_what_was_due(company: Organisation) -> None:
    rename(company, "Lead", SOON)
    writes.commit(company, [add(LATER, Position("b", title="Other"))], title="Add", today=LATER)
    assert (title(company, TODAY), title(company, LATER)) == ("Maker", "Lead")


def test_undo_cancels_what_waits(company: Organisation) -> None:
    batch = rename(company, "Lead", LATER)
    writes.undo(batch, today=TODAY)
    assert title(company, LATER) == "Maker"


def test_redo_brings_back_what_was_cancelled(company: Organisation) -> None:
    undone = writes.undo(rename(company, "Lead", LATER), today=TODAY)
    writes.undo(undone, today=TODAY)
    assert title(company, LATER) == "Lead"


def test_undo_of_a_batch_with_several_dates_brings_back_the_first_value(company: Organisation) -> None:
    position = store.org_at(company, TODAY).positions["a"]
    changes = [edited(SOON, position, title="Lead"), edited(LATER, position._replace(title="Lead"), title="Head")]
    batch = writes.commit(company, changes, title="Promote twice", today=TODAY)
    assert title(company, LATER) == "Head"
    writes.undo(batch, today=SOON)
    assert title(company, LATER) == "Maker"


def test_nothing_can_be_undone_twice(company: Organisation) -> None:
    batch = rename(company, "Lead", TODAY)
    writes.undo(batch, today=TODAY)
    with pytest.raises(writes.Refused, match="already"):
        writes.undo(batch, today=TODAY)


def test_of_two_changes_for_one_day_the_first_can_be_undone_without_leaving_its_value(company: Organisation) -> None:
    first = rename(company, "Lead", SOON)
    rename(company, "Head", SOON)
    writes.undo(first, today=TODAY)
    writes.commit(company, [add(LATER, Position("b"))], title="Add", today=LATER)
    assert (title(company, TODAY), title(company, SOON)) == ("Maker", "Head")

"""`make attack` finds what is lost: each fault that is put in here is named."""

from __future__ import annotations

import pytest

from attack import invariants, made
from attack.outcome import Outcome, table
from attack.parts.races import lost_words
from planning.core.changes.change import edit
from planning.organisation import store, writes
from planning.organisation.models import StoredChange
from planning.organisation.models.records import Position as PositionRow
from portal.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def company() -> Organisation:
    organisation, users = made.filled("whole", size=6)
    organisation.refresh_from_db()
    position = store.org_at(organisation, made.today()).positions["p1"]
    change = edit(made.today(), position, location="here")
    assert change is not None
    batch = writes.commit(organisation, [change], title="Move", today=made.today(), author=users[0])
    writes.undo(batch, today=made.today(), author=users[0])
    assert invariants.problems() == []
    return organisation


def test_a_row_without_its_change_is_found(company: Organisation) -> None:
    PositionRow.objects.filter(organisation=company, key="p2").update(title="Chief")
    assert any("p2 is not what the history says" in text for text in invariants.problems(company))


def test_a_change_without_its_row_is_found(company: Organisation) -> None:
    PositionRow.objects.filter(organisation=company, key="p2").delete()
    assert any("13 rows, 14 by the history" in text for text in invariants.problems(company))


def test_a_batch_that_is_half_there_is_found(company: Organisation) -> None:
    StoredChange.objects.filter(organisation=company, key="p3").delete()
    assert any("of 21 changes" in text for text in invariants.problems(company))


def test_a_lost_update_is_found(company: Organisation) -> None:
    row = StoredChange.objects.filter(organisation=company, key="p1").exclude(before=None)[0]
    row.before = {"location": "there"}
    row.save()
    assert any("does not start from what was there" in text for text in invariants.problems(company))
    assert lost_words(company, {"here": "elsewhere", "gone": ""})


def test_what_was_lost_stands_below_the_table() -> None:
    outcome = Outcome("kills", "SQLite")
    outcome.add([])
    outcome.add(["half a batch"], "acme")
    assert table([outcome]).splitlines()[2:] == [
        "| kills | SQLite | 2 | 1 |  |",
        "",
        "- kills, SQLite: acme: half a batch",
    ]

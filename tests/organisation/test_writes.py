"""The one door for writes: what it refuses, what it keeps, and the way back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from planning.core.changes.change import Change, add, edit, remove
from planning.core.records import Assignment, Org, Person, Position, Product
from planning.models import Batch, StoredChange
from planning.organisation import store, writes
from portal.models import Organisation
from tests.changes import edited
from tests.factories import OrganisationFactory

TODAY = date(2026, 3, 2)
APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
pytestmark = pytest.mark.django_db

Write = Callable[..., Batch]


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A chief, a lead under the chief and a maker under the lead, known from an import."""
    positions = [Position("boss", "CEO"), Position("lead", "Lead", manager="boss"), Position("ic", "A", manager="lead")]
    changes = [add(TODAY, position) for position in positions] + [add(TODAY, Product("x", "X"))]
    writes.commit(organisation, changes, title="Import", today=TODAY, source=Batch.Source.IMPORT)
    return organisation


@pytest.fixture
def write(company: Organisation) -> Write:
    """Give fields of a position other values, on a day, decided today or on `today`."""

    def commit(on: date = TODAY, key: str = "ic", today: date = TODAY, **after: Any) -> Batch:
        company.refresh_from_db()
        change = edit(on, store.org_at(company, on).positions[key], **after)
        title = f"{key}: {', '.join(map(str, after.values()))}"
        return writes.commit(company, [change] if change else [], title=title, today=today)

    return commit


def on(company: Organisation, day: date) -> Org:
    company.refresh_from_db()
    return store.org_at(company, day)


def titles(company: Organisation, *days: date) -> list[str]:
    return [on(company, day).positions["ic"].title for day in days]


def undo(batch: Batch, today: date = TODAY) -> Batch:
    return writes.undo(Batch.objects.get(pk=batch.pk), today=today)


def test_a_write_brings_the_callers_organisation_to_the_new_version(company: Organisation, write: Write) -> None:
    before = company.version
    write(title="B")
    assert company.version == before + 1
    assert titles(company, TODAY) == ["B"]


def test_the_first_import_holds_for_every_date_before_it(company: Organisation) -> None:
    assert titles(company, date(2000, 1, 1)) == ["A"]


def test_an_edit_holds_from_its_day(company: Organisation, write: Write) -> None:
    write(on=APRIL, today=APRIL, title="B")
    assert titles(company, APRIL - timedelta(days=1), APRIL) == ["A", "B"]


def test_of_two_edits_made_on_one_state_the_second_is_stale(company: Organisation, write: Write) -> None:
    change = edited(TODAY, on(company, TODAY).positions["ic"], title="C")
    write(title="B")
    with pytest.raises(writes.Stale) as caught:
        writes.commit(company, [change], title="Stale", today=TODAY)
    [conflict] = caught.value.conflicts
    assert (conflict.field, conflict.base, conflict.current, conflict.planned) == ("title", "A", "B", "C")
    assert titles(company, TODAY) == ["B"]


def test_edits_of_different_fields_made_on_one_state_both_hold(company: Organisation, write: Write) -> None:
    change = edited(TODAY, on(company, TODAY).positions["ic"], location="Lisbon")
    write(title="B")
    writes.commit(company, [change], title="Elsewhere", today=TODAY)
    assert (on(company, TODAY).positions["ic"].location, *titles(company, TODAY)) == ("Lisbon", "B")


def test_the_same_edit_twice_is_kept_once(company: Organisation, write: Write) -> None:
    change = edited(TODAY, on(company, TODAY).positions["ic"], title="B")
    first = write(title="B")
    again = writes.commit(company, [change], title="Again", today=TODAY)
    assert again.size == 0
    undo(again)
    assert titles(company, TODAY) == ["B"]
    undo(first)
    assert titles(company, TODAY) == ["A"]


def test_nothing_is_kept_of_a_batch_that_is_refused(company: Organisation) -> None:
    org = on(company, TODAY)
    good = edited(TODAY, org.positions["lead"], title="Head")
    ring = edited(TODAY, org.positions["boss"], manager="ic")
    with pytest.raises(writes.Refused, match="create a loop"):
        writes.commit(company, [good, ring], title="Half", today=TODAY)
    assert on(company, TODAY).positions["lead"].title == "Lead"
    assert Batch.objects.count() == 1


def test_a_lenient_write_keeps_a_ring(company: Organisation) -> None:
    ring = edited(TODAY, on(company, TODAY).positions["boss"], manager="ic")
    writes.commit(company, [ring], title="Import", today=TODAY, lenient=True)
    assert on(company, TODAY).positions["boss"].manager == "ic"


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "x" * 301), ("title", "a\0b"), ("level", 40_000), ("fte", float("nan")), ("dotted", ("a\0",))],
)
@pytest.mark.parametrize("lenient", [True, False])
def test_what_no_column_can_hold_is_refused_at_its_field(
    company: Organisation, field: str, value: Any, lenient: bool
) -> None:
    change = edited(TODAY, on(company, TODAY).positions["ic"], **{field: value})
    with pytest.raises(writes.Refused) as caught:
        writes.commit(company, [change], title="Too much", today=TODAY, lenient=lenient)
    assert {problem.field for problem in caught.value.problems} == {field}


def test_a_key_too_long_is_refused(company: Organisation) -> None:
    with pytest.raises(writes.Refused, match="the limit is 120"):
        writes.commit(company, [add(TODAY, Position("k" * 121))], title="Long", today=TODAY, lenient=True)


def test_an_edit_dated_before_one_in_force_is_refused(company: Organisation, write: Write) -> None:
    write(on=APRIL, today=MAY, title="B")
    with pytest.raises(writes.Refused, match="later change"):
        write(on=TODAY, today=MAY, title="C")


def test_another_field_may_be_backdated(company: Organisation, write: Write) -> None:
    write(on=APRIL, today=MAY, title="B")
    write(on=TODAY, today=MAY, location="Lisbon")
    assert [on(company, day).positions["ic"].location for day in (TODAY - timedelta(days=1), TODAY, MAY)] == [
        "",
        "Lisbon",
        "Lisbon",
    ]


# What scheduled


def test_an_edit_before_one_that_waits_holds_until_then(company: Organisation, write: Write) -> None:
    write(on=APRIL, title="B")
    write(on=TODAY, title="C")
    assert titles(company, TODAY, APRIL) == ["C", "B"]


def test_what_waited_has_been_in_force_since_its_day_once_it_is_folded(company: Organisation, write: Write) -> None:
    write(on=APRIL, title="B")
    write(on=TODAY, title="C")
    write(on=MAY, key="lead", today=MAY, title="Head")
    before = TODAY - timedelta(days=1)
    assert titles(company, before, TODAY, APRIL, MAY) == ["A", "C", "B", "B"]


def test_three_that_were_decided_in_another_order_hold_in_the_order_of_their_days(
    company: Organisation, write: Write
) -> None:
    write(on=MAY, title="D")
    write(on=APRIL, title="C")
    write(on=TODAY, title="B")
    days = (TODAY - timedelta(days=1), TODAY, APRIL, MAY)
    assert titles(company, *days) == ["A", "B", "C", "D"]
    write(on=JUNE, key="lead", today=JUNE, title="Head")
    assert titles(company, *days) == ["A", "B", "C", "D"]


def test_an_undo_before_one_that_waits_leaves_that_alone(company: Organisation, write: Write) -> None:
    write(on=APRIL, title="B")
    undo(write(on=TODAY, title="C"))
    assert titles(company, TODAY, APRIL) == ["A", "B"]
    write(on=MAY, key="lead", today=MAY, title="Head")
    assert titles(company, TODAY, APRIL) == ["A", "B"]


def test_undoing_one_that_waits_leaves_what_comes_after_it(company: Organisation, write: Write) -> None:
    april = write(on=APRIL, title="B")
    write(on=MAY, title="C")
    undo(april)
    write(on=JUNE, key="lead", today=JUNE, title="Head")
    assert titles(company, TODAY, APRIL, MAY) == ["A", "A", "C"]


def test_a_move_that_would_close_a_ring_with_one_that_waits_is_refused(company: Organisation, write: Write) -> None:
    writes.commit(company, [add(TODAY, Position("two", "Two", manager="boss"))], title="Two", today=TODAY)
    write(on=APRIL, key="lead", manager="two")
    with pytest.raises(writes.Refused, match=r"planned for 1 Apr 2026.*create a loop"):
        write(key="two", manager="lead")


def test_a_key_that_one_that_waits_will_take_is_taken(company: Organisation) -> None:
    writes.commit(company, [add(APRIL, Position("new", "New", manager="boss"))], title="Later", today=TODAY)
    with pytest.raises(writes.Refused, match="already"):
        writes.commit(company, [add(TODAY, Position("new"))], title="Now", today=TODAY, lenient=True)


def test_what_one_that_waits_will_need_cannot_go_away(company: Organisation) -> None:
    later = add(APRIL, Assignment("a", "x", "ic", "product-manager"))
    writes.commit(company, [later], title="Later", today=TODAY)
    with pytest.raises(writes.Refused, match="planned for"):
        writes.commit(company, [remove(TODAY, Product("x", "X"))], title="Gone", today=TODAY)


def test_a_refused_write_on_a_later_day_leaves_nothing_in_memory(company: Organisation, write: Write) -> None:
    write(on=APRIL, title="B")
    with pytest.raises(writes.Refused):
        write(on=MAY, key="boss", today=MAY, manager="ic")
    assert titles(company, TODAY, APRIL) == ["A", "B"]


# The way back


def test_undo_and_redo_hold_on_every_date(company: Organisation, write: Write) -> None:
    change = write(on=APRIL, today=MAY, title="B")
    undone = undo(change, MAY)
    assert titles(company, TODAY, APRIL, MAY) == ["A", "A", "A"]
    undo(undone, JUNE)
    assert titles(company, TODAY, APRIL, MAY) == ["A", "B", "B"]


def test_undo_and_redo_are_called_so(company: Organisation, write: Write) -> None:
    first = undo(write(title="B"))
    second = undo(first)
    third = undo(second)
    assert [b.title for b in (first, second, third)] == ["Undo: ic: B", "Redo: ic: B", "Undo: ic: B"]


@pytest.mark.parametrize("source", [Batch.Source.IMPORT, Batch.Source.PLAN])
def test_what_came_as_a_whole_is_reverted(company: Organisation, write: Write, source: str) -> None:
    brought = write(title="B")
    Batch.objects.filter(pk=brought.pk).update(source=source)
    assert undo(Batch.objects.get(pk=brought.pk)).title == "Revert: ic: B"


def test_an_earlier_link_of_the_chain_cannot_be_undone(company: Organisation, write: Write) -> None:
    change = write(title="B")
    undo(undo(change))
    with pytest.raises(writes.Refused, match="already"):
        undo(change)


def test_undo_is_stale_where_a_field_has_moved_on(company: Organisation, write: Write) -> None:
    change = write(title="B")
    write(title="C")
    with pytest.raises(writes.Stale):
        undo(change)


def test_undo_is_refused_where_a_field_has_moved_on_and_back(company: Organisation, write: Write) -> None:
    change = write(title="B")
    write(title="C")
    write(title="B")
    with pytest.raises(writes.Refused, match=r"“ic: B”.*first"):
        undo(change)


def test_undoing_both_in_turn_is_possible(company: Organisation, write: Write) -> None:
    first, second = write(title="B"), write(title="C")
    undo(second)
    undo(first)
    assert titles(company, TODAY) == ["A"]


def test_redo_is_refused_where_somebody_else_took_the_field(company: Organisation, write: Write) -> None:
    undone = undo(write(title="B"))
    write(title="C")
    with pytest.raises(writes.Stale):
        undo(undone)


def test_undoing_a_new_position_is_refused_while_somebody_reports_to_it(company: Organisation, write: Write) -> None:
    new = writes.commit(company, [add(TODAY, Position("new", manager="boss"))], title="New", today=TODAY)
    write(manager="new")
    with pytest.raises(writes.Refused, match="still named"):
        undo(new)


def test_undoing_a_new_position_that_has_since_been_edited_is_a_conflict(company: Organisation, write: Write) -> None:
    new = writes.commit(company, [add(TODAY, Position("new", manager="boss"))], title="New", today=TODAY)
    write(key="new", location="Lisbon")
    with pytest.raises(writes.Stale):
        undo(new)


def test_undo_cancels_what_waits_and_redo_lets_it_wait_again(company: Organisation, write: Write) -> None:
    undone = undo(write(on=APRIL, title="B"))
    assert titles(company, APRIL) == ["A"]
    undo(undone)
    assert titles(company, TODAY, APRIL) == ["A", "B"]


def test_a_redo_after_its_day_takes_effect_and_can_be_undone(company: Organisation, write: Write) -> None:
    undone = undo(write(on=APRIL, title="B"))
    redone = undo(undone, MAY)
    assert titles(company, TODAY, APRIL, MAY) == ["A", "B", "B"]
    undo(redone, MAY)
    assert titles(company, TODAY, APRIL, MAY) == ["A", "A", "A"]


def test_what_waited_and_was_redone_before_its_day_can_be_undone_after_it(company: Organisation, write: Write) -> None:
    redone = undo(undo(write(on=APRIL, title="B")))
    write(on=MAY, key="lead", today=MAY, title="Head")
    undo(redone, MAY)
    assert titles(company, TODAY, APRIL, MAY) == ["A", "A", "A"]


def test_an_import_can_be_undone_and_made_again(company: Organisation) -> None:
    undone = undo(Batch.objects.get())
    assert not on(company, TODAY).positions
    undo(undone)
    assert titles(company, date(2000, 1, 1), TODAY) == ["A", "A"]


def test_undo_brings_back_what_went_away_with_all_its_values(company: Organisation) -> None:
    person = Person("ann", "Ann", leaves=MAY)
    writes.commit(company, [add(TODAY, person)], title="Ann", today=TODAY)
    gone = writes.commit(company, [remove(TODAY, person)], title="Ann goes", today=TODAY)
    undo(gone)
    assert on(company, TODAY).people["ann"] == person


def test_an_unfitting_batch_cannot_be_kept_in_another_organisation(company: Organisation) -> None:
    other = OrganisationFactory.create()
    with pytest.raises(writes.Stale):
        writes.commit(other, [Change(TODAY, "position", "ic", {"title": "A"}, {"title": "B"})], title="x", today=TODAY)
    assert not StoredChange.objects.filter(organisation=other).exists()


def test_what_waits_for_a_day_comes_after_an_earlier_change_of_a_batch_and_before_a_later_one(
    company: Organisation, write: Write
) -> None:
    write(on=APRIL, title="B", fte=0.5)
    ic = on(company, TODAY).positions["ic"]
    waiting = on(company, MAY).positions["ic"]
    changes = [edited(TODAY, ic, title="C"), edited(MAY, waiting, title="C")]
    writes.commit(company, changes, title="C", today=TODAY)
    assert titles(company, TODAY, APRIL, MAY) == ["C", "B", "C"]

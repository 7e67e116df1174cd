from collections.abc import Callable
from datetime import date

import pytest

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import editing
from tests.plans.conftest import LATER, TODAY

Move = Callable[..., Plan]


def manager_of(plan: Plan, key: str, on: date = LATER) -> str:
    return str(store.org_at(plan.organisation, on, plan).positions[key].manager)


def test_a_change_takes_effect_in_the_plan_from_its_date(plan: Plan, move: Move) -> None:
    plan = move(plan, "ic", "two")
    assert manager_of(plan, "ic", LATER) == "two"
    assert manager_of(plan, "ic", TODAY) == "one"


def test_the_current_organisation_does_not_see_the_plan(plan: Plan, move: Move) -> None:
    plan = move(plan, "ic", "two")
    assert store.org_at(plan.organisation, LATER).positions["ic"].manager == "one"


def test_undo_takes_the_last_step_back_and_redo_brings_it_again(plan: Plan, move: Move) -> None:
    plan = move(plan, "ic", "two")
    editing.undo(plan)
    plan.refresh_from_db()
    assert manager_of(plan, "ic") == "one"
    editing.redo(plan)
    plan.refresh_from_db()
    assert manager_of(plan, "ic") == "two"


def test_a_new_step_ends_what_could_be_redone(plan: Plan, move: Move) -> None:
    plan = move(plan, "ic", "two")
    editing.undo(plan)
    plan.refresh_from_db()
    plan = move(plan, "two", "one")
    assert editing.redo(plan) is None


def test_undo_of_nothing_says_so(plan: Plan) -> None:
    assert editing.undo(plan) is None


def test_a_ring_is_refused_and_named(plan: Plan, move: Move) -> None:
    with pytest.raises(writes.Refused, match="Lead one"):
        move(plan, "one", "ic")
    plan.refresh_from_db()
    assert store.planned(plan) == {}


def test_a_stale_edit_shows_both_values(plan: Plan, move: Move) -> None:
    position = store.org_at(plan.organisation, LATER, plan).positions["ic"]
    move(plan, "ic", "two")
    change = edit(LATER, position, manager="boss")
    assert change is not None
    with pytest.raises(writes.Stale) as caught:
        editing.edit(plan, [change], title="Move", author=None)
    (conflict,) = caught.value.conflicts
    assert (conflict.base, conflict.current, conflict.planned) == ("one", "two", "boss")


def test_redating_moves_the_effect(plan: Plan, move: Move) -> None:
    plan = move(plan, "ic", "two")
    plan = editing.redate(plan, store.planned(plan), TODAY, author=None)
    assert manager_of(plan, "ic", TODAY) == "two"


def test_dropping_a_change_that_others_need_is_refused(plan: Plan, move: Move) -> None:
    plan = editing.edit(plan, [add(LATER, Position("new", title="New lead", manager="boss"))], title="Add", author=None)
    plan = move(plan, "ic", "new")
    first = next(iter(store.planned(plan)))
    with pytest.raises(writes.Refused, match="new"):
        editing.drop(plan, [first], author=None)
    plan.refresh_from_db()
    assert manager_of(plan, "ic") == "new"


def test_a_plan_in_review_is_locked(plan: Plan, move: Move) -> None:
    Plan.objects.update(state=Plan.State.REVIEW)
    with pytest.raises(editing.Locked, match="in review"):
        move(plan, "ic", "two")


def test_a_copy_starts_with_the_changes_of_the_other(plan: Plan, move: Move) -> None:
    plan = move(plan, "ic", "two")
    copy = editing.create(plan.organisation, name=plan.name, target=LATER, owner=None, copy_of=plan)
    assert manager_of(copy, "ic") == "two"
    assert copy.slug != plan.slug

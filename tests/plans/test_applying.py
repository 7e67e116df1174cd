from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import pytest

from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import applying, editing
from planning.plans.drift import drift
from tests.plans.conftest import LATER, TODAY

Move = Callable[..., Plan]
Rename = Callable[..., object]


def approved(plan: Plan) -> Plan:
    plan.state = Plan.State.APPROVED
    plan.save()
    return plan


def now(plan: Plan, on: date = TODAY) -> Mapping[str, Position]:
    plan.refresh_from_db()
    return store.org_at(plan.organisation, on).positions


def test_applying_makes_the_changes_part_of_the_organisation(plan: Plan, move: Move) -> None:
    applying.apply(approved(move(plan, "ic", "two", TODAY)), today=TODAY, author=None)
    assert now(plan)["ic"].manager == "two"


def test_a_later_change_waits_for_its_day(plan: Plan, move: Move) -> None:
    applying.apply(approved(move(plan, "ic", "two", LATER)), today=TODAY, author=None)
    assert (now(plan)["ic"].manager, now(plan, LATER)["ic"].manager) == ("one", "two")


def test_a_change_whose_day_has_passed_takes_effect_on_the_day_of_applying(plan: Plan, move: Move) -> None:
    applying.apply(approved(move(plan, "ic", "two", TODAY)), today=LATER, author=None)
    assert (now(plan, TODAY)["ic"].manager, now(plan, LATER)["ic"].manager) == ("one", "two")


def test_a_draft_cannot_be_applied(plan: Plan, move: Move) -> None:
    with pytest.raises(editing.Locked, match="approved"):
        applying.apply(move(plan, "ic", "two"), today=TODAY, author=None)


def test_where_both_moved_one_field_it_asks_and_shows_the_three_values(plan: Plan, move: Move, rename: Rename) -> None:
    plan = approved(move(plan, "ic", "two", TODAY))
    rename(plan.organisation, "ic", manager="boss")
    with pytest.raises(applying.Undecided) as caught:
        applying.apply(plan, today=TODAY, author=None)
    (clash,) = caught.value.clashes
    assert (clash.conflict.base, clash.conflict.current, clash.conflict.planned) == ("one", "boss", "two")
    assert now(plan)["ic"].manager == "boss"


@pytest.mark.parametrize(("answer", "expected"), [("planned", "two"), ("current", "boss")])
def test_an_answer_settles_a_clash(
    plan: Plan, move: Move, rename: Rename, answer: Literal["planned", "current"], expected: str
) -> None:
    plan = approved(move(plan, "ic", "two", TODAY))
    rename(plan.organisation, "ic", manager="boss")
    (clash,) = applying.standing(plan, TODAY)
    applying.apply(plan, today=TODAY, author=None, answers={clash.name: answer})
    assert now(plan)["ic"].manager == expected


def test_another_field_of_the_same_record_is_no_clash(plan: Plan, move: Move, rename: Rename) -> None:
    plan = approved(move(plan, "ic", "two", TODAY))
    rename(plan.organisation, "ic", title="Senior maker")
    applying.apply(plan, today=TODAY, author=None)
    assert (now(plan)["ic"].manager, now(plan)["ic"].title) == ("two", "Senior maker")


def test_reverting_brings_the_organisation_back(plan: Plan, move: Move) -> None:
    before = dict(now(plan))
    plan = approved(move(move(plan, "ic", "two", TODAY), "two", "one", LATER))
    applying.apply(plan, today=TODAY, author=None)
    plan.refresh_from_db()
    applying.revert(plan, today=TODAY, author=None)
    assert list(plan.events.values_list("state", flat=True)) == ["applied", "reverted"]
    assert dict(now(plan)) == before
    assert dict(now(plan, LATER)) == before


def test_reverting_is_refused_where_a_later_change_contradicts_it(plan: Plan, move: Move, rename: Rename) -> None:
    plan = approved(move(plan, "ic", "two", TODAY))
    applying.apply(plan, today=TODAY, author=None)
    rename(plan.organisation, "ic", manager="boss")
    with pytest.raises(writes.Stale) as caught:
        applying.revert(Plan.objects.get(), today=TODAY, author=None)
    assert caught.value.conflicts[0].current == "boss"
    assert Plan.objects.get().state == Plan.State.APPLIED


def test_a_plan_that_the_organisation_already_follows_makes_no_batch(plan: Plan, move: Move, rename: Rename) -> None:
    plan = approved(move(plan, "ic", "two", TODAY))
    rename(plan.organisation, "ic", manager="two")
    assert applying.apply(plan, today=TODAY, author=None) is None
    assert Plan.objects.get().state == Plan.State.APPLIED


def test_a_plan_says_how_the_ground_has_moved_under_it(plan: Plan, move: Move, rename: Rename) -> None:
    plan = move(plan, "ic", "two", TODAY)
    rename(plan.organisation, "boss", title="Chief")
    rename(plan.organisation, "ic", title="Senior maker")
    found = drift(plan, TODAY)
    assert (found.edits, [str(b) for b in found.touching], found.clashes, found.hurdles) == (2, ["Edit"], [], [])


def test_a_plan_says_what_is_no_longer_possible(plan: Plan, move: Move, rename: Rename) -> None:
    plan = move(plan, "two", "ic", LATER)
    rename(plan.organisation, "one", manager="two")
    (hurdle,) = drift(plan, TODAY).hurdles
    assert "Lead two" in hurdle

"""An answer becomes a private plan that says its question; asked again later it says what differs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from planning.close_gaps import keeping
from planning.close_gaps.asking import Unaskable, ask
from planning.close_gaps.comparing import differences, figures_of
from planning.close_gaps.keeping import (
    NothingToKeep,
    asked_again,
    changed_since,
    keep,
    kept_question,
    purpose_of,
    title_of,
)
from planning.close_gaps.models import KeptQuestion
from planning.core.changes.change import add, edit
from planning.core.close_gaps.answer import Answer, Days, Status
from planning.core.records import Assignment, Product
from planning.models import MoneyRules
from planning.organisation import store, writes
from planning.organisation.models import Plan
from planning.organisation.writes import Stale
from planning.plans import editing
from portal.models import Organisation, User
from tests import small_organisation
from tests.close_gaps import made
from tests.factories import UserFactory
from tests.small_organisation import PM

pytestmark = pytest.mark.django_db
QUESTION = made.question()


@pytest.fixture
def asked(organisation: Organisation) -> Organisation:
    small_organisation.fill(organisation)
    MoneyRules.objects.create(organisation=organisation, currency="EUR")
    return organisation


@pytest.fixture
def author(db: None) -> User:
    return UserFactory.create()


def kept(organisation: Organisation, author: User, plan: Plan | None = None, **fields: Any) -> Plan:
    question = made.question(**fields)
    answer = ask(organisation, question, plan, sees_cost=True)
    return keep(organisation, question, answer, name="Close gaps", author=author, plan=plan)


def test_a_kept_plan_is_its_authors_draft_that_says_the_question(asked: Organisation, author: User) -> None:
    plan = kept(asked, author)
    assert (plan.owner, plan.state, plan.target) == (author, Plan.State.DRAFT, made.BY)
    assert (plan.name, plan.purpose) == ("Close gaps", "Close all gaps by 1 Apr 2027.")
    assert not plan.shares.exists()


def test_it_holds_every_change_of_the_answer_as_one_step(asked: Organisation, author: User) -> None:
    answer = ask(asked, QUESTION, None, sees_cost=True)
    plan = keep(asked, QUESTION, answer, name="Close gaps", author=author)
    assert [step.title for step in plan.steps.all()] == [title_of(answer)]
    assert [planned.change for planned in store.planned(plan).values()] == list(answer.changes)


def test_with_the_plan_nothing_is_left_to_close(asked: Organisation, author: User) -> None:
    plan = kept(asked, author)
    again = ask(asked, QUESTION, plan, sees_cost=True)
    assert (again.moves, again.before.critical) == ((), 0)


def test_the_same_name_again_gets_an_address_of_its_own(asked: Organisation, author: User) -> None:
    one, other = (kept(asked, author) for _ in range(2))
    assert (one.name == other.name, one.slug == other.slug) == (True, False)


def test_an_answer_that_changes_nothing_is_no_plan(asked: Organisation, author: User) -> None:
    with pytest.raises(NothingToKeep, match="changes nothing"):
        keep(asked, QUESTION, Answer(QUESTION, Status.OPTIMAL), name="Close gaps", author=author)
    assert not Plan.objects.exists()


def test_in_a_plan_its_changes_are_copied_first(asked: Organisation, author: User) -> None:
    base = editing.create(asked, name="Base", target=made.BY, owner=author)
    base = editing.edit(base, [add(made.ON, Product("new", "New", "build"))], title="Add a product", author=author)
    plan = kept(asked, author, base)
    assert [step.title for step in plan.steps.all()][:1] == ["Copy of Base"]
    assert "new" in store.org_at(asked, made.BY, plan).products
    assert store.planned(base).keys() == {"1-1"}


def test_what_the_organisation_has_moved_away_from_is_not_kept(asked: Organisation, author: User) -> None:
    answer = made.answer(QUESTION, made.assign())
    other = Assignment("ledger-luis", "ledger", "aisha", PM)
    writes.commit(asked, [add(made.ON - timedelta(days=40), other)], title="Add", today=made.ON)
    with pytest.raises(Stale):
        keep(asked, QUESTION, answer, name="Close gaps", author=author)
    assert not Plan.objects.exists()


def test_a_purpose_of_ones_own_is_kept(asked: Organisation, author: User) -> None:
    answer = ask(asked, QUESTION, None, sees_cost=True)
    plan = keep(asked, QUESTION, answer, name="Close gaps", author=author, purpose="For spring.")
    assert plan.purpose == "For spring."


def test_the_purpose_tells_no_amount(asked: Organisation) -> None:
    told = purpose_of(asked, made.question(budget=Decimal(300_000)))
    assert told == "Close all gaps by 1 Apr 2027, within a set budget."


def test_the_question_of_a_plan_is_found_again(asked: Organisation, author: User) -> None:
    plan = kept(asked, author, forbidden=frozenset({"checkout"}))
    assert kept_question(plan) == made.question(forbidden=frozenset({"checkout"}))


def test_a_plan_of_ones_own_answers_no_question(asked: Organisation, author: User) -> None:
    plan = editing.create(asked, name="Base", target=made.BY, owner=author)
    assert (kept_question(plan), changed_since(plan, sees_cost=True, today=made.ON)) == (None, [])


@pytest.mark.parametrize(
    ("moves", "title"),
    [
        ([made.assign()], "Close gaps: 1 assignment"),
        ([made.assign(), made.assign("aisha"), made.hire()], "Close gaps: 2 assignments and 1 hire"),
        ([made.hire(), made.assign()._replace(is_next_step=True)], "Close gaps: 1 hire and 1 next step"),
    ],
)
def test_the_step_is_titled_by_what_it_does(moves: list[Any], title: str) -> None:
    assert title_of(made.answer(None, *moves)) == title


# Asked again


def test_asked_again_on_the_same_day_nothing_differs(asked: Organisation, author: User) -> None:
    assert changed_since(kept(asked, author), sees_cost=True, today=made.ON) == []


def test_what_a_worker_has_found_is_not_worked_out_again(
    asked: Organisation, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = kept(asked, author)
    again = asked_again(plan, sees_cost=True, today=made.ON)
    assert again is not None
    assert again.work_out() is not None
    monkeypatch.setattr("planning.close_gaps.job.ask", None)
    assert changed_since(plan, sees_cost=True, today=made.ON) == []


def test_where_the_organisation_moves_on_meanwhile_it_is_asked_all_the_same(
    asked: Organisation, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = kept(asked, author)
    monkeypatch.setattr("planning.close_gaps.stored.keep", lambda *given, **how: None)
    assert changed_since(plan, sees_cost=True, today=made.ON) == []


def test_a_move_that_is_no_longer_needed_is_told(asked: Organisation, author: User) -> None:
    plan = kept(asked, author)
    taken = Assignment("by-hand", "ledger", "luis", PM)
    writes.commit(asked, [add(made.ON - timedelta(days=40), taken)], title="Assign", today=made.ON)
    told = changed_since(Plan.objects.get(pk=plan.pk), sees_cost=True, today=made.ON)
    assert told[0].startswith("Without the plan, 0 critical days are open instead of")
    assert told[-1].startswith("1 move is no longer needed: ")


def test_asked_again_later_it_says_from_when_days_are_counted(asked: Organisation, author: User) -> None:
    told = changed_since(kept(asked, author), sees_cost=True, today=made.ON + timedelta(days=10))
    assert told[-1] == "Days are now counted from 14 Jan 2027."


def test_asked_again_after_its_date_it_says_so(asked: Organisation, author: User) -> None:
    with pytest.raises(Unaskable, match="1 Apr 2027, has passed"):
        changed_since(kept(asked, author), sees_cost=True, today=made.BY + timedelta(days=1))


def test_a_question_with_a_budget_is_asked_again_by_those_who_may_see_cost(asked: Organisation, author: User) -> None:
    plan = kept(asked, author, budget=Decimal(10))
    with pytest.raises(Unaskable, match="access to cost"):
        changed_since(plan, sees_cost=False, today=made.ON)


def test_it_is_asked_in_the_plan_that_it_was_asked_in(asked: Organisation, author: User) -> None:
    base = editing.create(asked, name="Base", target=made.BY, owner=author)
    ledger = store.org_at(asked, made.ON).products["ledger"]
    change = edit(made.ON, ledger, stage="sunset")
    assert change is not None
    base = editing.edit(base, [change, add(made.ON, Product("new", "New", "build"))], title="Swap", author=author)
    plan = kept(asked, author, base)
    assert changed_since(plan, sees_cost=True, today=made.ON) == []


def test_once_that_plan_is_gone_it_is_asked_of_the_organisation(asked: Organisation, author: User) -> None:
    base = editing.create(asked, name="Base", target=made.BY, owner=author)
    base = editing.edit(base, [add(made.ON, Product("new", "New", "build"))], title="Add", author=author)
    plan = kept(asked, author, base)
    base.delete()
    assert any("no longer needed" in told for told in changed_since(plan, sees_cost=True, today=made.ON))


def test_a_question_from_elsewhere_that_is_none_is_refused(asked: Organisation, author: User) -> None:
    plan = editing.create(asked, name="Base", target=made.BY, owner=author)
    figures = figures_of(made.answer())
    KeptQuestion.objects.create(plan=plan, question={"on": "today"}, figures=figures)
    with pytest.raises(Unaskable):
        changed_since(plan, sees_cost=True, today=made.ON)


THEN = made.answer(QUESTION, made.assign(), made.hire(), unknown=0)


def compared(now: Answer, sees_cost: bool = True) -> list[str]:
    return list(differences(figures_of(THEN), now, sees_cost=sees_cost))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, []),
        ({"before": Days(30, 7)}, ["Without the plan, 30 critical days are open instead of 42."]),
        ({"before": Days(42, 1)}, ["Without the plan, 1 warning day is open instead of 7."]),
        ({"after": Days(30, 1)}, ["With the best plan, 30 critical days are left open instead of 12."]),
        ({"cost": Decimal(1_000)}, ["It costs EUR 1,000 more a year instead of EUR 98,000.50."]),
        ({"currency": "GBP"}, ["It costs GBP 98,000.50 more a year instead of EUR 98,000.50."]),
        ({"cost": None}, []),
        ({"unknown": 2}, ["2 hires of unknown cost instead of 0."]),
        ({"hires": 2}, ["It takes 2 hires instead of 1."]),
        ({"moves": (made.assign(),)}, ["1 move is no longer needed: Hire a Product Manager."]),
        (
            {"moves": (made.assign(), made.hire(), made.assign("aisha"), made.assign("ana"))},
            ["2 moves are new: Assign ledger to aisha; Assign ledger to ana."],
        ),
        (
            {"status": Status.INFEASIBLE, "notes": ("The pins contradict each other.",)},
            ["These limits can no longer all be kept.", "The pins contradict each other."],
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_what_differs_is_said_in_sentences(fields: dict[str, Any], told: list[str]) -> None:
    assert compared(made.answer(QUESTION, *THEN.moves, **{"unknown": 0, **fields})) == told


def test_whoever_may_not_see_cost_is_told_of_none() -> None:
    now = made.answer(QUESTION, *THEN.moves, cost=Decimal(1_000), unknown=2)
    assert compared(now, sees_cost=False) == []


def test_of_many_moves_only_a_few_are_named() -> None:
    now = made.answer(QUESTION, *THEN.moves, *(made.assign(f"p{number}") for number in range(5)), unknown=0)
    (told,) = compared(now)
    assert told.startswith("5 moves are new: ")
    assert told.endswith("; 2 more.")


def test_next_steps_are_not_compared() -> None:
    step = made.assign("aisha")._replace(is_next_step=True)
    assert compared(made.answer(QUESTION, *THEN.moves, step, unknown=0)) == []


def test_the_longest_name_is_cut(asked: Organisation, author: User) -> None:
    answer = ask(asked, QUESTION, None, sees_cost=True)
    plan = keep(asked, QUESTION, answer, name="x" * 200, author=author)
    assert len(plan.name) == keeping.LONGEST_NAME


def test_a_question_is_kept_without_what_is_as_usual(asked: Organisation, author: User) -> None:
    kept(asked, author)
    assert KeptQuestion.objects.get().question == {"on": "2027-01-04", "by": "2027-04-01"}

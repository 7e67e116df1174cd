"""An answer becomes a private plan that says its question; in what another answer differs is said in sentences."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from planning.close_gaps import keeping
from planning.close_gaps.asking import ask
from planning.close_gaps.comparing import differences, figures_of
from planning.close_gaps.keeping import NothingToKeep, keep, purpose_of, title_of
from planning.close_gaps.models import KeptQuestion
from planning.core.changes.change import add
from planning.core.close_gaps.answer import Answer, Days, Status
from planning.core.records import Assignment, Product
from planning.organisation import store, writes
from planning.organisation.models import Plan
from planning.organisation.writes import Stale
from planning.plans import editing
from portal.models import Organisation, User
from tests.close_gaps import made
from tests.factories import UserFactory
from tests.small_organisation import PM

pytestmark = pytest.mark.django_db
QUESTION = made.question()


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


WITHOUT_COST = "The plan was kept by someone who sees cost, so hires and moves are not compared."
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
        ({"cost": None, "hires": 2}, [WITHOUT_COST]),
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


def test_what_was_kept_without_cost_is_not_compared_with_what_costs_least() -> None:
    then = figures_of(made.answer(QUESTION, made.hire(), cost=None, hires=3))
    (told,) = differences(then, THEN, sees_cost=True)
    assert told == "The plan was kept by someone who does not see cost, so hires and moves are not compared."


def test_of_many_moves_only_a_few_are_named() -> None:
    now = made.answer(QUESTION, *THEN.moves, *(made.assign(f"p{number}") for number in range(5)), unknown=0)
    (told,) = compared(now)
    assert told.startswith("5 moves are new: ")
    assert told.endswith("; 2 more.")


def test_of_two_moves_of_one_key_both_are_known_again() -> None:
    twice = made.answer(QUESTION, made.assign(), made.assign(start=made.BY))
    assert list(differences(figures_of(twice), twice, sees_cost=True)) == []
    (told,) = differences(figures_of(twice), made.answer(QUESTION, made.assign()), sees_cost=True)
    assert told.startswith("1 move is no longer needed: ")


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

"""Answers that are kept: found again as long as everything stands as it did, by those who may see what they hold."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from planning.close_gaps import stored
from planning.close_gaps.models import GapAnswer, KeptQuestion
from planning.core.changes.change import add
from planning.core.close_gaps.answer import Point
from planning.core.records import Product
from planning.erasing import people
from planning.erasing.people import Terms
from planning.organisation import writes
from planning.organisation.models import Plan
from planning.plans import editing
from portal.models import Job, Organisation, User
from tests import small_organisation
from tests.close_gaps import made
from tests.erasing.everywhere import found as found_anywhere
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(organisation: Organisation) -> Organisation:
    small_organisation.fill(organisation)
    return organisation


@pytest.fixture
def plan(asked: Organisation) -> Plan:
    return editing.create(asked, name="Spring", target=made.BY, owner=UserFactory.create())


def keep(organisation: Organisation, plan: Plan | None = None, sees_cost: bool = True, **fields: Any) -> GapAnswer:
    row = tried(organisation, plan, sees_cost, **fields)
    assert row is not None
    return row


def tried(
    organisation: Organisation, plan: Plan | None = None, sees_cost: bool = True, by: User | None = None, **fields: Any
) -> GapAnswer | None:
    question = made.question(**fields)
    digest = stored.digest_of(organisation, question, plan, sees_cost=sees_cost)
    how: Any = {"digest": digest, "sees_cost": sees_cost, "seconds": 0.5, "by": by}
    return stored.keep(organisation, made.answer(question), plan, **how)


def found(organisation: Organisation, plan: Plan | None = None, sees_cost: bool = True, **fields: Any) -> Any:
    return stored.answer_of(organisation, made.question(**fields), plan, sees_cost=sees_cost)


def test_an_answer_is_found_again_and_read_as_it_was(asked: Organisation) -> None:
    keep(asked)
    assert stored.read(found(asked)) == made.answer()


def test_finding_an_answer_asks_for_the_contents_version_and_the_answer(
    asked: Organisation, django_assert_num_queries: Any
) -> None:
    keep(asked)
    with django_assert_num_queries(2):
        found(asked)


def test_another_question_has_no_answer(asked: Organisation) -> None:
    keep(asked)
    assert found(asked, most_hires=1) is None


def test_whoever_may_not_see_cost_gets_no_answer_with_cost(asked: Organisation) -> None:
    keep(asked, sees_cost=True)
    assert found(asked, sees_cost=False) is None


def test_an_answer_of_another_organisation_is_not_found(asked: Organisation) -> None:
    keep(asked)
    assert found(OrganisationFactory.create()) is None


def test_an_answer_in_a_plan_is_found_in_that_plan_alone(asked: Organisation, plan: Plan) -> None:
    row = keep(asked, plan)
    assert (found(asked, plan), found(asked)) == (row, None)


def test_after_an_edit_of_the_plan_its_answer_is_not_found(asked: Organisation, plan: Plan) -> None:
    keep(asked, plan)
    edited = editing.edit(plan, [add(made.ON, Product("new", "New"))], title="Add", author=plan.owner)
    assert found(asked, edited) is None


def test_after_a_change_of_the_organisation_its_answer_is_not_found(asked: Organisation) -> None:
    keep(asked)
    writes.commit(asked, [add(date.today(), Product("new", "New"))], title="Add", today=date.today())
    assert found(Organisation.objects.get()) is None


def test_what_was_worked_out_of_an_organisation_that_moved_on_is_not_kept(asked: Organisation) -> None:
    before = Organisation.objects.get()
    writes.commit(asked, [add(date.today(), Product("new", "New"))], title="Add", today=date.today())
    assert tried(before) is None
    assert not GapAnswer.objects.exists()


def test_what_was_worked_out_of_a_plan_that_moved_on_is_not_kept(asked: Organisation, plan: Plan) -> None:
    editing.edit(plan, [add(made.ON, Product("new", "New"))], title="Add", author=plan.owner)
    assert tried(asked, plan) is None


def test_the_same_question_is_kept_once(asked: Organisation) -> None:
    assert keep(asked) == keep(asked)


def test_the_newest_answers_are_kept(asked: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "KEPT", 2)
    elsewhere = keep(OrganisationFactory.create())
    rows = [keep(asked, most_hires=number) for number in range(4)]
    assert set(GapAnswer.objects.all()) == {elsewhere, *rows[2:]}


def test_a_curve_is_read_with_its_answer(asked: Organisation) -> None:
    curve = (Point(Decimal("1.50"), 1, 30),)
    stored.keep_curve(keep(asked), curve)
    assert stored.read(found(asked)).curve == curve


def erase(organisation: Organisation) -> None:
    people.erase(organisation, "h-luis", Terms(), by=None, now=timezone.now())


def test_erasing_somebody_drops_the_answers_of_the_organisation_alone(asked: Organisation) -> None:
    keep(asked)
    elsewhere = keep(OrganisationFactory.create())
    erase(asked)
    assert GapAnswer.objects.get() == elsewhere


def test_erasing_somebody_takes_their_key_out_of_kept_questions(asked: Organisation, plan: Plan) -> None:
    question = {"on": "2027-01-04", "by": "2027-04-01", "pin": ["ledger", "h-luis"]}
    KeptQuestion.objects.create(plan=plan, question=question, figures={})
    erase(asked)
    assert KeptQuestion.objects.get().question["pin"] == ["erased-1", "ledger"]


def test_erasing_somebody_leaves_nothing_of_them_in_kept_questions(asked: Organisation, plan: Plan) -> None:
    small_organisation.employ(asked, "vera", "Vera Lindqvistx", title="Product Manager", role=small_organisation.PM)
    moves = {"assign:vera-lindqvistx:ledger:pm": "Vera Lindqvistx covers Ledger"}
    KeptQuestion.objects.create(plan=plan, question={"pin": ["vera-lindqvistx"]}, figures={"moves": moves})
    people.erase(asked, "h-vera", Terms(), by=None, now=timezone.now())
    assert found_anywhere(["lindqvistx", "h-vera"]) == []


def test_erasing_somebody_drops_what_jobs_were_asked_of_them(asked: Organisation) -> None:
    given = {"organisation": asked, "run": "r", "asked_at": timezone.now(), "arguments": {"pin": ["h-luis"]}}
    Job.objects.create(kind="close-gaps", key="1", **given)
    erase(asked)
    assert not Job.objects.filter(kind="close-gaps").exists()


def test_a_preview_of_an_erasure_counts_answers_and_drops_none(asked: Organisation) -> None:
    keep(asked)
    assert people.preview(asked, "h-luis")["planning.GapAnswer gone"] == 1
    assert GapAnswer.objects.exists()


def test_who_asked_may_leave(asked: Organisation) -> None:
    user: User = UserFactory.create()
    row = tried(asked, by=user)
    user.delete()
    assert row is not None
    assert GapAnswer.objects.get(pk=row.pk).by is None

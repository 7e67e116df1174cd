"""Answers are worked out at once or by a worker, once for whoever asks the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planning.close_gaps import asking, job, stored
from planning.close_gaps.asking import Unaskable
from planning.close_gaps.job import Asked, answer_now_or_job, answer_of, curve_job_of, find, job_of, start, start_curve
from planning.close_gaps.models import GapAnswer
from planning.core.changes.change import add
from planning.core.close_gaps.answer import Point, Status
from planning.core.records import Product
from planning.organisation import writes
from planning.plans import editing
from portal import jobs
from portal.models import Job, Organisation
from roles.models import Need
from roles.publishing import versions
from tests import small_organisation
from tests.close_gaps import made
from tests.factories import UserFactory
from tests.portal.jobs.worker import IN_TABLES, work_off
from tests.small_organisation import PM

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def asked(organisation: Organisation, settings: Any) -> Asked:
    small_organisation.fill(organisation)
    settings.TASKS = IN_TABLES
    return Asked(organisation, made.question(), None, True, UserFactory.create())


@pytest.fixture
def large(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(job, "PRODUCTS", 1)
    return asked


def test_a_small_question_is_answered_at_once(asked: Asked) -> None:
    row = answer_now_or_job(asked)
    assert isinstance(row, GapAnswer)
    assert (row.by, row.sees_cost, stored.read(row).status) == (asked.by, True, Status.OPTIMAL)
    assert not Job.objects.exists()


def test_the_same_again_is_not_worked_out_again(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    row = answer_now_or_job(asked)
    monkeypatch.setattr(Asked, "work_out", None)
    assert answer_now_or_job(asked) == row


def test_a_large_question_goes_to_a_worker(large: Asked) -> None:
    found = answer_now_or_job(large)
    assert isinstance(found, Job)
    work_off()
    found.refresh_from_db()
    row = answer_of(large)
    assert row is not None
    assert (found.state, found.result) == (Job.State.DONE, row.pk)
    assert answer_now_or_job(large) == row


def test_what_is_not_proven_at_once_goes_to_a_worker(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "ask", lambda *given, **how: made.answer(asked.question))
    monkeypatch.setattr(job, "AT_ONCE", 0)
    assert isinstance(answer_now_or_job(asked), Job)
    work_off()
    row = answer_now_or_job(asked)
    assert isinstance(row, GapAnswer)
    assert stored.read(row).status == Status.FEASIBLE


def test_what_more_time_would_not_prove_is_answered_at_once(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "ask", lambda *given, **how: made.answer(asked.question))
    assert isinstance(answer_now_or_job(asked), GapAnswer)


def test_what_was_cancelled_does_not_begin_anew_by_itself(large: Asked) -> None:
    found = jobs.cancel(start(large))
    assert answer_now_or_job(large) == found
    assert find.open(large.digest) is None
    jobs.again(found)
    work_off()
    assert isinstance(answer_now_or_job(large), GapAnswer)


def test_what_failed_says_so_until_it_is_started_again(large: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(job, "ask", None)
        found = start(large)
        work_off()
    assert answer_now_or_job(large) == found


def test_after_an_answer_of_an_organisation_that_moved_on_it_is_worked_out_anew(large: Asked) -> None:
    start(large)
    work_off()
    GapAnswer.objects.all().delete()
    assert answer_now_or_job(large) == find.open(large.digest)


def test_the_same_asked_by_two_is_one_job(large: Asked) -> None:
    other = replace(large, by=UserFactory.create())
    assert start(large) == start(other)


def test_another_question_is_another_job(large: Asked) -> None:
    assert start(large) != start(replace(large, question=made.question(most_hires=1)))


def test_whoever_may_not_see_cost_has_a_job_of_their_own(large: Asked) -> None:
    assert start(large) != start(replace(large, sees_cost=False))


def test_where_tasks_run_at_once_the_answer_is_there(large: Asked, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    assert isinstance(answer_now_or_job(large), GapAnswer)


def test_what_cannot_be_asked_is_refused_at_once(asked: Asked) -> None:
    with pytest.raises(Unaskable, match="not found"):
        answer_now_or_job(replace(asked, question=made.question(products=frozenset({"gone"}))))


def test_a_job_that_cannot_be_asked_any_more_fails_in_words(large: Asked) -> None:
    found = start(replace(large, question=made.question(products=frozenset({"gone"}))))
    work_off()
    found.refresh_from_db()
    assert (found.state, "“gone” not found" in found.error) == (Job.State.FAILED, True)


def test_a_job_whose_plan_is_gone_says_so(large: Asked) -> None:
    plan = editing.create(large.organisation, name="Base", target=made.BY, owner=large.by)
    found = start(replace(large, plan=plan))
    plan.delete()
    work_off()
    found.refresh_from_db()
    assert (found.state, found.error) == (Job.State.FAILED, job.GONE)


def test_an_answer_in_a_plan_is_worked_out_in_that(large: Asked) -> None:
    plan = editing.create(large.organisation, name="Base", target=made.BY, owner=large.by)
    plan = editing.edit(plan, [add(made.ON, Product("new", "New", "build"))], title="Add", author=large.by)
    start(replace(large, plan=plan))
    work_off()
    row = answer_of(replace(large, plan=plan))
    assert row is not None
    assert "new" in {product for move in stored.read(row).moves for product in move.products}


def test_what_was_worked_out_while_the_organisation_moved_on_is_no_answer(
    large: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: Any, **how: Any) -> Any:
        current = Organisation.objects.get(pk=large.organisation.pk)
        writes.commit(current, [add(date.today(), Product("new", "New"))], title="Add", today=date.today())
        return asking.ask(*given, **how)

    monkeypatch.setattr(job, "ask", meanwhile)
    found = start(large)
    work_off()
    found.refresh_from_db()
    assert (found.state, found.result, GapAnswer.objects.exists()) == (Job.State.DONE, None, False)


def test_what_was_worked_out_with_role_content_that_has_changed_is_no_answer(
    large: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: Any, **how: Any) -> Any:
        answer = asking.ask(*given, **how)
        Need.objects.filter(role_id=PM).update(stages=["growth"])
        versions.publish([f"role/{PM}"], note="Meanwhile")
        return answer

    monkeypatch.setattr(job, "ask", meanwhile)
    found = start(large)
    work_off()
    found.refresh_from_db()
    assert (found.state, GapAnswer.objects.exists()) == (Job.State.DONE, False)


def test_what_is_cancelled_never_begins(large: Asked) -> None:
    jobs.cancel(start(large))
    work_off()
    assert not GapAnswer.objects.exists()
    found = job_of(large)
    assert found is not None
    assert found.state == Job.State.CANCELLED


def test_what_is_cancelled_while_it_runs_keeps_no_answer(large: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(*given: Any, tell: Any, **how: Any) -> Any:
        run = tell.__self__
        jobs.cancel(run.job)
        run.beat()
        return asking.ask(*given, tell=tell, **how)

    monkeypatch.setattr(job, "ask", cancelled)
    found = start(large)
    work_off()
    found.refresh_from_db()
    assert (found.state, GapAnswer.objects.exists()) == (Job.State.CANCELLED, False)


def test_it_tells_in_words_how_far_it_is(large: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("portal.jobs.run.Run.tell", lambda run, text, done=0, total=0: told.append(text))
    start(large)
    work_off()
    assert {"Looking for the best plan", "Naming people", "Checking it by the rules"} <= set(told)


# What a budget buys

CURVE = (Point(Decimal(0), 0, 30), Point(Decimal(90_000), 1, 0))


@pytest.fixture
def drawn(large: Asked, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(job, "ask_curve", lambda *given, **how: CURVE)
    return large


def test_a_curve_is_filled_in_after_the_answer(drawn: Asked) -> None:
    start(drawn)
    start_curve(drawn)
    work_off()
    row = answer_of(drawn)
    assert row is not None
    assert stored.read(row).curve == CURVE


def test_a_curve_finds_its_answer_first_where_there_is_none(drawn: Asked) -> None:
    start_curve(drawn)
    work_off()
    row = answer_of(drawn)
    assert row is not None
    assert (stored.read(row).curve, stored.read(row).status) == (CURVE, Status.OPTIMAL)


def test_a_curve_is_not_worked_out_twice_at_once(drawn: Asked) -> None:
    assert start_curve(drawn) == start_curve(replace(drawn, by=UserFactory.create()))
    assert curve_job_of(drawn) == start_curve(drawn)


def test_a_curve_that_cannot_be_asked_for_any_more_fails_in_words(drawn: Asked) -> None:
    found = start_curve(replace(drawn, question=made.question(products=frozenset({"gone"}))))
    work_off()
    found.refresh_from_db()
    assert (found.state, "“gone” not found" in found.error) == (Job.State.FAILED, True)


def test_how_large_it_is_depends_on_positions_too(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "POSITIONS", 1)
    assert not asked.is_small


def test_what_is_cancelled_while_it_is_solved_ends_the_search(large: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[bool] = []

    def cancelled(*given: Any, tell: Any, is_over: Any, **how: Any) -> Any:
        waited.append(is_over())
        jobs.cancel(tell.__self__.job)
        tell.__self__.beat()
        waited.append(is_over())
        return made.answer(large.question)

    monkeypatch.setattr(job, "ask", cancelled)
    start(large)
    work_off()
    assert (waited, GapAnswer.objects.exists()) == ([False, True], False)

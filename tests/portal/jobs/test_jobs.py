"""What a job comes to: asked for once or twice, done, failed, started again, told to a page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal import jobs
from portal.jobs.reviving import GIVEN_UP, MOST_DEATHS, revive
from portal.jobs.run import Run, carry_out
from portal.jobs.status import Condition
from portal.models import Job, Organisation, Right, User, Worker
from tests.factories import OrganisationFactory, UserFactory
from tests.portal.jobs import slow
from tests.portal.jobs.worker import work_off

pytestmark = pytest.mark.django_db
ONE_AND_TWO = {"one": 1, "other": 2}


def aged(job: Job, seconds: int, **fields: Any) -> Job:
    """The job as if it had been asked for and last heard of so long ago."""
    then = timezone.now() - timedelta(seconds=seconds)
    Job.objects.filter(pk=job.pk).update(**{"asked_at": then, "beat": then, **fields})
    job.refresh_from_db()
    return job


def condition(job: Job) -> Condition:
    return jobs.status_of(job).condition


def planned_by(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def worker_seen(seconds_ago: int = 0) -> None:
    Worker.objects.create(name="some", seen=timezone.now() - timedelta(seconds=seconds_ago))


def test_without_a_queue_it_is_done_at_once() -> None:
    job = slow.add.start("1", arguments=ONE_AND_TWO)
    assert (job.state, job.result) == (Job.State.DONE, 3)
    assert job.finished_at is not None


@pytest.mark.usefixtures("in_tables")
class TestQueue:
    def test_it_waits_and_a_worker_does_it(self) -> None:
        job = slow.add.start("1", arguments=ONE_AND_TWO)
        assert condition(job) == Condition.WAITING
        work_off()
        job.refresh_from_db()
        assert (job.state, job.result) == (Job.State.DONE, 3)

    def test_the_same_asked_for_twice_is_one_job(self) -> None:
        first = slow.add.start("1", arguments=ONE_AND_TWO)
        assert slow.add.start("1", arguments=ONE_AND_TWO) == first
        assert slow.add.start("2", arguments=ONE_AND_TWO) != first

    def test_what_has_ended_can_be_asked_for_anew(self) -> None:
        first = slow.add.start("1", arguments=ONE_AND_TWO)
        work_off()
        second = slow.add.start("1", arguments=ONE_AND_TWO)
        assert second != first
        assert slow.add.latest("1") == second
        assert slow.add.open("1") == second

    def test_twice_in_the_queue_is_done_once(self) -> None:
        job = slow.add.start("1", arguments=ONE_AND_TWO)
        carry_out(job.pk, job.run)
        Job.objects.update(result=None)
        work_off()
        assert Job.objects.get().result is None

    def test_what_nobody_takes_up_for_five_seconds_says_that_no_worker_runs(self) -> None:
        job = slow.add.start("1", arguments=ONE_AND_TWO)
        assert condition(aged(job, 4)) == Condition.WAITING
        assert condition(aged(job, 6)) == Condition.NO_WORKER
        worker_seen(seconds_ago=30)
        assert condition(job) == Condition.NO_WORKER

    def test_behind_others_it_is_in_the_queue(self) -> None:
        worker_seen()
        assert condition(aged(slow.add.start("1", arguments=ONE_AND_TWO), 6)) == Condition.QUEUED

    def test_what_a_worker_took_from_the_queue_and_lost_can_be_started_again(self) -> None:
        worker_seen()
        other = slow.add.start("2", arguments=ONE_AND_TWO)
        job = aged(slow.add.start("1", arguments=ONE_AND_TWO), 90)
        aged(other, 0, state=Job.State.RUNNING)
        assert condition(job) == Condition.QUEUED
        aged(other, 0, state=Job.State.DONE)
        assert condition(job) == Condition.LOST
        assert condition(jobs.again(job)) == Condition.WAITING

    def test_one_that_runs_is_left_alone(self) -> None:
        job = aged(slow.add.start("1", arguments=ONE_AND_TWO), 3, state=Job.State.RUNNING)
        run = job.run
        assert condition(job) == Condition.RUNNING
        assert jobs.again(job).run == run

    def test_one_that_is_silent_has_died_and_can_be_started_again(self) -> None:
        job = aged(slow.add.start("1", arguments=ONE_AND_TWO), 11, state=Job.State.RUNNING)
        assert condition(job) == Condition.DIED
        assert slow.add.start("1", arguments=ONE_AND_TWO) == job
        again = jobs.again(job)
        assert condition(again) == Condition.WAITING
        work_off()
        assert Job.objects.get().result == 3

    def test_one_whose_worker_died_is_taken_up_by_another_by_itself(self) -> None:
        aged(slow.add.start("1", arguments=ONE_AND_TWO), 11, state=Job.State.RUNNING)
        revive()
        revive()
        work_off()
        job = Job.objects.get()
        assert (job.result, job.deaths) == (3, 1)

    def test_one_that_workers_die_of_is_given_up_and_somebody_may_start_it_again(self) -> None:
        job = slow.add.start("1", arguments=ONE_AND_TWO)
        for _ in range(MOST_DEATHS):
            aged(job, 11, state=Job.State.RUNNING)
            revive()
        job.refresh_from_db()
        assert (condition(job), job.error) == (Condition.FAILED, GIVEN_UP)
        assert jobs.again(job).deaths == 0

    def test_one_that_was_taken_from_the_queue_and_not_begun_is_put_there_again(self) -> None:
        aged(slow.add.start("1", arguments=ONE_AND_TWO), 11)
        then = timezone.now() - timedelta(seconds=11)
        DBTaskResult.objects.update(status="RUNNING", started_at=then)
        revive()
        work_off()
        assert Job.objects.get().result == 3

    def test_of_two_who_start_it_again_one_does(self) -> None:
        job = aged(slow.add.start("1", arguments=ONE_AND_TWO), 11, state=Job.State.RUNNING)
        same = Job.objects.get()
        first, second = jobs.again(job), jobs.again(same)
        assert first.run == second.run

    def test_what_was_thought_dead_and_ends_after_all_counts(self) -> None:
        job = aged(slow.add.start("1", arguments=ONE_AND_TWO), 11, state=Job.State.RUNNING)
        Run(job).finish(7)
        job.refresh_from_db()
        assert (condition(job), jobs.again(job).result) == (Condition.DONE, 7)

    def test_an_attempt_that_was_superseded_has_no_say(self, organisation: Organisation, tmp_path: Any) -> None:
        job = aged(slow.add.start("1", arguments=ONE_AND_TWO), 11, state=Job.State.RUNNING)
        old = Run(Job.objects.get())
        jobs.again(job)
        old.beat()
        with pytest.raises(jobs.Superseded):
            old.tell("Still there")
        with pytest.raises(jobs.Superseded):
            old.finish(7)
        old.fail("No.")
        job.refresh_from_db()
        assert (job.state, job.result, job.error) == (Job.State.WAITING, None, "")

    def test_failed_then_asked_for_anew_is_not_started_again_beside_it(self) -> None:
        job = slow.fail.start("1", arguments={"text": "No."})
        work_off()
        anew = slow.fail.start("1", arguments={"text": "No."})
        job.refresh_from_db()
        assert jobs.again(job).state == Job.State.FAILED
        assert slow.fail.open("1") == anew

    def test_how_far_it_is_stands_in_the_table_with_the_next_beat(self) -> None:
        job = aged(slow.add.start("1", arguments=ONE_AND_TWO), 8, state=Job.State.RUNNING)
        run = Run(job)
        run.tell("Adding", 1, 2)
        run.beat()
        job.refresh_from_db()
        assert (job.text, job.done, job.total) == ("Adding", 1, 2)
        assert job.beat is not None
        assert job.beat > timezone.now() - timedelta(seconds=2)


@pytest.mark.usefixtures("in_tables")
class TestCancelling:
    def test_what_waits_never_begins(self) -> None:
        job = jobs.cancel(slow.count.start("1", arguments={"to": 3}))
        work_off()
        job.refresh_from_db()
        assert (condition(job), job.result, job.started_at) == (Condition.CANCELLED, None, None)

    def test_what_runs_learns_of_it_when_it_tells_how_far_it_is(self) -> None:
        job = aged(slow.count.start("1", arguments={"to": 3}), 1, state=Job.State.RUNNING)
        run = Run(job)
        jobs.cancel(job)
        run.beat()
        with pytest.raises(jobs.Cancelled):
            run.tell("Still counting")

    def test_what_was_cancelled_has_no_result(self) -> None:
        job = aged(slow.count.start("1", arguments={"to": 3}), 1, state=Job.State.RUNNING)
        run = Run(job)
        jobs.cancel(job)
        with pytest.raises(jobs.Cancelled):
            run.finish(3)
        job.refresh_from_db()
        assert (condition(job), job.result) == (Condition.CANCELLED, None)

    def test_the_worker_goes_on_with_what_comes_after(self, caplog: pytest.LogCaptureFixture) -> None:
        def cancel(run: Run, text: str, done: int = 0, total: int = 0) -> None:
            jobs.cancel(run.job)
            run.finish(None)

        job, after = slow.count.start("1", arguments={"to": 3}), slow.add.start("2", arguments=ONE_AND_TWO)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Run, "tell", cancel)
            work_off()
        job.refresh_from_db()
        after.refresh_from_db()
        assert (condition(job), after.result) == (Condition.CANCELLED, 3)
        assert "The job failed." not in caplog.text

    def test_what_has_ended_is_left_alone(self) -> None:
        job = slow.count.start("1", arguments={"to": 3})
        work_off()
        assert (jobs.cancel(job).state, job.result) == (Job.State.DONE, 3)

    def test_it_can_be_asked_for_and_started_again(self) -> None:
        job = jobs.cancel(slow.count.start("1", arguments={"to": 3}))
        assert slow.count.open("1") is None
        assert condition(jobs.again(job)) == Condition.WAITING
        work_off()
        job.refresh_from_db()
        assert job.result == 3

    def test_nobody_takes_it_up_by_itself(self) -> None:
        job = aged(slow.count.start("1", arguments={"to": 3}), 30, state=Job.State.RUNNING)
        jobs.cancel(job)
        revive()
        work_off()
        job.refresh_from_db()
        assert condition(job) == Condition.CANCELLED


def test_what_was_foreseen_is_said_in_words() -> None:
    job = slow.fail.start("1", arguments={"text": "The file is empty."})
    assert (job.state, job.error) == (Job.State.FAILED, "The file is empty.")


def test_what_nobody_foresaw_is_logged_and_the_kind_says_sorry(caplog: pytest.LogCaptureFixture) -> None:
    job = slow.fail.start("1", arguments={"text": ""})
    assert (job.state, job.error) == (Job.State.FAILED, "It went wrong.")
    assert "ZeroDivisionError" in caplog.text


def test_a_kind_that_there_is_no_more_fails(in_tables: None) -> None:
    slow.add.start("1", arguments=ONE_AND_TWO)
    Job.objects.update(kind="gone")
    work_off()
    assert "does not know this kind of job" in Job.objects.get().error


def test_an_atomic_job_that_was_superseded_has_changed_nothing(organisation: Organisation, tmp_path: Any) -> None:
    gate = tmp_path / "gate"
    gate.touch()

    def take_over(self: Run, result: object) -> None:
        raise jobs.Superseded

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "finish", take_over)
        slow.write.start("1", arguments={"name": "Written", "gate": str(gate)})
    organisation.refresh_from_db()
    assert organisation.name != "Written"


@pytest.mark.usefixtures("in_tables")
class TestPage:
    """The fragment that a page shows of its job."""

    @pytest.fixture
    def job(self, organisation: Organisation) -> Job:
        return slow.add.start("1", organisation=organisation, right=Right.PLANNER, arguments=ONE_AND_TWO)

    @pytest.fixture
    def planner(self, client_as: Callable[[Right], Client]) -> Client:
        return client_as(Right.PLANNER)

    def ask(self, client: Client, job: Job, **given: str) -> Any:
        page = f"/o/{job.organisation.slug}/chart/"  # type: ignore[union-attr]
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}
        return client.get(self.address(job), given, headers=headers)

    def address(self, job: Job) -> str:
        return reverse("job", args=[job.organisation.slug, job.pk])  # type: ignore[union-attr]

    def test_tells_how_far_it_is(self, planner: Client, job: Job) -> None:
        aged(job, 1, state=Job.State.RUNNING, text="Adding", done=1, total=2)
        assert "Adding: 1 of 2" in self.ask(planner, job).content.decode()

    def test_says_nothing_where_nothing_is_new(self, planner: Client, job: Job) -> None:
        aged(job, 1, state=Job.State.RUNNING, text="Adding")
        stamp = jobs.status_of(job).stamp
        assert self.ask(planner, job, shown=stamp).status_code == 204
        aged(job, 1, text="Added")
        assert self.ask(planner, job, shown=stamp).status_code == 200

    def test_says_how_to_start_a_worker(self, planner: Client, job: Job) -> None:
        aged(job, 6)
        assert "manage.py db_worker" in self.ask(planner, job).content.decode()

    def test_offers_to_start_again_what_died_and_comes_back_to_the_page(self, planner: Client, job: Job) -> None:
        aged(job, 11, state=Job.State.RUNNING)
        shown = self.ask(planner, job).content.decode()
        page = f"/o/{job.organisation.slug}/chart/"  # type: ignore[union-attr]
        assert "Start again" in shown
        assert f'name="next" value="{page}"' in shown
        assert planner.post(self.address(job), {"next": page})["Location"] == page
        assert planner.post(self.address(job), {"next": "https://elsewhere.example/"})["Location"] == self.address(job)
        work_off()
        job.refresh_from_db()
        assert job.result == 3

    def test_offers_to_cancel_what_can_be_and_comes_back_to_the_page(
        self, planner: Client, organisation: Organisation
    ) -> None:
        job = slow.count.start("3", organisation=organisation, by=planned_by(planner), arguments={"to": 3})
        page = f"/o/{organisation.slug}/chart/"
        assert 'name="cancel"' in self.ask(planner, job).content.decode()
        assert planner.post(self.address(job), {"cancel": "1", "next": page})["Location"] == page
        shown = self.ask(planner, job).content.decode()
        assert ("Cancelled." in shown, 'name="cancel"' in shown, "Start again" in shown) == (True, False, True)

    def test_cancels_nothing_that_another_asked_for(self, planner: Client, organisation: Organisation) -> None:
        job = slow.count.start("3", organisation=organisation, by=UserFactory.create(), arguments={"to": 3})
        assert 'name="cancel"' not in self.ask(planner, job).content.decode()
        planner.post(self.address(job), {"cancel": "1"})
        assert condition(job) == Condition.WAITING

    def test_cancels_nothing_that_does_not_offer_it(self, planner: Client, job: Job) -> None:
        assert 'name="cancel"' not in self.ask(planner, job).content.decode()
        planner.post(self.address(job), {"cancel": "1"})
        assert condition(job) == Condition.WAITING

    def test_has_the_page_fetched_anew_when_it_is_done(self, planner: Client, job: Job) -> None:
        work_off()
        assert self.ask(planner, job)["HX-Refresh"] == "true"
        assert "Done." in planner.get(self.address(job)).content.decode()

    def test_is_for_those_with_the_right_it_names(self, client_as: Callable[[Right], Client], job: Job) -> None:
        assert client_as(Right.VIEWER).get(self.address(job)).status_code == 404

    def test_of_another_organisation_is_not_found(self, planner: Client, organisation: Organisation) -> None:
        theirs = slow.add.start("2", organisation=OrganisationFactory.create(), arguments=ONE_AND_TWO)
        assert planner.get(reverse("job", args=[organisation.slug, theirs.pk])).status_code == 404


@pytest.mark.usefixtures("in_tables")
class TestHealth:
    def test_says_that_no_worker_runs(self, client: Client) -> None:
        answer = client.get("/healthz")
        assert answer.status_code == 200
        assert answer.content.decode().startswith("ok\nNo worker is running")

    def test_has_nothing_to_say_while_one_does(self, client: Client) -> None:
        worker_seen()
        assert client.get("/healthz").content == b"ok\n"

"""Requests at the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal import jobs
from portal.jobs.run import carry_out
from portal.models import Job
from tests.portal.jobs import slow
from tests.portal.jobs.worker import work_off

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("in_tables"),
]
ONE_AND_TWO = {"one": 1, "other": 2}


def at_once(work: Callable[[], object], times: int = 4) -> list[Exception]:
    """Do the same several times at the same moment; what went wrong."""
    gate, wrong = threading.Barrier(times), []

    def run() -> None:
        try:
            gate.wait()
            work()
        except Exception as problem:
            wrong.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_asked_for_at_the_same_moment_it_is_one_job() -> None:
    assert at_once(lambda: slow.add.start("1", arguments=ONE_AND_TWO)) == []
    assert Job.objects.count() == 1
    work_off()
    assert Job.objects.get().result == 3


def test_started_again_at_the_same_moment_it_is_one_attempt() -> None:
    slow.add.start("1", arguments=ONE_AND_TWO)
    Job.objects.update(state="running", beat=timezone.now() - timedelta(minutes=1))
    assert at_once(lambda: jobs.again(Job.objects.get())) == []
    assert Job.objects.get().state == Job.State.WAITING
    work_off()
    assert Job.objects.get().result == 3


def test_taken_up_by_several_workers_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    job = slow.add.start("1", arguments=ONE_AND_TWO)
    done: list[object] = []
    monkeypatch.setattr("portal.jobs.run._attempt", done.append)
    assert at_once(lambda: carry_out(job.pk, job.run)) == []
    assert len(done) == 1

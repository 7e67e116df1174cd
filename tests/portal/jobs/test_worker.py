"""A real worker in a process of its own: it takes up, tells, is killed, and what it was at is started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from portal import jobs
from portal.jobs import workers
from portal.jobs.status import Condition
from portal.models import Job, Organisation, Worker
from tests.factories import OrganisationFactory
from tests.portal.jobs import slow

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.portal.jobs.worker_settings", "LINEUP_MODE": "test"}

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("in_tables"),
]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a worker on the database of the test; it is gone when the test ends."""
    started = []

    def begin(*command: str) -> "subprocess.Popen[bytes]":
        command = command or (sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--interval", "0.1")
        given = {**os.environ, **SETTINGS, "WORKER_DATABASE": str(connection.settings_dict["NAME"])}
        started.append(subprocess.Popen(command, cwd=ROOT, env=given))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """The slow jobs wait for this file."""
    return tmp_path / "gate"


def until(job: Job, met: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    job.refresh_from_db()
    while not met():
        assert time.monotonic() < deadline, f"{job}: {jobs.status_of(job).condition} {job.text!r} {job.error!r}"
        time.sleep(0.05)
        job.refresh_from_db()


def condition(job: Job) -> Condition:
    return jobs.status_of(job).condition


def kill(worker: "subprocess.Popen[bytes]") -> None:
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def stop_between_writes(worker: "subprocess.Popen[bytes]") -> None:
    """On SQLite one that stops in the middle of a write keeps all others from writing until it goes on."""
    worker.send_signal(signal.SIGSTOP)
    while workers.somebody_writes():
        worker.send_signal(signal.SIGCONT)
        time.sleep(0.01)
        worker.send_signal(signal.SIGSTOP)


def test_its_progress_is_seen_and_what_it_left_when_killed_another_takes_up_by_itself(
    start: Start, gate: Path, client: Client
) -> None:
    job = slow.wait_only.start("1", arguments={"gate": str(gate)})
    worker = start()
    until(job, lambda: job.text == "Waiting" and condition(job) == Condition.RUNNING)
    assert client.get("/healthz").content == b"ok\n"
    kill(worker)
    until(job, lambda: condition(job) == Condition.DIED)
    gate.touch()
    start()
    until(job, lambda: condition(job) == Condition.DONE)
    assert (job.result, job.deaths) == ("waited", 1)


def test_what_is_killed_in_the_middle_of_its_transaction_has_changed_nothing(start: Start, gate: Path) -> None:
    organisation: Organisation = OrganisationFactory.create(name="Before")
    job = slow.write.start("1", arguments={"name": "After", "gate": str(gate)})
    worker = start()
    until(job, lambda: condition(job) == Condition.RUNNING)
    for _ in range(12):  # on SQLite nothing more can be written meanwhile, yet it has not died
        time.sleep(0.5)
        job.refresh_from_db()
        assert condition(job) == Condition.RUNNING
    kill(worker)
    until(job, lambda: condition(job) == Condition.DIED)
    organisation.refresh_from_db()
    assert organisation.name == "Before"
    gate.touch()
    start()
    until(job, lambda: condition(job) == Condition.DONE)
    organisation.refresh_from_db()
    assert organisation.name == "After"


def test_one_that_was_only_thought_dead_does_not_write_beside_the_next(start: Start, gate: Path) -> None:
    OrganisationFactory.create()
    job = slow.wait_only.start("1", arguments={"gate": str(gate)})
    worker = start()
    until(job, lambda: condition(job) == Condition.RUNNING)
    stop_between_writes(worker)
    until(job, lambda: condition(job) == Condition.DIED)
    jobs.again(job)
    gate.touch()
    worker.send_signal(signal.SIGCONT)
    until(job, lambda: condition(job) == Condition.DONE)
    assert job.result == "waited"
    assert Job.objects.count() == 1


def test_asked_to_end_it_ends_its_job_first_and_is_gone_at_once(start: Start, gate: Path, client: Client) -> None:
    job = slow.wait_only.start("1", arguments={"gate": str(gate)})
    worker = start()
    until(job, lambda: condition(job) == Condition.RUNNING)
    worker.terminate()
    gate.touch()
    assert worker.wait(timeout=20) == 0
    job.refresh_from_db()
    assert condition(job) == Condition.DONE
    assert not Worker.objects.exists()
    assert "No worker is running" in client.get("/healthz").content.decode()


def test_ends_with_the_process_that_started_it_where_told_to(start: Start) -> None:
    run = f"{sys.executable} manage.py db_worker --while-parent --no-startup-delay & echo $! ; sleep 600"
    parent = start("sh", "-c", run)
    deadline = time.monotonic() + 30
    while not Worker.objects.exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    kill(parent)
    while Worker.objects.exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)

"""A worker that is told to end before it has begun."""

import os
import signal
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker as library

from portal.jobs.models import Worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_tables")]


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """As they were, once the test has ended."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_told_to_end_before_its_library_listens_it_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(worker: library.Worker) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # else a worker without a handler would end the tests
    monkeypatch.setattr(library.Worker, "configure_signals", told)
    monkeypatch.setattr(library.Worker, "run", lambda worker: pytest.fail("It goes on."))
    with pytest.raises(SystemExit):
        call_command("db_worker", "--no-startup-delay", "--no-reload")
    assert not Worker.objects.exists()

"""A real portal whose web and worker are killed under a page that waits for a job."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.models import Job, Organisation
from tests.browser.conftest import PATIENCE, give_session
from tests.factories import MembershipFactory
from tests.portal.jobs import slow
from tests.portal.jobs.worker import IN_TABLES

ROOT = Path(__file__).resolve().parents[2]
WORKER = ("manage.py", "db_worker", "--no-startup-delay", "--interval", "0.1")

pytestmark = [pytest.mark.browser]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(organisation: Organisation) -> Iterator[Start]:
    """Starts a process on the database of the test; it is gone when the test ends."""
    named = {"DJANGO_SETTINGS_MODULE": "tests.portal.jobs.worker_settings", "LINEUP_MODE": "test"}
    given = {**os.environ, **named, "WORKER_DATABASE": str(connection.settings_dict["NAME"])}
    started = []

    def begin(*arguments: str) -> "subprocess.Popen[bytes]":
        started.append(subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=given, start_new_session=True))
        return started[-1]

    yield begin
    for process in started:
        kill(process)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kill(process: "subprocess.Popen[bytes]") -> None:
    """With all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def web(port: int) -> tuple[str, ...]:
    return ("-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "2", "--log-level", "error")


def wait_for(port: int) -> None:
    for _ in range(PATIENCE // 100):
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        sleep(0.1)
    pytest.fail("The web does not start.")


def test_a_page_that_waits_goes_on_by_itself_once_web_and_worker_are_back(
    page: Page,
    organisation: Organisation,
    start: Start,
    port: int,
    tmp_path: Path,
    settings: Any,
    complaints: list[str],
) -> None:
    settings.TASKS = IN_TABLES
    gate, user, address = (
        tmp_path / "gate",
        MembershipFactory.create(organisation=organisation).user,
        f"http://127.0.0.1:{port}",
    )
    job = slow.wait_only.start("1", organisation=organisation, by=user, arguments={"gate": str(gate)})
    worker, server = start(*WORKER), start(*web(port))
    give_session(page.context, user, address)
    wait_for(port)
    page.goto(address + reverse("job", args=[organisation.slug, job.pk]))
    expect(page.get_by_text("Waiting: 1 of 2")).to_be_visible()
    with page.expect_event("requestfailed"):
        kill(worker)
        kill(server)
    Job.objects.update(beat=timezone.now() - timedelta(minutes=1))  # it has been silent for long enough
    gate.touch()
    start(*WORKER), start(*web(port))
    expect(page.get_by_text("Done.")).to_be_visible()
    complaints.clear()
    job.refresh_from_db()
    assert (job.result, job.deaths) == ("waited", 1)

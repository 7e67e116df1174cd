"""What is measured, and that its labels are few."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from prometheus_client import REGISTRY

from portal.models import Job, Mail, Organisation, Right, Worker
from portal.telemetry import metrics
from portal.telemetry.scraping import State
from tests.portal.jobs import slow
from tests.portal.jobs.worker import IN_TABLES

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[Right], Client]


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


def state() -> dict[str, float]:
    return {sample.name: sample.value for family in State().collect() for sample in family.samples}


@pytest.fixture
def in_tables(settings: Any) -> None:
    """Jobs wait for a worker."""
    settings.TASKS = IN_TABLES


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.telemetry.scraping.connections.close_all", lambda: None)


def test_requests_are_counted_by_route_and_class_of_status(organisation: Organisation, client_as: SignIn) -> None:
    labels = {"route": "o/<organisation>/positions/<key>/", "method": "GET"}
    before = value("lineup_requests_total", status="4xx", **labels)
    client = client_as(Right.VIEWER)
    for key in ("one", "other"):
        client.get(f"/o/{organisation.slug}/positions/{key}/")
    assert value("lineup_requests_total", status="4xx", **labels) == before + 2
    assert value("lineup_request_seconds_count", **labels) >= 2


def test_what_is_made_up_by_visitors_makes_no_label(client: Client) -> None:
    for number in range(5):
        client.generic(f"METHOD{number}", f"/made/up/{number}/")
    assert value("lineup_requests_total", route="-", method="other", status="4xx") >= 5


def test_jobs_are_timed_by_kind_and_outcome() -> None:
    before = value("lineup_job_seconds_count", kind="fail", outcome="failed")
    slow.fail.start("x", arguments={"text": ""})
    assert value("lineup_job_seconds_count", kind="fail", outcome="failed") == before + 1


def test_statements_that_the_database_refuses_are_counted() -> None:
    before = value("lineup_database_errors_total", error="OperationalError")
    metrics.watch(connection)  # as each connection is when it is made
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("SELECT nothing")
    assert value("lineup_database_errors_total", error="OperationalError") == before + 1


def test_the_queue_the_mail_and_the_workers_are_told(in_tables: None) -> None:
    slow.add.start("1", arguments={"one": 1, "other": 2})
    Mail.objects.create(to="a@example.com", content={}, due=None)
    Worker.objects.create(name="some", seen=timezone.now())
    Job.objects.create(kind="x", right="viewer", run="x", asked_at=timezone.now(), state=Job.State.RUNNING)
    told = state()
    assert 0 <= told.pop("lineup_queue_oldest_seconds") < 60
    assert told == {
        "lineup_database_up": 1,
        "lineup_queue_waiting": 1,
        "lineup_jobs_running": 1,
        "lineup_mails_waiting": 0,
        "lineup_mails_given_up": 1,
        "lineup_workers": 1,
    }


def test_a_database_that_does_not_answer_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError

    monkeypatch.setattr("portal.telemetry.scraping._told", refuse)
    assert state() == {"lineup_database_up": 0}


def test_without_a_port_there_is_nothing_to_serve() -> None:
    with pytest.raises(CommandError, match="METRICS_PORT"):
        call_command("metrics")

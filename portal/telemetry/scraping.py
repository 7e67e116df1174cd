"""What Prometheus gets: what all processes have counted, and how queue and database stand at this moment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from portal.jobs.models import Job, Mail, Worker
from portal.jobs.workers import GONE_AFTER

FILES = "*_*.db"


def registry() -> CollectorRegistry:
    """Everything, collected anew at each request."""
    made = CollectorRegistry()
    made.register(_Counted())
    made.register(State())
    return made


def clear() -> None:
    """Forget what ended processes have counted: to Prometheus they look restarted, as they are."""
    for file in _of_the_dead(FILES):
        file.unlink(missing_ok=True)


class _Counted(Collector):
    """By all processes of this machine. A level, such as bytes held, ends with its process."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for file in _of_the_dead("gauge_live" + FILES):
            file.unlink(missing_ok=True)
        yield from MultiProcessCollector(None, str(settings.METRICS_DIR)).collect()  # type: ignore[no-untyped-call]

    def describe(self) -> Iterator[GaugeMetricFamily]:
        return iter(())


class State(Collector):
    """As the database tells it; only that it does not, where it does not."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            told = _told()
        except DatabaseError:
            told = {}
        finally:
            connections.close_all()  # each scrape has a thread of its own
        yield GaugeMetricFamily("lineup_database_up", "Whether the database responds.", value=float(bool(told)))
        for name, (text, value) in told.items():
            yield GaugeMetricFamily(name, text, value=value)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        return iter(())


def _told() -> dict[str, tuple[str, float]]:
    now = timezone.now()
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    mails = Mail.objects.all()
    return {
        "lineup_queue_waiting": ("Work waiting for a worker.", ready.count()),
        "lineup_queue_oldest_seconds": (
            "How long the oldest of it has waited.",
            (now - oldest).total_seconds() if oldest else 0,
        ),
        "lineup_jobs_running": ("Jobs in progress.", Job.objects.filter(state=Job.State.RUNNING).count()),
        "lineup_mails_waiting": ("E-mails to be delivered.", mails.exclude(due=None).count()),
        "lineup_mails_given_up": ("E-mails that could not be delivered.", mails.filter(due=None).count()),
        "lineup_workers": ("Live workers.", Worker.objects.filter(seen__gt=now - GONE_AFTER).count()),
    }


def _of_the_dead(pattern: str) -> Iterator[Path]:
    for file in Path(settings.METRICS_DIR).glob(pattern):
        number = file.stem.rpartition("_")[2]
        if number.isdecimal() and not _lives(int(number)):
            yield file


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True

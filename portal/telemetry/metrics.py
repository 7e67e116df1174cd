"""What is counted and timed, for Prometheus. Labels are routes, methods, kinds of jobs and classes of errors: so many
and no more.

Every process counts for itself, in files of METRICS_DIR where METRICS_PORT is set; `manage.py metrics` adds them up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from prometheus_client import Counter, Gauge, Histogram

from portal import cache

REQUESTS = Counter("lineup_requests", "Requests answered, by class of status.", ["route", "method", "status"])
REQUEST_SECONDS = Histogram(
    "lineup_request_seconds",
    "How long answers took, in seconds.",
    ["route", "method"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
JOB_SECONDS = Histogram(
    "lineup_job_seconds",
    "How long jobs took, in seconds, by outcome.",
    ["kind", "outcome"],
    buckets=(0.1, 0.5, 1, 5, 10, 30, 60, 300, 1200),
)
MAILS = Counter("lineup_mails", "Attempts to deliver an e-mail, by outcome.", ["outcome"])
DATABASE_ERRORS = Counter("lineup_database_errors", "Statements that the database refused, by class.", ["error"])
WEB_PROCESSES = Gauge("lineup_web_processes", "Processes that answer requests.", multiprocess_mode="livesum")
CACHE_BYTES = Gauge("lineup_cache_bytes", "Memory held by all processes, in bytes.", multiprocess_mode="livesum")


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """Count an answer."""
    REQUESTS.labels(route, method, f"{status // 100}xx").inc()
    REQUEST_SECONDS.labels(route, method).observe(seconds)
    WEB_PROCESSES.set(1)
    CACHE_BYTES.set(cache.bytes_held())


def job_ended(kind: str, outcome: str, seconds: float) -> None:
    JOB_SECONDS.labels(kind, outcome).observe(seconds)


def mail_tried(outcome: str) -> None:
    MAILS.labels(outcome).inc()


def watch(connection: Any, **_: object) -> None:
    """Receive `connection_created`: count what the database refuses over it."""
    if _counted not in connection.execute_wrappers:
        connection.execute_wrappers.append(_counted)


def _counted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    try:
        return execute(sql, params, many, context)
    except DatabaseError as error:
        DATABASE_ERRORS.labels(type(error).__name__).inc()
        raise

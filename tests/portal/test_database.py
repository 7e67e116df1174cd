"""A database that is busy, away or restarted: a clear answer, and no error of ours."""

from __future__ import annotations

import environ
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, close_old_connections, connection
from django.test import Client, RequestFactory
from psycopg import errors

from portal.database_settings import configured
from portal.database_trouble import AWAY, BUSY, FULL, trouble
from portal.models import Organisation, Right, Session
from portal.sign_in.store import SessionStore
from portal.views.errors import server_error
from tests.factories import MembershipFactory

POSTGRES = {"ENGINE": "django.db.backends.postgresql"}


def raised(cause: Exception) -> OperationalError:
    """As Django wraps what the library raises."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (errors.LockNotAvailable("canceling statement due to lock timeout"), BUSY),
        (errors.QueryCanceled(), BUSY),
        (errors.DeadlockDetected(), BUSY),
        (errors.AdminShutdown(), AWAY),
        (errors.TooManyConnections(), AWAY),
        (errors.OperationalError("server closed the connection unexpectedly"), AWAY),
        (errors.DiskFull(), FULL),
        (errors.UndefinedTable(), ""),
        (Exception("database is locked"), BUSY),
        (Exception("no such table: portal_user"), ""),
    ],
)
def test_what_the_database_cannot_do_right_now_is_told_from_what_is_broken(cause: Exception, said: str) -> None:
    assert trouble(raised(cause)) == said


def test_an_error_that_the_database_caused_is_the_databases() -> None:
    outer = RuntimeError()
    outer.__cause__ = raised(errors.LockNotAvailable())
    assert (trouble(outer), trouble(RuntimeError()), trouble(None)) == (BUSY, "", "")


@pytest.mark.parametrize(("method", "offered"), [("GET", True), ("POST", False)])
def test_only_what_was_read_is_offered_again(rf: RequestFactory, method: str, offered: bool) -> None:
    try:
        raise raised(errors.AdminShutdown())
    except OperationalError:
        answer = server_error(rf.generic(method, "/o/acme/"))
    assert answer.status_code == 503
    assert ("Try again</a>" in answer.content.decode()) is offered


@pytest.mark.django_db
def test_a_session_that_cannot_be_written_now_is_not_taken_for_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise raised(errors.AdminShutdown())

    there, gone = SessionStore(), SessionStore()
    there.create()
    gone.create()
    SessionStore().delete(gone.session_key)
    with pytest.raises(UpdateError):
        gone.save()
    monkeypatch.setattr(Session, "save", cut_off)
    with pytest.raises(OperationalError) as found:
        there.save()
    assert trouble(found.value) == AWAY


def test_every_connection_has_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_LOCK_SECONDS", "5")
    monkeypatch.setenv("DATABASE_IDLE_SECONDS", "0")
    found = configured({**POSTGRES, "OPTIONS": {"options": "-c search_path=x", "connect_timeout": 3}}, environ.Env())
    assert found["OPTIONS"]["options"] == "-c statement_timeout=120000 -c lock_timeout=5000 -c search_path=x"
    assert (found["CONN_HEALTH_CHECKS"], found["OPTIONS"]["connect_timeout"]) == (True, 3)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_dropped_connection_costs_no_error_and_a_long_wait_gets_a_clear_answer(organisation: Organisation) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connections to drop")
    client, other = Client(raise_request_exception=False), connection.copy()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user)
    there = f"/o/{organisation.slug}/organisation/"
    with other.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend({connection.connection.info.backend_pid})")
        close_old_connections()  # as the beginning of a request does
        assert client.get(there).status_code == 200
        with connection.cursor() as own:
            own.execute("SET lock_timeout = '50ms'")
        cursor.execute("BEGIN; SELECT 1 FROM portal_organisation FOR UPDATE")
        answer = client.post(there, {"name": "Acme", "seen": ""})
        cursor.execute("ROLLBACK")
    other.close()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert BUSY in answer.content.decode()

"""What stands in the log, and what never does."""

import io
import logging
from collections.abc import Callable
from datetime import date
from errno import ENOSPC
from smtplib import SMTPRecipientsRefused
from typing import Any
from unittest.mock import patch

import pytest
from django.core.mail import send_mail
from django.db import IntegrityError, OperationalError, connection
from django.test import Client, override_settings

from planning.core.changes.change import add
from planning.core.records import Person, Position
from planning.organisation import writes
from portal.jobs import delivering
from portal.models import Mail, Organisation, Right
from portal.telemetry import logs
from portal.telemetry.requests import route_of
from portal.telemetry.tracebacks import gist, traced
from portal.telemetry.words import words
from tests.factories import InvitationFactory, UserFactory
from tests.portal.jobs import slow
from tests.portal.telemetry.conftest import Lines

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[Right], Client]
# A name, a title, an amount, an address, a secret: whatever pages hold.
CANARIES = ("Canarina", "Geheimtitel", "987654", "canary@example.com", "canary-token", "canary-query")


def quiet(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def test_every_answer_has_a_line_with_route_and_numbers(
    lines: Lines, organisation: Organisation, client_as: SignIn
) -> None:
    client = client_as(Right.VIEWER)
    answer = client.get(f"/o/{organisation.slug}/positions/canary/?q=canary-query")
    (line,) = lines.of("Answered")
    assert {name: line[name] for name in ("route", "method", "status", "organisation")} == {
        "route": "o/<organisation>/positions/<key>/",
        "method": "GET",
        "status": 404,
        "organisation": organisation.pk,
    }
    assert str(line["user"]) == client.session["_auth_user_id"]
    assert line["request_id"] == answer["X-Request-ID"]


def test_a_500_leaves_one_traceback_under_the_number_that_the_page_shows(
    lines: Lines, organisation: Organisation, client_as: SignIn, breaking: Callable[[str], None]
) -> None:
    breaking("Canarina earns 987654")
    client = quiet(client_as(Right.VIEWER))
    answer = client.get(f"/o/{organisation.slug}/people/")
    (line,) = [line for line in lines.read_all() if line["level"] == "error"]
    assert line["exception"].endswith("\nValueError")
    assert "planning/people/views.py" in line["exception"]
    assert line["request_id"] in answer.content.decode()
    toast = client.get(f"/o/{organisation.slug}/people/", headers={"HX-Request": "true"})
    assert toast["X-Request-ID"] in toast["HX-Trigger"]


def push(client: Client, organisation: Organisation) -> None:
    """Canaries by every way in, and through what refuses them."""
    home = f"/o/{organisation.slug}/"
    client.get(f"{home}people/?q=Canarina&canary-query=1")
    client.get(f"{home}people/Canarina/")
    client.get("/nowhere/Canarina?canary-query=1")
    client.get("/o/canary-query/people/")
    client.post(f"{home}invitations/", {"email": "canary@example.com", "right": "viewer"})
    client.get("/", headers={"Host": "canary-query.example.com"})
    client.get("/invitations/canary-token/")
    client.get(f"{home}people/")
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": "canary@example.com", "password": "canary-token"})
    client.post("/accounts/password/reset/", {"email": "canary@example.com"})
    Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "canary@example.com"})


def spill() -> None:
    """By jobs, e-mail and libraries."""
    slow.fail.start("Canarina", arguments={"text": "Canarina earns 987654"})
    slow.fail.start("Geheimtitel", arguments={"text": ""})
    with connection.cursor() as cursor, pytest.raises(OperationalError):
        cursor.execute("SELECT Canarina")
    logging.getLogger("gunicorn.error").error("Error handling request %s", "/o/a/people/?q=Canarina")
    logging.getLogger("another.package").error("Invalid line: 'Canarina', canary@example.com at /o/Canarina")
    logging.getLogger("another.package").debug("%(name)s is %(years)d", {"name": "Canarina", "years": 7})


def test_no_name_value_address_or_secret_is_in_any_line(
    lines: Lines,
    organisation: Organisation,
    client_as: SignIn,
    breaking: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    UserFactory.create(email="canary@example.com", name="Canarina")
    InvitationFactory.create(organisation=organisation, token="canary-token", email="canary@example.com")
    records = [Person("canary", name="Canarina"), Position("canary", title="Geheimtitel", holder="canary")]
    writes.commit(organisation, [add(date.today(), r) for r in records], title="Canarina", today=date.today())
    quiet_admin = quiet(client_as(Right.ADMIN))
    push(quiet(client_as(Right.VIEWER)), organisation)
    push(quiet_admin, organisation)
    spill()
    breaking("Canarina earns 987654, canary@example.com")
    push(quiet(client_as(Right.VIEWER)), organisation)

    def refuse(*_: object) -> None:
        raise SMTPRecipientsRefused({"canary@example.com": (450, b"Canarina")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    monkeypatch.setattr("django.conf.settings.EMAIL_BACKEND", "portal.jobs.mail.Queue")
    send_mail("Canarina", "canary-token", None, ["canary@example.com"])
    said = lines.getvalue()
    assert [canary for canary in CANARIES if canary in said] == []
    assert {"Answered", "The job failed.", "The job ended.", "The mail server refused an e-mail."} <= {
        line["event"] for line in lines.read_all()
    }


def test_a_failed_job_says_which_with_its_traceback(lines: Lines, organisation: Organisation) -> None:
    job = slow.fail.start("Canarina", organisation=organisation, arguments={"text": ""})
    (failed,), (ended,) = lines.of("The job failed."), lines.of("The job ended.")
    assert (failed["kind"], failed["job"], failed["organisation"]) == ("fail", job.pk, organisation.pk)
    assert failed["exception"].endswith("ZeroDivisionError")
    assert ended["outcome"] == "failed"


def test_an_email_that_is_given_up_is_an_error(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError(111, "x")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    monkeypatch.setattr(delivering, "PAUSES", [])
    monkeypatch.setattr("django.conf.settings.EMAIL_BACKEND", "portal.jobs.mail.Queue")
    send_mail("Hello", "Text", None, ["a@example.com"])
    (line,) = lines.of("An e-mail was given up.")
    assert (line["level"], line["mail"]) == ("error", Mail.objects.get().pk)
    assert line["exception"].endswith("ConnectionRefusedError: Connection refused")


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"), [(1, "abc-12345", True), (1, "a b\n", False), (0, "abc-12345", False)]
)
def test_the_number_of_a_proxy_is_taken_where_there_is_one(
    client: Client, proxies: int, given: str, is_taken: bool
) -> None:
    with override_settings(PROXY_COUNT=proxies):
        answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) == is_taken


def test_a_constraint_is_named_and_its_row_is_not() -> None:
    UserFactory.create(email="canary@example.com")
    with pytest.raises(IntegrityError) as caught:
        UserFactory._meta.model.objects.create(email="canary@example.com")
    assert gist(caught.value).startswith("django.db.utils.IntegrityError: ")
    assert "canary" not in traced(caught.value)


@pytest.mark.pure
def test_an_attribute_is_named_only_where_the_code_names_it() -> None:
    def told(look: Callable[[], Any]) -> str:
        with pytest.raises(AttributeError) as caught:
            look()
        return gist(caught.value)

    nothing: Any = None
    assert told(lambda: nothing.pk) == "AttributeError: NoneType has no pk"
    assert told(lambda: getattr(nothing, "Canarina")) == "AttributeError"  # noqa: B009


@pytest.mark.pure
def test_an_endless_recursion_is_told_in_short() -> None:
    def again() -> None:
        again()

    with pytest.raises(RecursionError) as caught:
        again()
    assert len(traced(caught.value).splitlines()) < 70


@pytest.mark.pure
def test_a_line_that_cannot_be_written_spills_nothing() -> None:
    stream = io.StringIO()
    handler = logs.Out(stream)
    handler.setFormatter(logs.formatter("json"))
    with patch("portal.telemetry.logs.words", side_effect=KeyError("Canarina")):
        handler.handle(logging.makeLogRecord({"msg": "Canarina %s", "args": ("Canarina",)}))
    assert "could not be written" in stream.getvalue()
    assert "Canarina" not in stream.getvalue()


@pytest.mark.pure
class Full(io.StringIO):
    """On a disk without room."""

    def write(self, _: str) -> int:
        raise OSError(ENOSPC, "No space left on device")


def test_a_log_that_takes_nothing_breaks_nothing() -> None:
    record = logging.LogRecord("a", logging.INFO, "a.py", 1, "Answered", (), None)
    assert logs.Out(Full()).handle(record)


def test_numbers_stay_in_the_words() -> None:
    assert words("Booting worker with pid: %s", (12,)) == "Booting worker with pid: 12"
    assert words("Not Found: %s", ("/o/acme/",)) == "Not Found: …"
    assert words("%s: %s", ("Internal Server Error", "/o/acme/")) == "Internal Server Error: …"
    assert words("100% of it", ("x",)) == "100% of it"


def test_no_route_holds_what_was_typed(rf: Any) -> None:
    assert route_of(rf.get("/static/css/base.css")) == "static"
    assert route_of(rf.get("/Canarina/")) == "-"

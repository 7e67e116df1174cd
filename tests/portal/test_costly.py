"""What costs much is limited in number: people at work never meet the limit, programs do and are told."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from planning.audit_log import sentences
from portal import costly
from portal.models import AuditEntry, Organisation, Right
from tests import samples
from tests.factories import MembershipFactory
from tests.portal.acting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LEAST = {"files": 100, "archives": 5, "uploads": 50, "previews": 600, "searches": 600, "reports": 300}


@pytest.fixture
def member(organisation: Organisation) -> Any:
    return MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True)


@pytest.fixture
def client(member: Any) -> Client:
    return signed_in(member)


def at(organisation: Organisation, name: str) -> str:
    return reverse(name, args=[organisation.slug])


def allow(settings: Any, **amounts: int) -> None:
    settings.COSTLY = settings.COSTLY | amounts


@pytest.mark.parametrize(
    ("kind", "page", "asked", "method"),
    [
        ("files", "people-export", {"format": "json"}, "get"),
        ("files", "coverage-losses-ics", {}, "get"),
        ("archives", "organisation-archive", {}, "post"),
        ("uploads", "import", {}, "post"),
        ("uploads", "hiring-bands-import", {}, "post"),
        ("searches", "find", {"q": "una"}, "get"),
        ("reports", "hiring-cost", {}, "get"),
        ("reports", "compare", {}, "get"),
    ],
)
def test_one_too_many_is_refused_with_when_to_go_on(
    client: Client, organisation: Organisation, settings: Any, kind: str, page: str, asked: dict[str, str], method: str
) -> None:
    allow(settings, **{kind: 1})
    address = at(organisation, page)
    first, second = (getattr(client, method)(address, asked) for _ in range(2))
    assert first.status_code != 429
    assert (second.status_code, second["Retry-After"].isdigit()) == (429, True)
    assert re.search(r"too often in a short time\. Try again in \d+ minutes", second.content.decode())


def test_a_form_that_is_refused_is_led_back_to_with_what_was_typed(
    client: Client, organisation: Organisation, settings: Any
) -> None:
    allow(settings, previews=1)
    address = reverse("do", args=[organisation.slug, "add-position"])
    page = [client.post(address) for _ in range(2)][1].content.decode()
    assert page.count("data-unsent") == page.count("data-back") == 1


def test_a_change_is_counted_and_the_page_that_offers_it_is_not(
    client: Client, organisation: Organisation, settings: Any
) -> None:
    allow(settings, previews=1)
    address = reverse("do", args=[organisation.slug, "add-position"])
    statuses = [client.get(address).status_code for _ in range(3)] + [client.post(address).status_code]
    assert 429 not in statuses
    assert client.post(address).status_code == 429


def test_a_script_is_told_in_a_toast(client: Client, organisation: Organisation, settings: Any) -> None:
    allow(settings, searches=1)
    for _ in range(2):
        answer = client.get(at(organisation, "find"), {"q": "a"}, headers={"hx-request": "true"})
    assert (answer.status_code, answer.content) == (429, b"")
    assert "too often in a short time" in answer["HX-Trigger"]


def test_other_pages_and_other_members_are_not_held_up(
    client: Client, organisation: Organisation, settings: Any
) -> None:
    allow(settings, searches=1)
    find = at(organisation, "find")
    assert [client.get(find).status_code for _ in range(2)] == [200, 429]
    assert client.get(at(organisation, "home")).status_code == 200
    other = signed_in(MembershipFactory.create(organisation=organisation))
    assert other.get(find).status_code == 200


def test_the_audit_log_tells_it_once_in_words(
    client: Client, member: Any, organisation: Organisation, settings: Any
) -> None:
    allow(settings, searches=1)
    for _ in range(5):
        client.get(at(organisation, "find"))
    [entry] = AuditEntry.objects.filter(kind="calls-stopped")
    assert (entry.about, entry.details) == (member.user, {"limit": "searches"})
    assert "too many requests for searches" in client.get(at(organisation, "audit-log")).content.decode()


def test_nothing_is_limited_or_counted_where_the_site_says_so(
    client: Client, organisation: Organisation, settings: Any, django_assert_num_queries: Any
) -> None:
    allow(settings, searches=0)
    assert {client.get(at(organisation, "find")).status_code for _ in range(3)} == {200}


@pytest.mark.parametrize("kind", costly.WITHIN)
def test_nobody_at_work_gets_as_far(settings: Any, kind: str) -> None:
    """A search, a preview or a change each second, a report every two, and a file every six, for ten minutes on end."""
    assert settings.COSTLY[kind] >= LEAST[kind]


def test_a_morning_of_hard_work_meets_no_limit(client: Client, organisation: Organisation) -> None:
    find, export = at(organisation, "find"), at(organisation, "people-export")
    statuses = {client.get(find, {"q": f"n{turn}"}, headers={"hx-request": "true"}).status_code for turn in range(60)}
    statuses |= {client.get(export, {"format": "json"}).status_code for _ in range(20)}
    assert statuses == {200}


@pytest.mark.pure
def test_every_page_that_is_named_is_there() -> None:
    names = {page.name for page in samples.pages()}
    assert set(costly.READ) | set(costly.SENT) <= names


@pytest.mark.pure
def test_every_page_that_gives_files_is_limited() -> None:
    given = {name for name in sentences.FILES if name not in costly.READ}
    assert given == {
        *("people-export", "history", "findings", "lines-record", "hiring-list", "hiring-bands"),
        *("hiring-brief", "hiring-kit", "audit-log"),
    }, "Pages that give a file by `?format=` are counted by it; name another one in portal/costly.py."

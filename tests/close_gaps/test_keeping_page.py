"""Keeping an answer from its page: what was looked at is what is kept."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from planning.core.changes.change import add
from planning.core.records import Product, Team
from planning.models import Plan
from planning.organisation.writes import commit
from portal.models import Organisation, Right
from tests.close_gaps.replies import text_of
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
BY = (date.today() + timedelta(days=200)).isoformat()
CHANGED = "The organisation has changed meanwhile"


@pytest.fixture
def client(filled: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=Right.PLANNER).user)
    return client


@pytest.fixture
def keep_url(filled: Organisation, client: Client) -> str:
    """Where the page of an answer leads to keep it."""
    page = client.get(f"/o/{filled.slug}/plans/close-gaps/?by={BY}").content.decode()
    found = re.search(r'data-keep\s+href="([^"]+)"', page)
    assert found is not None
    return unescape(found[1])


@pytest.fixture
def send(client: Client) -> Callable[..., Any]:
    """The dialog as it came, sent."""

    def post(dialog: Any) -> Any:
        form = dialog.context["form"]
        sent = {field.html_name: field.value() for field in form}
        return client.post(dialog.wsgi_request.get_full_path(), sent)

    return post


def move_on(organisation: Organisation, record: Any) -> None:
    organisation.refresh_from_db()
    commit(organisation, [add(date.today(), record)], title="Meanwhile", today=date.today())


def test_what_was_looked_at_is_kept(client: Client, keep_url: str, send: Callable[..., Any]) -> None:
    assert send(client.get(keep_url)).status_code == 302
    assert Plan.objects.exists()


def test_another_answer_than_the_dialog_showed_is_not_kept(
    client: Client, keep_url: str, send: Callable[..., Any], filled: Organisation
) -> None:
    dialog = client.get(keep_url)
    move_on(filled, Product("brandnew", "Brandnew", "build"))
    found = send(dialog)
    assert (found.status_code, CHANGED in text_of(found), Plan.objects.exists()) == (422, True, False)


def test_another_answer_than_the_page_showed_is_not_kept(
    client: Client, keep_url: str, send: Callable[..., Any], filled: Organisation
) -> None:
    move_on(filled, Product("brandnew", "Brandnew", "build"))
    found = send(client.get(keep_url))
    assert (found.status_code, CHANGED in text_of(found), Plan.objects.exists()) == (422, True, False)


def test_what_says_of_no_answer_that_it_was_looked_at_is_not_kept(client: Client, keep_url: str) -> None:
    assert client.post(keep_url, {"name": "Blind", "purpose": ""}).status_code == 422
    assert not Plan.objects.exists()


def test_where_the_answer_is_the_same_all_the_same_it_is_kept(
    client: Client, keep_url: str, send: Callable[..., Any], filled: Organisation
) -> None:
    dialog = client.get(keep_url)
    move_on(filled, Team("new", "New"))
    assert send(dialog).status_code == 302

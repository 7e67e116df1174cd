"""Whoever is in a plan stays in it: every link, form and redirect of every page keeps it, until "Leave plan"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from planning.organisation.models import Plan
from portal.models import Organisation, Right
from tests import samples
from tests.factories import MembershipFactory
from tests.samples import Page

pytestmark = pytest.mark.django_db

DAY = "2026-12-01"
LEADING = ("href", "action", "formaction", "hx-get", "hx-post")
INNER = [page for page in samples.own_pages() if page.in_organisation]
SHOWN = [page for page in INNER if "GET" in page.view.needs]  # type: ignore[attr-defined]
WRITTEN = [page for page in INNER if "POST" in page.view.needs]  # type: ignore[attr-defined]
# What ends or leaves the plan that its address names leads out of it.
ENDING = ("member-remove",)


class Links(HTMLParser):
    """Where a page leads: by links, by forms that post, by what a script fetches; and forms that ask by their address
    without saying which plan."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.forgetful: list[str] = []
        self._asking: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        asks = tag == "form" and given.get("method", "get") == "get"
        if asks:
            self._asking = self.get_starttag_text()
        if tag in ("input", "select") and given.get("name") == "plan":
            self._asking = None
        leads = "data-leave-plan" not in given and not asks
        self.found += [given[name] for name in LEADING if name in given and leads]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._asking:
            self.forgetful.append(self._asking)
            self._asking = None


def stays(link: str, organisation: str, plan: str) -> bool:
    """Whether a link out of a page in the plan keeps it. One that is only a query says so itself, and one of another
    part of the portal or a file cannot."""
    parts = urlsplit(link)
    if not parts.path and not parts.query:
        return True
    if "/do/" in parts.path and f"plan={plan}" in parse_qs(parts.query).get("next", [""])[0]:
        return True  # from a live page: the edit is live, and leads back into the plan
    if parts.path and not parts.path.startswith(f"/o/{organisation}/"):
        return True
    return bool(re.search(r"/plans/(?!new/|rules/)[\w-]+/", parts.path)) or parse_qs(parts.query).get("plan") == [plan]


@pytest.fixture
def client_in_plan(client: Client, filled: Organisation) -> Client:
    member = MembershipFactory.create(organisation=filled, right=Right.ADMIN, sees_cost=True)
    Plan.objects.create(organisation=filled, slug="roof", name="Roof", owner=member.user, target=date(2026, 12, 1))
    client.force_login(member.user)
    return client


def leaving(html: str, organisation: str, plan: str) -> Iterator[str]:
    links = Links(html)
    yield from (link for link in links.found if not stays(link, organisation, plan))
    yield from links.forgetful


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.route)
def test_every_link_of_every_page_stays_in_the_plan(page: Page, client_in_plan: Client, filled: Organisation) -> None:
    given = samples.arguments(page, filled)
    plan, path = str(given.get("plan", "roof")), page.path(given)
    answer = client_in_plan.get(path, {"plan": "roof", "on": DAY})
    if answer.status_code == 302:
        assert stays(answer.headers["Location"], filled.slug, plan)
        return
    if not answer.headers["Content-Type"].startswith("text/html"):
        return
    assert list(leaving(answer.content.decode(), filled.slug, plan)) == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.route)
def test_every_redirect_stays_in_the_plan(page: Page, client_in_plan: Client, filled: Organisation) -> None:
    given = samples.arguments(page, filled)
    answer = client_in_plan.post(f"{page.path(given)}?plan=roof&on={DAY}")
    if answer.status_code == 302 and page.name not in ENDING:
        assert stays(answer.headers["Location"], filled.slug, str(given.get("plan", "roof")))

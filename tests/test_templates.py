"""No template asks for what its view does not give: Django shows nothing for an unknown name, so nothing else fails."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.template.base import Variable, VariableDoesNotExist
from django.template.context import Context
from django.test import Client
from django.urls import resolve

from planning.organisation import store
from portal.models import Organisation, Right, User
from tests import samples
from tests.factories import MembershipFactory, UserFactory
from tests.samples import Page

pytestmark = pytest.mark.django_db
OWN = re.compile(r"(account|mfa|planning|portal|roles)/|[a-z0-9]+\.html")
# What is there on some pages only, in some rows only, or only after something was sent.
OPTIONAL = re.compile(
    r"(asked|request\.GET|request\.access)(\..+)?"
    r"|accepted|access(\.plan\.slug)?|advice|alone|bands|block\.(items|pairs|text)|candidates|card\.role\.code|changed"
    r"|editor(\.part\.place)?|effect|form\.(along|loads|remove|vacant)|heading|here|hits\.keys|in_place|is_(compact|first|in_list)|job_url"
    r"|item\.answer\.text|label|links\.before|looked|moved|notes|of\.adapted|one\.competencies|organisations|overtaken"
    r"|page|panel|placeholder|plan\.version|prefix|product\.key|q|readonly|role\.adapted|row\.manager\.title|says"
    r"|sheet\.person\.(email|leaves)|small|tab|tried|unknown|way|widget\.attrs\.items|wrong"
)
LINK = re.compile(r'href="(/(?:o|roles)/[^"#]+)')
OF_EACH = 3  # links of one kind of address that are followed: what a sample of one row does not show, the demo does


@contextmanager
def unknown_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Every name that a template of ours asks for in vain meanwhile, as it is written there."""
    found: set[str] = set()
    ask = Variable.resolve

    def watched(variable: Variable, context: Context) -> Any:
        try:
            return ask(variable, context)
        except VariableDoesNotExist:
            if OWN.match(getattr(context.render_context.template, "name", "") or ""):
                found.add(str(variable.var))
            raise

    with monkeypatch.context() as patch:
        patch.setattr(Variable, "resolve", watched)
        yield found


def reader_of_everything(organisation: Organisation) -> User:
    reader = UserFactory.create(is_staff=True, is_superuser=True)
    MembershipFactory.create(organisation=organisation, user=reader, right=Right.ADMIN, sees_cost=True)
    return reader


def is_read(page: Page) -> bool:
    return "GET" in page.view.needs  # type: ignore[attr-defined]


def read(client: Client, page: Page, organisation: Organisation) -> list[str]:
    """Read the page as a whole and the part of it that comes in place; the links of both. What was made for it is gone
    afterwards."""
    with transaction.atomic():
        store.forget()
        path = page.path(samples.arguments(page, organisation))
        links = [
            link for headers in ({}, {"HX-Request": "true"}) for link in links_of(client.get(path, headers=headers))
        ]
        transaction.set_rollback(True)
    store.forget()
    return links


def links_of(answer: Any) -> list[str]:
    return (
        []
        if answer.streaming
        else [html.unescape(link) for link in LINK.findall(answer.content.decode("utf-8", "replace"))]
    )


def some_of_each(links: Iterable[str]) -> Iterator[str]:
    """Of each kind of address so many."""
    seen: Counter[str] = Counter()
    for link in dict.fromkeys(links):
        kind = resolve(link.partition("?")[0]).view_name
        seen[kind] += 1
        if seen[kind] <= OF_EACH:
            yield link


def test_no_page_asks_for_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("demo", stdout=StringIO())
    fernway = Organisation.objects.get(slug="fernway")
    client = Client()
    client.force_login(reader_of_everything(fernway))
    asked: dict[str, set[str]] = {}
    links: list[str] = []
    for page in filter(is_read, samples.own_pages()):
        with unknown_names(monkeypatch) as asked[page.name]:
            links += read(client, page, fernway)
    for link in some_of_each(links):
        with unknown_names(monkeypatch) as asked[link]:
            client.get(link)
    complain_of({place: {name for name in names if not OPTIONAL.fullmatch(name)} for place, names in asked.items()})


def complain_of(unknown: dict[str, set[str]]) -> None:
    found = "\n".join(f"{place}: {', '.join(sorted(names))}" for place, names in unknown.items() if names)
    assert not found, (
        f"Templates of these pages ask for names that are not there:\n{found}\nGive them in the view, mend the "
        "template, or, where a name is there on some pages only, add it to OPTIONAL in tests/test_templates.py."
    )

"""Every page of the demo, read once: no template asks for what its view does not give (Django shows nothing for an
unknown name, so nothing else fails), and what is shown is in plain words.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.template.base import Variable, VariableDoesNotExist
from django.template.context import Context
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from planning.core.rules import catalogue
from planning.organisation import store
from portal.models import Organisation, Right, User
from roles.content_values import site_content
from tests import samples
from tests.factories import MembershipFactory, UserFactory
from tests.samples import Page
from tests.wording.banned import complaints
from tests.wording.shown import shown

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


@dataclass
class Read:
    """What was seen in all pages, by page: names asked for in vain, and what is shown, each text once."""

    unknown: dict[str, set[str]] = field(default_factory=dict)
    shown: dict[str, list[str]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def show(self, place: str, page: str) -> None:
        fresh = set(shown(page)) - self.known
        self.known |= fresh
        self.shown.setdefault(place, []).extend(fresh)


@pytest.fixture(scope="module")
def every_page(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Read]:
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        yield read_all(patch)
        transaction.set_rollback(True)
    store.forget()


def read_all(monkeypatch: pytest.MonkeyPatch) -> Read:
    call_command("demo", stdout=StringIO())
    fernway = Organisation.objects.get(slug="fernway")
    client = Client()
    client.force_login(reader_of_everything(fernway))
    found = Read()
    links: list[str] = []
    for page in filter(is_read, samples.own_pages()):
        with unknown_names(monkeypatch) as found.unknown[page.name]:
            for answer in read(client, page, fernway):
                found.show(page.name, answer)
                links += map(html.unescape, LINK.findall(answer))
    for link in some_of_each(links):
        with unknown_names(monkeypatch) as found.unknown[link]:
            found.show(link, text_of(client.get(link)))
    return found


def read(client: Client, page: Page, organisation: Organisation) -> Iterator[str]:
    """The page as a whole and the part of it that comes in place. What was made for it is gone afterwards."""
    with transaction.atomic():
        store.forget()
        path = page.path(samples.arguments(page, organisation))
        yield from [text_of(client.get(path, headers=headers)) for headers in ({}, {"HX-Request": "true"})]
        transaction.set_rollback(True)
    store.forget()


def text_of(answer: Any) -> str:
    """The page; '' for what is none, such as a file."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return answer.content.decode("utf-8", "replace") if is_page else ""


def some_of_each(links: Iterable[str]) -> Iterator[str]:
    """Of each kind of address so many."""
    seen: Counter[str] = Counter()
    for link in dict.fromkeys(links):
        kind = resolve(link.partition("?")[0]).view_name
        seen[kind] += 1
        if seen[kind] <= OF_EACH:
            yield link


def test_no_page_asks_for_an_unknown_name(every_page: Read) -> None:
    asked = every_page.unknown.items()
    found = {place: [name for name in sorted(names) if not OPTIONAL.fullmatch(name)] for place, names in asked}
    assert not any(found.values()), (
        f"Templates of these pages ask for names that are not there:\n{listed(found)}\nGive them in the view, correct "
        "the template, or, where a name is there on some pages only, add it to OPTIONAL in tests/test_templates.py."
    )


def test_no_page_shows_a_banned_word(every_page: Read) -> None:
    found = {place: list(complaints(texts)) for place, texts in every_page.shown.items()}
    assert not any(found.values()), f"Words that docs/words.md leaves out:\n{listed(found)}"


def test_no_page_shows_the_id_of_a_rule_or_the_key_of_a_role(every_page: Read) -> None:
    keys = machine_words()
    found = {place: [text for text in texts if keys.search(text)] for place, texts in every_page.shown.items()}
    assert not any(found.values()), f"Ids and keys, which say nothing to a reader:\n{listed(found)}"


def machine_words() -> re.Pattern[str]:
    """Those that are no words of plain English."""
    content = site_content()
    keys = {key for key in (*(rule.id for rule in catalogue(content)), *content.roles) if "-" in key}
    return re.compile(rf"(?<![\w@/-])(?:{'|'.join(sorted(map(re.escape, keys)))})(?![\w-])")


def listed(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{place}: {text}" for place, texts in found.items() for text in texts)

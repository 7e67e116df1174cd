"""Cost shows nowhere for those who may not see it: distinctive figures are planted wherever the portal keeps any, and
every address is used by every method as every kind of member. What an admin without the cost right gets is the same, to
the letter, whatever the amounts are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache, partial
from io import BytesIO
from itertools import takewhile
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from planning.core import sentences
from planning.forms.actions import ACTIONS
from planning.imports import drafts
from planning.models import ImportDraft, Notice, Plan, PlanRules
from planning.organisation import role_content, store
from planning.plans import review
from portal.guard import Access
from portal.models import AuditEntry, Organisation, Right
from tests import samples
from tests.cost.canaries import FIRST, SECOND, Money, Planted, plant, send_digests
from tests.cost.conftest import TODAY, member_of
from tests.factories import UserFactory

PAGES = [page for page in samples.own_pages() if page.in_organisation]
READ = [page for page in PAGES if "GET" in getattr(page.view, "needs", {})]
WRITTEN = [page for page in PAGES if "POST" in getattr(page.view, "needs", {})]
Given = dict[str, Any]
Answers = dict[str, bytes]

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def planted(priced: Organisation) -> Planted:
    return plant(priced, FIRST, UserFactory.create())


OF_A_POSITION = {"position", "hiring-requisition", "hiring-brief"}
# Their samples want an organisation of one line; what they show, the pages of the review show, too.
ALONE = {"lines-record"}
MORE = {
    "findings": ("?format=csv", "?format=json"),
    "history": ("?format=csv",),
    "export": ("?format=xlsx", "?format=csv", "?format=positions", "?format=json"),
    "hiring-brief": ("?format=pdf", "?format=docx", "?format=md"),
    "hiring-list": ("?sort=salary", "?sort=-cost", "?format=csv"),
    "compare": ("?a=current&b=rises",),
    "search": (f"?q={int(FIRST.pay)}", f"?q={int(FIRST.pay):,}"),
    "chart": ("?view=table&sort=pay", "?view=list&q=pay"),
}


def paths(page: samples.Page, planted: Planted) -> list[str]:
    """The addresses of a page for what was planted; where it is about something else, for a sample."""
    arguments = samples.arguments(page, planted.organisation)
    chosen: Given = {"plan": planted.plan, "draft": planted.draft}
    chosen |= {"number": planted.batch} if page.name == "history-batch" else {}
    arguments |= {name: value for name, value in chosen.items() if name in arguments}
    keys = ("pm", "open") if arguments.get("key") == "sampled" and page.name in OF_A_POSITION else ()
    found = [page.path({**arguments, "key": key}) for key in keys] or [page.path(arguments)]
    return [*found, *(found[-1] + more for more in MORE.get(page.name, ()))]


@contextmanager
def put_back() -> Iterator[None]:
    """Forget afterwards what a page's samples made, or what it did: the next page makes its own."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
    store.forget()


def text_of(answer: HttpResponse) -> bytes:
    """All that an answer holds, packed documents unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as packed:
            return b" ".join(packed.read(name) for name in packed.namelist() if "/fonts/" not in name)
    return body + repr(answer.headers).encode()


def got(client: Client, path: str, **headers: str) -> bytes:
    """An upload is its author's alone: it is taken for that of whoever looks."""
    if "/import/" in path:
        ImportDraft.objects.update(author=client.session["_auth_user_id"])
    answer = client.get(path, headers=headers)
    assert answer.status_code < 500, path
    return text_of(answer)  # type: ignore[arg-type]


# What differs from one answer to the next, whatever it tells.
_VOLATILE = re.compile(
    rb'(X-CSRFToken": "|csrfmiddlewaretoken" value=")\w+|X-Request-ID\W+\w+|csrftoken=\w+|nonce[-=]"?[\w+/=-]{10,}|'
    rb'name="once" value="\w+"|'
    rb"\d\d\d\d-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*|\b\d\d:\d\d(:\d\d)?\b|expires=[^;]+;|Content-Length.{4}\d+|\d{8}T\d{6}Z?|"
    rb"/CreationDate \(D:[^)]+\)|/ID \[[^\]]+\]|\d+(\xc2\xa0| )(minute|second)s?|\xc2\xb7 [\d.]+ s<|<dcterms:[^<]+<"
)


def walk(
    planted: Planted, pages: list[samples.Page], admin: Client, others: dict[Right, Client]
) -> tuple[Answers, list[str]]:
    """What the admin gets of every address, live and as a fragment in the plan, and who finds a canary where: each page
    is also read by one of the others, in turn, which leaves no trace in the audit log."""
    answers: Answers = {}
    leaks = []
    for number, page in enumerate(page for page in pages if page.name not in ALONE):
        with put_back() if page.arguments - {"organisation"} else nullcontext():
            for path in paths(page, planted):
                answers[path] = got(admin, path)
                if "?" not in path:
                    in_plan = f"{path}?plan={planted.plan}&view=table"
                    answers[in_plan] = got(admin, in_plan, HX_Request="true")
                recorded = list(AuditEntry.objects.values_list("pk", flat=True))
                other = list(others.values())[number % len(others)] if others else None
                leaks += [f"others: {path}"] if other and FIRST.shown(got(other, path)) else []
                AuditEntry.objects.exclude(pk__in=recorded).delete()
    return answers, leaks + [path for path, answer in answers.items() if FIRST.shown(answer)]


def leaks_of(organisation: Organisation, pages: list[samples.Page] = READ) -> list[str]:
    """Where a canary shows, and where an answer depends on the amounts."""
    clients = {right: member_of(organisation, right, sees_cost=False) for right in Right}
    admin, owner = clients.pop(Right.ADMIN), UserFactory.create()
    worlds = []
    for money, others in ((FIRST, clients), (SECOND, {})):
        point = transaction.savepoint()
        for forget in (store.forget, drafts.forget, role_content.forget):
            forget()
        worlds.append(walk(plant(organisation, money, owner), pages, admin, others))
        transaction.savepoint_rollback(point)
    (one, leaks), (other, _) = worlds
    return leaks + list(_differences(one, other))


def _differences(one: Answers, other: Answers) -> Iterator[str]:
    """Of each address that was answered differently: what stands there from the first difference on."""
    for path in sorted({*one, *other}):
        answers = [_steady(told.get(path, b"")) for told in (one, other)]
        if answers[0] != answers[1]:
            start = max(len(list(takewhile(lambda both: both[0] == both[1], zip(*answers, strict=False)))) - 40, 0)
            yield f"differs: {path}: " + " / ".join(repr(answer[start : start + 120]) for answer in answers)


def _steady(answer: bytes) -> bytes:
    return _VOLATILE.sub(b"", answer)


def test_no_address_tells_anything_of_cost_to_a_member_who_may_not_see_it(priced: Organisation) -> None:
    assert leaks_of(priced) == []


APPLIED = {"edit", "duplicate", "vacate", "end", "move"}


def test_no_request_that_writes_tells_anything_of_cost(
    planted: Planted, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Of every page that takes one, and of every edit, previewed or applied; with what it tells by e-mail, in notices
    and in the audit log."""
    admin = member_of(planted.organisation, Right.ADMIN, sees_cost=False)
    planted.organisation.plans.get(slug=planted.plan).shares.create(user_id=admin.session["_auth_user_id"])
    data = {"of": "pm", "key": "pm", "on": TODAY.isoformat(), "role": "software-engineer", "fte": "1", "do": "approve"}
    leaks = []
    for path in _written(planted):
        with put_back(), django_capture_on_commit_callbacks(execute=True):
            answer = posted(admin, path(), data)
            told = [
                *AuditEntry.objects.values_list("details", flat=True),
                *Notice.objects.values_list("text", flat=True),
            ]
            leaks += [path()] if FIRST.shown(answer + repr(told).encode()) else []
    assert leaks == []
    assert not [message.subject for message in mail.outbox if FIRST.shown(written(message))]


# What is answered there names people whom samples make up.
MADE_UP = r"/(members|invitations)/\d+/"


def written_answers(organisation: Organisation, money: Money, client: Client, owner: Any) -> Answers:
    """What every page that takes a POST answers to one, by its address, in an organisation with these amounts."""
    point = transaction.savepoint()
    for forget in (store.forget, drafts.forget, role_content.forget):
        forget()
    planted = plant(organisation, money, owner)
    data = {"of": "pm", "key": "pm", "on": TODAY.isoformat(), "role": "software-engineer", "fte": "1", "do": "approve"}
    told = {}
    for path in _written(planted):
        with put_back():
            told[path()] = _steady(posted(client, path(), data))
    transaction.savepoint_rollback(point)
    return told


@pytest.mark.parametrize("right", [Right.APPROVER, Right.ADMIN])
def test_no_answer_to_what_is_written_depends_on_amounts(priced: Organisation, right: Right) -> None:
    client, owner = member_of(priced, right, sees_cost=False), UserFactory.create()
    one, other = (written_answers(priced, money, client, owner) for money in (FIRST, SECOND))
    same = {path for path in one if path in other and one[path] == other[path]}
    assert [path for path in sorted({*one, *other} - same) if not re.search(MADE_UP, path)] == []


def _written(planted: Planted) -> Iterator[Callable[[], str]]:
    """The address of every edit, previewed but for some that are applied, and of every page that takes a POST; asked
    for where what its samples make is put back."""
    for name in ACTIONS:
        path = reverse("do", args=[planted.organisation.slug, name])
        yield partial(str, path if name in APPLIED else f"{path}?look=1")
    for page in WRITTEN:
        if page.name not in ALONE:
            yield cache(partial(_first, page, planted))


def _first(page: samples.Page, planted: Planted) -> str:
    return paths(page, planted)[0]


def posted(client: Client, path: str, data: dict[str, str]) -> bytes:
    """What a page answers, and what it says on the next."""
    if "/import/" in path:
        ImportDraft.objects.update(author=client.session["_auth_user_id"])
    path, _, look = path.partition("?")
    answer = client.post(path, {**data, **({"look": "1"} if look else {})})
    assert answer.status_code < 500, path
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    return text_of(answer) + said.encode()  # type: ignore[arg-type]


def written(message: Any) -> bytes:
    return f"{message.subject} {message.body} {message.alternatives}".encode()


def test_no_digest_and_no_e_mail_about_a_plan_holds_cost(
    planted: Planted, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    organisation = planted.organisation
    client = member_of(organisation, Right.APPROVER)  # who may see cost, too: e-mails are passed on
    plan = organisation.plans.get(slug=planted.plan)
    plan.shares.create(user_id=client.session["_auth_user_id"])
    with django_capture_on_commit_callbacks(execute=True):
        send_digests(organisation, list(organisation.memberships.all()))
        review.comment(plan, "Have a look", by=UserFactory.create())
    assert len(mail.outbox) >= 2
    assert not any(FIRST.shown(written(message)) for message in mail.outbox)


def test_who_may_see_cost_sees_what_was_planted(planted: Planted) -> None:
    """Else the walk would prove nothing."""
    organisation, plan = planted.organisation, planted.plan
    client = member_of(organisation, Right.ADMIN)
    organisation.plans.get(slug=plan).shares.create(user_id=client.session["_auth_user_id"])

    def url(name: str, *args: Any) -> str:
        return reverse(name, args=[organisation.slug, *args])

    addresses = {
        "position": url("position", "pm"),
        "batch": url("history-batch", planted.batch),
        "plan": url("plan", plan),
        "compare": f"{url('compare')}?a=current&b={plan}",
        "clash": url("plan-apply", plan),
        "requisition": url("hiring-requisition", "open"),
        "requisitions": url("hiring-list"),
        "brief": f"{url('hiring-brief', 'open')}?format=md",
        "bands": url("hiring-bands"),
        "guide": url("guide-role", "product-manager"),
        "terms": url("hiring-terms"),
        "import": url("import-columns", planted.draft),
    }
    assert [name for name, path in addresses.items() if not FIRST.shown(got(client, path))] == []


@pytest.mark.parametrize(
    ("page", "broken", "name", "leak"),
    [
        ("history-batch", sentences, "_veiled", lambda change: change),
        ("hiring-list", Access, "sees_cost", True),
        ("guide-role", Access, "sees_cost", True),
    ],
)
def test_a_leak_is_found(
    priced: Organisation, monkeypatch: pytest.MonkeyPatch, page: str, broken: Any, name: str, leak: Any
) -> None:
    monkeypatch.setattr(broken, name, leak)
    assert len(leaks_of(priced, [one for one in READ if one.name == page])) > 1


def test_pay_cannot_be_set_without_the_cost_right(planted: Planted) -> None:
    client = member_of(planted.organisation, Right.ADMIN, sees_cost=False)
    path = reverse("do", args=[planted.organisation.slug, "pay"])
    data = {"of": "pm", "on": TODAY.isoformat(), "pay": "1", "currency": "GBP", "loaded": "False"}
    assert {client.get(f"{path}?of=pm").status_code, client.post(path, data).status_code} == {403}


def test_an_import_by_somebody_who_may_not_see_cost_leaves_pay_alone(planted: Planted) -> None:
    organisation, draft = planted.organisation, planted.draft
    client = member_of(organisation, Right.ADMIN, sees_cost=False)
    ImportDraft.objects.update(author=client.session["_auth_user_id"])
    page = client.get(reverse("import-preview", args=[organisation.slug, draft]))
    there = reverse("import-apply", args=[organisation.slug, draft])
    client.post(there, {"seen": page.context["seen_token"], "skip": 1})
    organisation.refresh_from_db()
    assert store.org_at(organisation, TODAY).positions["pm"].pay == FIRST.pay


DECISIONS = {
    "approve": {"do": "approve"},
    "approve-one": {"do": "approve-some", "text": "Not all"},
    "approve-all": {"do": "approve-some", "text": "All", "every": "1"},
    "tick-too": {"do": "tick-too"},
    "send-back": {"do": "send-back", "text": "Less"},
    "reject": {"do": "reject", "text": "No"},
    "submit": {"do": "submit"},
    "withdraw": {"do": "withdraw"},
}


def decided(client: Client, plan: Plan, said: dict[str, Any]) -> bytes:
    """What an answer to a decision holds and says, with what it leaves behind; the plan as it was afterwards."""
    point = transaction.savepoint()
    path = reverse("plan-state", args=[plan.organisation.slug, plan.slug])
    every = list(store.planned(plan))
    ticked = {"change": every if "every" in said else every[-1:]}
    answer = client.post(path, {"seen": plan.version, **ticked, **said}, follow=True)
    left = [plan.organisation.plans.values_list("state", flat=True), Notice.objects.values_list("text", flat=True)]
    told = text_of(answer) + repr([list(rows) for rows in left]).encode()  # type: ignore[arg-type]
    transaction.savepoint_rollback(point)
    store.forget()
    return _steady(told)


@pytest.fixture
def deciders(priced: Organisation) -> list[Client]:
    return [member_of(priced, right, sees_cost=False) for right in (Right.APPROVER, Right.ADMIN)]


def decisions(organisation: Organisation, money: Money, clients: list[Client], owner: Any) -> dict[str, bytes]:
    """Of an organisation with these amounts: of a plan in review, of one's own in review, and of one's own draft."""
    point = transaction.savepoint()
    store.forget()
    planted = plant(organisation, money, owner)
    plan = organisation.plans.get(slug=planted.plan)
    told: dict[str, bytes] = {}
    for number, client in enumerate(clients):
        for whose in (owner.pk, client.session["_auth_user_id"]):
            for state in (Plan.State.REVIEW, Plan.State.DRAFT):
                Plan.objects.filter(pk=plan.pk).update(owner=whose, state=state)
                where = f"{number} {whose == owner.pk} {state}"
                told |= {f"{where} {name}": decided(client, plan, said) for name, said in DECISIONS.items()}
    transaction.savepoint_rollback(point)
    return told


@pytest.mark.parametrize("alone", [False, True])
def test_no_decision_on_a_plan_tells_whether_it_goes_over_a_budget(
    priced: Organisation, deciders: list[Client], alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One plan goes over its budget, the other does not; nothing else is different."""
    monkeypatch.setattr(PlanRules._meta.get_field("own_approval"), "default", alone)
    owner = UserFactory.create()
    over, within = (decisions(priced, money, deciders, owner) for money in (FIRST, SECOND))
    assert [name for name in over if over[name] != within[name]] == []


@pytest.mark.parametrize(("money", "is_over"), [(FIRST, True), (SECOND, False)])
def test_who_may_see_cost_is_told_whether_a_plan_goes_over_a_budget(
    priced: Organisation, money: Money, is_over: bool
) -> None:
    """Else the law of above would prove nothing."""
    planted = plant(priced, money, UserFactory.create())
    told = decided(member_of(priced, Right.APPROVER), priced.plans.get(slug=planted.plan), {"do": "approve"})
    assert (b"over budget: Product" in told) is is_over

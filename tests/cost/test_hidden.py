"""Cost shows nowhere for those who may not see it: distinctive figures are planted wherever the portal keeps any, and
every address is read as every kind of member."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add, edit
from planning.core.records import Product, Requisition
from planning.imports import drafts
from planning.imports.pipeline import File
from planning.models import Band, Budget, ImportDraft, PlanRules, Rate
from planning.organisation import store, writes
from planning.plans import editing, review
from portal.models import Organisation, Right
from tests import samples
from tests.cost.conftest import TODAY, member_of
from tests.factories import UserFactory

FIGURE = Decimal(73_219)
# 73219 itself, apart, and fully loaded (× 1.3).
SHOWN = re.compile(rb"73[,\s\xc2\xa0.]?219|95[,\s\xc2\xa0.]?18[45]")
PAGES = [page for page in samples.own_pages() if "GET" in getattr(page.view, "needs", {})]
INNER = [page for page in PAGES if page.in_organisation]
Given = dict[str, Any]

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def planted(priced: Organisation) -> tuple[Organisation, Given]:
    """Pay now and later, in a plan under review, an open import, bands, rates, budgets, a requisition; and what
    addresses take to point at them."""
    org = store.org_at(priced, TODAY)
    pm = org.positions["pm"]
    paid: dict[str, Any] = {"pay": FIGURE, "currency": "GBP"}
    changes = [edit(TODAY, pm, **paid), add(TODAY, Product("app", "App"))]
    batch = writes.commit(priced, [c for c in changes if c], title="Pay", today=TODAY)
    vacant = org.positions["eng"]._replace(key="open", holder="", target_start=TODAY, **paid)
    ranged = Requisition("open", salary_from=FIGURE, salary_to=FIGURE, salary_currency="GBP")
    writes.commit(priced, [add(TODAY, vacant), add(TODAY, ranged)], title="A position", today=TODAY)
    later = edit(TODAY + timedelta(days=40), org.positions["eng"], **paid)
    writes.commit(priced, [later] if later else [], title="A rise", today=TODAY)
    band = {"role": "product-manager", "level": 7, "currency": "GBP", "low": FIGURE, "high": FIGURE, "since": TODAY}
    Band.objects.create(organisation=priced, **band)
    Rate.objects.create(organisation=priced, currency="USD", into="GBP", rate=FIGURE, since=TODAY)
    Budget.objects.create(organisation=priced, function="product", year=TODAY.year, amount=FIGURE / 2, currency="GBP")
    PlanRules.objects.create(organisation=priced, budget=True, gate="none")
    writes.touch(priced)
    given = {"key": "pm", "number": batch.pk, "plan": plan_of(priced), "draft": upload_of(priced)}
    # The organisation moves where the plan moves it, too: a clash that names all values.
    priced.refresh_from_db()
    moved = edit(TODAY, store.org_at(priced, TODAY).positions["eng"], pay=Decimal(1000), currency="GBP")
    writes.commit(priced, [moved] if moved else [], title="Another", today=TODAY)
    return priced, given


def plan_of(organisation: Organisation) -> str:
    owner = UserFactory.create()
    plan = editing.create(organisation, name="Rises", target=TODAY, owner=owner)
    positions = store.org_at(organisation, TODAY).positions
    for key, pay in (("eng", FIGURE), ("pm", FIGURE * 2)):
        change = edit(TODAY, positions[key], pay=pay, currency="GBP")
        plan = editing.edit(plan, [change] if change else [], title="Pay", author=owner)
    for member in organisation.memberships.all():
        plan.shares.create(user=member.user)
    review.submit(plan, by=owner)
    return plan.slug


def upload_of(organisation: Organisation) -> int:
    data = f"Position ID,Name,Job Title,Salary,Currency,Bonus\npm,Ada,Product Manager,{FIGURE},GBP,{FIGURE}\n".encode()
    return drafts.start(organisation, UserFactory.create(), [File("people", "people.csv", data)], TODAY).pk


OF_A_POSITION = {"position", "hiring-requisition"}
BATCHES = {"history-batch"}
# Its sample wants an organisation of one line; what it shows, the pages of the review show, too.
ALONE = {"lines-record"}


def paths(page: samples.Page, organisation: Organisation, given: Given) -> list[str]:
    """The addresses of a page for what was planted; where it is about something else, for a sample."""
    arguments = samples.arguments(page, organisation)
    chosen = [name for name in given if name in arguments and name in ("plan", "draft")]
    chosen += ["number"] if page.name in BATCHES else []
    arguments |= {name: given[name] for name in chosen}
    if "key" in arguments and (
        page.name in OF_A_POSITION or (arguments["key"] == "sampled" and page.name != "product")
    ):
        return [page.path({**arguments, "key": key}) for key in ("pm", "open")]
    return [page.path(arguments)]


@contextmanager
def put_back() -> Iterator[None]:
    """Forget afterwards what a page's samples made: the next page makes its own."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
    store.forget()


def text_of(answer: HttpResponse) -> bytes:
    """All that an answer holds, packed documents unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as packed:
            return b" ".join(packed.read(name) for name in packed.namelist())
    return body + repr(answer.headers).encode()


def shows(client: Client, path: str, **headers: str) -> bool:
    """An upload is its author's alone: it is taken for that of whoever looks."""
    if "/import/" in path:
        ImportDraft.objects.update(author=client.session["_auth_user_id"])
    answer = client.get(path, headers=headers)
    assert answer.status_code < 500, path
    return bool(SHOWN.search(text_of(answer)))  # type: ignore[arg-type]


def test_no_address_shows_cost_to_a_member_who_may_not_see_it(planted: tuple[Organisation, Given]) -> None:
    organisation, given = planted
    clients = {right: member_of(organisation, right, sees_cost=False) for right in Right}
    for user in organisation.memberships.all():
        organisation.plans.get(slug=given["plan"]).shares.get_or_create(user=user.user)
    leaks = []
    in_plan = f"?plan={given['plan']}"
    for page in (page for page in INNER if page.name not in ALONE):
        with put_back() if page.arguments - {"organisation"} else nullcontext():
            for path in paths(page, organisation, given):
                leaks += [f"{right}: {path}" for right, client in clients.items() if shows(client, path)]
                admin = clients[Right.ADMIN]
                leaks += [path + in_plan] if shows(admin, f"{path}{in_plan}&view=table&format=csv") else []
                leaks += [f"fragment: {path}"] if shows(admin, path + in_plan, HX_Request="true") else []
    assert leaks == []


def test_who_may_see_cost_sees_what_was_planted(planted: tuple[Organisation, Given]) -> None:
    """Else the walk would prove nothing."""
    organisation, given = planted
    client = member_of(organisation, Right.ADMIN)
    newest = organisation.memberships.latest("pk")
    organisation.plans.get(slug=given["plan"]).shares.create(user=newest.user)

    def url(name: str, *args: Any) -> str:
        return reverse(name, args=[organisation.slug, *args])

    plan = given["plan"]
    seen = {
        "position": shows(client, url("position", "pm")),
        "batch": shows(client, url("history-batch", given["number"])),
        "plan": shows(client, url("plan", plan)),
        "compare": shows(client, f"{url('compare')}?a=current&b={plan}"),
        "clash": shows(client, url("plan-apply", plan)),
        "requisition": shows(client, url("hiring-requisition", "open")),
        "requisitions": shows(client, url("hiring-list")),
        "bands": shows(client, url("hiring-bands")),
        "guide": shows(client, url("guide-role", "product-manager")),
        "terms": shows(client, url("hiring-terms")),
        "import": shows(client, url("import-columns", given["draft"])),
        "file": shows(client, f"{url('hiring-cost')}?format=csv"),
    }
    assert [name for name, found in seen.items() if not found] == []


@pytest.mark.parametrize("action", ["edit", "duplicate", "add", "vacate", "end", "move"])
def test_no_look_at_an_edit_shows_cost(planted: tuple[Organisation, Given], action: str) -> None:
    organisation, _ = planted
    client = member_of(organisation, Right.ADMIN, sees_cost=False)
    path = reverse("do", args=[organisation.slug, action])
    data = {"of": "pm", "key": "pm", "on": TODAY.isoformat(), "look": "1", "role": "software-engineer", "fte": "1"}
    for answer in (client.post(path, data), client.get(path, data), client.get(f"{path}?of=pm&key=pm")):
        assert not SHOWN.search(answer.content)


def test_pay_cannot_be_set_without_the_cost_right(planted: tuple[Organisation, Given]) -> None:
    organisation, _ = planted
    client = member_of(organisation, Right.ADMIN, sees_cost=False)
    path = reverse("do", args=[organisation.slug, "pay"])
    data = {"of": "pm", "on": TODAY.isoformat(), "pay": "1", "currency": "GBP", "loaded": "False"}
    assert {client.get(f"{path}?of=pm").status_code, client.post(path, data).status_code} == {403}


def test_an_import_by_somebody_who_may_not_see_cost_leaves_pay_alone(planted: tuple[Organisation, Given]) -> None:
    organisation, given = planted
    client = member_of(organisation, Right.ADMIN, sees_cost=False)
    ImportDraft.objects.update(author=client.session["_auth_user_id"])
    page = client.get(reverse("import-preview", args=[organisation.slug, given["draft"]]))
    client.post(
        reverse("import-apply", args=[organisation.slug, given["draft"]]),
        {"seen": page.context["seen_token"], "skip": 1},
    )
    organisation.refresh_from_db()
    assert store.org_at(organisation, TODAY).positions["pm"].pay == FIGURE


def test_a_plan_over_budget_is_held_and_says_figures_only_to_those_who_may_see_them(
    planted: tuple[Organisation, Given],
) -> None:
    organisation, given = planted
    path = reverse("plan-state", args=[organisation.slug, given["plan"]])
    told = {}
    for sees in (True, False):
        client = member_of(organisation, Right.APPROVER, sees_cost=sees)
        told[sees] = client.post(path, {"do": "approve"}, follow=True).content.decode()
    assert "goes over the budget of Product" in told[True]
    assert "Members who may see cost see which" in told[False]
    assert "over the budget of Product" not in told[False]
    assert organisation.plans.get(slug=given["plan"]).state == "review"


def test_no_e_mail_about_a_plan_holds_cost(planted: tuple[Organisation, Given]) -> None:
    organisation, given = planted
    member_of(organisation, Right.APPROVER)
    plan = organisation.plans.get(slug=given["plan"])
    PlanRules.objects.update(budget=False)
    review.comment(plan, "Have a look", by=UserFactory.create())
    assert not any(SHOWN.search(f"{m.subject} {m.body}".encode()) for m in mail.outbox)

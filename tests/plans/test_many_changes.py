"""A plan of many changes shows so many at a time, and none is out of reach."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from planning.chart import page as chart_page
from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store
from planning.plans import change_rows, editing, review
from planning.plans.views import in_force, overview
from portal.models import Organisation
from tests.plans.conftest import LATER, TODAY

MORE = {"HX-Request": "true", "HX-Target": overview.MORE}
SHOWN = r'<input type="checkbox" name="change" value="([^"]+)"'


@pytest.fixture(autouse=True)
def _three_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_rows, "PER_PAGE", 3)


def fill(plan: Plan, size: int) -> Plan:
    """Adds positions, the second below the first."""
    names = [Position(f"p{n:03}", title=f"Maker {n}", manager="p000" if n == 1 else "boss") for n in range(size)]
    return editing.edit(
        Plan.objects.select_related("organisation").get(pk=plan.pk),
        [add(LATER, one) for one in names],
        title="Hire",
        author=None,
    )


@pytest.fixture
def many(plan: Plan, people: SimpleNamespace) -> Plan:
    return fill(plan, 8)


def ids(text: str) -> list[str]:
    return re.findall(SHOWN, text)


def shown(client: Client, plan: Plan, page: str = "", **headers: str) -> str:
    address = reverse("plan", args=[plan.organisation.slug, plan.slug])
    return client.get(f"{address}{page and f'?page={page}'}", headers=headers).content.decode()


def test_the_first_are_shown_with_the_way_to_the_next(many: Plan, people: SimpleNamespace) -> None:
    text = shown(people.owner.client, many)
    assert ids(text) == list(store.planned(many))[:3]
    assert "Show 3 more" in text
    assert "3 of 8" in text
    assert re.search(rf'href="[^"]*/plans/{many.slug}/\?page=2"', text)


def test_a_plan_of_few_changes_offers_no_more(plan: Plan, people: SimpleNamespace) -> None:
    assert "more-changes" not in shown(people.owner.client, fill(plan, 3))


def test_without_a_script_every_change_is_on_some_page(many: Plan, people: SimpleNamespace) -> None:
    pages = [shown(people.owner.client, many, str(number)) for number in (1, 2, 3)]
    assert [id for text in pages for id in ids(text)] == list(store.planned(many))
    assert "Show 2 more" in pages[1]
    assert "previous 3</a>" in pages[2]


@pytest.mark.parametrize("page", ["0", "99", "-1", "last", "9" * 5000])
def test_a_page_that_is_not_there_is_the_nearest(many: Plan, people: SimpleNamespace, page: str) -> None:
    assert ids(shown(people.owner.client, many, page))


def test_a_script_gets_the_next_rows_and_what_can_be_said_of_them(many: Plan, people: SimpleNamespace) -> None:
    text = shown(people.owner.client, many, "2", **MORE)
    assert text.lstrip().startswith("<li")
    assert ids(text) == list(store.planned(many))[3:6]
    assert re.findall(r'<option value="([^"]+)"', text) == ids(text)
    assert 'rel="prev"' not in text


def test_the_last_rows_offer_no_more(many: Plan, people: SimpleNamespace) -> None:
    assert "more-changes" not in shown(people.owner.client, many, "3", **MORE)


def test_after_a_step_on_a_page_it_is_shown_again(many: Plan, people: SimpleNamespace) -> None:
    third = list(store.planned(many))[3]
    there = re.findall(r'name="next" value="([^"]+)"', shown(people.owner.client, many, "2"))
    address = reverse("plan-changes", args=[many.organisation.slug, many.slug])
    answer = people.owner.client.post(address, {"change": third, "do": "remove", "next": there[0]})
    assert answer["Location"].endswith(f"/plans/{many.slug}/?page=2")


def test_what_is_ticked_is_shown_however_far_down(many: Plan, people: SimpleNamespace) -> None:
    review.submit(many, by=people.owner.user)
    changes = list(store.planned(many))
    asked = {"change": [changes[1], changes[7]], "do": "tick-too", "seen": many.version}
    address = reverse("plan-state", args=[many.organisation.slug, many.slug])
    text = people.approver.client.post(address, asked).content.decode()
    ticked = re.findall(rf"{SHOWN}[^>]* checked", text)
    assert ticked == [changes[0], changes[1], changes[7]]
    assert "more-changes" not in text


def test_the_next_rows_say_what_they_need_of_those_before(many: Plan, people: SimpleNamespace) -> None:
    first, second, *_ = store.planned(many)
    review.submit(many, by=people.owner.user)
    text = shown(people.approver.client, many)
    assert f'value="{second}"' in text
    assert f'data-needs="{first}"' in text


def queries(client: Client, plan: Plan, page: str = "", **headers: str) -> int:
    shown(client, plan, page, **headers)
    with CaptureQueriesContext(connection) as asked:
        shown(client, plan, page, **headers)
    return len(asked)


def test_page_and_rows_ask_as_much_of_many_changes_as_of_few(plan: Plan, people: SimpleNamespace) -> None:
    few = queries(people.owner.client, fill(plan, 2))
    many = editing.edit(
        Plan.objects.select_related("organisation").get(pk=plan.pk),
        [add(LATER, Position(f"q{n}", title=f"Baker {n}", manager="boss")) for n in range(40)],
        title="Hire",
        author=None,
    )
    assert queries(people.owner.client, many) == few <= 12
    assert queries(people.owner.client, many, "2", **MORE) <= 5


def test_the_list_of_the_chart_leads_on_to_the_plan(
    many: Plan, people: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_page, "LISTED", 3)
    address = reverse("chart", args=[many.organisation.slug])
    text = people.owner.client.get(address, {"plan": many.slug, "on": LATER.isoformat()}).content.decode()
    (listed,) = re.findall(r'<section class="card chart-changes".*?</section>', text, re.DOTALL)
    assert len(re.findall('name="change"', listed)) == 3
    assert re.search(rf'href="[^"]*/plans/{many.slug}/\?[^"]*page=2">5 more changes', listed)


@pytest.fixture
def clashing(plan: Plan, people: SimpleNamespace, move: Callable[..., Plan], rename: Callable[..., object]) -> Plan:
    """Approved, and of three moves that it makes the organisation has made two otherwise."""
    move(move(plan, "ic", "two", TODAY), "two", "one", TODAY)
    Plan.objects.update(state=Plan.State.APPROVED)
    rename(plan.organisation, "ic", manager="boss")
    rename(plan.organisation, "two", manager="ic")
    return Plan.objects.select_related("organisation", "owner").get()


@pytest.fixture
def _one_clash_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for views in (overview, in_force):
        monkeypatch.setattr(views, "CLASHES", 1)


@pytest.mark.usefixtures("_one_clash_at_a_time")
@pytest.mark.parametrize(("rest", "manager"), [("current", "ic"), ("planned", "one")])
def test_clashes_that_are_not_shown_are_answered_together(
    clashing: Plan, people: SimpleNamespace, rest: str, manager: str
) -> None:
    address = reverse("plan-apply", args=[clashing.organisation.slug, clashing.slug])
    text = people.approver.client.get(address).content.decode()
    (name,) = set(re.findall(r'name="(answer:[^"]+)"', text))
    assert 'name="rest"' in text
    people.approver.client.post(address, {name: "current", "rest": rest, "seen": clashing.organisation.version})
    clashing.refresh_from_db()
    assert clashing.state == Plan.State.APPLIED
    now = store.org_at(Organisation.objects.get(), timezone.localdate())
    assert now.positions["two"].manager == manager


@pytest.mark.usefixtures("_one_clash_at_a_time")
def test_what_has_come_to_clash_since_is_not_answered_unseen(clashing: Plan, people: SimpleNamespace) -> None:
    address = reverse("plan-apply", args=[clashing.organisation.slug, clashing.slug])
    (name,) = set(re.findall(r'name="(answer:[^"]+)"', people.approver.client.get(address).content.decode()))
    asked = {name: "planned", "rest": "planned", "seen": clashing.organisation.version - 1}
    assert "Choose what to keep" in people.approver.client.post(address, asked).content.decode()
    clashing.refresh_from_db()
    assert clashing.state == Plan.State.APPROVED


def test_a_page_of_a_plan_says_how_many_clashes_it_does_not_show(
    clashing: Plan, people: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "CLASHES", 1)
    assert "and 1 more" in shown(people.approver.client, clashing)

"""Settings that are saved are undone with one press of the toast, and done again with another."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from planning.models import (
    Adaptation,
    Band,
    HiringRules,
    LiveRules,
    MoneyRules,
    Muted,
    PlanRules,
    Rate,
    RuleSetting,
    SavedFilter,
    Share,
)
from planning.plans import editing
from portal.models import Membership, Organisation, Right, User
from portal.optimistic_lock import token
from portal.toast import undo_of
from tests.factories import MembershipFactory
from tests.shapes import Answer
from tests.typing_in import form_of

BY_SCRIPT = {"HX-Request": "true"}
LAW = {"name": "Law"}
FUNCTION = {"unit": "function/legal", "table": "function", "key": "legal"}


class Setting(NamedTuple):
    """`page` below the organisation's address holds the form that is sent with `typed` over it, `to` being a part of
    its address; `state` is what is stored; `made` prepares it. `is_bare`: `typed` is sent to `page` as it stands."""

    page: str
    typed: dict[str, Any]
    state: Callable[[Organisation], Any]
    to: str = ""
    made: Callable[[Organisation, User], object] = lambda company, user: None
    is_bare: bool = False


def _plan(company: Organisation, user: User) -> None:
    editing.create(company, name="Spring", target=date.today(), owner=user)
    MembershipFactory.create(organisation=company, user__pk=7_000, right=Right.PLANNER)


def _rate(company: Organisation, user: User) -> None:
    MoneyRules.objects.create(organisation=company, currency="GBP")
    Rate.objects.create(pk=7, organisation=company, currency="USD", into="GBP", rate=2, since=date(2026, 1, 1))


def rows(model: Any, *names: str) -> Callable[[Organisation], Any]:
    return lambda company: list(model.objects.filter(organisation=company).values_list(*names))


BAND = {"role": "product-manager", "currency": "GBP", "low": 10, "high": 20, "since": date(2026, 1, 1)}
SETTINGS = {
    "name": Setting("organisation/", {"name": "South"}, lambda company: Organisation.objects.get(pk=company.pk).name),
    "who edits live": Setting("settings/live/", {"who": "admins"}, rows(LiveRules, "who")),
    "approval of positions": Setting("hiring/rules/", {"own_approval": "on"}, rows(HiringRules, "own_approval")),
    "approval of plans": Setting("plans/rules/", {"own_approval": "on"}, rows(PlanRules, "own_approval")),
    "what a member may do": Setting(
        "members/", {"right": "approver"}, lambda company: company.memberships.get(user=7_001).right, "/7001/",
        lambda company, user: MembershipFactory.create(organisation=company, pk=7_001, user__pk=7_001),
    ),
    "a rule": Setting("findings/rules/", {"cov-pm-severity": "info"}, rows(RuleSetting, "rule", "severity")),
    "news": Setting("notices/settings/", {"want": ["shared:mail"]}, lambda _: Muted.objects.count(), is_bare=True),
    "a filter": Setting(
        "findings/saved/", {"query": "severity=critical", "name": "Worst"}, rows(SavedFilter, "name", "query"),
        is_bare=True,
    ),
    "a share": Setting(
        "plans/spring/share/", {"user": 7_000, "may_edit": "on"},
        lambda company: list(Share.objects.values_list("user", "may_edit")), made=_plan, is_bare=True,
    ),
    "own role content": Setting(
        "role-content/reset/", {"item": f"7:{token([7, LAW, False])}"}, rows(Adaptation, "unit", "values"),
        is_bare=True,
        made=lambda company, user: Adaptation.objects.create(pk=7, organisation=company, **FUNCTION, values=LAW),
    ),
    "a rate": Setting(
        "hiring/terms/", {"what": "rate", "remove": 7}, rows(Rate, "currency", "rate"), is_bare=True,
        made=_rate,
    ),
    "a band": Setting(
        "hiring/bands/7/", {}, rows(Band, "role", "low"), "/remove/",
        made=lambda company, user: Band.objects.create(pk=7, organisation=company, **BAND),
    ),
}  # fmt: skip


@pytest.fixture
def user(organisation: Organisation) -> User:
    return MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True).user


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(client: Client, company: Organisation, setting: Setting) -> Answer:
    page = f"/o/{company.slug}/{setting.page}"
    if setting.is_bare:
        return client.post(page, setting.typed)
    action, fields = form_of(client.get(page), action=setting.to)
    return client.post(action or page, fields | setting.typed)


def press(client: Client, answer: Answer) -> Answer:
    """The button of the toast that an answer left."""
    undo = undo_of(list(get_messages(answer.wsgi_request))[-1])
    assert undo, [str(one) for one in get_messages(answer.wsgi_request)]
    return client.post(undo.url, undo.values, headers=BY_SCRIPT)


@pytest.mark.parametrize("name", SETTINGS)
def test_what_was_saved_is_undone_and_done_again_by_one_press_each(
    name: str, organisation: Organisation, user: User, client: Client
) -> None:
    setting = SETTINGS[name]
    setting.made(organisation, user)
    if not setting.is_bare:
        client.get(f"/o/{organisation.slug}/{setting.page}")  # makes the row that is edited
    before = setting.state(organisation)
    answer = sent(client, organisation, setting)
    after = setting.state(organisation)
    assert answer.status_code == 302
    assert after != before
    undone = press(client, answer)
    assert undone.headers["HX-Refresh"] == "true"
    assert setting.state(organisation) == before
    assert press(client, undone).headers["HX-Refresh"] == "true"
    assert setting.state(organisation) == after


def test_an_undo_is_refused_where_somebody_has_changed_it_since(organisation: Organisation, client: Client) -> None:
    page = f"/o/{organisation.slug}/organisation/"
    answer = client.post(page, form_of(client.get(page))[1] | {"name": "South"})
    Organisation.objects.update(name="East")
    refused = press(client, answer)
    assert "Someone changed the name meanwhile." in refused.headers["HX-Trigger"]
    assert Organisation.objects.get(pk=organisation.pk).name == "East"


def test_a_right_that_leaves_no_admin_is_refused_to_an_undo_too(organisation: Organisation, client: Client) -> None:
    other = MembershipFactory.create(organisation=organisation, right=Right.PLANNER)
    url = reverse("member-change", args=[organisation.slug, other.pk])
    fields = form_of(client.get(f"/o/{organisation.slug}/members/"), action=f"/{other.pk}/")[1]
    answer = client.post(url, fields | {"right": "admin"})
    Membership.objects.exclude(pk=other.pk).filter(organisation=organisation).update(right=Right.PLANNER)
    client.force_login(other.user)
    refused = press(client, answer)
    assert "only admin" in str(list(get_messages(refused.wsgi_request))[-1])


def test_what_was_put_by_is_undone_where_it_was_done_alone(
    organisation: Organisation, user: User, client: Client
) -> None:
    other = MembershipFactory.create(user=user, right=Right.ADMIN).organisation
    answer = sent(client, organisation, SETTINGS["a filter"])
    undo = undo_of(list(get_messages(answer.wsgi_request))[-1])
    assert undo
    there = reverse("findings-saved", args=[other.slug])
    assert client.post(there, undo.values, headers=BY_SCRIPT).status_code == 404
    assert SavedFilter.objects.get().organisation == organisation


def test_an_undo_that_is_not_known_any_more_changes_nothing(
    organisation: Organisation, user: User, client: Client
) -> None:
    answer = sent(client, organisation, SETTINGS["news"])
    muted = Muted.objects.count()
    session = client.session
    session.pop("back")
    session.save()
    undo = undo_of(list(get_messages(answer.wsgi_request))[-1])
    assert undo
    assert client.post(undo.url, undo.values, headers=BY_SCRIPT).status_code == 404
    assert Muted.objects.count() == muted


def test_the_first_answer_to_who_edits_live_is_not_taken_back_once_somebody_chose_another(
    organisation: Organisation, client: Client
) -> None:
    answer = sent(client, organisation, SETTINGS["who edits live"])
    LiveRules.objects.update(who="nobody")
    refused = press(client, answer)
    assert "changed this setting meanwhile" in str(list(get_messages(refused.wsgi_request))[-1])
    assert LiveRules.objects.get().who == "nobody"

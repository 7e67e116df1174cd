"""Coverage over time as people see it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from planning.core.changes.change import Change, edit
from planning.forms.days import plus_months
from planning.models import Person, Product
from planning.organisation import store, writes
from planning.organisation.store import org_at
from planning.plans import editing
from portal.models import Membership, Organisation, Right
from tests import small_organisation
from tests.factories import MembershipFactory
from tests.small_organisation import SignIn

Read = Callable[[str], str]
TIME = "coverage/time/"


def names(body: str) -> list[str]:
    return re.findall(r'<th scope="row"><a class="break" href="/o/[^"/]+/products/([^"/?]+)/', body)


def bands(body: str) -> list[str]:
    """What each band is called aloud."""
    return re.findall(r'data-do aria-label="([^"]+)"', body)


@pytest.fixture
def leaving(filled: Organisation) -> date:
    """Luis, the PM of Checkout, leaves in forty days."""
    last = timezone.localdate() + timedelta(days=40)
    Person.objects.filter(organisation=filled, key="h-luis").update(leaves=last)
    return last


def said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def test_bands_say_state_who_and_when(read: Read, leaving: date) -> None:
    told = bands(read(TIME))
    assert f"PM, Checkout: ending {said(leaving)}, Luis, until {said(leaving)}" in told
    after = said(leaving + timedelta(days=1))
    assert f"PM, Checkout: missing, from {after}" in told
    assert "PM, Ledger: missing, throughout" in told


def test_first_gap_is_told_with_its_length(read: Read, leaving: date) -> None:
    body = read(TIME)
    assert f"from {said(leaving + timedelta(days=1))}" in body
    assert names(body) == ["ledger", "checkout"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=luis", ["checkout"]),
        ("stage=build", ["ledger"]),
        ("role=product-marketing-manager&gap=1", []),
        ("sort=name", ["checkout", "ledger"]),
        ("sort=longest", ["ledger", "checkout"]),
        ("sort=launch&step=week&span=24", ["checkout", "ledger"]),
        ("sort=x&step=x&span=-1&from=x&page=99", ["ledger", "checkout"]),
        ("from=0001-01-01&on=9999-12-31", ["checkout", "ledger"]),
        ("on=0001-01-01", ["ledger", "checkout"]),
    ],
)
def test_address_filters_and_sorts(read: Read, asked: str, found: list[str]) -> None:
    assert sorted(names(read(f"{TIME}?{asked}"))) == sorted(found)


def test_window_moves_by_the_address(read: Read) -> None:
    body = read(f"{TIME}?from=2031-05-20&step=quarter&span=6")
    assert "Quarters from 1 Apr 2031 to 30 Sep 2031" in body
    assert "from=2031-01-01" in body
    assert "from=2031-07-01" in body


def test_launch_is_marked(filled: Organisation, read: Read) -> None:
    day = timezone.localdate() + timedelta(days=20)
    Product.objects.filter(organisation=filled, key="ledger").update(launch=day)
    assert f"Launch {said(day)}" in read(TIME)


def test_band_page_tells_who_why_and_what_would_mend_it(read: Read, leaving: date) -> None:
    gap = leaving + timedelta(days=1)
    body = read(f"coverage/time/checkout/product-manager/?on={gap}")
    assert f"last day of Luis is {said(leaving)}" in body
    assert "No Product Manager covers Checkout" in body
    missing = read(f"coverage/time/ledger/product-manager/?on={gap}")
    assert re.search(rf"/do/add/\?[^\"]*product=ledger[^\"]*on={gap}", missing)


def test_band_comes_as_a_fragment_for_the_panel(filled: Organisation, client_as: SignIn) -> None:
    address = f"/o/{filled.slug}/coverage/time/ledger/product-manager/"
    body = client_as(Right.VIEWER).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in body
    assert "/do/" not in body


@pytest.mark.parametrize("path", ["ghost/product-manager/", "checkout/software-engineer/", "checkout/ghost/"])
def test_there_is_no_band_of_what_is_not_there(filled: Organisation, client_as: SignIn, path: str) -> None:
    assert client_as(Right.VIEWER).get(f"/o/{filled.slug}/coverage/time/{path}").status_code == 404


def test_plan_has_a_time_of_its_own(filled: Organisation, client_as: SignIn) -> None:
    client, today = client_as(Right.PLANNER), timezone.localdate()
    owner = Membership.objects.get(organisation=filled, right=Right.PLANNER).user
    plan = editing.create(filled, name="Move", target=today, owner=owner)
    change = edit(today + timedelta(days=9), org_at(filled, today).people["h-luis"], leaves=today + timedelta(days=9))
    assert change
    editing.edit(plan, [change], title="Luis leaves", author=owner)
    there = client.get(f"/o/{filled.slug}/coverage/time/?plan={plan.slug}").content.decode()
    here = client.get(f"/o/{filled.slug}/coverage/time/").content.decode()
    ends = f"missing, from {said(today + timedelta(days=10))}"
    assert ends in there
    assert ends not in here
    assert f"plan={plan.slug}" in there


def test_crowded_organisation_comes_in_pages(filled: Organisation, read: Read) -> None:
    small_organisation.more(filled, 45)
    assert len(names(read(TIME))) == 40
    assert len(names(read(f"{TIME}?page=2"))) == 7


def test_organisation_without_products_says_what_to_do(organisation: Organisation, client_as: SignIn) -> None:
    assert "No products yet" in client_as(Right.PLANNER).get(f"/o/{organisation.slug}/{TIME}").content.decode()


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), 9, date(2026, 12, 31)),
    ],
)
def test_months_on(day: date, months: int, there: date) -> None:
    assert plus_months(day, months) == there


def test_slider_goes_over_the_days_on_which_something_changes(read: Read, leaving: date) -> None:
    today = timezone.localdate()
    for page in ("coverage/", "chart/"):
        days = re.search(r'data-days="([^"]+)"', read(f"{page}?on={today + timedelta(days=2)}"))
        assert days
        assert days[1].split() == [str(day) for day in (today, today + timedelta(days=2), leaving)]


def test_organisation_through_time_is_the_organisation_at_each_date(filled: Organisation) -> None:
    today = timezone.localdate()
    owner = MembershipFactory.create(organisation=filled, right=Right.PLANNER).user

    def change(day: date, **after: object) -> Change:
        made = edit(day, org_at(filled, day).people["h-luis"], **after)
        assert made
        return made

    for day, name in ((today - timedelta(days=20), "Lu"), (today - timedelta(days=9), "Lou"), (today, "Luis B")):
        writes.commit(filled, [change(day, name=name)], title=name, today=today)
    writes.commit(filled, [change(today + timedelta(days=8), name="Later")], title="Later", today=today)
    plan = editing.create(filled, name="Plan", target=today, owner=owner)
    editing.edit(plan, [change(today + timedelta(days=3), leaves=today + timedelta(days=30))], title="x", author=owner)
    plan.refresh_from_db()
    for of in (None, plan):
        through = store.dated(filled, today - timedelta(days=30), of)
        for number in range(-30, 15):
            day = today + timedelta(days=number)
            assert through.at(day).people == org_at(filled, day, of).people

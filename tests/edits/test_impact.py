"""What a dialog says before something is done: cover and loads before and after, what closes, opens and comes next."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add
from planning.core.changes.edits import revise
from planning.core.dates import day
from planning.core.records import Assignment
from planning.edits.impact import Impact
from planning.models import Person
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.small_organisation import PM, SignIn, employ

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
IN_PLACE = {"HX-Request": "true", "HX-Target": "impact"}
LUIS_ON_LEDGER = {"of": "ledger", "position-key": "luis", "position": "Luis", "role": "product-manager"}
COVER = {**LUIS_ON_LEDGER, "kind_": "owner", "share": "100", "on": TODAY.isoformat(), "look": "1"}


@pytest.fixture
def planner(filled: Organisation, client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


def impact(organisation: Organisation, **leaves: object) -> Impact:
    """Of Luis leaving."""
    snapshot = Snapshot(organisation, TODAY)
    access = Access(organisation, MembershipFactory.create(organisation=organisation), TODAY, TODAY)
    return Impact(snapshot, revise(snapshot.org, "person", "h-luis", **leaves), access)


def test_cover_is_told_before_and_after(planner: Client, filled: Organisation) -> None:
    moved = planner.post(f"/o/{filled.slug}/do/cover/", COVER).context["impact"].moved
    assert [(m.what, m.before, m.after) for m in moved] == [
        ("Ledger’s PM", ("missing", "missing"), ("covered", "Luis")),
    ]


def test_who_leaves_is_said_with_the_last_day(filled: Organisation) -> None:
    (moved,) = impact(filled, leaves=TODAY + timedelta(10)).moved
    assert (moved.what, moved.after.state) == ("Checkout’s PM", "ending")
    assert moved.after.text.startswith("Luis until ")


def test_who_takes_over_later_is_named_with_the_day(filled: Organisation) -> None:
    employ(filled, "next", "Nils", title="Product Manager", role=PM, manager="ceo")
    Person.objects.filter(key="h-luis").update(leaves=TODAY + timedelta(10))
    later = Assignment("later", "checkout", "next", PM, starts=TODAY + timedelta(11))
    snapshot = Snapshot(filled, TODAY)
    access = Access(filled, MembershipFactory.create(organisation=filled), TODAY, TODAY)
    (moved,) = Impact(snapshot, [add(TODAY, later)], access).moved
    assert moved.after.text == f"Luis, then Nils from {day(TODAY + timedelta(11))}"


def test_load_is_told_with_its_limit(planner: Client, filled: Organisation) -> None:
    text = planner.post(f"/o/{filled.slug}/do/cover/", COVER).content.decode()
    assert "Luis goes from 1 to 2 products; the limit is 3." in text


def test_another_answer_renews_what_it_would_do_and_leaves_the_form(planner: Client, filled: Organisation) -> None:
    text = planner.post(f"/o/{filled.slug}/do/cover/", COVER, headers=IN_PLACE).content.decode()
    assert "<form" not in text
    assert 'id="edit-actions" hx-swap-oob="true"' in text


def test_an_answer_that_cannot_be_renews_the_form(planner: Client, filled: Organisation) -> None:
    answer = planner.post(f"/o/{filled.slug}/do/cover/", COVER | {"share": "0"}, headers=IN_PLACE)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#edit-form")

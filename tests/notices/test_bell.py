"""The bell: what is told, how many are unread, and what becomes of a press."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from planning.models import Notice, Plan, Share
from planning.notices import notices
from planning.organisation.models import Plan as _Plan
from planning.plans import editing, notifying
from portal.models import Organisation, Right, User
from portal.retention import clearing
from tests.factories import MembershipFactory
from tests.plans.conftest import LATER

Kind = Notice.Kind


@pytest.fixture
def ann(organisation: Organisation) -> SimpleNamespace:
    """A viewer, signed in."""
    user, client = MembershipFactory.create(organisation=organisation, right=Right.VIEWER).user, Client()
    client.force_login(user)
    return SimpleNamespace(user=user, client=client, slug=organisation.slug)


@pytest.fixture
def hear(organisation: Organisation, ann: SimpleNamespace) -> Callable[[str], Notice]:
    def tell(text: str) -> Notice:
        notices.tell(organisation, Kind.LINES, text, [ann.user], link=f"/o/{organisation.slug}/people/", by=None)
        return Notice.objects.filter(text=text).get()

    return tell


@pytest.fixture
def shared(organisation: Organisation, ann: SimpleNamespace) -> Plan:
    """A plan that Ann was told of."""
    plan: _Plan = editing.create(organisation, name="Growth", target=LATER, owner=None)
    Share.objects.create(plan=plan, user=ann.user)
    notifying.tell(plan, Kind.SHARED, "Bob shares Growth with you", [ann.user], by=None)
    return plan


def page(ann: SimpleNamespace, path: str = "", **headers: str) -> str:
    return str(ann.client.get(f"/o/{ann.slug}/{path}", headers=headers, follow=True).content.decode())


def test_the_bell_of_every_page_says_how_many_are_unread(ann: SimpleNamespace, hear: Callable[[str], Notice]) -> None:
    assert "bell-count" not in page(ann).replace('id="bell-count"', "")
    hear("One")
    hear("Two")
    assert '<span class="bell-count">2<span class="sr"> unread' in page(ann, "people/")


def test_a_press_marks_it_read_and_goes_there(ann: SimpleNamespace, hear: Callable[[str], Notice]) -> None:
    told = hear("One")
    answer = ann.client.get(f"/o/{ann.slug}/notices/{told.pk}/")
    told.refresh_from_db()
    assert (answer.url, bool(told.read_at)) == (f"/o/{ann.slug}/people/", True)


def test_all_are_marked_read_and_the_count_goes_with_the_answer(
    ann: SimpleNamespace, hear: Callable[[str], Notice]
) -> None:
    hear("One")
    answer = ann.client.post(f"/o/{ann.slug}/notices/read/", headers={"HX-Request": "true"}).content.decode()
    assert [word in answer for word in ("One", "bell-count", "unread")] == [True, True, False]
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_notice_of_somebody_else_leads_to_ones_own_and_stays_unread(
    ann: SimpleNamespace, hear: Callable[[str], Notice], client_as: Callable[[Right], Client]
) -> None:
    told = hear("One")
    answer = client_as(Right.ADMIN).get(f"/o/{ann.slug}/notices/{told.pk}/")
    told.refresh_from_db()
    assert (answer.headers["Location"], told.read_at) == (f"/o/{ann.slug}/notices/", None)


def test_the_same_words_again_at_once_are_told_once(ann: SimpleNamespace, hear: Callable[[str], Notice]) -> None:
    told = hear("One")
    assert hear("One") == told
    Notice.objects.update(made_at=timezone.now() - timedelta(hours=2))
    with pytest.raises(Notice.MultipleObjectsReturned):
        hear("One")


def test_notices_are_kept_for_180_days(hear: Callable[[str], Notice]) -> None:
    old, new = hear("Old"), hear("New")
    Notice.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=181))
    clearing.clear(timezone.now())
    assert list(Notice.objects.all()) == [new]


def test_of_a_plan_no_longer_shared_nothing_is_told_and_the_link_says_so(ann: SimpleNamespace, shared: Plan) -> None:
    assert "Bob shares Growth" in page(ann, "notices/")
    shared.shares.all().delete()
    hidden = page(ann, "notices/")
    assert ("Growth" in hidden, "no longer shared with you" in hidden) == (False, True)
    told = Notice.objects.get()
    assert "This plan is no longer shared with you." in page(ann, f"notices/{told.pk}/")


def test_unread_ones_can_be_looked_at_alone(ann: SimpleNamespace, hear: Callable[[str], Notice]) -> None:
    Notice.objects.filter(pk=hear("Seen").pk).update(read_at=timezone.now())
    hear("Fresh")
    shown = page(ann, "notices/?only=unread")
    assert ("Fresh" in shown, "Seen" in shown) == (True, False)


def test_whoever_has_left_hears_nothing(organisation: Organisation, ann: SimpleNamespace) -> None:
    user: User = ann.user
    organisation.memberships.filter(user=user).delete()
    notices.tell(organisation, Kind.LINES, "One", [user], link="/", by=None)
    assert not Notice.objects.exists()

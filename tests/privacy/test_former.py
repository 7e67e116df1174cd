"""People without a record today, who stand in the history or in plans all the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add, edit, remove
from planning.core.records import Person, Position
from planning.models import Batch, ErasedPerson, StoredChange
from planning.organisation import writes
from planning.plans import editing
from planning.privacy import former
from planning.privacy.models import RetentionRules
from planning.privacy.retention import OF_ORGANISATIONS, leavers_going
from portal.models import Organisation, Right
from tests.erasing.everywhere import found
from tests.factories import MembershipFactory

NAME, EMAIL, KEY = "Vera Lindqvistx", "vera@lindqvistx.example", "1042"
ERASE = {"name": NAME, "reason": "Asked for it"}

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def commit(organisation: Organisation, *changes: Any, on: date | None = None, title: str = "Edit") -> Batch:
    batch = writes.commit(organisation, list(changes), title=title, today=on or timezone.localdate())
    organisation.refresh_from_db()
    return batch


@pytest.fixture
def left(organisation: Organisation) -> Organisation:
    """Vera came under another name, sat in a position with pay, and her record was removed."""
    today = timezone.localdate()
    person = Person(KEY, "Vera Bergx", EMAIL)
    position = Position("7", "Engineer", holder=KEY, pay=Decimal("98765"), currency="GBP")
    commit(organisation, add(today, person), add(today, position), title=f"Hire {NAME}")
    renamed = edit(today, person, name=NAME)
    assert renamed
    commit(organisation, renamed)
    freed = edit(today, position, holder="")
    assert freed
    commit(organisation, freed, remove(today, person._replace(name=NAME)))
    return organisation


@pytest.fixture
def admin(organisation: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user)
    return client


def address(organisation: Organisation, rest: str = "") -> str:
    return f"/o/{organisation.slug}/privacy/{rest}"


def hits(client: Client, organisation: Organisation, asked: str) -> list[tuple[str, bool]]:
    """Whom the search finds, and whether something is said of where they stand."""
    return [
        (one.person.name, bool(one.standing))
        for one in client.get(address(organisation), {"q": asked}).context["found"]
    ]


@pytest.mark.parametrize("asked", [NAME, "lindqvistx vera", EMAIL, KEY])
def test_somebody_in_the_history_alone_is_found_by_name_address_and_key(
    left: Organisation, admin: Client, asked: str
) -> None:
    assert hits(admin, left, asked) == [(NAME, True)]
    assert hits(admin, left, f"{asked} nobody") == []


def test_the_page_says_that_they_stand_only_in_what_is_kept_and_tells_all_of_it(
    left: Organisation, admin: Client
) -> None:
    page = admin.get(address(left, f"people/{KEY}/")).content.decode()
    assert "They appear only in the history" in page
    known = admin.get(address(left, f"people/{KEY}/"), {"format": "json"}).json()
    assert (known["person"]["name"], known["person"]["email"]) == (NAME, EMAIL)
    assert (known["known_as"], known["positions"]) == (sorted([NAME, "Vera Bergx", EMAIL]), [])
    assert len(known["history"]) == 5


def test_somebody_in_the_history_alone_is_erased_from_the_page(left: Organisation, admin: Client) -> None:
    page = admin.get(address(left, f"people/{KEY}/erase/")).content.decode()
    assert "They appear only in the history" in page
    assert "Changes in the history: <strong>5</strong>" in page
    assert admin.post(address(left, f"people/{KEY}/erase/"), ERASE).status_code == 302
    assert found([NAME, "Bergx", "98765", EMAIL]) == []
    assert hits(admin, left, "erased") == hits(admin, left, "") == []
    key = ErasedPerson.objects.get().key
    assert admin.get(address(left, f"people/{key}/")).status_code == 404


def test_somebody_who_came_back_is_found_once_with_their_record(left: Organisation, admin: Client) -> None:
    commit(left, add(timezone.localdate(), Person(KEY, NAME)))
    assert hits(admin, left, "lindqvistx") == [(NAME, False)]


def test_somebody_whose_record_is_still_to_come_is_found(organisation: Organisation, admin: Client) -> None:
    later = timezone.localdate() + timedelta(days=60)
    commit(organisation, add(later, Person(KEY, NAME)))
    assert hits(admin, organisation, "lindqvistx") == [(NAME, True)]
    assert "The history has one from" in admin.get(address(organisation, f"people/{KEY}/")).content.decode()


@pytest.mark.parametrize("is_shared", [True, False])
def test_somebody_in_a_plan_alone_is_found_by_those_who_may_see_the_plan(
    organisation: Organisation, is_shared: bool
) -> None:
    member = MembershipFactory.create(organisation=organisation, right=Right.ADMIN)
    owner = member.user if is_shared else MembershipFactory.create(organisation=organisation).user
    plan = editing.create(organisation, name="Spring", target=timezone.localdate(), owner=owner)
    editing.edit(plan, [add(timezone.localdate(), Person(KEY, NAME))], title="Hire", author=owner)
    client = Client()
    client.force_login(member.user)
    assert hits(client, organisation, "lindqvistx") == ([(NAME, True)] if is_shared else [])
    status = 200 if is_shared else 404
    assert client.get(address(organisation, f"people/{KEY}/erase/")).status_code == status


def test_nobody_of_another_organisation_is_found(left: Organisation) -> None:
    other = MembershipFactory.create(right=Right.ADMIN)
    client = Client()
    client.force_login(other.user)
    assert hits(client, other.organisation, "lindqvistx") == []
    assert client.get(address(other.organisation, f"people/{KEY}/")).status_code == 404


def test_a_search_asks_the_tables_as_often_however_many_are_gone(
    left: Organisation, admin: Client, django_assert_max_num_queries: Any
) -> None:
    today = timezone.localdate()
    people = [Person(f"p{number}", f"Otto Bergx {number}") for number in range(30)]
    commit(left, *(add(today, one) for one in people))
    commit(left, *(remove(today, one) for one in people))
    admin.get(address(left))
    with django_assert_max_num_queries(25):
        assert len(hits(admin, left, "otto")) == 20


def test_the_command_finds_somebody_in_the_history_by_their_address(
    left: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("erase_person", org=left.slug, email=EMAIL.upper())
    assert "changes in the history" in capsys.readouterr().out


def gone_for(organisation: Organisation, years: int) -> None:
    then = timezone.localdate() - relativedelta(years=years, days=1)
    StoredChange.objects.filter(organisation=organisation, kind="person").update(on=then)


def test_those_whose_record_was_removed_go_by_age_as_those_who_left_do(left: Organisation) -> None:
    RetentionRules.objects.create(organisation=left, leavers=2)
    kept = next(one for one in OF_ORGANISATIONS if one.name == "gone")
    now = timezone.now()
    assert list(kept.due(left, now)) == []
    gone_for(left, 2)
    assert (leavers_going(left, 2), leavers_going(left, 3)) == (1, 0)
    assert kept.remove(kept.due(left, now), now) == 1
    assert (found([NAME]), list(kept.due(left, now))) == ([], [])


@pytest.mark.parametrize("now", [Person("2", NAME.upper()), Person("2", "V. Lx", EMAIL)])
def test_whoever_is_here_under_another_id_is_not_erased_by_age(left: Organisation, now: Person) -> None:
    gone_for(left, 2)
    RetentionRules.objects.create(organisation=left, leavers=2)
    kept = next(one for one in OF_ORGANISATIONS if one.name == "gone")
    assert kept.due(left, timezone.now()).count() == 1
    commit(left, add(timezone.localdate(), now))
    assert (kept.due(left, timezone.now()).count(), leavers_going(left, 2)) == (0, 0)


@pytest.mark.parametrize("now", [Person("2", NAME.upper()), Person("2", "V. Lx", EMAIL)])
def test_whoever_left_and_is_here_again_under_another_id_is_not_erased_by_age(
    organisation: Organisation, now: Person
) -> None:
    today = timezone.localdate()
    commit(organisation, add(today, Person(KEY, NAME, EMAIL, leaves=today - timedelta(days=800))))
    RetentionRules.objects.create(organisation=organisation, leavers=2)
    kept = next(one for one in OF_ORGANISATIONS if one.name == "leavers")
    assert kept.due(organisation, timezone.now()).count() == 1
    commit(organisation, add(today, now))
    assert (kept.due(organisation, timezone.now()).count(), leavers_going(organisation, 2)) == (0, 0)


def test_whoever_was_removed_twice_counts_once(left: Organisation) -> None:
    person = Person(KEY, NAME)
    commit(left, add(timezone.localdate(), person))
    assert not former.gone(left).exists()
    commit(left, remove(timezone.localdate(), person))
    assert [row.key for row in former.gone(left)] == [KEY]


def test_somebody_who_left_and_still_has_a_record_is_found_with_it(organisation: Organisation, admin: Client) -> None:
    then = timezone.localdate() - timedelta(days=900)
    commit(organisation, add(then, Person(KEY, NAME, leaves=then)))
    assert hits(admin, organisation, "lindqvistx") == [(NAME, False)]
    assert admin.get(address(organisation, f"people/{KEY}/erase/")).status_code == 200

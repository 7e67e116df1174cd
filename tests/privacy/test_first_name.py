"""What the preview of an erasure says of texts in which the first name stands alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add
from planning.core.records import Assignment, Person, Position, Product
from planning.models import Comment
from planning.organisation import writes
from planning.plans import editing
from planning.privacy import first_name
from portal.models import Organisation, Right
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def commit(organisation: Organisation, *records: Any) -> None:
    today = date.today()
    writes.commit(organisation, [add(today, one) for one in records], title="Edit", today=today)
    organisation.refresh_from_db()


@pytest.fixture
def employed(organisation: Organisation) -> Organisation:
    commit(
        organisation,
        Person("1042", "Ines Moreaux"),
        Position("7", "Designer", role="product-manager"),
        Product("ledger", "Ledger"),
        Assignment(
            "ledger-7", "ledger", "7", "product-manager", note="Until Ines is back. Not Inesita, nor Ines Moreaux"
        ),
    )
    return organisation


@pytest.fixture
def admin(employed: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=employed, right=Right.ADMIN).user)
    return client


def preview(client: Client, organisation: Organisation, key: str = "1042", **sent: str) -> Any:
    there = f"/o/{organisation.slug}/privacy/people/{key}/erase/"
    return client.post(there, {"preview": "1"} | sent) if sent else client.get(there)


def test_texts_that_mention_the_first_name_alone_are_counted_with_pages_that_show_them(
    employed: Organisation, admin: Client
) -> None:
    answer = preview(admin, employed)
    assert "1 more text mentions only “Ines” and stays as it is" in " ".join(answer.content.decode().split())
    assert answer.context["alone"].pages == (("Ledger", f"/o/{employed.slug}/products/ledger/"),)


def test_a_first_name_that_is_given_as_another_name_is_erased_and_not_counted(
    employed: Organisation, admin: Client
) -> None:
    assert preview(admin, employed, also="Ines").context["alone"] is None


def test_a_text_with_the_whole_name_is_none_with_the_first_name_alone(
    organisation: Organisation, admin: Client
) -> None:
    commit(
        organisation,
        Person("9", "Vera Bergx"),
        Assignment("l9", "ledger", "7", "product-manager", note="For Vera Bergx"),
    )
    assert preview(admin, organisation, "9").context["alone"].number == 0


@pytest.mark.parametrize(
    ("name", "besides", "why_not"),
    [
        ("Ina Bergx", Person("o", "Ina Otherx"), "1 other person here has it too"),
        ("Aurora Bergx", Product("aurora", "Aurora mobile"), "something else here has that name"),
        ("Bo Bergx", Person("o", "Ina Otherx"), "it is too short"),
        ("Will Bergx", Person("o", "Ina Otherx"), "it is also a word"),
    ],
)
def test_a_first_name_that_may_mean_somebody_or_something_else_is_not_looked_for(
    employed: Organisation, admin: Client, name: str, besides: Any, why_not: str
) -> None:
    commit(employed, Person("9", name), besides)
    assert preview(admin, employed, "9").context["alone"] == first_name.Alone(name.split()[0], why_not)


def test_a_plan_that_is_not_shared_counts_and_is_not_named(employed: Organisation, admin: Client) -> None:
    owner = MembershipFactory.create(organisation=employed).user
    plan = editing.create(employed, name="Secret move", target=timezone.localdate(), owner=owner)
    Comment.objects.create(plan=plan, author=owner, text="Ines knows.")
    alone = preview(admin, employed).context["alone"]
    assert (alone.number, [name for name, _ in alone.pages]) == (2, ["Ledger"])


@pytest.mark.parametrize(
    ("name", "first"),
    [("Ines Moreau", "Ines"), ("Moreau, Ines", "Ines"), ("Dr. Ines Moreau", "Ines"), ("Ines", ""), ("", "")],
)
def test_the_first_name_is_told_from_the_rest(name: str, first: str) -> None:
    assert first_name.first_of(name) == first


def test_every_text_that_is_looked_at_is_there() -> None:
    for label, names in first_name.FREE.items():
        fields = {field.name for field in apps.get_model(label)._meta.get_fields()}
        assert set(names) <= fields


def test_a_preview_asks_the_tables_as_often_however_many_texts_there_are(
    employed: Organisation, admin: Client, django_assert_max_num_queries: Any
) -> None:
    notes = [Assignment(f"l{n}", "ledger", "7", "product-manager", note=f"Ines knows {n}") for n in range(30)]
    commit(employed, *notes)
    preview(admin, employed)
    with django_assert_max_num_queries(108):
        assert preview(admin, employed).context["alone"].number == 31

"""Making, naming and choosing organisations."""

import pytest
from django.test import Client

from portal.models import Membership, Organisation, Right
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.shapes import SignIn
from tests.typing_in import seen_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def user_client(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def test_whoever_makes_an_organisation_is_its_admin(user_client: Client) -> None:
    answer = user_client.post("/organisations/new/", {"name": "Acme & Söhne"}, follow=True)
    membership = Membership.objects.get()
    assert (membership.right, membership.organisation.name) == (Right.ADMIN, "Acme & Söhne")
    assert answer.redirect_chain[-1][0] == f"/o/{membership.organisation.slug}/"


def test_the_address_does_not_tell_whether_another_organisation_has_the_name(user_client: Client) -> None:
    OrganisationFactory.create(slug="acme", name="Acme")
    for name in ("Acme", "Nobody Else"):
        user_client.post("/organisations/new/", {"name": name})
    lengths = {len(row.slug) - len(row.name) for row in Organisation.objects.exclude(slug="acme")}
    assert lengths == {7}


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "\x00"])
def test_a_name_that_cannot_be_is_refused(user_client: Client, name: str) -> None:
    answer = user_client.post("/organisations/new/", {"name": name})
    assert answer.context["form"].errors["name"]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("name", ["東京", "!!!", "<script>alert(1)</script>", "x" * 200])
def test_any_other_name_will_do(user_client: Client, name: str) -> None:
    user_client.post("/organisations/new/", {"name": name})
    made = Organisation.objects.get()
    page = user_client.get("/?choose").content.decode()
    assert made.name == name
    assert "<script>alert" not in page


def test_renaming_keeps_the_address_and_the_version(client_as: SignIn, organisation: Organisation) -> None:
    Organisation.objects.update(version=7)
    client, there = client_as(Right.ADMIN), f"/o/{organisation.slug}/organisation/"
    client.post(there, {"name": "New name", "seen": seen_at(client, there)})
    row = Organisation.objects.get()
    assert (row.name, row.slug, row.version) == ("New name", organisation.slug, 7)


def test_the_start_leads_straight_to_the_only_organisation(client: Client) -> None:
    membership = MembershipFactory.create()
    client.force_login(membership.user)
    assert client.get("/")["Location"] == f"/o/{membership.organisation.slug}/"


def test_the_start_offers_the_choice_among_several_and_no_others(client: Client) -> None:
    one = MembershipFactory.create(organisation__name="First")
    MembershipFactory.create(user=one.user, organisation__name="Second")
    OrganisationFactory.create(name="Hidden")
    client.force_login(one.user)
    page = client.get("/").content.decode()
    assert [name in page for name in ("First", "Second", "Hidden")] == [True, True, False]


def test_the_start_says_what_to_do_without_any(user_client: Client) -> None:
    assert "You are not a member of an organisation yet" in user_client.get("/").content.decode()


@pytest.mark.parametrize("sees_cost", [True, False])
def test_an_archive_is_offered_to_whoever_may_make_one_and_others_read_why_not(client: Client, sees_cost: bool) -> None:
    row = MembershipFactory.create(right=Right.ADMIN, sees_cost=sees_cost)
    client.force_login(row.user)
    page = client.get(f"/o/{row.organisation.slug}/organisation/").content.decode()
    assert ("organisation/archive/" in page) is sees_cost
    assert ("only an admin who can see cost" in page) is not sees_cost


def test_organisations_of_one_name_are_told_apart_by_their_addresses(client: Client) -> None:
    user = UserFactory.create()
    for slug, name in (("acme", "Acme"), ("acme-2", "Acme"), ("other", "Other")):
        MembershipFactory.create(user=user, organisation=OrganisationFactory.create(slug=slug, name=name))
    client.force_login(user)
    page = client.get("/?choose").content.decode()
    assert [f">/o/{slug}/<" in page for slug in ("acme", "acme-2", "other")] == [True, True, False]

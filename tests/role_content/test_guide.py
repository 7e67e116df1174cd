"""The role guide inside an organisation: who holds each role."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client

from planning.models import Band
from planning.plans import editing
from portal.models import Organisation, Right
from tests.factories import AssignmentFactory, MembershipFactory, OrganisationFactory, PersonFactory, PositionFactory
from tests.small_organisation import PM, SignIn

Read = Callable[[str], str]


def test_a_role_says_who_holds_it_and_on_which_products(read: Read) -> None:
    body = read(f"roles/{PM}/")
    assert "Luis" in body
    assert "Aisha" not in body
    assert ">Checkout</a>" in body


def test_open_positions_say_by_when_and_for_what(filled: Organisation, read: Read) -> None:
    PositionFactory.create(
        organisation=filled, key="new", title="PM, Ledger", role=PM, holder="", target_start=date(2030, 3, 1)
    )
    AssignmentFactory.create(organisation=filled, product="ledger", position="new", role=PM)
    body = read(f"roles/{PM}/")
    assert "PM, Ledger" in body
    assert "open, target start 1 Mar 2030" in body


def test_a_role_that_nobody_holds_says_so(read: Read) -> None:
    assert "No one holds this role, and there is no open position for it." in read("roles/legal/")


def test_another_day_is_shown(filled: Organisation, read: Read) -> None:
    leaver = PersonFactory.create(
        organisation=filled, key="h-leo", name="Leonora", leaves=date.today() + timedelta(days=5)
    )
    PositionFactory.create(organisation=filled, key="leo", holder=leaver.key, title="PM", role=PM)
    later = date.today() + timedelta(days=9)
    assert "Leonora" in read(f"roles/{PM}/")
    assert "Leonora" not in read(f"roles/{PM}/?on={later}")


def test_links_stay_in_the_organisation_and_keep_the_plan(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    owner = filled.memberships.get().user
    plan = editing.create(filled, name="Spring", target=date.today(), owner=owner)
    body = client.get(f"/o/{filled.slug}/roles/?plan={plan.slug}").content.decode()
    assert f'href="/o/{filled.slug}/roles/{PM}/?plan={plan.slug}"' in body
    assert 'href="/roles/' not in body


def test_viewers_are_not_offered_to_open_a_position(filled: Organisation, client_as: SignIn) -> None:
    address = f"/o/{filled.slug}/roles/{PM}/"
    assert "Open a position" in client_as(Right.PLANNER).get(address).content.decode()
    assert "Open a position" not in client_as(Right.VIEWER).get(address).content.decode()


def test_nobody_of_another_organisation_is_shown(filled: Organisation, client_as: SignIn) -> None:
    other = OrganisationFactory.create()
    PersonFactory.create(organisation=other, key="x", name="Xenia")
    PositionFactory.create(organisation=other, key="x", holder="x", title="PM", role=PM)
    assert "Xenia" not in client_as(Right.ADMIN).get(f"/o/{filled.slug}/roles/{PM}/").content.decode()


def test_a_long_list_of_holders_is_paged(filled: Organisation, client_as: SignIn) -> None:
    client: Client = client_as(Right.VIEWER)
    for n in range(14):
        PersonFactory.create(organisation=filled, key=f"n{n}", name=f"Nils {n:02}")
        PositionFactory.create(organisation=filled, key=f"n{n}", holder=f"n{n}", title="PM", role=PM)
    address = f"/o/{filled.slug}/roles/{PM}/"
    first, second = (client.get(address, {"page": page}).content.decode() for page in (1, 2))
    assert "1–12 of 15" in first
    assert "Nils 13" not in first
    assert "Nils 13" in second


def test_a_product_of_the_organisation_is_answered_for(read: Read) -> None:
    body = read("roles/need/?product=ledger")
    assert "Ledger needs a Product Manager now." in body
    assert "No Product Manager covers Ledger (build, internal)." in body
    assert "role=product-manager&amp;product=ledger" in body


def test_a_product_that_has_everybody_is_told_so(read: Read) -> None:
    body = read("roles/need/?product=checkout")
    assert "Checkout has the roles it needs today." in body
    assert "Open a position" not in body


def test_an_unknown_product_is_told_and_another_can_be_chosen(read: Read) -> None:
    body = read("roles/need/?product=gone")
    assert "Product “gone” not found on this date." in body
    assert '<option value="ledger"' in body


def test_a_position_can_be_opened_in_one_of_the_own_plans(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    editing.create(filled, name="Mine", target=date.today(), owner=filled.memberships.get().user)
    other = client_as(Right.PLANNER)
    editing.create(filled, name="Theirs", target=date.today(), owner=filled.memberships.latest("pk").user)
    body = client.get(f"/o/{filled.slug}/roles/need/?product=ledger").content.decode()
    assert "plan=mine" in body
    assert "plan=theirs" not in body
    assert "plan=theirs" in other.get(f"/o/{filled.slug}/roles/need/?product=ledger").content.decode()


def test_a_viewer_is_told_whom_to_ask(filled: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.VIEWER).get(f"/o/{filled.slug}/roles/need/?product=ledger").content.decode()
    assert "ask a planner" in body
    assert "data-do" not in body.split("Or describe a product")[0]


def test_bands_are_shown_to_those_who_see_cost_and_to_nobody_else(filled: Organisation) -> None:
    Band.objects.create(
        organisation=filled, role=PM, level=2, currency="GBP", low=61000, high=78000, since="2020-01-01"
    )
    bodies = []
    for sees_cost in (True, False):
        client = Client()
        client.force_login(MembershipFactory.create(organisation=filled, right=Right.VIEWER, sees_cost=sees_cost).user)
        bodies.append(client.get(f"/o/{filled.slug}/roles/{PM}/").content.decode())
    assert "61,000 GBP" in bodies[0]
    assert "61,000" not in bodies[1]
    assert "no band for this role" not in bodies[1]


def test_where_a_position_is_open_already_it_is_to_be_filled_not_opened_again(filled: Organisation, read: Read) -> None:
    PositionFactory.create(organisation=filled, key="new", title="PM, Ledger", role=PM, holder="")
    AssignmentFactory.create(organisation=filled, product="ledger", position="new", role=PM)
    AssignmentFactory.create(organisation=filled, product="ledger", position="aisha", role=PM, kind="stand-in")
    body = read("roles/need/?product=ledger")
    assert "Next: fill the open position." in body
    assert "Open a position" not in body
    assert "Ledger (stand-in as PM)" in read("roles/product-marketing-manager/")


def test_many_open_positions_are_left_to_the_list_of_requisitions(filled: Organisation, client_as: SignIn) -> None:
    client: Client = client_as(Right.VIEWER)
    for n in range(14):
        PositionFactory.create(organisation=filled, key=f"o{n:02}", title=f"Open {n:02}", role=PM, holder="")
    body = client.get(f"/o/{filled.slug}/roles/{PM}/").content.decode()
    assert "Open 11" in body
    assert "Open 12" not in body
    assert f'href="/o/{filled.slug}/hiring/list/?role={PM}"' in body

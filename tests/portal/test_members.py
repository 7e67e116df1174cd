"""Changing rights, removing, and never being left without an admin."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal import members
from portal.cost_right import Withheld
from portal.forms import MemberForm
from portal.models import Membership, Organisation, Right
from tests.factories import MembershipFactory, OrganisationFactory
from tests.portal.acting import post, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(organisation: Organisation) -> Membership:
    return MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True)


@pytest.fixture
def viewer(organisation: Organisation) -> Membership:
    return MembershipFactory.create(organisation=organisation)


def test_the_list_shows_everybody_with_address_and_right(admin: Membership, viewer: Membership) -> None:
    page = signed_in(admin).get(reverse("members", args=[admin.organisation.slug])).content.decode()
    assert admin.user.email in page
    assert viewer.user.email in page


def test_the_list_costs_the_same_queries_for_any_number_of_members(
    admin: Membership, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    MembershipFactory.create_batch(12, organisation=admin.organisation)
    client = signed_in(admin)
    with django_assert_max_num_queries(6):  # session, user, membership, members, invitations, people of an archive
        client.get(reverse("members", args=[admin.organisation.slug]))


def test_a_right_and_the_cost_right_can_be_changed(admin: Membership, viewer: Membership) -> None:
    page = post(admin, "member-change", viewer.pk, right="planner", sees_cost="on")
    viewer.refresh_from_db()
    assert (viewer.right, viewer.sees_cost) == (Right.PLANNER, True)
    assert "is now Planner" in page


def test_a_right_that_does_not_exist_changes_nothing(admin: Membership, viewer: Membership) -> None:
    page = post(admin, "member-change", viewer.pk, right="owner", sees_cost="on")
    viewer.refresh_from_db()
    assert (viewer.right, viewer.sees_cost) == (Right.VIEWER, False)
    assert "This option is not available" in page


@pytest.mark.parametrize("right", [Right.VIEWER, Right.PLANNER, Right.APPROVER])
def test_nobody_but_an_admin_can_raise_a_right(organisation: Organisation, right: Right) -> None:
    actor = MembershipFactory.create(organisation=organisation, right=right)
    answer = signed_in(actor).post(reverse("member-change", args=[organisation.slug, actor.pk]), {"right": "admin"})
    actor.refresh_from_db()
    assert (answer.status_code, actor.right) == (403, right)


def test_posting_another_organisation_or_user_does_not_move_a_membership(admin: Membership, viewer: Membership) -> None:
    other = OrganisationFactory.create()
    post(admin, "member-change", viewer.pk, right="admin", organisation=other.pk, user=admin.user.pk)
    moved = Membership.objects.get(pk=viewer.pk)
    assert (moved.organisation_id, moved.user_id) == (viewer.organisation_id, viewer.user_id)


def test_the_last_admin_cannot_step_down(admin: Membership) -> None:
    page = post(admin, "member-change", admin.pk, right="viewer", sees_cost="on")
    admin.refresh_from_db()
    assert admin.right == Right.ADMIN
    assert "is the only admin" in page


def test_the_last_admin_cannot_be_removed(admin: Membership) -> None:
    page = post(admin, "member-remove", admin.pk)
    assert Membership.objects.filter(pk=admin.pk).exists()
    assert "is the only admin" in page


def test_one_of_two_admins_can_leave_and_then_sees_nothing(admin: Membership) -> None:
    MembershipFactory.create(organisation=admin.organisation, right=Right.ADMIN)
    post(admin, "member-remove", admin.pk)
    answer = signed_in(admin).get(reverse("home", args=[admin.organisation.slug]))
    assert answer.status_code == 404


def test_a_removed_member_loses_access_in_the_same_session(admin: Membership, viewer: Membership) -> None:
    client, address = signed_in(viewer), reverse("home", args=[viewer.organisation.slug])
    before = client.get(address).status_code
    post(admin, "member-remove", viewer.pk)
    assert (before, client.get(address).status_code) == (200, 404)


def test_an_admin_who_has_just_been_demoted_can_change_nothing_more(admin: Membership, viewer: Membership) -> None:
    Membership.objects.filter(pk=admin.pk).update(right=Right.VIEWER)
    with pytest.raises(PermissionDenied):
        members.remove(admin, viewer.pk)


def test_a_member_of_another_organisation_is_out_of_reach(admin: Membership) -> None:
    with pytest.raises(Http404):
        members.change(admin, MembershipFactory.create().pk, Right.ADMIN, True)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_admins_at_once_one_takes_the_cost_right_and_one_stays_an_admin() -> None:
    """Either would take the right that nobody has, and then each would demote the other."""
    organisation = OrganisationFactory.create()
    one, other = MembershipFactory.create_batch(2, organisation=organisation, right=Right.ADMIN)
    refused = at_once(partial(members.take_cost, one), partial(members.take_cost, other))
    assert (organisation.memberships.filter(sees_cost=True).count(), len(refused)) == (1, 1)
    organisation.memberships.update(sees_cost=False)
    refused = at_once(
        partial(members.change, one, other.pk, Right.VIEWER, False),
        partial(members.change, other, one.pk, Right.VIEWER, False),
    )
    assert (organisation.memberships.filter(right=Right.ADMIN).count(), len(refused)) == (1, 1)


def at_once(*deeds: Callable[[], object]) -> list[Exception]:
    """Do these at the same moment; what was refused."""
    ready = threading.Barrier(len(deeds))
    refused: list[Exception] = []

    def do(deed: Callable[[], object]) -> None:
        ready.wait()
        try:
            deed()
        except (PermissionDenied, members.LastAdmin, Withheld) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_rights_of_a_member_who_is_removed_meanwhile_are_no_page(organisation: Organisation) -> None:
    member = MembershipFactory.create(organisation=organisation)
    form = MemberForm({"right": Right.PLANNER, "seen": "any"}, instance=member)
    assert form.is_valid()
    Membership.objects.filter(pk=member.pk).delete()
    with pytest.raises(Http404):
        form.keep()

"""Deleting one's own account."""

from __future__ import annotations

import json
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from planning.models import Candidate, FindingNote, KitStep, Notice, Plan, Scorecard
from planning.plans import editing
from portal import erasing
from portal.models import Membership, Organisation, Right, Session, User
from tests.erasing.everywhere import found
from tests.factories import MembershipFactory, UserFactory
from tests.shapes import Answer

PASSWORD = "correct horse battery"

NAME, EMAIL = "Tilda Nobrex", "tilda@nobrex.example"

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tilda(organisation: Organisation) -> User:
    """A member who has left traces of every kind."""
    user = UserFactory.create(name=NAME, email=EMAIL)
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory.create(organisation=organisation, user=user, right=Right.PLANNER)
    other = MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True, verified=True)
    Notice.objects.create(organisation=organisation, user=other, kind="lines", text=f"{NAME} signed off", link="/")
    note = {"rule": "cov-pm", "kind": "product", "key": "x", "event": "assigned", "on": date.today()}
    FindingNote.objects.create(organisation=organisation, author=user, text=NAME, **note)
    step = KitStep.objects.create(organisation=organisation, position="p", name="Talk")
    candidate = Candidate.objects.create(organisation=organisation, position="p", name="Bo", added_on=date.today())
    Scorecard.objects.create(candidate=candidate, step=step, interviewer=user, summary="Good")
    editing.create(organisation, name="Secret", target=date.today(), owner=user)
    sent = editing.create(organisation, name="Sent", target=date.today(), owner=user)
    sent.shares.create(user=other)
    LogEntry.objects.create(user=other, action_flag=2, object_repr="x")
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def delete(client: Client, password: str) -> Answer:
    """Delete the account, showing by a password that it is the same person."""
    asked = client.post(reverse("account-delete"), {"email": EMAIL})
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    return client.post(asked.headers["Location"], {"password": password})


def test_an_account_goes_and_what_it_did_stays_under_a_number(tilda: User) -> None:
    client = signed_in(tilda)
    assert EMAIL in json.loads(client.get(reverse("account-data")).content)["account"]["email"]
    assert delete(client, "wrong").status_code == 200
    assert User.objects.filter(email=EMAIL).exists()
    assert delete(client, PASSWORD).headers["Location"] == reverse("account_login")
    assert found(["nobrex"]) == []
    assert Notice.objects.get().text == f"Former member {tilda.pk} signed off"
    assert str(Scorecard.objects.get().interviewer) == f"Former member {tilda.pk}"
    assert [plan.name for plan in Plan.objects.all()] == ["Sent"]
    assert not Membership.objects.filter(user=tilda).exists()
    assert not Session.objects.filter(user=tilda).exists()
    assert "_auth_user_id" not in signed_in(User(email=EMAIL)).session


def test_the_only_admin_hands_over_first(tilda: User, organisation: Organisation) -> None:
    organisation.memberships.filter(right=Right.ADMIN).delete()
    organisation.memberships.update(right=Right.ADMIN)
    page = signed_in(tilda).post(reverse("account-delete"), {"email": EMAIL})
    assert (page.status_code, str(organisation) in page.content.decode().replace("&#x27;", "'")) == (422, True)
    with pytest.raises(erasing.OnlyAdmin):
        erasing.erase(tilda, by=tilda)

"""Whoever decides on a plan, and what they send."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.models import Plan
from planning.organisation import store
from planning.plans import editing, review
from portal.models import Organisation, Right, User
from tests.factories import MembershipFactory

State = Plan.State
SOON = timezone.localdate() + timedelta(days=30)  # the pages go by the real day
DECISIONS = {"approve": State.APPROVED, "send-back": State.SENT_BACK, "reject": State.REJECTED}


def member(organisation: Organisation, right: Right) -> User:
    return MembershipFactory.create(organisation=organisation, right=right).user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, plan: Plan, name: str = "plan-state", **data: object) -> str:
    """What the page says that comes next. The plan was looked at as `plan` is, unless `seen` says otherwise."""
    url = reverse(name, args=[plan.organisation.slug, plan.slug])
    return client.post(url, {"seen": plan.version, **data}, follow=True).content.decode()


def status(client: Client, plan: Plan, name: str = "plan-state", **data: object) -> int:
    return client.post(reverse(name, args=[plan.organisation.slug, plan.slug]), data).status_code


def state(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def parted(plan: Plan, *changes: object) -> Plan:
    """In review with these changes instead."""
    review.withdraw(plan, by=plan.owner)
    plan = Plan.objects.select_related("organisation", "owner").get(pk=plan.pk)
    editing.drop(plan, list(store.planned(plan)), author=None)
    for change in changes:
        fresh = Plan.objects.get(pk=plan.pk)
        plan = editing.edit(fresh, [change], title="Edit", author=None)  # type: ignore[list-item]
    return review.submit(Plan.objects.select_related("organisation", "owner").get(pk=plan.pk), by=plan.owner)

"""News about plans: who is told, and that it leads to the plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from planning.notices import notices
from planning.organisation.models import Plan
from portal.models import Membership, Right, User


def tell(plan: Plan, kind: str, text: str, users: Iterable[User], *, by: Any) -> None:
    """Tell each of `users` about a plan; see `notices.tell` for who is left out."""
    link = reverse("plan", args=[plan.organisation.slug, plan.slug])
    notices.tell(plan.organisation, kind, text, users, link=link, by=by, plan=plan)


def involved(plan: Plan) -> list[User]:
    """The owner and everybody the plan is shared with."""
    users = [share.user for share in plan.shares.select_related("user")]
    return [plan.owner, *users] if plan.owner else users


def approvers(plan: Plan) -> list[User]:
    """Every member who may approve."""
    rights = [right for right in Right if right.includes(Right.APPROVER)]
    members = Membership.objects.filter(organisation=plan.organisation_id, right__in=rights)
    return [membership.user for membership in members.select_related("user")]

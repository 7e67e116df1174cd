"""News for members: kept for the portal, sent by e-mail once the transaction has succeeded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.core.mail import send_mass_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from planning.organisation.models import Plan
from planning.plans.models import Muted, Notice
from portal.addresses import absolute
from portal.models import Membership, Organisation, Right, User

_unsent: ContextVar[bool] = ContextVar("unsent", default=False)


@contextmanager
def unsent() -> Iterator[None]:
    """News told herein stay in the portal: what the demo makes up is nobody's mail."""
    before = _unsent.set(True)
    try:
        yield
    finally:
        _unsent.reset(before)


def tell(plan: Plan, kind: str, text: str, users: Iterable[User], *, by: Any) -> None:
    """Tell each of `users` about a plan, but the one who did it, unless they switched this kind off."""
    link = reverse("plan", args=[plan.organisation.slug, plan.slug])
    _tell(kind, text, users, by, link, plan=plan)


def tell_of(organisation: Organisation, kind: str, text: str, users: Iterable[User], *, link: str, by: Any) -> None:
    """As `tell`, about what `link`, an address within the organisation, leads to."""
    _tell(kind, text, users, by, link, organisation=organisation, link=link)


def of_member(user: User, organisation: Organisation) -> QuerySet[Notice]:
    """The news that a member has in an organisation, newest first."""
    here = Q(plan__organisation=organisation) | Q(organisation=organisation)
    return Notice.objects.filter(here, user=user).select_related("plan")


def involved(plan: Plan) -> list[User]:
    """The owner and everybody the plan is shared with."""
    users = [share.user for share in plan.shares.select_related("user")]
    return [plan.owner, *users] if plan.owner else users


def approvers(plan: Plan) -> list[User]:
    """Every member who may approve."""
    rights = [right for right in Right if right.includes(Right.APPROVER)]
    members = Membership.objects.filter(organisation=plan.organisation_id, right__in=rights)
    return [membership.user for membership in members.select_related("user")]


def _tell(kind: str, text: str, users: Iterable[User], by: Any, address: str, **about: Any) -> None:
    others = _members(about.get("organisation") or about["plan"].organisation_id, users)
    others.pop(getattr(by, "pk", 0), None)
    muted = set(Muted.objects.filter(user__in=others, kind=kind).values_list("user_id", "by_mail"))
    Notice.objects.bulk_create(
        Notice(user=user, kind=kind, text=text[:400], **about)
        for pk, user in others.items()
        if (pk, False) not in muted
    )
    mail = [user.email for pk, user in others.items() if (pk, True) not in muted]
    if mail and not _unsent.get():
        transaction.on_commit(partial(_send, text, mail, absolute(address)))


def _members(organisation: Any, users: Iterable[User]) -> dict[int, User]:
    """Those who still belong to the organisation: whoever has left it hears nothing of it."""
    known = {user.pk: user for user in users}
    here = Membership.objects.filter(organisation=organisation, user__in=known).values_list("user", flat=True)
    return {pk: known[pk] for pk in here}


def _send(text: str, addresses: list[str], link: str) -> None:
    body = f"{text}\n\n{link}\n\nYou can switch these messages off in Lineup under Notifications."
    send_mass_mail([(text, body, None, [address]) for address in addresses])

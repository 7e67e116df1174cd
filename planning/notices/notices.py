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

from planning.notices.models import Muted, Notice
from planning.organisation.models import Plan
from portal.addresses import absolute
from portal.models import Membership, Organisation, User

_unsent: ContextVar[bool] = ContextVar("unsent", default=False)


@contextmanager
def unsent() -> Iterator[None]:
    """News told herein stay in the portal: what the demo makes up is nobody's mail."""
    before = _unsent.set(True)
    try:
        yield
    finally:
        _unsent.reset(before)


def tell(
    organisation: Organisation,
    kind: str,
    text: str,
    users: Iterable[User],
    *,
    link: str,
    by: Any,
    plan: Plan | None = None,
) -> None:
    """Tell each of `users` about what `link`, an address within the organisation, leads to; but not the one who did it,
    whoever has left the organisation, or who switched this kind off. With a `plan` the news go when the plan goes, and
    lead to it."""
    others = _members(organisation, users)
    others.pop(getattr(by, "pk", 0), None)
    muted = set(Muted.objects.filter(user__in=others, kind=kind).values_list("user_id", "by_mail"))
    about = {"plan": plan} if plan else {"organisation": organisation, "link": link}
    Notice.objects.bulk_create(
        Notice(user=user, kind=kind, text=text[:400], **about)
        for pk, user in others.items()
        if (pk, False) not in muted
    )
    mail = [user.email for pk, user in others.items() if (pk, True) not in muted]
    if mail and not _unsent.get():
        transaction.on_commit(partial(_send, text, mail, absolute(link)))


def of_member(user: User, organisation: Organisation) -> QuerySet[Notice]:
    """The news that a member has in an organisation, newest first."""
    here = Q(plan__organisation=organisation) | Q(organisation=organisation)
    return Notice.objects.filter(here, user=user).select_related("plan")


def _members(organisation: Organisation, users: Iterable[User]) -> dict[int, User]:
    """Those who still belong to the organisation: whoever has left it hears nothing of it."""
    known = {user.pk: user for user in users}
    here = Membership.objects.filter(organisation=organisation, user__in=known).values_list("user", flat=True)
    return {pk: known[pk] for pk in here}


def _send(text: str, addresses: list[str], link: str) -> None:
    body = f"{text}\n\n{link}\n\nYou can switch these messages off in Lineup under Notifications."
    send_mass_mail([(text, body, None, [address]) for address in addresses])

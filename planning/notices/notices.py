"""News for members: kept for the portal, and put into the queue of e-mail in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from planning.notices import letters
from planning.notices.kinds import ALWAYS
from planning.notices.models import Muted, Notice
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from portal.guard import Access
from portal.models import Membership, Organisation, Right, User

# What is said again in the same words this soon, unread, is told once.
AT_ONCE = timedelta(hours=1)

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
    whoever has left the organisation, or who switched this kind off, where that is theirs to choose. With a `plan` the
    news go when the plan goes, and lead to it."""
    now = timezone.now()
    short, there = Truncator(text).chars(400), "" if plan else link
    notice = Notice(organisation=organisation, kind=kind, text=short, plan=plan, link=there)
    others = _members(organisation, users)
    others.pop(getattr(by, "pk", 0), None)
    muted: set[tuple[int, bool]] = set()
    if kind not in ALWAYS:
        for pk in _told_already(notice, others, now):
            del others[pk]
        muted = set(Muted.objects.filter(user__in=others, kind=kind).values_list("user_id", "by_mail"))
    Notice.objects.bulk_create(_for(notice, user) for pk, user in others.items() if (pk, False) not in muted)
    mail = [user.email for pk, user in others.items() if (pk, True) not in muted]
    if mail and not _unsent.get():
        letters.send(notice, mail, link)  # into the queue, with the transaction that is open


def tell_admins(organisation: Organisation, text: str, by: User | None, **sent: Any) -> None:
    """Tell all admins of what happened to the right to see cost. Receives `cost_right.admins_to_be_told`."""
    rows = organisation.memberships.filter(right=Right.ADMIN).select_related("user")
    link = reverse("members", args=[organisation.slug])
    tell(organisation, Notice.Kind.COST, text, [row.user for row in rows], link=link, by=by)


def of_member(access: Access) -> QuerySet[Notice]:
    """The news that a member has in an organisation, newest first; `hidden` where they are about a plan that this
    member may not see any more."""
    shown = Exists(visible(access).filter(pk=OuterRef("plan")))
    mine = Notice.objects.filter(user=access.user, organisation=access.organisation)
    return mine.select_related("plan").annotate(hidden=Q(plan__isnull=False) & ~shown)


def _for(notice: Notice, user: User) -> Notice:
    about = {name: getattr(notice, name) for name in ("organisation", "plan", "link", "kind", "text")}
    return Notice(user=user, **about)


def _told_already(notice: Notice, users: Iterable[int], now: datetime) -> set[int]:
    same = Notice.objects.filter(
        user__in=users, kind=notice.kind, text=notice.text, plan=notice.plan, link=notice.link, read_at=None
    )
    return set(same.filter(organisation=notice.organisation, made_at__gt=now - AT_ONCE).values_list("user", flat=True))


def _members(organisation: Organisation, users: Iterable[User]) -> dict[int, User]:
    """Those who still belong to the organisation: whoever has left it hears nothing of it."""
    known = {user.pk: user for user in users}
    here = Membership.objects.filter(organisation=organisation, user__in=known).values_list("user", flat=True)
    return {pk: known[pk] for pk in here}

"""Who may see cost. Only a member who may lets others, and every change is written to the audit log.

Where nobody may, an admin may take it, and whoever runs the site gives it by `manage.py grant_cost`; all admins are
told of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db.models import QuerySet
from django.dispatch import Signal
from django.http import HttpRequest

from portal import audit
from portal.models import Membership, Organisation, Right, User

# Sent within the transaction, with `organisation`, `text` and `by` (a user or None): all admins are to be told.
admins_to_be_told = Signal()


class Withheld(Exception):
    """The cost right cannot be given or taken so. The text says why and what to do."""


class NobodyLeft(Exception):
    """Nobody would be left who may see cost; to be confirmed."""


def holders(organisation: Organisation) -> QuerySet[Membership]:
    """The members who may see cost; an account that is switched off sees nothing."""
    return organisation.memberships.filter(sees_cost=True, user__is_active=True)


def is_last(membership: Membership) -> bool:
    """Whether this member may see cost, and nobody else."""
    others = holders(membership.organisation).exclude(pk=membership.pk)
    return membership.sees_cost and not others.exists()


def check(actor: Membership, target: Membership, wanted: bool, *, last: bool) -> None:
    """Whether `actor`, as stored, may set the cost right of `target` to `wanted`. `last`: that nobody is left was
    confirmed. Raises `Withheld`, `NobodyLeft`."""
    if target.sees_cost == wanted:
        return
    if not actor.sees_cost:
        raise Withheld(needed(actor.organisation))
    if not wanted and not last and is_last(target):
        raise NobodyLeft


def check_removal(actor: Membership, target: Membership) -> None:
    """Whether `actor`, as stored, may end the membership of `target`: who may not see cost takes it from nobody else,
    or they could take it themselves once nobody is left who may. Raises `Withheld`."""
    if target.pk != actor.pk and not actor.sees_cost and target in holders(actor.organisation):
        raise Withheld(why_not_remove(holders(actor.organisation).select_related("user")))


def why_not_remove(seeing: Iterable[Membership]) -> str:
    """Why somebody who may not see cost removes nobody who may, and what to do, given who may."""
    gone = "If they have left, your site administrator can give you access with manage.py grant_cost."
    return f"{why_not(seeing, 'remove someone who can')} {gone}"


def tell_nobody_left(organisation: Organisation, why: str, by: User | None = None) -> None:
    """Tell all admins but `by` if nobody may see cost any more. `why`: what happened, as a sentence. To be called
    where somebody gave the right up, within the transaction."""
    if not holders(organisation).exists():
        text = f"{why} No one can see cost now. An admin can give themselves access under Members."
        admins_to_be_told.send(Membership, organisation=organisation, text=text, by=by)


def needed(organisation: Organisation) -> str:
    """Why somebody who may not see cost cannot let others, and whom to ask, by name."""
    return why_not(holders(organisation).select_related("user"))


def why_not(seeing: Iterable[Membership], what: str = "change who can") -> str:
    """The same, given who may, or why they cannot do something else. Where none of them is an admin, one has to become
    one."""
    every = list(seeing)
    admins = [row for row in every if row.right == Right.ADMIN]
    names = " or ".join(str(row.user) for row in (admins or every)[:2])
    ask = f" Ask {names}." if admins else f" Make {names} an admin so that they can." if names else ""
    return f"You cannot see cost yourself, so you cannot {what}.{ask}"


@contextmanager
def noted(
    rows: Callable[[], QuerySet[Membership]],
    *,
    request: HttpRequest | None = None,
    actor: User | None = None,
    how: str = "",
) -> Iterator[None]:
    """Write to the audit log what happens meanwhile to the cost right of these memberships. `how`: by what, other than
    an admin's own change."""
    before = _seeing(rows())
    yield
    after = _seeing(rows())
    for kind, changed in (
        (audit.Kind.COST_GRANTED, [row for pk, row in after.items() if pk not in before]),
        (audit.Kind.COST_TAKEN, [row for pk, row in before.items() if pk not in after]),
    ):
        for row in changed:
            _record(kind, row, request, actor, how)


def _record(kind: audit.Kind, row: Membership, request: HttpRequest | None, actor: User | None, how: str) -> None:
    """What went with its organisation has nobody to tell."""
    if not Organisation.objects.filter(pk=row.organisation_id).exists():
        return
    about = User.objects.filter(pk=row.user_id).first()
    details = {"how": how} if how else {}
    audit.record(kind, request=request, actor=actor, organisation=row.organisation, about=about, **details)


def _seeing(rows: QuerySet[Membership]) -> dict[int, Membership]:
    return {row.pk: row for row in rows.filter(sees_cost=True).select_related("organisation")}

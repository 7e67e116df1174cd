"""Changing who may do what. Every change waits for the others of its organisation, so two admins who act at
once cannot leave it without an admin."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest

from portal import audit, cost_right
from portal.cost_right import Withheld
from portal.models import Membership, Organisation, Right


class LastAdmin(Exception):
    """The organisation would be left without an admin. The text says whom it is about and what to do."""


def find(organisation: Organisation, pk: int) -> Membership:
    """A member by key, with the user. Raises `Http404`."""
    target = organisation.memberships.select_related("user").filter(pk=pk).first()
    if target is None:
        raise Http404("Member not found.")
    return target


def change(
    actor: Membership,
    pk: int,
    right: Right,
    sees_cost: bool,
    *,
    last: bool = False,
    request: HttpRequest | None = None,
) -> Membership:
    """Give the member with this key a right and the cost right; `last` confirms that nobody is left who may see cost.
    Raises `LastAdmin`, `Withheld`, `NobodyLeft`, `Http404`, `PermissionDenied`."""
    with _alone(actor) as stored:
        target = find(actor.organisation, pk)
        if right != Right.ADMIN:
            _keep_an_admin(target)
        cost_right.check(stored, target, sees_cost, last=last)
        before, seen = target.right, target.sees_cost
        target.right, target.sees_cost = right, sees_cost
        with _noted(actor, target, request):
            target.save(update_fields=["right", "sees_cost"])
        if seen and not sees_cost:
            cost_right.tell_nobody_left(actor.organisation, f"{target.user} can no longer see cost.", actor.user)
        if right != before:
            of, by, about = actor.organisation, actor.user, target.user
            audit.record(audit.Kind.RIGHT_CHANGED, organisation=of, actor=by, about=about, before=before, after=right)
    return target


def remove(actor: Membership, pk: int, *, request: HttpRequest | None = None) -> Membership:
    """End a membership, one's own included. Raises `LastAdmin`, `Withheld`, `Http404`, `PermissionDenied`."""
    with _alone(actor) as stored:
        target = find(actor.organisation, pk)
        cost_right.check_removal(stored, target)
        _keep_an_admin(target)
        of, by, about = actor.organisation, actor.user, target.user
        audit.record(audit.Kind.REMOVED, organisation=of, actor=by, about=about, right=target.right)
        with _noted(actor, target, request):
            Membership.objects.filter(pk=target.pk).delete()
        if target.sees_cost:
            cost_right.tell_nobody_left(of, f"{about} left {of}.", by)
    return target


def take_cost(actor: Membership, *, request: HttpRequest | None = None) -> None:
    """Let an admin see cost where nobody may. All admins are told. Raises `Withheld`, `PermissionDenied`."""
    with _alone(actor):
        if cost_right.holders(actor.organisation).exists():
            raise Withheld(cost_right.needed(actor.organisation))
        with _noted(actor, actor, request, how="taken, as no one had it"):
            Membership.objects.filter(pk=actor.pk).update(sees_cost=True)
        text = f"{actor.user} can now see cost. No one could, so they gave themselves access as an admin."
        cost_right.admins_to_be_told.send(Membership, organisation=actor.organisation, text=text, by=actor.user)


def _noted(
    actor: Membership, target: Membership, request: HttpRequest | None, how: str = ""
) -> AbstractContextManager[None]:
    rows = Membership.objects.filter(pk=target.pk)
    return cost_right.noted(rows.all, request=request, actor=actor.user, how=how)


@contextmanager
def _alone(actor: Membership) -> Iterator[Membership]:
    """With the actor's membership as it is stored."""
    with transaction.atomic():
        lock(actor.organisation)
        stored = Membership.objects.filter(pk=actor.pk, right=Right.ADMIN).first()
        if stored is None:
            raise PermissionDenied("You are no longer an admin of this organisation.")
        yield stored


def lock(organisation: Organisation) -> None:
    """Wait for, and then keep off, other changes to who belongs to the organisation. Inside a transaction."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _keep_an_admin(target: Membership) -> None:
    others = target.organisation.memberships.filter(right=Right.ADMIN).exclude(pk=target.pk)
    if target.right == Right.ADMIN and not others.exists():
        raise LastAdmin(f"{target.user} is the only admin. Make someone else an admin first.")

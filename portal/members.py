"""Changing who may do what. Every change waits for the others of its organisation, so two admins who act at
once cannot leave it without an admin."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from portal.models import Membership, Organisation, Right


class LastAdmin(Exception):
    """The organisation would be left without an admin. The text says whom it is about and what to do."""


def find(organisation: Organisation, pk: int) -> Membership:
    """A member by key, with the user. Raises `Http404`."""
    target = organisation.memberships.select_related("user").filter(pk=pk).first()
    if target is None:
        raise Http404("There is no such member.")
    return target


def change(actor: Membership, pk: int, right: Right, sees_cost: bool) -> Membership:
    """Give the member with this key a right and the cost right. Raises `LastAdmin`, `Http404`, `PermissionDenied`."""
    with _alone(actor):
        target = find(actor.organisation, pk)
        if right != Right.ADMIN:
            _keep_an_admin(target)
        target.right, target.sees_cost = right, sees_cost
        target.save(update_fields=["right", "sees_cost"])
    return target


def remove(actor: Membership, pk: int) -> Membership:
    """End a membership. Raises as `change` does."""
    with _alone(actor):
        target = find(actor.organisation, pk)
        _keep_an_admin(target)
        target.delete()
    return target


@contextmanager
def _alone(actor: Membership) -> Iterator[None]:
    with transaction.atomic():
        lock(actor.organisation)
        if not Membership.objects.filter(pk=actor.pk, right=Right.ADMIN).exists():
            raise PermissionDenied("You are no longer an admin of this organisation.")
        yield


def lock(organisation: Organisation) -> None:
    """Wait for, and then keep off, other changes to who belongs to the organisation. Inside a transaction."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _keep_an_admin(target: Membership) -> None:
    others = target.organisation.memberships.filter(right=Right.ADMIN).exclude(pk=target.pk)
    if target.right == Right.ADMIN and not others.exists():
        raise LastAdmin(f"{target.user} is the only admin. Make somebody else an admin first.")

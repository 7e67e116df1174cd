"""Deleting an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CASCADE, QuerySet
from django.http import HttpRequest

from portal import audit, cost_right
from portal.models import Invitation, Mail, Membership, Organisation, Right, User

# An address that no mail reaches (RFC 2606).
NOWHERE = "erased.invalid"


class Former(NamedTuple):
    """Whose account it was; `label` stands in place of the name."""

    user: User
    name: str
    emails: frozenset[str]
    label: str


class OnlyAdmin(Exception):
    """They lead organisations that nobody else leads."""

    def __init__(self, organisations: list[Organisation]) -> None:
        self.organisations = organisations
        names = ", ".join(map(str, organisations))
        super().__init__(f"{names}: no one else is an admin. Make someone else an admin first, or delete it.")


# What apps see to, too; before anything of the account is changed.
ALSO: list[Callable[[Former], object]] = []


def led_alone(user: User) -> list[Organisation]:
    """The organisations of which the user is the only admin."""
    mine = Organisation.objects.filter(memberships__user=user, memberships__right=Right.ADMIN)
    others = Membership.objects.filter(right=Right.ADMIN).exclude(user=user)
    return list(mine.exclude(pk__in=others.values("organisation")))


def erase(user: User, *, by: User, request: HttpRequest | None = None) -> Former:
    """Delete an account, in one transaction. Raises `OnlyAdmin`."""
    with transaction.atomic():
        # Organisations first, as every write to one does: the other way round two could wait for each other.
        list(Organisation.objects.select_for_update().filter(memberships__user=user).order_by("pk"))
        user = User.objects.select_for_update().get(pk=user.pk)
        if alone := led_alone(user):
            raise OnlyAdmin(alone)
        held = list(Organisation.objects.filter(memberships__user=user, memberships__sees_cost=True))
        former = Former(user, user.name, _emails(user), f"Former member {user.pk}")
        for see_to in ALSO:
            see_to(former)
        _forget(former)
        _empty(user, former.label)
        for organisation in held:
            cost_right.tell_nobody_left(organisation, "A member with access to cost deleted their account.")
        audit.record(audit.Kind.ACCOUNT_ERASED, request=request, actor=by, about=user)
    return former


def _emails(user: User) -> frozenset[str]:
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return frozenset(email.lower() for email in (user.email, *known))


def _empty(user: User, label: str) -> None:
    user.name, user.email, user.last_login = label, f"erased-{user.pk}@{NOWHERE}", None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()


def _forget(former: Former) -> None:
    """Rows that are the user's own, and what names them outside of organisations."""
    for rows in own_rows(former.user, "planning"):
        rows.delete()
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(former.user.pk)).delete()
    Invitation.objects.filter(email__in=former.emails).delete()
    mails = Mail.objects.all()
    ids = [mail.pk for mail in mails if former.emails & {to.lower() for to in (mail.to, *mail.content.get("to", ()))}]
    mails.filter(pk__in=ids).delete()


def own_rows(user: User, but: str = "", only: str = "") -> Iterator[QuerySet[Any]]:
    """The rows of each table that go with a user; of all apps but one, or of one alone."""
    for relation in User._meta.related_objects:
        app = relation.related_model._meta.app_label
        if getattr(relation, "on_delete", None) is CASCADE and app != but and only in ("", app):
            yield QuerySet(relation.related_model).filter(**{relation.field.name: user})

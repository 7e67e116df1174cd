"""Which entries of the audit log the admins of an organisation see."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from portal import audit
from portal.days import read_day
from portal.models import AuditEntry, Organisation


def of(organisation: Organisation) -> QuerySet[AuditEntry]:
    """Its own, and what happened to the accounts of its members; newest first."""
    of_accounts = Q(organisation=None, about__in=organisation.memberships.values("user"))
    found = AuditEntry.objects.filter(Q(organisation=organisation) | of_accounts)
    return found.select_related("actor", "about")


def filtered(found: QuerySet[AuditEntry], asked: Mapping[str, str]) -> QuerySet[AuditEntry]:
    """Those that the address asks for, by kind, person and day."""
    if asked.get("kind") in audit.Kind.values:
        found = found.filter(kind=asked["kind"])
    if (who := asked.get("person", "")).isdecimal():
        number = int(who[:9])
        found = found.filter(Q(actor=number) | Q(about=number))
    for name, where in (("since", "at__date__gte"), ("until", "at__date__lte")):
        if day := read_day(asked.get(name)):
            found = found.filter(**{where: day})
    return found

"""Writing to the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.audit.kinds import Kind
from portal.models import AuditEntry, Organisation, User
from portal.telemetry import context
from portal.telemetry.requests import method_of, number_of, route_of
from portal.visitor import address_of

# What happens again within so long is counted, not written again.
AGAIN_WITHIN = timedelta(minutes=1)
Detail = int | str | bool | None


def record(
    kind: Kind,
    *,
    request: HttpRequest | None = None,
    organisation: Organisation | None = None,
    actor: User | None = None,
    about: User | None = None,
    **details: Detail,
) -> None:
    """Write an entry, in the transaction that is open. The request is the one that is answered, unless it is given;
    without `actor` it is whoever is signed in to it."""
    request = request or context.request()
    if request is not None:
        request.is_audited = True  # type: ignore[attr-defined]
    AuditEntry.objects.create(details=details, **_terms(kind, request, organisation, actor, about))


def record_again(
    kind: Kind,
    details: Mapping[str, Detail],
    *,
    request: HttpRequest,
    organisation: Organisation | None = None,
    about: User | None = None,
) -> None:
    """The same, for what somebody could do a thousand times a minute: `times` of one entry counts it."""
    terms = _terms(kind, request, organisation, None, about)
    same = {name: value for name, value in terms.items() if name != "request"}
    told = {f"details__{name}": value for name, value in details.items()}
    with transaction.atomic():
        rows = AuditEntry.objects.select_for_update(of=("self",))
        latest = rows.filter(at__gt=timezone.now() - AGAIN_WITHIN, **same, **told).first()
        if latest is None:
            AuditEntry.objects.create(details={**details}, **terms)
            return
        latest.details = {**latest.details, "times": latest.details.get("times", 1) + 1}
        latest.save(update_fields=["details"])


def refused(request: HttpRequest, status: int, organisation: Organisation | None = None) -> None:
    """Record that somebody who is signed in was refused a page."""
    if _signed_in(request) is not None:
        asked: dict[str, Detail] = {"status": status, "method": method_of(request), "route": route_of(request)}
        record_again(Kind.REFUSED, asked, request=request, organisation=organisation)


def forget(before: datetime) -> int:
    """Delete what is older; returns how many entries."""
    return AuditEntry.objects.filter(at__lt=before).delete()[0]


def _terms(
    kind: Kind,
    request: HttpRequest | None,
    organisation: Organisation | None,
    actor: User | None,
    about: User | None,
) -> dict[str, Any]:
    return {
        "kind": kind,
        "organisation": organisation,
        "actor": actor or _signed_in(request),
        "about": about,
        "request": number_of(request),
        "address": address_of(request),
    }


def _signed_in(request: HttpRequest | None) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None

"""Writing to the audit log."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from portal.audit.kinds import Kind
from portal.models import AuditEntry, Organisation, User


def record(
    kind: Kind,
    *,
    request: HttpRequest | None = None,
    organisation: Organisation | None = None,
    actor: User | None = None,
    about: User | None = None,
    **details: int | str | bool | None,
) -> None:
    """Write an entry, in the transaction that is open. Without `actor` it is whoever is signed in to the request."""
    AuditEntry.objects.create(
        kind=kind,
        organisation=organisation,
        actor=actor or _signed_in(request),
        about=about,
        request=getattr(request, "id", ""),
        address=_address(request),
        details=details,
    )


def _signed_in(request: HttpRequest | None) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def _address(request: HttpRequest | None) -> str | None:
    """The visitor's, as far as the proxies in front can be believed."""
    try:
        return get_adapter(request).get_client_ip(request) if request else None
    except (PermissionDenied, ImproperlyConfigured):  # it is not known, or the proxies do not say what they should
        return None

"""What site staff change in the administration; who may see cost is recorded by `portal/cost_right.py`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from portal.audit.kinds import Kind
from portal.audit.recording import record
from portal.models import Membership, User

# Of an account: what decides who gets in and what they may do there; and whole rows that do.
RIGHTS = {"is_active", "is_staff", "is_superuser", "groups", "user_permissions", "password", "email"}
WAYS_IN = (EmailAddress, Authenticator, SocialAccount)


def record_saved(saved: Any, changed: Collection[str] | None) -> None:
    """`changed` are the fields that differ; None: it is new."""
    if isinstance(saved, Membership):
        _membership(saved, Kind.RIGHT_CHANGED if changed is not None else Kind.JOINED, changed)
    elif isinstance(saved, User) and (changed is None or RIGHTS & {*changed}):
        _account(saved)
    elif isinstance(saved, WAYS_IN):
        _account(saved.user)


def record_deleted(deleted: Any) -> None:
    """Before it goes."""
    if isinstance(deleted, Membership):
        _membership(deleted, Kind.REMOVED, None)
    elif isinstance(deleted, WAYS_IN):
        _account(deleted.user)


def _account(user: User) -> None:
    record(Kind.SITE_RIGHTS, about=user, active=user.is_active, staff=user.is_staff, all=user.is_superuser)


def _membership(membership: Membership, kind: Kind, changed: Collection[str] | None) -> None:
    of, about = membership.organisation, membership.user
    if changed is None or "right" in changed:
        record(kind, organisation=of, about=about, after=membership.right)

"""What site staff change in the administration; who may see cost is recorded by `portal/cost_right.py`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from portal.audit.kinds import Kind
from portal.audit.recording import record
from portal.models import Membership, User

# Of an account: what decides what it may do.
RIGHTS = {"is_active", "is_staff", "is_superuser", "groups", "user_permissions", "password"}


def record_saved(saved: Any, changed: Collection[str] | None) -> None:
    """`changed` are the fields that differ; None: it is new."""
    if isinstance(saved, Membership):
        _membership(saved, Kind.RIGHT_CHANGED if changed is not None else Kind.JOINED, changed)
    elif isinstance(saved, User) and (changed is None or RIGHTS & {*changed}):
        record(Kind.SITE_RIGHTS, about=saved, active=saved.is_active, staff=saved.is_staff, all=saved.is_superuser)


def record_deleted(deleted: Any) -> None:
    """Before it goes."""
    if isinstance(deleted, Membership):
        _membership(deleted, Kind.REMOVED, None)


def _membership(membership: Membership, kind: Kind, changed: Collection[str] | None) -> None:
    of, about = membership.organisation, membership.user
    if changed is None or "right" in changed:
        record(kind, organisation=of, about=about, after=membership.right)

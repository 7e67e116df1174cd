"""Pay is written by those alone who may see cost, also where a step is undone, brought again or reverted."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from planning.core.money import COST_FIELDS
from planning.organisation.models import Batch, StoredChange
from portal import whom_to_ask
from portal.guard import Access


def sets_pay(batch: Batch) -> bool:
    """Whether to take the batch back, or to bring it again, gives another pay to what is there before and after. What
    comes or goes as a whole keeps its own."""
    edits = StoredChange.objects.filter(batch=batch.root, before__isnull=False, after__isnull=False)
    return edits.filter(after__has_any_keys=sorted(COST_FIELDS)).exists()


def why_not(access: Access, batch: Batch | None) -> str:
    """Why a member cannot undo the batch who may plan, and whom to ask; '' where pay is no reason. No query for those
    who may see cost."""
    if access.sees_cost or batch is None or not sets_pay(batch):
        return ""
    return f"This sets pay, so it needs someone with access to cost. {whom_to_ask.for_cost(access.organisation)}"


def check(access: Access, batch: Batch) -> None:
    """Raises `PermissionDenied` with the reason."""
    if why := why_not(access, batch):
        raise PermissionDenied(why)

"""What stands in the way of taking a batch back: each later change, by whom it was made and in what."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from planning.core.changes.change import Conflict
from planning.core.field_words import label_of
from planning.core.records import Org
from planning.core.sentences import conflict_texts
from planning.organisation import store
from planning.organisation.models import Batch, StoredChange
from planning.organisation.role_content import content_for
from portal.guard import Access

TOLD = 4


def contradiction(access: Access, batch: Batch | None, conflicts: Iterable[Conflict]) -> SafeString:
    """The first few later changes: what is there now, and a link to the entry of the history that made it so."""
    found = list(conflicts)
    org = store.org_at(access.organisation, access.today)
    told = format_html_join("; ", "{}", ((_told(access, org, batch, c),) for c in found[:TOLD]))
    more = f" and {len(found) - TOLD} more" if len(found) > TOLD else ""
    return format_html("Later changes depend on this, so nothing was undone. {}{}. Undo those first.", told, more)


def _told(access: Access, org: Org, batch: Batch | None, conflict: Conflict) -> SafeString:
    change = conflict.change
    record = org.get(change.kind, change.key)
    values = change.after or change.before or {}
    name = getattr(record, "title", "") or getattr(record, "name", "") or values.get("title") or values.get("name")
    name = name or f"the {change.kind}"
    _, current, _ = conflict_texts(org, conflict, cost=access.sees_cost, content=content_for(access.organisation))
    field = label_of(conflict.field, change.kind)
    now = f"{field} is now {current}" if field else "it has changed since"
    made = _made(access, batch, conflict)
    if made is None:
        return format_html("{}: {}", name, now)
    link = reverse("history-batch", args=[access.organisation.slug, made.pk])
    by = made.author or "the command line"
    return format_html('{}: {} (<a href="{}">{}</a> by {})', name, now, link, made.title, by)


def _made(access: Access, batch: Batch | None, conflict: Conflict) -> Batch | None:
    """The last batch after `batch` that moved the field."""
    if batch is None:
        return None
    change = conflict.change
    rows = StoredChange.objects.filter(organisation=access.organisation, kind=change.kind, key=change.key)
    later = rows.filter(batch__gt=batch.pk, folded=True).select_related("batch__author").order_by("-id")
    moved = (r for r in later if not conflict.field or r.after is None or conflict.field in r.after)
    row = next(moved, None)
    return row.batch if row else None

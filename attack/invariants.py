"""What must hold after anything: nothing half done, nothing lost from the history, nothing left over."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection
from django.db.models import Count

from planning.core.records import RECORDS
from planning.imports.models import ImportDraft
from planning.organisation import store
from planning.organisation.codec import decode
from planning.organisation.models import TABLES, Batch, Plan, StoredChange
from portal.models import Job, Organisation

Rows = dict[tuple[str, str], dict[str, Any]]


def problems(organisation: Organisation | None = None) -> list[str]:
    """Of one organisation, or of all; empty where all is well."""
    organisations = [organisation] if organisation else list(Organisation.objects.all())
    found = [f"{one.slug}: {text}" for one in organisations for text in _of_organisation(one)]
    return [*found, *_of_jobs(), *_of_references()]


def _of_organisation(organisation: Organisation) -> list[str]:
    found, rows = _replayed(organisation)
    return [
        *found,
        *_beside_tables(organisation, rows),
        *_of_batches(organisation),
        *_of_drafts(organisation),
        *_of_plans(organisation),
    ]


def _replayed(organisation: Organisation) -> tuple[list[str], Rows]:
    """All that was ever written, one after the other; each change must start from what the one before it left."""
    rows: Rows = {}
    found = []
    stored = StoredChange.objects.filter(organisation=organisation, folded=True).order_by("id")
    for pk, kind, key, before, after in stored.values_list("pk", "kind", "key", "before", "after"):
        now = rows.get((kind, key))
        old, new = decode(kind, before), decode(kind, after)
        if (old is None) != (now is None) or any((now or {}).get(n) != v for n, v in (old or {}).items()):
            found.append(f"change {pk} of {kind} {key} does not start from what was there")
        if new is None:
            rows.pop((kind, key), None)
        else:
            rows[kind, key] = {**(now or RECORDS[kind](key)._asdict()), **new}
    return found, rows


def _beside_tables(organisation: Organisation, rows: Rows) -> list[str]:
    """The tables hold what the history says."""
    found = []
    by_kind: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for (kind, key), values in rows.items():
        by_kind[kind][key] = values
    for kind in TABLES:
        table = store.load_table(kind, organisation.pk)
        if table.keys() != by_kind[kind].keys():
            found.append(f"{kind}: {len(table)} rows, {len(by_kind[kind])} by the history")
        differing = [
            key
            for key, values in by_kind[kind].items()
            if key in table and any(getattr(table[key], name) != value for name, value in values.items())
        ]
        found += [f"{kind} {key} is not what the history says" for key in differing[:3]]
    return found


def _of_batches(organisation: Organisation) -> list[str]:
    batches = Batch.objects.filter(organisation=organisation, undoes=None).annotate(rows=Count("changes"))
    found = [f"batch {b.pk} has {b.rows} of {b.size} changes" for b in batches if b.rows != b.size]
    every = Batch.objects.filter(organisation=organisation).count()
    organisation.refresh_from_db()
    return [*found, *([f"version {organisation.version}, {every} batches"] if organisation.version < every else [])]


def _of_drafts(organisation: Organisation) -> list[str]:
    drafts = ImportDraft.objects.filter(organisation=organisation).annotate(count=Count("files"))
    return [
        f"draft {draft.pk} is {'applied and has' if draft.applied_id else 'open and has no'} files"
        for draft in drafts
        if bool(draft.applied_id) == bool(draft.count)
    ]


def _of_plans(organisation: Organisation) -> list[str]:
    """An applied plan has its batch, or the organisation was as planned already."""
    batched = Batch.objects.filter(organisation=organisation, source=Batch.Source.PLAN).count()
    applied = Plan.objects.filter(organisation=organisation, batch__isnull=False).count()
    return [] if applied == batched else [f"{applied} plans with a batch, {batched} batches of plans"]


def _of_jobs() -> list[str]:
    states = Job.objects.exclude(state__in=Job.State.values).count()
    ended = Job.objects.exclude(state__in=Job.OPEN).filter(finished_at=None).count()
    return [*(["jobs in no known state"] if states else []), *(["jobs that ended at no time"] if ended else [])]


def _of_references() -> list[str]:
    """PostgreSQL holds them itself."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_key_check")
        astray = cursor.fetchall()
    return [
        *([f"the file: {whole}"] if whole != "ok" else []),
        *(f"reference astray in {row[0]}" for row in astray[:3]),
    ]

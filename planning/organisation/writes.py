"""Writing to an organisation, here and nowhere else: check against what is there, write, bump the version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from planning.core.changes.change import Change, Problem, invert, restated
from planning.organisation import store
from planning.organisation.codec import encode
from planning.organisation.models import TABLES, Batch, StoredChange
from planning.organisation.signals import organisation_changed
from planning.organisation.validation import Refused as Refused
from planning.organisation.validation import Stale as Stale
from planning.organisation.validation import rebase_waiting, validate_undo, validated
from portal.models import Organisation


def commit(
    organisation: Organisation,
    changes: Sequence[Change],
    *,
    title: str,
    today: date,
    author: Any = None,
    source: str = Batch.Source.EDIT,
    lenient: bool = False,
    form: str = "",
) -> Batch:
    """Apply `changes` to the current organisation as one batch, in one transaction.

    Changes dated after `today` wait for their day. `lenient` keeps what a real file holds (rings, unknown
    managers): the rules flag it. `form` names the form that was sent: one that was written already is not written
    again, and its batch is the answer. Raises `Refused` or `Stale`; nothing is kept then. `organisation` is brought
    to the new version.
    """
    with transaction.atomic():
        current = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if before := of_form(current, form):
            organisation.version = current.version
            return before
        # Nothing is written before this: what the cache learns under a version must be what is committed.
        changes = validated(current, changes, today, lenient=lenient)
        first = _is_first(current, source)
        _fold_due(current, today)
        batch = Batch.objects.create(
            organisation=current,
            source=source,
            title=title[:300],
            author=author,
            on=changes[0].on if changes else today,
            baseline=first,
            size=len(changes),
            form=form,
        )
        store.remember(batch, changes, today)
        store.write(current.pk, [change for change in changes if change.on <= today])
        rebase_waiting(current, changes)
        _bump(current)
        organisation_changed.send(Organisation, organisation_id=current.pk, today=today, size=len(changes))
    organisation.version = current.version
    return batch


def of_form(organisation: Organisation, form: str) -> Batch | None:
    """What was written of a form that was sent before."""
    return Batch.objects.filter(organisation=organisation, form=form).first() if form else None


def undo(batch: Batch, *, today: date, author: Any = None) -> Batch:
    """Take a batch back, as a batch of its own; an undo that is taken back brings the batch again. Raises as
    `commit` does.

    It is then as if the batch had never been, on every date: what is in force is inverted, what still waits
    for its day is cancelled.
    """
    organisation, root = batch.organisation, batch.root
    with transaction.atomic():
        current = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if Batch.objects.filter(undoes=batch).exists():
            raise Refused([Problem(Change(today, "", "", None, None), "", "This has already been undone.")])
        root.refresh_from_db(fields=["void"])
        rows = StoredChange.objects.filter(batch=root)
        changes, later = _way(root, today)
        validate_undo(current, root, changes, later if root.void else [], today)
        _fold_due(current, today)
        done = Batch.objects.create(
            organisation=current,
            source=Batch.Source.UNDO,
            title=f"{_verb(root)}: {root.title}"[:300],
            author=author,
            on=root.on,
            undoes=batch,
            baseline=root.baseline,
            size=len(changes) + len(later),
        )
        if root.void:
            _restate(current, root, changes, today)
        rows.filter(folded=False, on__lte=today).update(folded=True, cancelled_by=None)
        rows.filter(folded=False).update(cancelled_by=None if root.void else done)
        Batch.objects.filter(pk=root.pk).update(void=not root.void)
        store.remember(done, changes, today)
        store.write(current.pk, changes)
        rebase_waiting(current, [*changes, *later])
        _bump(current)
        organisation_changed.send(Organisation, organisation_id=current.pk, today=today, size=len(changes))
    organisation.version = current.version
    return done


def _verb(root: Batch) -> str:
    if root.void:
        return "Redo"
    return "Revert" if root.is_brought_in else "Undo"


def brought_about(root: Batch, today: date) -> list[Change]:
    """What taking a batch back, or bringing it again, would change: at once and, where it comes again, later."""
    changes, later = _way(root, today)
    return [*changes, *later] if root.void else changes


def _way(root: Batch, today: date) -> tuple[list[Change], list[Change]]:
    """Back or again: the changes to what is in force today; and those of the batch whose day is yet to come."""
    mine = sorted(store.changes_where(root.organisation_id, Q(batch=root)), key=lambda change: change.on)
    due = [change for change in mine if change.on <= today]
    return due if root.void else invert(due), mine[len(due) :]


def _restate(organisation: Organisation, root: Batch, due: Sequence[Change], today: date) -> None:
    """Let the batch that is brought again start from what is there now: somebody may have done the same meanwhile."""
    now = restated(store.org_at(organisation, today), due)
    rows = StoredChange.objects.filter(batch=root, on__lte=today).order_by("on", "id")
    moved = []
    for row, change, actual in zip(rows, due, now, strict=True):
        if actual != change:
            row.before = encode(actual.before)
            moved.append(row)
    StoredChange.objects.bulk_update(moved, ["before"], batch_size=200)


def touch(organisation: Organisation) -> None:
    """Bump the version after a write to settings that what is computed rests on."""
    with transaction.atomic():
        _bump(organisation)


def _bump(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(version=F("version") + 1)
    organisation.refresh_from_db(fields=["version"])


def _is_first(organisation: Organisation, source: str) -> bool:
    """The first import is the first state known: it holds for every date before it, too."""
    return source == Batch.Source.IMPORT and not any(
        model._default_manager.filter(organisation=organisation).exists() for model in TABLES.values()
    )


def _fold_due(organisation: Organisation, today: date) -> None:
    """Write to the tables what has waited for a day that has come."""
    due = store.WAITING & Q(on__lte=today)
    changes = store.changes_where(organisation.pk, due)
    if changes:
        store.write(organisation.pk, sorted(changes, key=lambda change: change.on))
        StoredChange.objects.filter(due, organisation=organisation).update(folded=True)

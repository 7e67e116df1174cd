"""The one door for writes to an organisation: check against what is there, write, bump the version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from planning import store
from planning.models import TABLES, Batch, StoredChange
from planning.org.changes import Change, Conflict, Problem, apply, conflicts, invert, problems
from portal.models import Organisation


class Refused(Exception):
    """The changes cannot be made. `problems` says which field and what to do."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in found))
        self.problems = tuple(found)


class Stale(Exception):
    """Somebody else changed the same field meanwhile. `conflicts` shows base, current and planned."""

    def __init__(self, found: Sequence[Conflict]) -> None:
        super().__init__("The organisation has changed since you looked.")
        self.conflicts = tuple(found)


def commit(
    organisation: Organisation,
    changes: Sequence[Change],
    *,
    title: str,
    today: date,
    author: Any = None,
    source: str = Batch.Source.EDIT,
    lenient: bool = False,
    undoes: Batch | None = None,
) -> Batch:
    """Apply `changes` to the current organisation as one batch, in one transaction.

    Changes dated after `today` wait for their day. `lenient` keeps what a real file holds (rings, unknown
    managers): the rules flag it. Raises `Refused` or `Stale`; nothing is kept then. `organisation` is
    brought to the new version.
    """
    with transaction.atomic():
        current = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if undoes:
            _check_undo(current, changes, today)
        else:
            _check(current, changes, today, lenient)
        _fold_due(current, today)
        batch = Batch.objects.create(
            organisation=current,
            source=source,
            title=title[:300],
            author=author,
            on=changes[0].on if changes else today,
            undoes=undoes,
            baseline=undoes.baseline if undoes else _is_first(current, source),
            size=len(changes),
        )
        store.remember(batch, changes, today)
        store.write(current.pk, [change for change in changes if change.on <= today])
        _bump(current)
    organisation.version = current.version
    return batch


def undo(batch: Batch, *, today: date, author: Any = None) -> Batch:
    """Take a batch back, as a batch of its own (so an undo can be undone). Raises as `commit` does.

    What is in force is inverted; what still waits for its day is cancelled.
    """
    organisation = batch.organisation
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        _fold_due(organisation, today)
        if Batch.objects.filter(undoes=batch).exists():
            raise Refused([Problem(Change(today, "", "", None, None), "", "This has been undone already.")])
        inverse = invert(store.changes_where(organisation.pk, Q(batch=batch, folded=True)))
        done = commit(
            organisation,
            inverse,
            title=_undo_title(batch),
            today=today,
            author=author,
            source=Batch.Source.UNDO,
            lenient=True,
            undoes=batch,
        )
        waiting = store.WAITING & Q(batch=batch)
        cancelled = StoredChange.objects.filter(waiting).update(cancelled_by=done)
        StoredChange.objects.filter(cancelled_by=batch).update(cancelled_by=None)
        if cancelled:
            Batch.objects.filter(pk=done.pk).update(size=len(inverse) + cancelled)
    return done


def _undo_title(batch: Batch) -> str:
    title = batch.title.removeprefix("Undo: ").removeprefix("Redo: ")
    return f"Undo: {title}" if not batch.title.startswith("Undo: ") else f"Redo: {title}"


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


def _check(organisation: Organisation, changes: Sequence[Change], today: date, lenient: bool) -> None:
    """Each date's changes must fit the organisation on that date with the earlier ones done."""
    wrong = _backdated(organisation, changes, today)
    for on in sorted({change.on for change in changes}):
        org = apply(store.org_at(organisation, on), (c for c in changes if c.on < on))
        mine = [change for change in changes if change.on == on]
        if found := conflicts(org, mine):
            raise Stale(found)
        if not lenient:
            wrong += problems(org, mine)
    if wrong:
        raise Refused(wrong)


def _check_undo(organisation: Organisation, changes: Sequence[Change], today: date) -> None:
    """An inverse is of things in force, so it must fit what is in force today, last first."""
    if found := conflicts(store.org_at(organisation, today), changes):
        raise Stale(found)


def _backdated(organisation: Organisation, changes: Sequence[Change], today: date) -> list[Problem]:
    """Changes dated before a later change to the same field of the same record."""
    first = min((change.on for change in changes), default=today)
    done = StoredChange.objects.filter(organisation=organisation, batch__baseline=False)
    later = done.filter(on__gt=first, on__lte=today)
    moved: dict[tuple[str, str], list[StoredChange]] = {}
    for row in later.only("kind", "key", "on", "before", "after"):
        moved.setdefault((row.kind, row.key), []).append(row)
    found = []
    for change in changes if moved else ():
        clash = [r for r in moved.get((change.kind, change.key), ()) if r.on > change.on and _overlap(r, change)]
        if clash:
            last = max(row.on for row in clash)
            text = f"There is a later change to this {change.kind}, dated {last}. Choose that date or a later one."
            found.append(Problem(change, "on", text))
    return found


def _overlap(row: StoredChange, change: Change) -> bool:
    if None in (row.before, row.after, change.before, change.after):
        return True
    return bool(set(row.after or ()) & set(change.after or ()))


def _fold_due(organisation: Organisation, today: date) -> None:
    """Write to the tables what has waited for a day that has come."""
    due = store.WAITING & Q(on__lte=today)
    changes = store.changes_where(organisation.pk, due)
    if changes:
        store.write(organisation.pk, sorted(changes, key=lambda change: change.on))
        StoredChange.objects.filter(due, organisation=organisation).update(folded=True)

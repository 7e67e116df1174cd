"""Applying a large import aside, as a job; as a whole or not at all."""

from __future__ import annotations

from datetime import date

from planning.imports import drafts, previewing
from planning.imports.models import ImportDraft
from planning.imports.problems import Unusable
from planning.organisation import writes
from portal import jobs
from portal.models import Right, User
from portal.optimistic_lock import token

# Imports of up to so many changes are applied within the request.
IN_ONE_REQUEST = 20_000
STALE = "Someone else has changed the organisation. The preview has been updated: check it, then apply."
SORRY = "Something went wrong while applying. Nothing was changed. Try again."


@jobs.job("apply-import", atomic=True, own=True, sorry=SORRY, idle="planning/imports/_discard.html")
def apply_import(run: jobs.Run, *, draft: int, cost: bool, seen: str, today: str, author: int) -> None:
    """Apply what its preview showed. `seen`: the token of what that rested on."""
    found = ImportDraft.objects.select_related("organisation").filter(pk=draft, applied=None).first()
    if found is None:
        return
    try:
        run.tell("Reading the preview")
        preview = previewing.recalled(found, cost=cost)
        if token(drafts.place_of(found, cost=cost)) != seen:
            raise jobs.Failed(STALE)
        run.tell(f"Writing {len(preview.outcome.changes):,} changes")
        drafts.apply(found, preview, today=date.fromisoformat(today), author=User.objects.get(pk=author), cost=cost)
    except (writes.Refused, writes.Stale, Unusable) as error:
        raise jobs.Failed(str(error)) from error


def start(draft: ImportDraft, seen: str, *, today: date, by: User, cost: bool) -> jobs.Job:
    """Have a worker apply what was looked at, whose token is `seen`: the page asks the job how it goes."""
    given = {"draft": draft.pk, "cost": cost, "seen": seen, "today": today.isoformat(), "author": by.pk}
    return apply_import.start(
        str(draft.pk), organisation=draft.organisation, by=by, right=Right.PLANNER, arguments=given
    )


def latest(draft: ImportDraft) -> jobs.Job | None:
    """How applying it goes or went."""
    return apply_import.latest(str(draft.pk))


def under_way(draft: ImportDraft) -> bool:
    """Whether it waits to be applied or is being applied; that may have died."""
    return apply_import.open(str(draft.pk)) is not None

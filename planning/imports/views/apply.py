"""The last pages: applying an import, how it goes, and what it did."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning.core.tree import shape
from planning.core.words import count
from planning.forms.toast import say, undo_batch
from planning.imports import applying, drafts, previewing
from planning.imports.models import ImportDraft
from planning.imports.onward import onward
from planning.imports.pipeline import Outcome
from planning.imports.problems import Unusable
from planning.imports.views.questions import CONFIRM, are_confirmed
from planning.imports.views.upload import draft_of
from planning.organisation import store, writes
from planning.organisation.live import may_bring_in, to_live
from planning.organisation.models import Batch
from portal.addresses import to_page
from portal.guard import Access, member
from portal.jobs import Job, status_of
from portal.models import Right
from portal.optimistic_lock import carried, token
from portal.toast import NOTE

ROWS_WRONG = "Some rows have errors. Correct the file and upload it again, or leave those rows out."


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@to_live(may_bring_in, get=True)
def apply(request: HttpRequest, access: Access, draft: int) -> HttpResponse:
    """Post: apply what the preview showed. Get: how it goes."""
    found = draft_of(access, draft)
    if request.method != "POST" or found.applied_id or applying.under_way(found):
        return _progress(request, access, found)
    try:
        seen = previewing.ready(found, cost=access.sees_cost, by=access.user)
    except Unusable as error:
        messages.error(request, f"{error.file}: {error.message}", extra_tags=NOTE)  # about the page as a whole
        return to_page(access, "import-columns", found.pk)
    if isinstance(seen, Job):
        return to_page(access, "import-preview", found.pk)
    if carried(request.POST) != token(drafts.place_of(found, cost=access.sees_cost)):
        messages.warning(request, applying.STALE, extra_tags=NOTE)
    elif seen.outcome.errors and not request.POST.get("skip"):
        messages.error(request, ROWS_WRONG, extra_tags=NOTE)
    elif not are_confirmed(seen, request.POST):
        messages.error(request, CONFIRM, extra_tags=NOTE)
    elif not (
        seen.outcome.changes
        or seen.outcome.doubts.learned
        or drafts.has_more(found, seen.outcome, cost=access.sees_cost)
    ):
        messages.info(request, "There is nothing to change.")
    else:
        return _do(request, access, found, seen)
    return to_page(access, "import-preview", found.pk)


def _do(request: HttpRequest, access: Access, draft: ImportDraft, seen: drafts.Preview) -> HttpResponse:
    if len(seen.outcome.changes) > applying.IN_ONE_REQUEST:
        applying.start(draft, carried(request.POST), today=access.today, by=access.user, cost=access.sees_cost)
        return to_page(access, "import-apply", draft.pk)
    try:
        batch = drafts.apply(draft, seen, today=access.today, author=access.user, cost=access.sees_cost)
    except (writes.Refused, writes.Stale) as error:
        messages.error(request, f"{error} Nothing was changed.")
        return to_page(access, "import-preview", draft.pk)
    if batch is None and not ImportDraft.objects.filter(pk=draft.pk).exists():
        messages.success(request, f"{_kept(seen.outcome)}. Positions and products are unchanged.")
        return to_page(access, "import")
    return _progress(request, access, draft_of(access, draft.pk))


def _kept(outcome: Outcome) -> str:
    """What an import kept that changed no record."""
    if outcome.doubts.learned:
        return "The new IDs are saved"
    return "The pay bands are saved" if outcome.works_on is None else "The additional details are saved"


def _progress(request: HttpRequest, access: Access, draft: ImportDraft) -> HttpResponse:
    if draft.applied is not None:
        return _onward(request, access, draft.applied)
    job = applying.latest(draft)
    if job is not None and job.is_open:
        context = {"access": access, "draft": draft, "status": status_of(job)}
        return render(request, "planning/imports/applying.html", context)
    if job is not None and job.error:
        messages.error(request, job.error, extra_tags=NOTE)
    return to_page(access, "import-preview", draft.pk)


def _onward(request: HttpRequest, access: Access, batch: Batch) -> HttpResponse:
    """To what the import could not know, which is said to be applied; else to what it did."""
    there = onward(access, batch)
    if not there:
        return to_page(access, "import-result", batch.pk)
    say(request, f"{batch.title}: {count(batch.size, 'change')} applied.", undo=undo_batch(batch))
    return redirect(there)


@member(get=Right.PLANNER, live=True)
def result(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What an import did, and where to go from there."""
    batches = Batch.objects.filter(organisation=access.organisation, source=Batch.Source.IMPORT)
    batch = batches.select_related("author", "undone_by").filter(pk=number).first()
    if batch is None:
        raise Http404("This import does not exist.")
    batch.was_undone = batch.is_undone  # type: ignore[attr-defined]
    org = store.org_at(access.organisation, max(batch.on, access.today))
    context = {
        "access": access,
        "batch": batch,
        "counts": drafts.summary_of(batch),
        "unplaced": len(shape(org).unplaced),
        "positions": len(org.positions),
    }
    return render(request, "planning/imports/result.html", context)

"""The last pages: applying an import, how it goes, and what it did."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning.core.tree import shape
from planning.imports import drafts, looking
from planning.imports.models import ImportDraft
from planning.imports.problems import Unusable
from planning.imports.views.upload import draft_of
from planning.organisation import store, writes
from planning.organisation.models import Batch
from portal.guard import Access, member
from portal.models import Right

STALE = "Somebody changed the organisation meanwhile. The preview was computed again: look at it, then apply."


@member(get=Right.PLANNER, post=Right.PLANNER)
def apply(request: HttpRequest, access: Access, draft: int) -> HttpResponse:
    """Post: apply what the preview showed. Get: how it goes."""
    found = draft_of(access, draft)
    if request.method != "POST" or found.applied_id or drafts.is_applying(found):
        return _progress(request, access, found)
    try:
        seen = looking.ready(found, cost=access.sees_cost)
    except Unusable as error:
        messages.error(request, f"{error.file}: {error.message}")
        return redirect("import-columns", access.organisation.slug, found.pk)
    if seen is None:
        return redirect("import-preview", access.organisation.slug, found.pk)
    if request.POST.get("seen") != str(seen.version):
        messages.warning(request, STALE)
    elif seen.outcome.errors and not request.POST.get("skip"):
        messages.error(request, "Some rows have errors. Mend the file and upload it again, or leave those rows out.")
    elif not seen.outcome.changes:
        messages.info(request, "There is nothing to change.")
    elif drafts.claim(found):
        return _do(request, access, found, seen)
    return redirect("import-preview", access.organisation.slug, found.pk)


def _do(request: HttpRequest, access: Access, draft: ImportDraft, seen: drafts.Preview) -> HttpResponse:
    if len(seen.outcome.changes) > drafts.IN_ONE_REQUEST:
        drafts.apply_aside(draft, seen, today=access.today, author=access.user)
        return redirect("import-apply", access.organisation.slug, draft.pk)
    try:
        drafts.apply(draft, seen, today=access.today, author=access.user)
    except (writes.Refused, writes.Stale) as error:
        drafts.release(draft)
        messages.error(request, f"{error} Nothing was changed.")
        return redirect("import-preview", access.organisation.slug, draft.pk)
    draft.refresh_from_db(fields=["applied"])
    return _progress(request, access, draft)


def _progress(request: HttpRequest, access: Access, draft: ImportDraft) -> HttpResponse:
    if draft.applied_id:
        return redirect("import-result", access.organisation.slug, draft.applied_id)
    if drafts.is_applying(draft):
        return render(request, "planning/imports/applying.html", {"access": access, "draft": draft})
    if draft.failed:
        messages.error(request, draft.failed)
    return redirect("import-preview", access.organisation.slug, draft.pk)


@member(get=Right.PLANNER)
def result(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What an import did, and where to go from there."""
    batches = Batch.objects.filter(organisation=access.organisation, source=Batch.Source.IMPORT)
    batch = batches.select_related("author", "undone_by").filter(pk=number).first()
    if batch is None:
        raise Http404("There is no such import.")
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

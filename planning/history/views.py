"""The history: what was changed, by whom, with what effect, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from planning.core.changes.change import Change
from planning.core.differences import mark
from planning.core.names import knowing
from planning.core.records import KINDS
from planning.core.sentences import sentence
from planning.exports import csv_file
from planning.forms import toast
from planning.organisation import live, pay_kept, store, writes
from planning.organisation.codec import decode
from planning.organisation.contradiction import contradiction
from planning.organisation.models import Batch, Plan, StoredChange
from planning.organisation.role_content import content_for
from planning.organisation.stage_moves import refused_undo
from planning.plans import taking_back
from planning.plans.editing import Locked
from portal.addresses import org_url, to_page
from portal.days import read_day
from portal.guard import Access, member
from portal.models import Right, User

PER_PAGE = 50
MOST = 50_000  # rows of an export
COLUMNS = ("number", "made at", "by", "what", "source", "plan", "undone", "effective on", "kind", "key", "change")


@member(live=True)
def history(request: HttpRequest, access: Access) -> HttpResponse:
    """Batches, newest first, filtered by the address."""
    found = _filtered(request, _batches(access))
    if request.GET.get("format") == "csv":
        return _csv(access, found)
    authors = User.objects.filter(pk__in=_batches(access).values("author")).order_by("name", "email")
    context = {
        "access": access,
        "page": _page(found, request),
        "sources": Batch.Source.choices,
        "kinds": KINDS,
        "authors": authors,
        "asked": request.GET,
        "since": read_day(request.GET.get("since")),
        "until": read_day(request.GET.get("until")),
        "closed": _closed(access, live.may_edit_live),
    }
    return render(request, "planning/history/index.html", context)


@member(live=True)
def batch(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """One batch, each change as a sentence."""
    found = _batch(access, number)
    page = _page(found.changes.order_by("id"), request)
    rows = [(row, mark(change), text) for row, change, text in _sentences(access, list(page))]
    closed = _closed(access, live.allowed_to_undo(found)) or _pay(access, found)
    held = access.may(Right.PLANNER) and not closed and not found.is_undone and refused_undo(access, found)
    context = {"access": access, "batch": found, "page": page, "rows": rows, "closed": closed, "held": held}
    return render(request, "planning/history/batch.html", context)


def _closed(access: Access, allowed: Callable[[Access], bool]) -> str:
    """Why somebody who plans cannot undo here what others can; else ''."""
    return live.why_not(access, allowed) if access.may(Right.PLANNER) and not allowed(access) else ""


def _pay(access: Access, batch: Batch) -> str:
    """Why somebody who plans cannot undo it for the sake of pay; else ''."""
    return pay_kept.why_not(access, batch) if access.may(Right.PLANNER) else ""


def _allowed(access: Access, number: int) -> Callable[[Access], bool]:
    return live.allowed_to_undo(_batch(access, number))


@member(get=None, post=Right.PLANNER, live=True)
@live.to_live(of=_allowed)
def undo(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Take a batch back; where later changes contradict that, say which. With `own` only if it is one's own: a toast
    asks so, and stays on its page."""
    found = _batch(access, number)
    pay_kept.check(access, found)
    done = _undone(request, access, found)
    if toast.OWN in request.POST:
        version = done.organisation.version if done else None
        return toast.answered(request, version, org_url(access, "history-batch", (done or found).pk))
    return to_page(access, "history-batch", (done or found).pk)


def _undone(request: HttpRequest, access: Access, found: Batch) -> Batch | None:
    """The batch that takes it back; None where that cannot be: why not is said."""
    if toast.OWN in request.POST and found.author_id != access.user.pk:
        toast.say(
            request,
            _with_entry(access, found, f"“{found}” is a step of {found.author or 'someone else'}."),
            level=messages.ERROR,
        )
        return None
    if held := refused_undo(access, found):
        toast.say(request, _with_entry(access, found, held), level=messages.ERROR)
        return None
    try:
        done = taking_back.undo(found, today=access.today, by=access.user)
    except Locked as locked:
        toast.say(request, _with_plan(access, found, str(locked)), level=messages.ERROR)
    except writes.Stale as stale:
        toast.say(
            request, _with_entry(access, found, contradiction(access, found, stale.conflicts)), level=messages.ERROR
        )
    except writes.Refused as refused:
        toast.say(
            request, " ".join(dict.fromkeys(problem.message for problem in refused.problems)), level=messages.ERROR
        )
    else:
        undone = "Reverted" if done.root.is_brought_in else "Undone"
        what = undone if toast.undo_batch(done).redoes else "Redone"
        toast.say(request, toast.where_done(f"{what}: {done.root}", None), undo=toast.undo_batch(done))
        return done
    return None


def _with_entry(access: Access, batch: Batch, why: str) -> SafeString:
    """Why a step was not taken back, and where it stands in the history."""
    link = reverse("history-batch", args=[access.organisation.slug, batch.pk])
    return format_html('{} <a href="{}">View entry</a>', why, link)


def _with_plan(access: Access, batch: Batch, why: str) -> SafeString:
    """Why a plan was not reverted, or not brought again, and where it stands."""
    plan = taking_back.plan_of(batch)
    link = reverse("plan", args=[access.organisation.slug, plan.slug]) if plan else org_url(access, "plans")
    return format_html('{} <a href="{}">View plan</a>', why, link)


def _batches(access: Access) -> QuerySet[Batch]:
    undone = Batch.objects.filter(undoes=OuterRef("pk"))
    found = Batch.objects.filter(organisation=access.organisation).select_related("author", "undoes", "undone_by")
    return found.annotate(was_undone=Exists(undone))


def _batch(access: Access, number: int) -> Batch:
    found = _batches(access).filter(pk=number).first()
    if found is None:
        raise Http404("History entry not found.")
    return found


def _filtered(request: HttpRequest, found: QuerySet[Batch]) -> QuerySet[Batch]:
    asked = request.GET
    if asked.get("source") in Batch.Source.values:
        found = found.filter(source=asked["source"])
    if asked.get("author", "").isdecimal():
        found = found.filter(author=int(asked["author"][:9]))
    for name, where in (("since", "made_at__date__gte"), ("until", "made_at__date__lte")):
        if day := read_day(asked.get(name)):
            found = found.filter(**{where: day})
    if asked.get("kind") in KINDS:
        found = found.filter(Exists(StoredChange.objects.filter(batch=OuterRef("pk"), kind=asked["kind"])))
    if text := asked.get("q", "").replace("\0", "").strip():
        keys = StoredChange.objects.filter(batch=OuterRef("pk"), key=text)
        found = found.filter(Q(title__icontains=text) | Exists(keys))
    return found


def _page(found: Any, request: HttpRequest) -> Page[Any]:
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))


def _sentences(access: Access, rows: list[StoredChange]) -> list[tuple[StoredChange, Change, str]]:
    """Names are those of the day of the change, so that they read as they did then."""
    told, content = [], content_for(access.organisation)
    changes = [_change(row) for row in rows]
    orgs = {day: knowing(store.org_at(access.organisation, day), changes) for day in {row.on for row in rows}}
    for row, change in zip(rows, changes, strict=True):
        told.append((row, change, sentence(orgs[row.on], change, cost=access.sees_cost, content=content)))
    return told


def _change(row: StoredChange) -> Change:
    return Change(row.on, row.kind, row.key, decode(row.kind, row.before), decode(row.kind, row.after))


def _csv(access: Access, found: QuerySet[Batch]) -> HttpResponse:
    """The filtered history as a file: a row for each change, as a sentence, with who made it and in which plan."""
    return csv_file.download(f"history-{access.organisation.slug}", COLUMNS, _cells(access, found))


def _cells(access: Access, found: QuerySet[Batch]) -> Iterator[tuple[object, ...]]:
    changes = StoredChange.objects.filter(batch__in=found).select_related("batch__author", "batch__undone_by")
    plans = _plans(access)
    org, content = store.org_at(access.organisation, access.today), content_for(access.organisation)
    for row in changes.order_by("-batch", "id")[:MOST].iterator(2000):
        told = sentence(org, _change(row), cost=access.sees_cost, content=content)
        batch = (*_about(row.batch), plans.get(row.batch_id), "yes" if row.batch.is_undone else "")
        yield *batch, row.on, row.kind, row.key, told


def _about(batch: Batch) -> list[object]:
    made = batch.made_at.isoformat(timespec="seconds")
    return [batch.pk, made, batch.author, batch.title, batch.source]


def _plans(access: Access) -> dict[int, str]:
    """The names of the plans that were applied, by the batch that they became."""
    rows = Plan.objects.filter(organisation=access.organisation).exclude(batch=None)
    return dict(rows.values_list("batch", "name"))

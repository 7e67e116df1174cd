"""The page of an edit: its form, a preview of what it would do, and doing it. One address for all."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from planning.core.changes.change import Change
from planning.edits.impact import Impact
from planning.edits.reasking import day, elsewhere
from planning.edits.where import Where, at
from planning.edits.writing import Into, attempt, overtaken, sent_before
from planning.forms import records, toast
from planning.forms.actions import ACTIONS, EditAction
from planning.forms.lookup import lookup
from planning.organisation.models import Plan
from planning.organisation.plan_access import plan_access_of
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member, refuse_without_cost
from portal.models import Right
from portal.optimistic_lock import Overtaken
from portal.request_values import is_htmx, own_page, page_of, said
from portal.sent_once import once


@member(get=Right.PLANNER, post=Right.PLANNER)
def do(request: HttpRequest, access: Access, action: str) -> HttpResponseBase:
    """GET, or POST with `ask`: the form. POST with `look`: what it would do. POST: do it, in the place that was chosen
    (`where.py`), else in the plan that `?plan=` names or in the current organisation."""
    kind = _kind(access, action)
    where = Where.asked(request, access, kind)
    access, into = where.access, where.into
    if request.method == "POST" and into is None and "ask" not in request.POST and sent_before(request, access):
        return _left(request, where, None)
    # What goes live is known by what it has written.
    answered = once(_answered) if into else _answered
    return answered(request, where, into, action, kind)


def _answered(request: HttpRequest, where: Where, into: Into, action: str, kind: type[EditAction]) -> HttpResponse:
    access = where.access
    if where.is_other:
        return _asked_again(request, where, action, kind)
    asked = request.POST if request.method == "POST" else request.GET
    on = asked.get("on") or request.GET.get("on")
    snapshot = Snapshot(access.organisation, day(on, access.plan, access.today), access.plan)
    if "ask" in asked or (request.method != "POST" and kind.asks and "look" not in asked):
        return _show(request, where, action, kind(snapshot, initial=_initial(asked, snapshot), access=access))
    form = kind(
        snapshot, asked if request.method == "POST" and "on" in asked else _bound(asked, snapshot), access=access
    )
    if not form.is_valid():
        return _show(request, where, action, form, status=422)
    changes = form.changes()
    if request.method != "POST" or where.is_proposed or ("look" in request.POST and not form.at_once):
        # What is only looked at is never done by a mere address, nor goes into a plan that nobody has chosen.
        refused = where.closed is not None and request.method == "POST" and "look" not in request.POST
        impact = Impact(snapshot, changes, access)
        return _show(request, where, action, form, impact=impact, status=422 if refused else 200)
    return _done(request, where, into, action, form, changes)


def _kind(access: Access, action: str) -> type[EditAction]:
    kind = ACTIONS.get(action)
    if kind is None:
        raise Http404("Action not found.")
    if kind.needs_cost:
        refuse_without_cost(access)
    return kind


def _asked_again(request: HttpRequest, where: Where, action: str, kind: type[EditAction]) -> HttpResponse:
    """The form for the other place that was chosen, with what it would do there if that was looked at before."""
    form = elsewhere(kind, request.POST, where.access, where.plan_shown)
    if "looked" in request.POST or "look" in request.POST:
        found = Impact(form.snapshot, form.changes(), where.access) if form.is_valid() else None
        return _show(request, where, action, form, impact=found)
    form.errors.clear()  # nobody has said yet that it is filled in
    return _show(request, where, action, form)


def _done(
    request: HttpRequest, where: Where, into: Into, action: str, form: EditAction, changes: list[Change]
) -> HttpResponse:
    """Write it down as one step; where that cannot be, show why beside what was typed."""
    if where.is_new and not where.new:
        return _show(
            request, where, action, form, status=422, nameless=True, impact=Impact(form.snapshot, changes, where.access)
        )
    if overtaken(request, into, form):
        note = str(Overtaken("the plan", then="The preview is up to date again: confirm once more."))
        return _show(request, where, action, form, moved=note, impact=Impact(form.snapshot, changes, where.access))
    done = attempt(request, where.access, into, form, changes)
    if done is None:
        return _show(request, where, action, form, status=422)
    return _left(request, where, done.plan)


def _left(request: HttpRequest, where: Where, plan: Plan | None) -> HttpResponse:
    """To the page that the dialog was opened from; where another place was chosen, as it looks at that."""
    if not is_htmx(request):
        return HttpResponseRedirect(_page(request, where.access, plan, follow=where.has_moved))
    if where.has_moved or _is_alone(request):
        return HttpResponseClientRedirect(_page(request, where.access, plan, follow=where.has_moved))
    changed = plan or where.access.organisation
    changed.refresh_from_db(fields=["version"])
    return toast.changed(request, changed.version, plan.slug if plan else "")


def _is_alone(request: HttpRequest) -> bool:
    """Whether the form is a page of its own, and no dialog over another."""
    return page_of(request).partition("?")[0] == request.path


def _page(request: HttpRequest, access: Access, plan: Plan | None, *, follow: bool) -> str:
    # A page may have moved on since it was fetched, as the chart does.
    page = (not _is_alone(request) and page_of(request)) or own_page(request)
    if page:
        return at(page, plan) if follow else page
    slug = access.organisation.slug
    return reverse("plan", args=[slug, plan.slug]) if plan else reverse("home", args=[slug])


def _show(
    request: HttpRequest, where: Where, action: str, form: EditAction, status: int = 200, **context: Any
) -> HttpResponse:
    access = where.access
    plan_access = plan_access_of(access, access.plan.slug) if access.plan else None
    context |= {"access": access, "plan_access": plan_access, "plan": access.plan, "action": action, "form": form}
    context = {"nameless": False, "impact": None, "next": own_page(request), "where": where} | context
    context["once"] = said(request, "once")[:32] or secrets.token_hex(12)
    if not is_htmx(request):
        return render(request, "planning/edits/edit.html", context, status=status)
    if context["impact"] and not form.lines_template and _is_in_place(request):
        return render(request, "planning/edits/_looked.html", context)
    answer = render(request, "planning/edits/_edit.html", context, status=status)
    return reswap(retarget(answer, "#edit-form"), "outerHTML") if _is_in_place(request) else answer


def _is_in_place(request: HttpRequest) -> bool:
    """Whether only what it would do is asked for, below a form that stays."""
    return bool(request.htmx.target == "impact")  # type: ignore[attr-defined]


def _initial(asked: QueryDict, snapshot: Snapshot) -> dict[str, Any]:
    plain = {name: value for name, value in asked.items() if name not in ("key", "on", "next", "plan")}
    return {**plain, "key": asked.getlist("key"), "on": snapshot.org.on, "last_day": snapshot.org.on}


def _bound(asked: QueryDict, snapshot: Snapshot) -> QueryDict:
    """The address as if it had been posted, with its date filled in: a fix, or a drag with nothing left to say."""
    data = asked.copy()
    data["on"] = snapshot.org.on.isoformat()
    return data


@member()
def suggest(request: HttpRequest, access: Access, kind: str) -> HttpResponse:
    """The records that fit what was typed so far, best first, and which of them is surely meant."""
    if kind not in records.MANY:
        raise Http404("There is nothing to choose here.")
    org = Snapshot.of(access).org
    found = lookup(org, kind).find(request.GET.get("q", "")[: records.LONGEST], records.SHOWN)
    return JsonResponse({"rows": [row._asdict() for row in found.best], "total": found.total, "sole": found.sole})

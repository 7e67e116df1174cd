"""Doing something in a plan: a form, a look at what it would do, and the deed. One address for all three."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import trigger_client_event

from planning.access import PlanAccess, on_plan
from planning.findings import Look
from planning.org.changes import Change, problems
from planning.org.sentences import sentence, value_text
from planning.plans import choose, drafting
from planning.plans.effect import Difference, preview
from planning.plans.gestures import GESTURES, Gesture
from planning.service import Refused, Stale
from planning.views.plans.steps import back
from portal.guard import Access, member
from portal.models import Right


@on_plan(get=Right.PLANNER, post=Right.PLANNER, allow=lambda held: held.may_edit)
def do(request: HttpRequest, held: PlanAccess, gesture: str) -> HttpResponse:
    """GET: the form. POST with `look`: what it would do. POST: do it."""
    kind = GESTURES.get(gesture)
    if kind is None:
        raise Http404("There is no such gesture.")
    asked = request.POST if request.method == "POST" else request.GET
    look = Look(held.access.organisation, _day(asked.get("on"), held), held.plan)
    if request.method != "POST" and kind.asks:
        return _show(request, held, gesture, kind(look, initial=_initial(request, look)))
    form = kind(look, {**asked.dict(), "on": str(look.org.on)} if request.method != "POST" else asked)
    if not form.is_valid():
        return _show(request, held, gesture, form, status=422)
    changes = form.changes()
    if request.method != "POST" or ("look" in request.POST and not form.at_once):
        return _show(request, held, gesture, form, **_effect(look, changes))
    return _done(request, held, gesture, form, changes)


def _done(request: HttpRequest, held: PlanAccess, gesture: str, form: Gesture, changes: list[Change]) -> HttpResponse:
    """Write it down as one step of the plan; where that cannot be, show why beside what was typed."""
    seen = request.POST.get("seen", "")
    if seen.isdecimal() and int(seen) != held.plan.version and "look" not in request.POST and not form.at_once:
        note = "Somebody edited the plan meanwhile. This is what it would do now; confirm again."
        return _show(request, held, gesture, form, moved=note, **_effect(form.look, changes))
    try:
        plan = drafting.edit(held.plan, changes, title=form.title(), author=held.access.user)
    except drafting.Locked as locked:
        form.add_error(None, str(locked))
    except Refused as refused:
        form.add_error(None, " ".join(dict.fromkeys(problem.message for problem in refused.problems)))
    except Stale as stale:
        org = form.look.org
        both = [f"{c.field}: {value_text(org, c.field, c.current)}" for c in stale.conflicts[:5]]
        form.add_error(None, f"Somebody changed this meanwhile ({'; '.join(both)}). Look again, then decide.")
    else:
        messages.success(request, f"{form.title()}.")
        if request.htmx:  # type: ignore[attr-defined]
            return trigger_client_event(HttpResponse(status=204), "plan-changed", {"version": plan.version})
        return back(request, held)
    return _show(request, held, gesture, form, status=422)


def _effect(look: Look, changes: list[Change]) -> dict[str, Any]:
    """What the changes would do: sentences, what forbids them, findings that open and close."""
    wrong = list(dict.fromkeys(problem.message for problem in problems(look.org, changes)))
    found = Difference([], [], []) if wrong else preview(look, changes)
    told = [sentence(look.org, change) for change in changes[:12]]
    return {"looked": True, "told": told, "more": max(0, len(changes) - 12), "wrong": wrong, "found": found}


def _show(
    request: HttpRequest, held: PlanAccess, gesture: str, form: Gesture, status: int = 200, **context: Any
) -> HttpResponse:
    page = "planning/plans/_do.html" if request.htmx else "planning/plans/do.html"  # type: ignore[attr-defined]
    there = request.POST.get("next") or request.GET.get("next", "")
    safe = there if url_has_allowed_host_and_scheme(there, {request.get_host()}) else ""
    context |= {"access": held.access, "held": held, "plan": held.plan, "gesture": gesture, "form": form, "next": safe}
    return render(request, page, context, status=status)


def _initial(request: HttpRequest, look: Look) -> dict[str, Any]:
    plain = {name: value for name, value in request.GET.items() if name not in ("key", "on", "next", "plan")}
    return {**plain, "key": request.GET.getlist("key"), "on": look.org.on, "last_day": look.org.on}


def _day(text: str | None, held: PlanAccess) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return held.plan.target


@member()
def suggest(request: HttpRequest, access: Access, kind: str) -> HttpResponse:
    """Records whose name holds what was typed so far, as labels that a form takes back."""
    if kind not in ("position", "person"):
        raise Http404("There is nothing of this kind to choose.")
    org = Look.of(access).org
    found = choose.matching(org, kind, request.GET.get("q", ""))
    labels = [choose.label(org, kind, key) for key, _ in zip(found, range(choose.SHOWN), strict=False)]
    return JsonResponse({"labels": labels})


@on_plan()
def version(request: HttpRequest, held: PlanAccess) -> HttpResponse:
    """The plan's version and the organisation's, for pages that watch whether somebody else edits."""
    last = held.plan.steps.filter(undone=False).select_related("author").last()
    return JsonResponse(
        {
            "plan": held.plan.version,
            "ground": held.access.organisation.version,
            "by": str(last.author) if last and last.author else "",
            "what": last.title if last else "",
        }
    )

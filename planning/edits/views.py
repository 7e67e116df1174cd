"""The page of an edit: its form, a preview of what it would do, and doing it. One address for all."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render

from planning.core.changes.change import Change, problems
from planning.core.sentences import conflict_texts, sentence
from planning.cost.position_cost import effect_of
from planning.forms import records, toast
from planning.forms.actions import ACTIONS, EditAction, Revision
from planning.forms.lookup import lookup
from planning.organisation import writes
from planning.organisation.effect import FindingChanges, preview
from planning.organisation.plan_access import PlanAccess, plan_access_of
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.guard import Access, member, refuse_without_cost
from portal.models import Right
from portal.optimistic_lock import SAVE_AGAIN, Overtaken, carried
from portal.request_values import own_page, whole_number

TOLD = 12


@member(get=Right.PLANNER, post=Right.PLANNER)
def do(request: HttpRequest, access: Access, action: str) -> HttpResponse:
    """GET, or POST with `ask`: the form. POST with `look`: what it would do. POST: do it, in the plan that `?plan=`
    names or else in the current organisation."""
    kind = ACTIONS.get(action)
    if kind is None:
        raise Http404("There is no such edit.")
    if kind.needs_cost:
        refuse_without_cost(access)
    plan_access = plan_to_edit(access)
    asked = request.POST if request.method == "POST" else request.GET
    snapshot = Snapshot(access.organisation, _day(asked.get("on"), access), access.plan)
    if "ask" in asked or (request.method != "POST" and kind.asks and "look" not in asked):
        return _show(request, access, action, kind(snapshot, initial=_initial(asked, snapshot), access=access))
    form = kind(
        snapshot, asked if request.method == "POST" and "on" in asked else _bound(asked, snapshot), access=access
    )
    if not form.is_valid():
        return _show(request, access, action, form, status=422)
    changes = form.changes()
    if request.method != "POST" or ("look" in request.POST and not form.at_once):
        # What is only looked at is never done by a mere address.
        return _show(request, access, action, form, **_effect(access, snapshot, changes))
    return _done(request, access, plan_access, action, form, changes)


def plan_to_edit(access: Access) -> PlanAccess | None:
    """The plan that is worked in, for somebody who may edit it."""
    if access.plan is None:
        return None
    plan_access = plan_access_of(access, access.plan.slug)
    if not plan_access.may_edit:
        raise PermissionDenied(f"This plan is not yours to change. Ask {plan_access.plan.owner or 'its owner'}.")
    return plan_access


def _done(
    request: HttpRequest,
    access: Access,
    plan_access: PlanAccess | None,
    action: str,
    form: EditAction,
    changes: list[Change],
) -> HttpResponse:
    """Write it down as one step; where that cannot be, show why beside what was typed."""
    if plan_access and _overtaken(request, plan_access, form):
        note = str(Overtaken("the plan", then="This is what it would do now; confirm again."))
        return _show(request, access, action, form, moved=note, **_effect(access, form.snapshot, changes))
    if not attempt(request, access, plan_access, form, changes):
        return _show(request, access, action, form, status=422)
    if request.htmx:  # type: ignore[attr-defined]
        moved = plan_access.plan if plan_access else access.organisation
        moved.refresh_from_db(fields=["version"])
        return toast.changed(request, moved.version, plan_access.plan.slug if plan_access else "")
    return _back(request, access)


def attempt(
    request: HttpRequest, access: Access, plan_access: PlanAccess | None, form: EditAction, changes: list[Change]
) -> bool:
    """Write the changes of a valid form down as one step and say so, with its undo. False where that cannot be: the
    form then says why, at the fields."""
    try:
        undo = _write(access, plan_access, form, changes) if changes else None
    except editing.Locked as locked:
        form.add_error(None, str(locked))
    except writes.Refused as refused:
        _refused(form, refused)
    except writes.Stale as stale:
        _stale(form, stale, access.sees_cost)
    else:
        if changes and not plan_access:
            form.after()
        done = toast.where_done(form.title(), plan_access.plan if plan_access else None)
        toast.say(request, done if changes else "Nothing was different, so nothing was changed.", undo=undo)
        return True
    return False


def _write(
    access: Access, plan_access: PlanAccess | None, form: EditAction, changes: list[Change]
) -> toast.Undo | None:
    """Into the plan or the organisation; what takes it back."""
    if plan_access:
        editing.edit(plan_access.plan, changes, title=form.title(), author=access.user)
        step = editing.last_step(plan_access.plan, access.user)
        return toast.undo_step(plan_access.plan, step) if step else None
    batch = writes.commit(access.organisation, changes, title=form.title(), today=access.today, author=access.user)
    return toast.undo_batch(batch)


def _overtaken(request: HttpRequest, plan_access: PlanAccess, form: EditAction) -> bool:
    """Whether the plan has moved since the preview that is being confirmed. An edit of fields compares those itself."""
    seen = whole_number(carried(request.POST))
    return seen not in (None, plan_access.plan.version) and not form.at_once and not isinstance(form, Revision)


def _refused(form: EditAction, refused: writes.Refused) -> None:
    """Each problem at its field, where the form has one."""
    names = {field: name for name, field in getattr(form, "revised", {}).items()}
    for problem in dict.fromkeys((p.field, p.message) for p in refused.problems):
        field = names.get(problem[0], problem[0])
        form.add_error(field if field in form.fields else None, problem[1])


def _stale(form: EditAction, stale: writes.Stale, cost: bool) -> None:
    """Both values at the field that somebody else has changed meanwhile; what was typed stays."""
    names = {field: name for name, field in getattr(form, "revised", {}).items()}
    for c in stale.conflicts[:5]:
        base, current, _ = conflict_texts(form.org, c, cost=cost)
        text = str(Overtaken(f"this from {base} to {current}", then=SAVE_AGAIN))
        field = names.get(c.field, c.field)
        if field in form.fields:
            form.add_error(field, text)
        else:
            form.add_error(None, text if c.field else str(Overtaken()))
    if isinstance(form, Revision):
        form.rebase({c.field: c.current for c in stale.conflicts if c.field})


def _effect(access: Access, snapshot: Snapshot, changes: list[Change]) -> dict[str, Any]:
    """What the changes would do: sentences, what forbids them, findings that open and close, cost where permitted."""
    wrong = list(dict.fromkeys(problem.message for problem in problems(snapshot.org, changes)))
    found = FindingChanges([], [], []) if wrong else preview(snapshot, changes)
    told = [sentence(snapshot.org, change, cost=access.sees_cost) for change in changes[:TOLD]]
    cost = effect_of(access.organisation, snapshot, changes) if access.sees_cost and not wrong else None
    more = max(0, len(changes) - TOLD)
    return {"looked": True, "told": told, "more": more, "wrong": wrong, "found": found, "cost": cost}


def _show(
    request: HttpRequest, access: Access, action: str, form: EditAction, status: int = 200, **context: Any
) -> HttpResponse:
    page = "planning/edits/_edit.html" if request.htmx else "planning/edits/edit.html"  # type: ignore[attr-defined]
    plan_access = plan_access_of(access, access.plan.slug) if access.plan else None
    context |= {"access": access, "plan_access": plan_access, "plan": access.plan, "action": action, "form": form}
    return render(request, page, context | {"next": own_page(request)}, status=status)


def _back(request: HttpRequest, access: Access) -> HttpResponse:
    if there := own_page(request):
        return HttpResponseRedirect(there)
    if access.plan:
        return redirect("plan", access.organisation.slug, access.plan.slug)
    return redirect("home", access.organisation.slug)


def _initial(asked: QueryDict, snapshot: Snapshot) -> dict[str, Any]:
    plain = {name: value for name, value in asked.items() if name not in ("key", "on", "next", "plan")}
    return {**plain, "key": asked.getlist("key"), "on": snapshot.org.on, "last_day": snapshot.org.on}


def _bound(asked: QueryDict, snapshot: Snapshot) -> QueryDict:
    """The address as if it had been posted, with its date filled in: a fix, or a drag with nothing left to say."""
    data = asked.copy()
    data["on"] = snapshot.org.on.isoformat()
    return data


def _day(text: str | None, access: Access) -> date:
    """The date asked for; else the plan's, else today. One out of all reason is left to the form to refuse."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return access.plan.target if access.plan else access.today


@member()
def suggest(request: HttpRequest, access: Access, kind: str) -> HttpResponse:
    """The records that fit what was typed so far, best first, and which of them is surely meant."""
    if kind not in records.MANY:
        raise Http404("There is nothing of this kind to choose.")
    org = Snapshot.of(access).org
    found = lookup(org, kind).find(request.GET.get("q", "")[: records.LONGEST], records.SHOWN)
    return JsonResponse({"rows": [row._asdict() for row in found.best], "total": found.total, "sole": found.sole})

"""Moving everybody who lacks a manager for one reason under somebody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.names import name_of
from planning.core.words import count
from planning.forms.toast import say, undo_batch, where_done
from planning.organisation import writes
from planning.organisation.live import to_live
from planning.organisation.models import Batch
from planning.organisation.snapshot import Snapshot
from planning.setup import managers
from planning.setup.moving import MoveForm
from planning.setup.views.page import back, live, show
from portal.guard import Access, member
from portal.models import Right
from portal.request_values import said

GONE = "This group is empty now: someone else has moved its people. Nothing was changed."
CHANGED = "Someone else has changed these positions. Check the numbers, then move them again."


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@to_live()
def move(request: HttpRequest, access: Access) -> HttpResponse:
    """GET: what moving a group under somebody would bring. POST: move it; one press is one step."""
    snapshot = live(access)
    asked = request.POST if request.method == "POST" else request.GET
    cause = managers.find(snapshot, asked.get("cause", "").replace("\0", ""))
    if cause is None and request.method != "POST":
        return HttpResponse(status=204)
    if cause is None:
        say(request, GONE, level=messages.WARNING)
        return back(request, access, "managers")
    form = MoveForm(snapshot, cause, asked)
    if request.method != "POST":
        form.is_valid()
        return render(request, "planning/setup/_move.html", {"form": form})
    return _moved(request, access, form)


def _moved(request: HttpRequest, access: Access, form: MoveForm) -> HttpResponse:
    if not form.is_valid() or form.planned is None:
        return show(request, access, 422, moving=form)
    if said(request, "count") != str(len(form.cause.positions)):
        form.add_error(None, CHANGED)
        return show(request, access, 409, moving=form)
    if form.told != said(request, "told"):
        return show(request, access, 422, moving=form)
    _write(request, access, form.snapshot, form.planned)
    return back(request, access, "managers")


def _write(request: HttpRequest, access: Access, snapshot: Snapshot, planned: managers.Move) -> None:
    org = snapshot.org
    whom = name_of(org, "position", planned.manager)
    title = f"Move {count(len(planned.positions), 'position')} without a manager to {whom}"
    try:
        batch = writes.commit(
            access.organisation,
            planned.changes(org),
            title=title,
            today=access.today,
            author=access.user,
            source=Batch.Source.SETUP,
        )
    except (writes.Refused, writes.Stale):
        say(request, CHANGED, level=messages.ERROR)
    else:
        say(request, where_done(title, None), undo=undo_batch(batch))

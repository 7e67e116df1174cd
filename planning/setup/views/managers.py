"""Moving everybody who lacks a manager for one reason under somebody."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.sentences import name_of
from planning.core.words import count
from planning.forms import records
from planning.forms.toast import say
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from planning.setup import managers
from planning.setup.views.page import back, live, show
from portal.guard import Access, member
from portal.models import Right
from portal.request_values import said

GONE = "Nobody is left there: somebody has seen to them meanwhile. Nothing was changed."
CHANGED = "Somebody has changed these positions meanwhile. Look at the numbers, then move them again."


@dataclass(frozen=True)
class Answer:
    """What a row says to the manager typed there: `error`, or what the `move` would bring; `told` is the manager whose
    warning has been read."""

    cause: managers.Cause
    text: str
    move: managers.Move | None = None
    error: str = ""

    @property
    def told(self) -> str:
        return self.move.manager if self.move and self.move.warning else ""


@member(get=Right.PLANNER, post=Right.PLANNER)
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
    answer = _answer(snapshot, cause, asked.get("manager", "").replace("\0", ""))
    if request.method != "POST":
        return render(request, "planning/setup/_move.html", {"cause": cause, "moving": answer})
    return _moved(request, access, snapshot, answer)


def _answer(snapshot: Snapshot, cause: managers.Cause, text: str) -> Answer:
    if not text.strip():
        return Answer(cause, text, error="Choose whom they report to.")
    try:
        key = records.resolve(snapshot.org, "position", text)
    except forms.ValidationError as unknown:
        return Answer(cause, text, error=" ".join(unknown.messages))
    if key not in snapshot.org.positions:
        return Answer(cause, text, error="This position has ended. Choose another one.")
    planned = managers.move(snapshot, cause, key)
    return Answer(cause, text, planned, "" if planned.positions else "They would report to themselves. Choose another.")


def _moved(request: HttpRequest, access: Access, snapshot: Snapshot, answer: Answer) -> HttpResponse:
    if answer.error or answer.move is None:
        return show(request, access, 422, moving=answer)
    if said(request, "count") != str(len(answer.cause.positions)):
        return show(request, access, 409, moving=Answer(answer.cause, answer.text, answer.move, CHANGED))
    if answer.told != said(request, "told"):
        return show(request, access, 422, moving=answer)
    _write(request, access, snapshot, answer.move)
    return back(request, access, "managers")


def _write(request: HttpRequest, access: Access, snapshot: Snapshot, planned: managers.Move) -> None:
    org = snapshot.org
    whom = name_of(org, "position", planned.manager)
    title = f"Move {count(len(planned.positions), 'position')} without a manager to {whom}"
    try:
        writes.commit(access.organisation, planned.changes(org), title=title, today=access.today, author=access.user)
    except (writes.Refused, writes.Stale):
        say(request, CHANGED, level=messages.ERROR)
    else:
        say(request, f"{title}.")

"""After settings were saved: what was done is said, with one press that undoes it, and the page comes anew.

An undo sends the same form to the same address with what was there before, and with the token of what is there now: so
it is refused where somebody has changed that since. What is too much for that waits in the session (`put_by`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import get_random_string
from django_htmx.http import HttpResponseClientRefresh

from portal.optimistic_lock import FIELD, OptimisticForm
from portal.request_values import is_htmx, own_page
from portal.toast import Undo, say

# What the press of a toast sends along: that it undoes, or does again.
PRESSED, UNDOES, REDOES = "pressed", "undo", "redo"
# Where it names what was put by, and how much of that a session holds.
BACK, MOST = "back", 10


def kept(request: HttpRequest, form: OptimisticForm, text: str, there: str = "", **more: str) -> HttpResponse:
    """The answer once `form.keep()` has saved a form at this address: to the page `there`, else to the form again.
    `more` is sent beside the form's own fields."""
    undo = undo_of(form, request.path)
    undo = undo and replace(undo, values={**undo.values, **more})
    return settled(request, text, undo, there or request.get_full_path())


def not_kept(request: HttpRequest, form: OptimisticForm) -> HttpResponse | None:
    """The answer to a toast whose form could not be saved: why not. None where a page has to show that."""
    if PRESSED not in request.POST or not is_htmx(request) or not form.errors:
        return None
    say(request, " ".join(str(one) for errors in form.errors.values() for one in errors[:1]), level=messages.ERROR)
    return HttpResponse()


def settled(request: HttpRequest, text: str, undo: Undo | None, there: str) -> HttpResponse:
    """Say what was done, or that it was undone or done again, with the way back. A script's page is fetched anew."""
    pressed = request.POST.get(PRESSED)
    if undo is not None:
        values = {**undo.values, PRESSED: REDOES if pressed == UNDOES else UNDOES}
        undo = replace(undo, values=values, redoes=pressed == UNDOES)
    said = {UNDOES: "Undone.", REDOES: "Redone."}.get(pressed or "", text)
    say(request, said, undo=undo)
    return _anew(request, there)


def refused(request: HttpRequest, why: object, there: str) -> HttpResponse:
    """Say why something was not done."""
    say(request, str(why), level=messages.ERROR)
    return _anew(request, there)


def _anew(request: HttpRequest, there: str) -> HttpResponse:
    return HttpResponseClientRefresh() if is_htmx(request) else HttpResponseRedirect(own_page(request) or there)


def undo_of(form: OptimisticForm, url: str) -> Undo | None:
    """What brings back what there was before the form was saved; None where there was nothing."""
    if form.before is None or form.after is None:
        return None
    return Undo(url, {**as_sent(form.before, form.prefix or ""), form.add_prefix(FIELD): form.after})


def as_sent(values: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Values as a browser sends them in a form of that prefix: a box that is not ticked is not sent."""
    start = f"{prefix}-" if prefix else ""
    given = {start + name: value for name, value in values.items() if value is not False}
    return {name: "on" if value is True else "" if value is None else str(value) for name, value in given.items()}


def put_by(request: HttpRequest, state: Any, seen: str = "", *, url: str = "") -> Undo:
    """An undo at this address, or at `url`, that finds `state` (of plain values) again by `taken_up`, there and nowhere
    else. `seen`: the token of what is there now."""
    name, there = get_random_string(12), url or request.path
    known = request.session.get(BACK, {})
    request.session[BACK] = {**dict(list(known.items())[1 - MOST :]), name: [there, state]}
    return Undo(there, {BACK: name, FIELD: seen})


def taken_up(request: HttpRequest) -> Any:
    """What was put by under the name that the request brings; None where it brings none. Raises Http404 where there is
    nothing of that name at this address, or no more."""
    if BACK not in request.POST:
        return None
    there, state = request.session.get(BACK, {}).get(request.POST[BACK], ("", None))
    if there != request.path:
        raise Http404("There is no longer anything to undo.")
    return state

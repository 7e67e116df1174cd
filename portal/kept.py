"""After a form of settings was sent: what was done is said, with one press that undoes it, and the page comes anew.

An undo sends the same form to the same address with what was there before, and with the token of what is there now: so
it is refused where somebody has changed that since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRefresh

from portal.optimistic_lock import OptimisticForm
from portal.request_values import is_htmx, own_page
from portal.toast import Undo, say

# What the press of a toast sends along: that it undoes, or does again.
PRESSED, UNDOES, REDOES = "pressed", "undo", "redo"


def kept(request: HttpRequest, form: OptimisticForm, text: str, there: str = "") -> HttpResponse:
    """The answer once `form.keep()` has saved a form at this address: to the page `there`, else to the form again."""
    return settled(request, text, undo_of(form, request.get_full_path()), there or request.get_full_path())


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
    said = {UNDOES: "Undone.", REDOES: "Done again."}.get(pressed or "", text)
    say(request, said, undo=undo)
    return HttpResponseClientRefresh() if is_htmx(request) else HttpResponseRedirect(own_page(request) or there)


def undo_of(form: OptimisticForm, url: str) -> Undo | None:
    """What brings back what there was before the form was saved; None where there was nothing, or nothing changed."""
    if form.before is None or form.after is None:
        return None
    values = _sent(form, form.before)
    return Undo(url, {**values, form.add_prefix("seen"): form.after})


def _sent(form: OptimisticForm, stored: Mapping[str, Any]) -> dict[str, str]:
    """Values as a browser sends them: a box that is not ticked is not sent."""
    given = {form.add_prefix(name): value for name, value in stored.items() if value is not False}
    return {name: "on" if value is True else "" if value is None else str(value) for name, value in given.items()}

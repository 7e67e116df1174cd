"""What of the draft waits to be published, what it would do, and publishing it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.guard import staff
from portal.models import User
from portal.optimistic_lock import Overtaken, carried, token
from roles.backoffice import units
from roles.backoffice.differences import unit_changes
from roles.documents import BadContent, Document, tables
from roles.guide import answers
from roles.guide.reading import Guide
from roles.publishing import hooks, versions


class PublishForm(forms.Form):
    note = forms.CharField(
        max_length=500,
        label="Release note",
        help_text="Shown in the list of versions, with your name and the date.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@staff(get="roles.view_role")
def waiting(request: HttpRequest) -> HttpResponse:
    """Every unit of the draft that differs from what is in force."""
    draft, published = tables.draft(), versions.published()
    changes = unit_changes(published, draft)
    edits = units.last_edits(change.name for change in changes)
    about = {
        "changes": [(change, edits.get(change.name)) for change in changes],
        "version": versions.latest(),
        "seen": token(versions.state()),
    }
    return render(request, "roles/backoffice/waiting.html", about)


@staff(get="roles.change_role", post="roles.change_role")
def discard(request: HttpRequest) -> HttpResponse:
    """POST with `unit`: bring it back to what is in force."""
    names = set(request.POST.getlist("unit")) & set(versions.unpublished())
    if request.method == "POST" and names:
        try:
            versions.discard(names, request.user, seen=carried(request.POST))
            messages.success(request, "Changes discarded.")
        except Overtaken as overtaken:
            messages.error(request, str(overtaken))
        except BadContent as error:
            messages.error(request, f"It cannot be discarded on its own: {error}")
    return redirect("content-waiting")


@staff(get="roles.publish_content", post="roles.publish_content")
def publish(request: HttpRequest) -> HttpResponse:
    """`unit` names what to publish, several times if need be. GET shows what it does; POST does it."""
    draft, published = tables.draft(), versions.published()
    asked = request.POST if request.method == "POST" else request.GET
    changed = versions.changed(published, draft)
    names = [name for name in asked.getlist("unit") if name in changed]
    if not names:
        messages.info(request, "Choose what to publish.")
        return redirect("content-waiting")
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _publish(request, names, form.cleaned_data["note"], carried(asked))
        if done:
            return redirect("content-versions")
    return _render(request, form, published, draft, names)


def _publish(request: HttpRequest, names: Collection[str], note: str, seen: str) -> bool:
    try:
        version = versions.publish(names, note=note, author=request.user, seen=seen)
    except (Overtaken, BadContent) as error:
        messages.error(request, str(error))
        return False
    messages.success(request, f"{version} is published.")
    return True


def _render(request: HttpRequest, form: forms.Form, old: Document, draft: Document, names: list[str]) -> HttpResponse:
    about: dict[str, Any] = {
        "form": form,
        "names": names,
        "changes": unit_changes(old, draft, names),
        "version": versions.latest(),
        "seen": token(versions.state(names)),
        "sees_all": request.user.has_perm("roles.see_organisations"),
    }
    try:
        new = versions.with_units(old, draft, names)
        versions.check(new)
        about["impacts"] = hooks.impacts(cast(User, request.user), new, timezone.localdate())
    except BadContent as error:
        about["problems"] = error.problems
    return render(
        request, "roles/backoffice/publish.html", about, status=422 if form.errors or "problems" in about else 200
    )


@staff(get="roles.view_role")
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of the guide as readers would see it, were the whole draft published."""
    guide = Guide(tables.draft_rows())
    if slug not in guide.roles and slug not in guide.pairings:
        raise Http404("This page is not in the draft.")
    messages.info(request, "This is how the draft would look to readers. It is not published.")
    pair = answers.is_pairing(guide, slug)
    return answers.pairing(request, guide, slug) if pair else answers.role(request, guide, slug)

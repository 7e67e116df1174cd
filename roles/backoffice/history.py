"""The published versions: who changed what when, any two side by side, and bringing one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning.core.words import count
from portal.guard import staff
from portal.optimistic_lock import Overtaken, carried, token
from roles.backoffice import units
from roles.backoffice.differences import unit_changes
from roles.documents import BadContent, Document, from_json, tables
from roles.models import ContentVersion
from roles.publishing import versions

PER_PAGE = 20
DRAFT = "draft"


@staff(get="roles.view_contentversion")
def index(request: HttpRequest) -> HttpResponse:
    """All versions, the newest first."""
    rows = ContentVersion.objects.select_related("author").defer("units", "files")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    known = {**versions.published(), **tables.draft()}
    about = {
        "page": page,
        "rows": [(version, _changed(version, known)) for version in page],
        "newest": versions.latest(),
    }
    return render(request, "roles/backoffice/versions.html", about)


@staff(get="roles.view_contentversion")
def compare(request: HttpRequest) -> HttpResponse:
    """`left` and `right` are numbers of versions or `draft`; without them the newest two."""
    numbers = [str(number) for number in ContentVersion.objects.values_list("number", flat=True)]
    names = [DRAFT, *numbers]
    right = request.GET.get("right") or (numbers[0] if numbers else DRAFT)
    left = request.GET.get("left") or (numbers[min(1, len(numbers) - 1)] if numbers else DRAFT)
    if left not in names or right not in names:
        raise Http404("Version not found.")
    changes = unit_changes(document(left), document(right))
    about = {"left": left, "right": right, "choices": [(name, called(name)) for name in names], "changes": changes}
    about |= {"left_name": called(left), "right_name": called(right)}
    return render(request, "roles/backoffice/compare.html", about)


@staff(get="roles.change_role", post="roles.change_role")
def restore(request: HttpRequest, number: int) -> HttpResponse:
    """Bring units of the draft back to how a version has them: GET shows what that changes, POST with `unit` does
    it."""
    version = ContentVersion.objects.filter(number=number).first()
    if version is None:
        raise Http404("Version not found.")
    draft, old = tables.draft(), from_json(version.units)
    changes = unit_changes(draft, old)
    names = {change.name for change in changes} & set(request.POST.getlist("unit"))
    if request.method == "POST" and names:
        try:
            versions.restore(version, names, request.user, seen=carried(request.POST))
            parts = count(len(names), "part")
            messages.success(request, f"Draft changed back to version {number} in {parts}. Publish it to apply this.")
            return redirect("content-waiting")
        except Overtaken as overtaken:
            messages.error(request, str(overtaken))
            return redirect("content-restore", number)
        except BadContent as error:
            messages.error(request, f"These cannot be restored on their own: {error}")
    lost = set(versions.changed(versions.published(), draft))
    about: dict[str, Any] = {"version": version, "changes": changes, "lost": lost}
    about["seen"] = token(versions.state())
    return render(request, "roles/backoffice/restore.html", about)


def document(name: str) -> Document:
    if name == DRAFT:
        return tables.draft()
    return from_json(ContentVersion.objects.get(number=int(name)).units)


def called(name: str) -> str:
    return "the draft" if name == DRAFT else f"version {name}"


def _changed(version: ContentVersion, known: Document) -> list[str]:
    return [units.title_of(name, known) for name in version.changed]

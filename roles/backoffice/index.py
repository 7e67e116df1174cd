"""All of the content, and what of it waits to be published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.guard import staff
from roles.backoffice import units
from roles.backoffice.edit import Draft
from roles.documents import tables
from roles.editing import pages
from roles.publishing import versions


@staff(get="roles.view_role")
def index(request: HttpRequest) -> HttpResponse:
    found = units.listed(tables.draft(), versions.published())
    asked = request.GET.get("q", "").strip()
    about = {
        "groups": [(kind, *words, units.ONE[kind], found[kind]) for kind, words in units.KINDS.items()],
        "waiting": sum(1 for group in found.values() for unit in group if unit.state),
        "version": versions.latest(),
        "q": asked,
        "hits": pages.found(Draft(request), asked),
        "may_add": request.user.has_perm("roles.add_role"),
    }
    return render(request, "roles/backoffice/index.html", about)

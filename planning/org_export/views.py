"""The organisation as a file: which formats there are, and the file itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from planning.org_export.writing import FORMATS, Format
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member


@member()
def export(request: HttpRequest, access: Access) -> HttpResponse:
    """The formats; with `?format=`, what stands on the date that is looked at, in the plan that is looked at."""
    org = Snapshot.of(access).org
    asked = FORMATS.get(request.GET.get("format", ""))
    if asked is not None:
        return _download(access, asked, asked.write(org))
    context = {"access": access, "org": org, "formats": FORMATS}
    return render(request, "planning/org_export/export.html", context)


def _download(access: Access, written: Format, data: bytes) -> HttpResponse:
    plan = f"-{access.plan.slug}" if access.plan else ""
    name = f"{access.organisation.slug}{plan}-{access.on.isoformat()}.{written.ending}"
    answer = HttpResponse(data, content_type=written.type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(answer, private=True, no_store=True)
    return answer

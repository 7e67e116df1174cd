"""Everything about a person, as a page and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from planning.privacy.known import everything
from planning.privacy.views.erasing import who_or_404
from portal import audit
from portal.guard import Access, member
from portal.models import Right


@member(get=Right.ADMIN, live=True)
def about(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """What somebody may ask to be told."""
    person, standing = who_or_404(access, key)
    known = everything(access, person.key, timezone.now())
    if request.GET.get("format") == "json":
        audit.record(audit.Kind.TOLD_ALL, request=request, organisation=access.organisation, format="json")
        answer = JsonResponse(known, json_dumps_params={"indent": 2, "ensure_ascii": False, "default": str})
        answer["Content-Disposition"] = f'attachment; filename="person-{access.organisation.slug}.json"'
        return answer
    audit.record(audit.Kind.TOLD_ALL, request=request, organisation=access.organisation, format="page")
    context = {"access": access, "person": person, "standing": standing, "known": known}
    return render(request, "planning/privacy/about.html", context)

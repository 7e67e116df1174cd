"""Being content with a step as it stands, and putting the reminder on Home away."""

from __future__ import annotations

from django.contrib.messages import INFO
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from planning.forms.toast import Undo, answered, say
from planning.organisation.live import to_live
from planning.setup import marks, steps
from planning.setup.views.page import back, known_found, live
from portal.addresses import org_url
from portal.guard import Access, member
from portal.models import Right


@member(get=None, post=Right.PLANNER, live=True)
@to_live()
def confirm(request: HttpRequest, access: Access) -> HttpResponse:
    """Leave what is open in a step as it is; `undo` asks again (`whole`: for the page as a whole)."""
    slug = access.organisation.slug
    named = request.POST.get("undo") or request.POST.get("leave")
    step = next((step for step in steps.progress(live(access), known_found(request)).steps if step.name == named), None)
    if step is None:
        return back(request, access, "main")
    if "undo" in request.POST:
        marks.take_away(access.organisation, step.name)
        say(request, f"“{step.label}” reopened.", level=INFO)
        return (
            answered(request, 0, org_url(access, "setup"))
            if "whole" in request.POST
            else back(request, access, step.name)
        )
    marks.put(access.organisation, step.name, step.open, access.user)
    say(
        request,
        f"“{step.label}” left as is.",
        undo=Undo(reverse("setup-confirm", args=[slug]), {"undo": step.name, "whole": "1"}),
    )
    return back(request, access, step.name)


@member(get=None, post=Right.PLANNER, live=True)
@to_live()
def dismiss(request: HttpRequest, access: Access) -> HttpResponse:
    """No reminder on Home, for anybody, until more is open; `undo` brings it back."""
    slug = access.organisation.slug
    if "undo" in request.POST:
        marks.take_away(access.organisation, marks.STRIP)
        say(request, "Setup is back on Home.", level=INFO)
    else:
        marks.put(access.organisation, marks.STRIP, steps.glance(live(access)).open, access.user)
        say(request, "Setup stays in your menu.", undo=Undo(reverse("setup-dismiss", args=[slug]), {"undo": "1"}))
    return answered(request, 0, org_url(access, "home"))

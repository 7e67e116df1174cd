"""Where the bare address leads: to one's only organisation, or to the choice among them."""

from collections import Counter
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.guard import signed_in
from portal.models import User


@signed_in()
def start(request: HttpRequest) -> HttpResponse:
    """Straight to the organisation of a member of one; else, or by `?choose`, the choice among theirs."""
    rows = cast(User, request.user).memberships.select_related("organisation")
    memberships = list(rows.order_by("organisation__name"))
    if len(memberships) == 1 and "choose" not in request.GET:
        return redirect("home", memberships[0].organisation.slug)
    names = Counter(str(row.organisation) for row in memberships)
    alike = {name for name, number in names.items() if number > 1}
    return render(request, "portal/start.html", {"memberships": memberships, "alike": alike})

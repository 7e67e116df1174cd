"""The one page that is left of an organisation that is closed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from portal.models import Membership, Organisation, Right
from portal.request_values import is_htmx


def closed_page(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who asked to delete it, until when it can be brought back, and by whom. What a script asks for leads there."""
    if is_htmx(request):
        return HttpResponseClientRedirect(reverse("home", args=[membership.organisation.slug]))
    organisation = Organisation.objects.select_related("closed_by").get(pk=membership.organisation.pk)
    context = {
        "organisation": organisation,
        "may_bring_back": membership.may(Right.ADMIN) and not organisation.is_going,
    }
    return render(request, "portal/closed.html", context, status=410)

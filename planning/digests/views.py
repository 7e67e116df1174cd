"""Switching the digest off from its own link, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from planning.digests.sending import membership_of, want, wants
from portal.guard import anybody
from portal.request_values import is_htmx
from portal.secret_addresses import out_of_address


# The link is the proof; a mail program that switches it off by itself has no cookie to show.
@csrf_exempt
@anybody(post=True)
@out_of_address(membership_of)
def off(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing (mail scanners follow links): the page sends itself on, and has a button besides."""
    membership = membership_of(token)
    if membership is None:
        return render(request, "planning/digests/unknown.html", status=404)
    if request.method == "POST":
        want(membership, False)
    context = {"membership": membership, "is_on": wants(membership)}
    page = "_off.html" if is_htmx(request) else "off.html"
    return render(request, f"planning/digests/{page}", context)

"""The role guide inside an organisation: its content, and beside each role who holds it here."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from planning.content import guide_for
from planning.findings import Look
from planning.holders import in_organisation
from portal.guard import Access, member
from roles import answers

PER_PAGE = 12


@member()
def index(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.index(request, guide_for(access.organisation))


@member()
def page(request: HttpRequest, access: Access, slug: str) -> HttpResponse:
    """A role, or two roles side by side: what the first half of a record's key names."""
    guide = guide_for(access.organisation)
    if answers.is_pairing(guide, slug):
        return answers.pairing(request, guide, slug)
    here = in_organisation(Look.of(access), slug)
    holders = Paginator(here.held, PER_PAGE).get_page(request.GET.get("page"))
    return answers.role(request, guide, slug, here=here, holders=holders)


@member()
def compare(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.compare(request, guide_for(access.organisation))

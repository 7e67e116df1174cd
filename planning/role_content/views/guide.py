"""The role guide inside an organisation: its content, and beside each role who holds it here."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from planning.cost.ledgers import bands_of
from planning.organisation.role_content import content_for, guide_for
from planning.organisation.snapshot import Snapshot
from planning.role_content.role_usage import in_organisation
from portal.guard import Access, member
from roles.guide import answers

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
    here = in_organisation(Snapshot.of(access), slug)
    more = {
        "here": here,
        "holders": Paginator(here.held, PER_PAGE).get_page(request.GET.get("page")),
        "bands": bands_of(access.organisation, slug, access.on) if access.sees_cost else None,
    }
    return answers.role(request, guide, slug, **more)


@member()
def compare(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.compare(request, guide_for(access.organisation))


@member()
def suits(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.suits(request, guide_for(access.organisation))


@member()
def search(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.search(request, guide_for(access.organisation), content_for(access.organisation))


@member()
def glossary(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.words(request)

"""The role guide outside of any organisation: the site's published content.

For whoever is signed in; for everybody where the site's settings say so.
"""

from django.http import HttpRequest, HttpResponse

from portal.guard import anybody, signed_in
from portal.models import Organisation
from roles.content_values import site
from roles.guide import answers

PUBLIC = "ROLE_GUIDE_PUBLIC"


@signed_in(unless=PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    return answers.index(request, site().guide, organisations=_organisations(request))


@signed_in(unless=PUBLIC)
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A role, or two roles side by side: what the first half of a record's key names."""
    guide = site().guide
    if answers.is_pairing(guide, slug):
        return answers.pairing(request, guide, slug)
    return answers.role(request, guide, slug, organisations=_organisations(request))


@signed_in(unless=PUBLIC)
def compare(request: HttpRequest) -> HttpResponse:
    return answers.compare(request, site().guide)


@signed_in(unless=PUBLIC)
def suits(request: HttpRequest) -> HttpResponse:
    return answers.suits(request, site().guide)


@signed_in(unless=PUBLIC)
def search(request: HttpRequest) -> HttpResponse:
    found = site()
    return answers.search(request, found.guide, found.content)


@anybody()
def glossary(request: HttpRequest) -> HttpResponse:
    """What the words on screen mean; it says nothing of any organisation."""
    return answers.words(request)


def _organisations(request: HttpRequest) -> list[Organisation]:
    """Where the reader may read the same with who holds each role."""
    if not request.user.is_authenticated:
        return []
    return list(Organisation.objects.filter(memberships__user=request.user, closed_at=None).order_by("name"))

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.guard import signed_in
from roles import pages
from roles.content_values import site


@signed_in()
def index(request: HttpRequest) -> HttpResponse:
    """Every role, by function."""
    guide = site().guide
    about = {
        "groups": pages.functions_with_roles(guide),
        "covering": pages.covering_roles(guide),
        "pairings": list(guide.pairings.values()),
    }
    return render(request, "roles/index.html", about)


@signed_in()
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A role, or two roles side by side: what the first half of a record's key names."""
    guide = site().guide
    if slug in guide.roles:
        return render(request, "roles/role.html", {"page": pages.role_page(guide, slug), "role": guide.roles[slug]})
    if slug not in guide.pairings:
        raise Http404("There is no such role.")
    return render(request, "roles/pairing.html", pages.pairing_page(guide, slug))

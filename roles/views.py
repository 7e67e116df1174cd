from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.guard import signed_in
from roles import pages
from roles.models import Pairing, Role


@signed_in()
def index(request: HttpRequest) -> HttpResponse:
    """Every role, by function."""
    about = {
        "groups": pages.functions_with_roles(),
        "covering": pages.covering_roles(),
        "pairings": Pairing.objects.select_related("one", "other"),
    }
    return render(request, "roles/index.html", about)


@signed_in()
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A role, or two roles side by side: what the first half of a record's key names."""
    role = Role.objects.select_related("function").filter(slug=slug).first()
    if role is not None:
        return render(request, "roles/role.html", {"page": pages.role_page(role), "role": role})
    pairing = Pairing.objects.select_related("one", "other").filter(slug=slug).first()
    if pairing is None:
        raise Http404("There is no such role.")
    return render(request, "roles/pairing.html", pages.pairing_page(pairing))

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning import store
from portal.guard import Access, member


@member()
def home(request: HttpRequest, access: Access) -> HttpResponse:
    """Where a member starts."""
    org = store.org_at(access.organisation, access.on)
    return render(request, "planning/home.html", {"access": access, "org": org})

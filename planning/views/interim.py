"""Until the chart and the position panel land: whoever lands one takes its line out of here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from planning.findings import Look
from portal.guard import Access, member


@member()
def chart(request: HttpRequest, access: Access) -> HttpResponse:
    return redirect("people", access.organisation.slug)


@member()
def position(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    if key not in Look.of(access).org.positions:
        raise Http404("There is no such position.")
    return redirect("people", access.organisation.slug)

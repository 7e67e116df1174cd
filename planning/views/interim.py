"""Until the chart, the position panel and the import pages land: whoever lands one takes its line out of here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.guard import Access, member


@member()
def chart(request: HttpRequest, access: Access) -> HttpResponse:
    return redirect("people", access.organisation.slug)


@member()
def position(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    return redirect("people", access.organisation.slug)


@member()
def imports(request: HttpRequest, access: Access) -> HttpResponse:
    return redirect("history", access.organisation.slug)

"""The portal's addresses, and an empty page behind the same middleware, session and sign-in."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from portal.guard import signed_in


@signed_in()
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("empty/", empty), path("", include("portal.urls"))]

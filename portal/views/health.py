"""Addresses that machines ask for."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from portal.guard import anybody
from portal.jobs import workers

TEXT = "text/plain; charset=utf-8"


@anybody()
def health(request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 while the database answers, else 503. What else needs a look stands below the “ok”."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        complaint = workers.complaint() if workers.waits_for_a_worker() else ""
    except DatabaseError:
        return HttpResponse("The database is not responding.\n", content_type=TEXT, status=503)
    return HttpResponse(f"ok\n{complaint}", content_type=TEXT)


@anybody()
def favicon(request: HttpRequest) -> HttpResponse:
    """For what shows a page without reading its head first."""
    return redirect(static("img/lineup.svg"))

"""Error pages that look like the rest and say what to do. A script gets the same in a toast: htmx shows no page of an
error, so that a press would seem to do nothing."""

import sys

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from portal import audit, toast
from portal.database_trouble import trouble
from portal.files.uploads import FILES_TOO_LARGE, FilesTooLarge
from portal.request_values import is_htmx
from portal.telemetry.requests import number_of

UNNAMED = "You do not have access to this."
TOO_LARGE = "Forms can be up to 10 MB. Nothing was changed. If you pasted a table, upload it as a CSV file instead."
AGAIN = "5"  # seconds
UNCLEAR = "The request could not be read. Nothing was changed. Reload the page and try again."
GONE = "This no longer exists, or you no longer have access to it. Nothing was changed. Reload the page."
BROKEN = (
    "Something went wrong on our side. Nothing was half-saved. Try again in a moment. If it keeps happening, quote "
)
UNSENT = "Not sent: you have signed in or out in another tab, or the page was open too long. Reload the page."


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = _too_large(exception)
    status = 413 if too_large else 400
    if is_htmx(request):
        return _told(too_large or UNCLEAR, status)
    return HttpResponse(render_to_string("400.html", {"too_large": too_large}), status=status)


def _too_large(exception: Exception) -> str:
    """What to say of a body that is too large; '' where it was something else."""
    if isinstance(exception, FilesTooLarge):
        return FILES_TOO_LARGE
    return TOO_LARGE if isinstance(exception, RequestDataTooBig) else ""


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    audit.refused(request, 403, getattr(request, "asked", None))
    reason = str(exception) or UNNAMED
    if is_htmx(request):
        return _told(reason, 403)
    return render(request, "403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for what does not exist and for what is not the visitor's to see."""
    return _told(GONE, 404) if is_htmx(request) else render(request, "404.html", status=404)


def too_many(request: HttpRequest, text: str, template: str = "429.html") -> HttpResponse:
    """Something was tried too often; `text` says when it can be tried again."""
    return _told(text, 429) if is_htmx(request) else render(request, template, {"text": text}, status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: the session or the database may be what failed. By the number it is in the log. A
    database that is busy or away is said as such, by an answer after which programs try again."""
    if said := trouble(sys.exc_info()[1]):
        page = HttpResponse(render_to_string("503.html", {"said": said, "again": request.method == "GET"}), status=503)
        answer = _told(said, 503) if is_htmx(request) else page
        answer["Retry-After"] = AGAIN
        return answer
    number = number_of(request)
    if is_htmx(request):
        return _told(f"{BROKEN}{number}.", 500)
    return HttpResponse(render_to_string("500.html", {"number": number}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _told(UNSENT, 403) if is_htmx(request) else render(request, "403_csrf.html", status=403)


def _told(text: str, status: int) -> HttpResponse:
    return toast.tell(HttpResponse(status=status), text, level=messages.ERROR)

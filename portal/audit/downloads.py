"""Every file that leaves, told by its answer: no page can forget to say so."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.audit.kinds import Kind
from portal.audit.recording import record
from portal.models import Organisation

Answer = Callable[[HttpRequest], HttpResponse]
ENDING = re.compile(r"""\.(\w{1,8})["']?$""")
HEADER = "Content-Disposition"


def follow(get_response: Answer) -> Answer:
    """The middleware; it stands inside of the one that knows who is signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _leaves(request, response):
            _record(request, response)
        return response

    return answer


def _leaves(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it is a file, other than a picture of a page, which its view has not recorded in its own way."""
    is_file = "filename" in response.headers.get(HEADER, "") and not response["Content-Type"].startswith("image/")
    is_given = request.method == "GET" and response.status_code == 200
    return is_file and is_given and not getattr(request, "is_audited", False)


def _record(request: HttpRequest, response: HttpResponse) -> None:
    organisation: Organisation | None = getattr(request, "asked", None)
    match, ending = request.resolver_match, ENDING.search(response[HEADER])
    size = None if response.streaming else len(response.content)
    record(
        Kind.EXPORTED,
        request=request,
        organisation=organisation,
        page=match.url_name if match else "",
        format=ending[1].lower() if ending else "",
        bytes=size,
    )

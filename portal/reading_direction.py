"""Names that are read from right to left, in pages that are read from left to right.

Each is kept to itself, so that the figures and words beside it stay where they are. Marks that turn text, of which
something may be stored from before they were taken out, reach nobody.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from planning.core.hidden_marks import isolated, unturned

# Bytes that letters of Hebrew, Arabic and their kin begin with; most pages have none.
_RTL_BYTES = bytes((*range(0xD6, 0xE1), 0xEF, 0xF0))
_TURNING_BYTES = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
_TURNING_ESCAPED = re.compile(rb"(?<!\\)((?:\\\\)*)\\u20(?:2[a-eA-E]|6[6-9])")  # in JSON
# What is no text of the page, or holds a name alone.
_APART = re.compile(r"<(script|style|textarea|title|select|bdi)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
Answer = Callable[[HttpRequest], HttpResponse]


def kept_apart(get_response: Answer) -> Answer:
    """Middleware, outside of all that draws."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        kind = response.get("Content-Type", "")
        if not response.streaming and kind.startswith(("text/html", "application/json")):
            _mend(response, is_page=kind.startswith("text/html"))
        return response

    return answer


def _mend(response: HttpResponse, *, is_page: bool) -> None:
    given = made = response.content
    if _TURNING_BYTES.search(made):
        made = _TURNING_BYTES.sub(b"", made)
    if b"\\u20" in made:
        made = _TURNING_ESCAPED.sub(rb"\1", made)
    if is_page and len(made.translate(None, _RTL_BYTES)) < len(made):
        made = html(made.decode(response.charset, "replace")).encode(response.charset)
    if made is not given:
        response.content = made


def html(page: str) -> str:
    """A page, or a part of one, whose texts are each `isolated`; tags are left as they are."""
    spans = [found.span() for found in _APART.finditer(page)]
    starts = [start for start, _ in spans]

    def leaves(at: int) -> bool:
        place = bisect(starts, at) - 1
        return (place >= 0 and at < spans[place][1]) or page.rfind("<", 0, at) > page.rfind(">", 0, at)

    return isolated(page, leaves)


def fragment(said: str) -> str:
    """What is shown by a script, or in an e-mail, as HTML."""
    return html(unturned(said))


def text(said: str) -> str:
    """A text of an e-mail."""
    return isolated(unturned(said))

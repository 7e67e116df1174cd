"""Small things that a request asks for, read so that nothing it may hold can do harm."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

DIGITS = 9


def own_page(request: HttpRequest) -> str:
    """The page to go to afterwards that `next` names; '' where that is none of ours."""
    there = request.POST.get("next") or request.GET.get("next", "")
    is_ours = there.startswith("/") and url_has_allowed_host_and_scheme(there, {request.get_host()})
    return there if is_ours else ""


def is_htmx(request: HttpRequest) -> bool:
    """Whether a script asks, for a part of a page."""
    return bool(getattr(request, "htmx", False))


def page_of(request: HttpRequest) -> str:
    """The page that a script asks from, as an address of ours; '' where it does not say."""
    return (is_htmx(request) and request.htmx.current_url_abs_path) or ""  # type: ignore[attr-defined]


def page_before(request: HttpRequest) -> str:
    """The page from which a form or a script asks; the start where the browser does not say."""
    if is_htmx(request):
        return page_of(request) or "/"
    there = urlsplit(request.headers.get("referer", ""))
    is_ours = there.netloc == request.get_host() and there.path.startswith("/")
    return urlunsplit(("", "", there.path, there.query, "")) if is_ours else "/"


def whole_number(text: str) -> int | None:
    """The number that `text` says, of at most nine digits, as columns hold; else None."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def said(request: HttpRequest, name: str) -> str:
    """What was typed, without the one character that PostgreSQL cannot store."""
    return request.POST.get(name, "").replace("\0", "")

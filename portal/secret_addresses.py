"""Links that hold a secret: it is out of the address before a page is shown, so it is in no history and no `Referer`.

What the link holds waits in the session, sealed, under a name that the address shows in its place and that is worth
nothing elsewhere. So the page can be loaded anew, and several links open side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal.sign_in import sealing

# Where the session keeps what links hold, of how many at most.
LINKS, MOST = "links", 10
OPENED = "open-"
View = Callable[..., HttpResponseBase]


def out_of_address(knows: Callable[[str], object], name: str = "token") -> Callable[[View], View]:
    """Decorate a view whose argument `name` is a secret; `knows` tells whether one leads anywhere. Reading leads on to
    the address without it; a form, or a mail program that acts by itself, may send either."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            secret = _kept(request, kwargs[name])
            if secret is None and request.method in ("GET", "HEAD") and knows(kwargs[name]):
                return _lead_on(request, kwargs | {name: _keep(request, kwargs[name])})
            answer: HttpResponseBase = view(request, **kwargs | {name: secret or kwargs[name]})
            if secret and request.method == "GET":
                _keep(request, secret)  # the view may have signed somebody out, which ends the session
            return answer

        return guarded

    return decorate


def was_opened(token: str) -> bool:
    """Whether it only stands for a secret: one that this browser does not know, or no longer."""
    return token.startswith(OPENED)


def _lead_on(request: HttpRequest, arguments: dict[str, Any]) -> HttpResponseRedirect:
    match = request.resolver_match
    return HttpResponseRedirect(reverse(match.view_name if match else "", kwargs=arguments))


def _keep(request: HttpRequest, secret: str) -> str:
    """The name that stands for it in the address."""
    links, stand_in = request.session.get(LINKS, {}), _stand_in(secret)
    if stand_in not in links:
        kept = list(links.items())[1 - MOST :]
        request.session[LINKS] = {**dict(kept), stand_in: sealing.seal(secret)}
    return stand_in


def _kept(request: HttpRequest, stand_in: str) -> str | None:
    sealed = request.session.get(LINKS, {}).get(stand_in) if was_opened(stand_in) else None
    return (sealing.opened(sealed) or None) if sealed else None


def _stand_in(secret: str) -> str:
    return OPENED + salted_hmac("portal.secret-address", secret, algorithm="sha256").hexdigest()[:16]

"""Asking for the password or the second factor again before something grave."""

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import HttpRequest
from django_htmx.http import HttpResponseClientRedirect

from portal.request_values import is_htmx

View = TypeVar("View", bound=Callable[..., object])

# For a view, below `member`: whoever sends its form has shown of late who they are. Accounts that sign in elsewhere
# have nothing to show here, and are let through. `shown_again_to_read`: whoever only reads it, too.
shown_again = cast(Callable[[View], View], reauthentication_required(allow_get=True))
shown_again_to_read = cast(Callable[[View], View], reauthentication_required())
_pass = reauthentication_required(lambda request: None)


def ask_again(request: HttpRequest) -> None:
    """The same for a form that can be wrong: called once what was sent is right. Nobody gives a password for a mistake,
    and what goes on after it is done, with what was typed. Raises what leads to the page that asks: a whole page, also
    where a script sent the form."""
    try:
        _pass(request)
    except ReauthenticationRequired:
        by_script = is_htmx(request)
        _as_page(request)
        if not by_script:
            raise
        (asks, *_) = get_adapter().get_reauthentication_methods(request.user)
        raise ImmediateHttpResponse(HttpResponseClientRedirect(suspend_request(request, asks["url"]).url)) from None


def _as_page(request: HttpRequest) -> None:
    """Let what waits be found again, which goes by the path alone, and be answered as a form without scripts is."""
    request.META = {k: v for k, v in request.META.items() if k != "QUERY_STRING" and not k.startswith("HTTP_HX_")}

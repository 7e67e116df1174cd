"""Asking for the password or the second factor again before something grave."""

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., object])

# For a view, below `member`: whoever sends its form has shown of late who they are. Accounts that sign in elsewhere
# have nothing to show here, and are let through.
shown_again = cast(Callable[[View], View], reauthentication_required(allow_get=True))
_pass = reauthentication_required(lambda request: None)


def ask_again(request: HttpRequest) -> None:
    """The same for a form that can be wrong: called once what was sent is right. Nobody gives a password for a mistake,
    and what goes on after it is done. Raises what leads to the page that asks."""
    _pass(request)

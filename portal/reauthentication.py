"""Asking for the password or the second factor again before something grave."""

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.account.decorators import reauthentication_required

View = TypeVar("View", bound=Callable[..., object])

# For a view, below `member`: whoever sends its form has shown of late who they are. Accounts that sign in elsewhere
# have nothing to show here, and are let through.
shown_again = cast(Callable[[View], View], reauthentication_required(allow_get=True))

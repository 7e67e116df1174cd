"""What else a member hears of: switches of other features that stand on the page of notices."""

from __future__ import annotations

from typing import Protocol

from portal.models import Membership


class Preference(Protocol):
    """One switch; `name` is that of its form field."""

    name: str
    help: str

    def label(self, membership: Membership, /) -> str: ...

    def wants(self, membership: Membership, /) -> bool: ...

    def want(self, membership: Membership, wanted: bool, /) -> None: ...


# Features add theirs once the apps are ready.
PREFERENCES: list[Preference] = []

"""Where somebody goes on once an import is applied: to what it could not know, where there is any."""

from __future__ import annotations

from collections.abc import Callable

from planning.organisation.models import Batch
from portal.guard import Access

# Who has more to ask gives the address of its page, else ''. Features above add themselves (planning/apps.py).
ASKING: list[Callable[[Access, Batch], str]] = []


def onward(access: Access, batch: Batch) -> str:
    """The address of the first page that has something to ask; '' where none has."""
    return next((there for ask in ASKING if (there := ask(access, batch))), "")

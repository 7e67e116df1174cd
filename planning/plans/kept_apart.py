"""Plans that are for one purpose, such as what a review of reporting lines mends: other edits go there only where
somebody chooses that."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from portal.models import Organisation

# Each gives the primary keys of such plans of an organisation. Features above add themselves (planning/apps.py).
APART: list[Callable[[Organisation], Iterable[int]]] = []


def kept_apart(organisation: Organisation) -> set[int]:
    return {pk for plans_of in APART for pk in plans_of(organisation)}

"""Where other apps register to say what role content would do before it is in force.

The back office shows it while content is edited and before it is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django.db.models import Model

from portal.models import User
from roles.documents import Document


class Preview(Protocol):
    """Says what content would do before it is in force. A module with these two functions is one."""

    def impacts(self, user: User, document: Document, on: date, /) -> list[Any]:
        """What a document that does not contradict itself would do, one row for each organisation `user` may know of,
        as `roles/backoffice/publish.html` shows it."""

    def titles(self, user: User, rows: Iterable[Model], on: date, /) -> list[Any]:
        """The titles in use that these rows would read otherwise, as (organisation, changes)."""


# Whoever computes something from role content adds itself once the apps are ready.
PREVIEWS: list[Preview] = []


def impacts(user: User, document: Document, on: date) -> list[Any]:
    return [found for preview in PREVIEWS for found in preview.impacts(user, document, on)]


def titles(user: User, rows: Iterable[Model], on: date) -> list[Any]:
    rows = list(rows)
    return [found for preview in PREVIEWS for found in preview.titles(user, rows, on)]

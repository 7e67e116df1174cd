"""A section as its author has it open, carried by the page in one field."""

from __future__ import annotations

import json

from django.db.models import Model

from roles.documents.cells import TABLES, Cells, Ref, row
from roles.documents.loading import problems_of


def to_text(seen: Cells) -> str:
    return json.dumps([[place.table, place.key, given] for place, given in seen.items()], ensure_ascii=False)


def from_text(text: str) -> list[Model]:
    """The rows; none where the text is not what `to_text` wrote."""
    try:
        found = [row(Ref(table, str(key)), given) for table, key, given in json.loads(text) if table in TABLES]
        return [] if any(problem for one in found for problem in problems_of(one)) else found
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []

"""Names of products as they are compared."""

from __future__ import annotations

from planning.core.product_finding.names import form

LONGEST = 200


def id_of(name: str) -> str:
    """The same for all spellings of a name; a name without letters stands for itself."""
    return (form(name) or name.strip())[:LONGEST]

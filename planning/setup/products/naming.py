"""Names of products as they are compared."""

from __future__ import annotations

from planning.core.product_finding.names import form

LONGEST = 200
APART = "="


def id_of(name: str) -> str:
    """The same for all spellings of a name; a name without letters stands for itself."""
    return (form(name) or name.strip())[:LONGEST]


def part_id(name: str, whole: str) -> str:
    """Of what is split from the row `whole`. Where somebody says that another spelling is another product, the name as
    it is written tells it."""
    id = id_of(name)
    return id if id != whole else f"{APART}{name.casefold()}"[:LONGEST]

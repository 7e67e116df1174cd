"""Columns of a products file whose headers say nothing: which holds the products, which hold people."""

from __future__ import annotations

from collections.abc import Sequence

from planning.imports.columns.contents import Profile, profiles
from planning.imports.opening.read import Table


def place_product(table: Table, found: Sequence[str | None]) -> int | None:
    """The first unknown column with a text of its own in nearly every row; None where there is none."""
    looks = profiles(table)
    return next((i for i, look in enumerate(looks) if found[i] is None and _like_product(look)), None)


def _like_product(look: Profile) -> bool:
    odd = look.emails > 0.2 or look.dates > 0.2 or look.numbers > 0.5 or look.yes_no > 0.5 or look.statuses > 0.5
    return look.filled >= 0.9 and look.distinct >= 0.8 and look.names < 0.7 and not odd


def people_columns(table: Table, found: Sequence[str | None]) -> list[int]:
    """Unknown columns whose cells read as names or addresses of people, whatever they are to the product."""
    looks = profiles(table)
    return [i for i, look in enumerate(looks) if found[i] is None and max(look.names, look.emails) >= 0.6]

"""Columns whose headers say nothing and whose cells say who a row is: e-mail, title, name, id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from planning.imports.columns import levels
from planning.imports.columns.contents import Profile, folded
from planning.imports.columns.relations import NOBODY
from planning.imports.columns.state import IDS, MANAGERS, Columns

_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")


def place_own(columns: Columns) -> None:
    if not columns.has("email"):
        columns.place(columns.best(lambda _, look: (look.emails >= 0.8) * look.filled * look.distinct, 0.6), "email")
    if not columns.has("title", "level:1"):
        columns.place(columns.best(partial(_like_title, columns), 0.4), "title")
    if not columns.has("name", "first_name", "last_name", "preferred_name"):
        _place_names(columns)
    if not columns.has(*IDS, "requisition_id"):
        columns.place(columns.best(partial(_like_id, columns), 0.9), "id")


def _like_title(columns: Columns, _: int, look: Profile) -> float:
    if look.names > 0.4 or look.emails > 0.1 or look.dates > 0.1 or look.codes > 0.5:
        return 0.0
    return look.titles(columns.content) * look.filled + 0.001 * len(look.different)


def _place_names(columns: Columns) -> None:
    if _numbered_names(columns):
        return
    parts = [i for i, look in columns.unknown() if look.single_names >= 0.8 and look.filled > 0.8][:8]
    pair = _pair(columns, parts)
    if pair is not None:
        columns.place(pair[0], "first_name")
        columns.place(pair[1], "last_name")
        return
    columns.place(columns.best(lambda _, look: (look.names >= 0.7) * look.filled * look.distinct, 0.5), "name")
    if not columns.has("name"):
        _place_parts(columns, [i for i in parts if columns.looks[i].distinct >= 0.6])


def _place_parts(columns: Columns, parts: Sequence[int]) -> None:
    """A first and a last name beside each other: the one that addresses begin with is the first name."""
    pairs = [(one, other) for one, other in pairwise(parts) if other == one + 1]
    in_emails = [i for i in parts if _begins_emails(columns, i)]
    pair = next((pair for pair in pairs if set(pair) & set(in_emails)), None)
    if pair is None and len(pairs) == 1 and len(parts) == 2:
        pair = pairs[0]
    if pair is not None:
        first, last = pair if pair[1] not in in_emails else pair[::-1]
        columns.place(first, "first_name")
        columns.place(last, "last_name")


def _begins_emails(columns: Columns, place: int) -> bool:
    cells = [row.cells for row in columns.table.rows[:200]]
    hits = sum(any(row[i].casefold().startswith(row[place].casefold()) for i in columns.of("email")) for row in cells)
    return hits >= 0.5 * len(cells)


def _pair(columns: Columns, parts: Sequence[int]) -> tuple[int, int] | None:
    """The columns of first and last names that together make the names of managers or e-mail addresses."""
    cells = [row.cells for row in columns.table.rows[:200]]
    whole = {folded(cell) for row in cells for cell in row if 0 < cell.count(" ") < 4}
    whole |= {row[i].partition("@")[0].replace(".", " ").casefold() for row in cells for i in columns.of("email")}
    hits = {
        (one, other): sum(folded(f"{row[one]} {row[other]}") in whole for row in cells)
        for one in parts
        for other in parts
        if one != other
    }
    best = max(hits, key=lambda pair: (hits[pair], -pair[0]), default=None)
    return best if best is not None and hits[best] > 1 else None


def _numbered_names(columns: Columns) -> bool:
    """Whether names stand in a column a level, the row's own as the last of them."""
    groups = levels.numbered(columns.table.headers)
    numbered = any(sum(columns.looks[i].names >= 0.7 for i in group) > 1 for group in groups)
    return numbered or bool(levels.unnumbered(columns.table, columns.looks))


def _like_id(columns: Columns, i: int, look: Profile) -> float:
    """2 where another column names rows by it; 1 where it has the form of an id, or is a number in front."""
    if look.filled < 0.9 or look.distinct < 0.98 or look.dates > 0.1:
        return 0.0
    if look.codes < 0.9:
        return 2.0 * _are_handles(columns, i, look)
    managers = [(j, columns.looks[j]) for name in ("manager", "dotted") for j in columns.of(name)]
    if any(_names_by(other, look) for j, other in [*managers, *columns.unknown(1)] if j != i):
        return 2.0
    shapes = {_DIGITS.sub("0", value) for value in look.different}
    return 1.0 if (shapes <= {"0"} and i == 0) or (len(shapes) == 1 and _LETTER.search(shapes.pop())) else 0.0


def _are_handles(columns: Columns, i: int, look: Profile) -> bool:
    """Whether single words that are no titles name the rows of another column: “@bero”, “bvask”."""
    if look.emails or any(" " in value for value in look.different) or look.titles(columns.content) >= 0.3:
        return False
    return any(_names_by(other, look) for j, other in columns.unknown(1) if j != i)


def _names_by(other: Profile, ids: Profile) -> bool:
    """Whether a column holds ids of other rows: mostly ids that there are, and not one of its own in each row."""
    named = other.folded - NOBODY
    if other.distinct == 1 and other.filled == 1 and len(named) == len(other.folded):
        return False
    return bool(named) and len(ids.folded & named) >= MANAGERS * len(named)

"""Hierarchies that are laid out over columns: one a level, a management chain, or a depth in file order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from planning.imports.columns.contents import Profile
from planning.imports.columns.header_words import PRIVATE
from planning.imports.columns.relations import Rows, is_skip_level
from planning.imports.columns.spelling import words
from planning.imports.opening.read import Table

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_CHAIN = re.compile(r"\b(chain|managers?|mgr|supervisors?|reporting|leaders?|boss|vorgesetzt\w*|responsable|jefe)\b")
_TEAM = re.compile(
    r"\b(departments?|dept|org|organi[sz]ations?|units?|teams?|divisions?|cost|cent(er|re)|business|function|groups?|area|"
    r"abteilung|bereich|service|departamento|reparto|afdeling)\b|部|부서"
)
_FIGURES = re.compile(r"\d{1,2}")
_OUTLINE = re.compile(r"\d{1,3}(\.\d{1,3})*\.?")


def numbered(headers: Sequence[str]) -> list[list[int]]:
    """Columns whose headers differ in one small number only ("Level 1", "Level 2"), in the order of those numbers."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for i, header in enumerate(headers):
        parts = _PARTS.findall(words(header))
        figures = [part for part in parts if part.isdigit()]
        if len(figures) == 1 and int(figures[0]) <= 20 and not PRIVATE.search(words(header)):
            found[" ".join(part for part in parts if not part.isdigit())].setdefault(int(figures[0]), i)
    return [[places[n] for n in sorted(places)] for places in found.values() if len(places) > 1]


def fields_of(
    places: Sequence[int], table: Table, looks: Sequence[Profile], rows: Rows, has_names: bool
) -> dict[int, str]:
    """The fields of one group of numbered columns by column number; nothing where it is no hierarchy."""
    text = words(table.headers[places[0]])
    filled = [place for place in places if looks[place].values]
    if len(filled) < 2:
        return {}
    is_team = _TEAM.search(text) and not _CHAIN.search(text)
    if is_team and max(looks[place].names for place in filled) < 0.6:
        return _numbered("team", places)
    named = sum(rows.named_by(looks[place])[1] for place in filled) / len(filled)
    names = sum(looks[place].names for place in filled) / len(filled)
    if (named if has_names else names) < 0.6 or _are_two_managers(places, text, looks, rows):
        return {}
    first, last = looks[filled[0]], looks[filled[-1]]
    upward = not is_staircase(table, filled) and (
        len(first.different) > len(last.different) or first.filled < last.filled
    )
    ordered = list(reversed(places)) if upward else list(places)
    is_chain = has_names and (bool(_CHAIN.search(text)) or not _ends_with_row(ordered, table, rows))
    return _numbered("chain" if is_chain else "level", ordered)


def is_staircase(table: Table, places: Sequence[int]) -> bool:
    """Whether rows fill one of these columns only, the first row the leftmost: each row stands on its own step."""
    filled = [[i for i in places if row.cells[i]] for row in table.rows]
    once = sum(len(row) == 1 for row in filled)
    return once >= 0.9 * len(filled) and bool(filled) and filled[0] == [places[0]] and not _jumps(filled, places)


def _jumps(filled: Sequence[Sequence[int]], places: Sequence[int]) -> bool:
    """Whether a row stands more than one step below the one above it."""
    steps = [places.index(row[0]) for row in filled if row]
    return any(after > before + 1 for before, after in pairwise(steps))


def unnumbered(table: Table, looks: Sequence[Profile]) -> list[int]:
    """Columns of names side by side that make a staircase, whatever their headers: “CEO”, “Director”, “Manager”."""
    run: list[int] = []
    for i, look in enumerate(looks):
        if look.names >= 0.7:
            run.append(i)
        elif len(run) > 1:
            break
        else:
            run = []
    return run if len(run) > 1 and is_staircase(table, run) else []


def _ends_with_row(places: Sequence[int], table: Table, rows: Rows) -> bool:
    """Whether the last filled of the columns names the row itself."""
    last = [next((row.cells[i] for i in reversed(places) if row.cells[i]), "") for row in table.rows]
    own = sum(
        bool(cell) and number in (rows.row_of(cell, "name"), rows.row_of(cell, "id"))
        for number, cell in enumerate(last)
    )
    return own >= 0.7 * len(last)


def _numbered(name: str, places: Sequence[int]) -> dict[int, str]:
    return {place: f"{name}:{number}" for number, place in enumerate(places, 1)}


def _are_two_managers(places: Sequence[int], text: str, looks: Sequence[Profile], rows: Rows) -> bool:
    """ "Manager 1" and "Manager 2" are two managers, unless the second is the first one's manager or the first is the
    same for all."""
    if not _CHAIN.search(text) or "chain" in text or "level" in text or len(places) > 2:
        return False
    how = rows.named_by(looks[places[0]])[0]
    first, second = (rows.parents(place, how or "name") for place in places)
    return not is_skip_level(first, second) and len(looks[places[0]].different) > 1


def is_depth(table: Table, place: int, header_says: bool) -> bool:
    """Whether a column holds depths in file order: from one row to the next it grows by one at most. Outline numbers
    ("1.2.3") are depths, too."""
    cells = [row.cells[place].strip() for row in table.rows]
    figures = [int(cell) for cell in cells if _FIGURES.fullmatch(cell)]
    if len(figures) < 0.9 * len(cells):
        return is_outline(table, place)
    top = min(figures)
    return top <= 1 and is_ladder(figures) and (header_says or figures.count(top) == 1)


def is_ladder(depths: Sequence[int]) -> bool:
    """Whether depths begin at the top and grow by one at most from row to row."""
    grows = all(after <= before + 1 for before, after in pairwise(depths))
    return len(depths) > 1 and depths[0] == min(depths) < max(depths) and grows


def is_outline(table: Table, place: int) -> bool:
    """Whether a column holds numbers such as 1.2.3, each of them below one that is there."""
    cells = [row.cells[place] for row in table.rows]
    known = {cell.rstrip(".") for cell in cells if _OUTLINE.fullmatch(cell)}
    parents = [cell.rpartition(".")[0] for cell in known if "." in cell]
    return len(known) >= 0.9 * len(cells) and len(parents) > 0 and all(parent in known for parent in parents)

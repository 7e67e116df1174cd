"""Columns whose headers say nothing and whose cells are a status, a department, a path or dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import partial

from planning.imports.columns.contents import Profile
from planning.imports.columns.spelling import words
from planning.imports.columns.state import Columns

# From when on, and until when, one row of a history of jobs holds.
EFFECTIVE = re.compile(
    r"((job|position|assignment|role|change) )?(effective|valid|in force)( (date|from|since|start)( date)?)?|"
    r"(gültig|geldig) (ab|von|seit|vanaf)|(valable|valide|en vigueur) (du|dès|depuis|à partir du)|"
    r"(vigente|válido|valido|em vigor|en vigor|in vigore) (desde|dal|a partir de)|fecha efectiva|date d effet|"
    r"date effet|生效日期|発令日|適用日|발령일"
)
_NO_LONGER = re.compile(
    r"((job|position|assignment|role) )?(effective|valid)( (to|until|till|end))( date)?|(gültig|geldig) (bis|tot)|"
    r"(valable|valide) (au|jusqu au|jusqu)|(vigente|válido|valido) (hasta|até|fino al)|失效日期"
)
_NO_DEPARTMENT = re.compile(r"\b(job|family|cost|company|legal|entity|currency|type|language|time ?zone)\b")


def place_rest(columns: Columns) -> None:
    if not columns.has("status", "valid"):
        known = {
            word.casefold() for one in columns.content.languages for words in one.statuses.values() for word in words
        }
        columns.place(columns.best(partial(_like_status, known), 0.5), "status")
    if not columns.has("team_path"):
        columns.place(columns.best(_like_path, 0.5), "team_path")
    if not columns.has("department", "division", "team", "team:1"):
        columns.place(columns.best(partial(_like_department, columns), 0.4), "department")
    _place_stints(columns)
    _place_starts(columns)
    _place_leaves(columns)
    if not columns.has("title") and columns.has("manager") and len(columns.placed) > 2:
        columns.place(columns.best(_like_text, 2), "title")


def _like_text(_: int, look: Profile) -> float:
    """For want of better, the title is the text that differs most from row to row: in a layout that nobody knows."""
    odd = look.emails or look.dates or look.numbers > 0.2 or look.codes > 0.5 or look.yes_no > 0.5 or look.names > 0.6
    return 0.0 if odd or look.filled < 0.7 else len(look.different)


def _like_status(known: Collection[str], _: int, look: Profile) -> float:
    """`known`: words of statuses in other languages, in lower case."""
    if len(look.different) >= 13 or not look.different:
        return 0.0
    foreign = sum(value.casefold() in known for value in look.different) / len(look.different)
    return look.filled if max(look.statuses, foreign) >= 0.8 else 0.0


def _like_path(_: int, look: Profile) -> float:
    return look.filled if look.paths >= 0.8 and not look.dates else 0.0


def _like_department(columns: Columns, i: int, look: Profile) -> float:
    odd = look.emails or look.dates or look.codes > 0.3 or look.names > 0.5 or look.filled <= 0.5
    if odd or _NO_DEPARTMENT.search(words(columns.table.headers[i])):
        return 0.0
    some = look.different[:60]
    return sum(bool(columns.content.function_of(cell)) for cell in some) / len(some)


def _place_stints(columns: Columns) -> None:
    """In a table with several rows of one person “Effective Date” is when each job begins; elsewhere it says when
    something changed."""
    whose = next((columns.of(name)[0] for name in ("person_id", "id", "email") if columns.of(name)), None)
    if whose is None or columns.looks[whose].distinct == 1:
        return
    for pattern, field in ((EFFECTIVE, "position_starts"), (_NO_LONGER, "position_ends")):
        for i, look in columns.unknown(1):
            if not columns.has(field) and look.dates >= 0.9 and pattern.fullmatch(words(columns.table.headers[i])):
                columns.place(i, field)
                break


def _dates(columns: Columns) -> list[int]:
    """Unknown columns of dates that are not dates of birth."""
    return [i for i, look in columns.unknown(1) if look.dates >= 0.9 and _usual_year(look) >= 2008]


def _place_starts(columns: Columns) -> None:
    """First days stand in nearly every row."""
    full = [i for i in _dates(columns) if columns.looks[i].filled >= 0.8]
    if len(full) == 1 and not columns.has("starts", "position_starts", "target_start"):
        columns.place(full[0], "starts")


def _place_leaves(columns: Columns) -> None:
    """Last days stand in few rows, and are later than the first days."""
    rare = [i for i in _dates(columns) if columns.looks[i].filled < 0.5]
    if (
        len(rare) == 1
        and columns.has("starts")
        and not columns.has("leaves", "position_ends")
        and _are_later(columns, rare[0])
    ):
        columns.place(rare[0], "leaves")


def _usual_year(look: Profile) -> int:
    years = Counter(found[0] for cell in look.values if (found := re.search(r"(19|20)\d\d", cell)))
    ordered = sorted(years.elements())
    return int(ordered[len(ordered) // 2]) if ordered else 0


def _are_later(columns: Columns, place: int) -> bool:
    start = columns.of("starts")[0]
    pairs = [
        (row.cells[start], row.cells[place]) for row in columns.table.rows if row.cells[place] and row.cells[start]
    ]
    years = [[re.search(r"(19|20)\d\d", cell) for cell in pair] for pair in pairs]
    return all(one and other and one[0] <= other[0] for one, other in years)

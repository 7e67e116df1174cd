"""Columns that a table has only in parts: managers named in two columns, and names that stand on their level."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from planning.imports.columns.levels import is_ladder
from planning.imports.opening.read import Row, Table

Matched = tuple[str, ...]
_HIERARCHIES = ("manager", "manager_first_name", "manager_last_name", "level", "chain", "depth")
_MARKS = re.compile(r"(?:[.\-–—>»›•·*+|└├─│↳→…]\s*)+(?=[^\W_])")
_COMMON_NAME = re.compile(r"CN=((?:[^,\\]|\\.)+)", re.I)


def complete(table: Table, matched: Matched) -> tuple[Table, Matched]:
    """The table with a column of its own for what several of its columns say together."""
    table = _with_bare_names(table, matched)
    first, last = _places(matched, "manager_first_name"), _places(matched, "manager_last_name")
    if first and last:
        pair = (first[0], last[0])
        table, matched = _with(table, matched, pair, "manager", lambda cells: " ".join(filter(None, cells)))
    table, matched = _with_marked_depth(table, matched)
    levels = sorted(_places(matched, "level:"), key=lambda i: int(matched[i].rpartition(":")[2]))
    if levels and not {"name", "first_name", "last_name"} & set(matched):
        table, matched = _with(table, matched, levels, "name", _last)
    return table, matched


def _with_marked_depth(table: Table, matched: Matched) -> tuple[Table, Matched]:
    """“. Bero Vask”, “-- Product Manager”: marks before names or titles say how deep a row stands."""
    if any(name.partition(":")[0] in _HIERARCHIES for name in matched):
        return table, matched
    for i in (*_places(matched, "name"), *_places(matched, "title"), *_places(matched, "last_name")):
        marks = [_MARKS.match(row.cells[i]) for row in table.rows]
        depths = [sum(not c.isspace() for c in mark[0]) if mark else 0 for mark in marks]
        if is_ladder(depths) and sum(map(bool, depths)) >= 0.5 * len(depths):
            told = {id(row): str(depth) for row, depth in zip(table.rows, depths, strict=True)}
            rows = [Row(row.number, [*row.cells, told[id(row)]]) for row in table.rows]
            for row, mark in zip(rows, marks, strict=True):
                row.cells[i] = row.cells[i][mark.end() :] if mark else row.cells[i]
            header = f"{table.headers[i]} (marks)"
            return table._replace(headers=(*table.headers, header), rows=rows), (*matched, "depth")
    return table, matched


def _with_bare_names(table: Table, matched: Matched) -> Table:
    """A directory names managers as “CN=Bero Vask,OU=Product,DC=tarn”: the name is what counts."""
    places = [i for name in ("manager", "dotted") for i in _places(matched, name)]
    some = table.rows[:200]
    named = [i for i in places if any(row.cells[i][:3].upper() == "CN=" for row in some)]
    for row in table.rows if named else ():
        for i in named:
            if found := _COMMON_NAME.match(row.cells[i]):
                row.cells[i] = found[1].replace("\\,", ",").strip()
    return table


def _places(matched: Matched, field: str) -> list[int]:
    return [i for i, name in enumerate(matched) if name == field or (field.endswith(":") and name.startswith(field))]


def _last(cells: Sequence[str]) -> str:
    return next((cell for cell in reversed(cells) if cell), "")


def _with(
    table: Table, matched: Matched, places: Sequence[int], field: str, join: Callable[[Sequence[str]], str]
) -> tuple[Table, Matched]:
    """One more column, made from those at `places`."""
    header = " + ".join(dict.fromkeys((table.headers[places[0]], table.headers[places[-1]])))
    rows = [Row(row.number, [*row.cells, join([row.cells[i] for i in places])]) for row in table.rows]
    return table._replace(headers=(*table.headers, header), rows=rows), (*matched, field)

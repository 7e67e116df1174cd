"""Columns that say who leads whom: managers, dotted lines, levels."""

from __future__ import annotations

import re

from planning.imports.columns import levels
from planning.imports.columns.contents import Profile, folded
from planning.imports.columns.relations import (
    KNOWN_SHARE,
    Rows,
    is_skip_level,
    names_reports,
    same_share,
    tree_share,
)
from planning.imports.columns.state import IDS, MANAGERS, NAMES, UNUSED, Columns

Parents = list[int | None]


def place_levels(columns: Columns) -> None:
    _place_steps(columns)
    groups = levels.numbered(columns.table.headers)
    open_groups = [
        [i for i in group if i not in columns.fixed and columns.found[i] in (None, "level", "manager")]
        for group in groups
    ]
    rows = Rows(columns.table, columns.fields()) if any(open_groups) else None
    for group in open_groups:
        if len(group) > 1 and rows is not None and not columns.has("level:1", "chain:1"):
            for i, name in levels.fields_of(group, columns.table, columns.looks, rows, columns.has(*NAMES)).items():
                columns.found[i] = name
    if not columns.has("manager") and not columns.has("level:1", "chain:1"):
        _place_depth(columns)


def _place_steps(columns: Columns) -> None:
    """A staircase without numbers in its headers."""
    steps = [] if columns.has(*NAMES) else levels.unnumbered(columns.table, columns.looks)
    numbered = {i for group in levels.numbered(columns.table.headers) for i in group}
    if not steps or not columns.fixed.isdisjoint(steps) or not numbered.isdisjoint(steps):
        return
    for number, i in enumerate(steps, 1):
        columns.place(i, f"level:{number}")


def place_unknown_depth(columns: Columns) -> None:
    """For want of managers: a column of small numbers that grow by one at most from row to row."""
    if columns.has("manager", "level:1", "chain:1", "chain", "depth"):
        return
    for i, _ in columns.unknown():
        if levels.is_depth(columns.table, i, header_says=False):
            columns.place(i, "depth")
            return


def _place_depth(columns: Columns) -> None:
    table = columns.table
    for i in columns.of("depth"):
        if i not in columns.fixed and not levels.is_depth(table, i, header_says=True):
            columns.found[i] = None
    if columns.has("depth"):
        return
    for i, name in enumerate(columns.found):
        depths = name == "level" and levels.is_depth(table, i, header_says=False)
        outline = name in IDS and levels.is_outline(table, i)
        if i not in columns.fixed and (depths or outline):
            columns.found[i], columns.corrected[i] = "depth", name or ""
            columns.placed.discard(i)


def place_managers(columns: Columns) -> None:
    rows = Rows(columns.table, columns.fields())
    lines = [line for i, look in columns.unknown(1) if (line := _line(columns, rows, i, look))]
    lines.sort(key=lambda line: (line[0], -line[1]), reverse=True)
    counted = any(re.search(r"\d", columns.table.headers[i]) for i in columns.of("dotted"))
    if not lines and not counted:
        return
    known = _known_managers(columns, rows)
    _drop_skip_levels(columns, rows, known)
    for share, place, parents in lines:
        known = _place_line(columns, place, share, parents, known)


def _line(columns: Columns, rows: Rows, i: int, look: Profile) -> tuple[float, int, Parents] | None:
    """How well a column whose cells name other rows makes one tree (0 where a cell names several), its number, and the
    row that each row names; None where its cells name nobody, or each its own row."""
    how, share = rows.named_by(look)
    alone = len(look.different) < 2 and (how == "title" or look.numbers > 0 or len(look.values) < 2 < look.rows)
    if share < MANAGERS or (alone and how != "name"):
        return None
    parents = rows.parents(i, how)
    named = sum(parent is not None for parent in parents)
    own = sum(parent == number for number, parent in enumerate(parents))
    if own >= 0.5 * max(named, 1):
        return None
    return (0.0 if rows.has_several(look, how) else tree_share(parents)), i, parents


def _known_managers(columns: Columns, rows: Rows) -> Parents | None:
    """The managers that the columns with known headers name; None where there is no such column."""
    for i in columns.of("manager"):
        how, share = rows.named_by(columns.looks[i])
        if share >= KNOWN_SHARE:
            return rows.parents(i, how)
    return [None] * len(columns.table.rows) if columns.has("manager") else None


def _drop_skip_levels(columns: Columns, rows: Rows, known: Parents | None) -> None:
    """“Manager 2” is the manager's manager where it always names that one, else a dotted line."""
    for i in columns.of("dotted"):
        how, share = rows.named_by(columns.looks[i])
        counted = share >= KNOWN_SHARE and i not in columns.fixed and re.search(r"\d", columns.table.headers[i])
        if known and counted and is_skip_level(known, rows.parents(i, how)):
            columns.found[i] = UNUSED


def _place_line(columns: Columns, i: int, share: float, parents: Parents, known: Parents | None) -> Parents | None:
    """Solid before dotted: the column that makes the best tree is the managers'; one that names the same people is
    another way to name them, one that names others is a dotted line."""
    if known is None:
        if share >= 0.5 or _is_sparse(columns, parents):
            columns.place(i, "manager")
            return parents
        return None
    if names_reports(known, parents):
        return known
    if same_share(known, parents) >= MANAGERS:
        columns.place(i, "manager")
    elif is_skip_level(known, parents):
        columns.found[i] = UNUSED
    else:
        columns.place(i, "dotted")
    return known


def _is_sparse(columns: Columns, parents: Parents) -> bool:
    return sum(parent is not None for parent in parents) > 0 and tree_share(parents) >= 0.3


def settle_ids(columns: Columns) -> None:
    """Of several columns of one kind of id, that which managers are named by is the id; the others are other names
    of the row."""
    named = {folded(cell) for i in columns.of("manager") + columns.of("dotted") for cell in columns.looks[i].different}
    for name in IDS:
        places = [i for i in columns.of(name) if i not in columns.fixed]
        if len(places) < 2:
            continue
        hits = {i: sum(folded(row.cells[i]) in named for row in columns.table.rows) for i in places}
        best = max(places, key=lambda i: (hits[i], columns.looks[i].filled))
        for i in places:
            if i != best and hits[best] and columns.looks[i].filled <= columns.looks[best].filled:
                columns.found[i] = "other_id"

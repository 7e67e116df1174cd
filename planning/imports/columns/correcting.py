"""Columns whose headers say one thing and whose cells another."""

from __future__ import annotations

import re

from planning.imports.columns.contents import Profile, folded
from planning.imports.columns.spelling import words
from planning.imports.columns.state import IDS, NAMES, UNUSED, Columns


def correct(columns: Columns) -> None:
    _forget(columns)
    for i, name in enumerate(columns.found):
        if name and i not in columns.fixed and len(columns.looks[i].values) > 1:
            better = _corrected(columns, i, name, columns.looks[i])
            if better is not None and better != name:
                columns.found[i] = better
                columns.corrected[i] = name
    _part_names(columns)


def _forget(columns: Columns) -> None:
    """“Team Lead” that says neither yes nor no is not whether somebody leads: it may name who does."""
    for i in columns.of("head"):
        if i not in columns.fixed and columns.looks[i].values and columns.looks[i].yes_no < 0.5:
            columns.found[i] = "team_head" if re.search(r"\b(dep|div|unit)", words(columns.table.headers[i])) else None


def _corrected(columns: Columns, i: int, name: str, look: Profile) -> str | None:
    if name in IDS:
        return _id(columns, name, look)
    if name == "name":
        return _name(columns, look)
    if name == "preferred_name" and look.names >= 0.7 and not columns.has("last_name"):
        return "name"
    if name == "title":
        return _title(columns, i, look)
    if name in ("manager", "dotted") and (look.yes_no >= 0.9 or look.dates >= 0.9 or _counts_reports(columns, i, look)):
        return UNUSED
    if name == "email" and look.emails < 0.2 and look.names >= 0.7 and not columns.has(*NAMES):
        return "name"
    return _date_or_level(columns, name, look)


def _id(columns: Columns, name: str, look: Profile) -> str | None:
    if look.codes < 0.3 and look.names >= 0.6:
        return "name" if not columns.has(*NAMES) else UNUSED
    if look.emails >= 0.8 and not columns.has("email"):
        return "email"
    return "title" if not columns.has("title") and look.codes < 0.2 and look.titles(columns.content) >= 0.5 else None


def _name(columns: Columns, look: Profile) -> str | None:
    if look.emails >= 0.8:
        return "email" if not columns.has("email") else UNUSED
    if look.codes >= 0.8:
        return "person_id" if not columns.has(*IDS) else "other_id"
    return None


def _title(columns: Columns, i: int, look: Profile) -> str | None:
    if look.codes >= 0.8 and look.distinct >= 0.9 and look.filled >= 0.9 and not columns.has("position_id"):
        return "position_id"
    if look.codes >= 0.8 and len(columns.of("title")) > 1:
        return UNUSED
    if look.names >= 0.8 and look.titles(columns.content) < 0.2 and not columns.has(*NAMES):
        return "name"
    return None


def _counts_reports(columns: Columns, i: int, look: Profile) -> bool:
    """Whether "Reports" says how many report to somebody."""
    cells = [row.cells[i] for row in columns.table.rows]
    return words(columns.table.headers[i]) in ("reports", "direct reports") and cells.count("0") > 0.4 * len(cells)


def _date_or_level(columns: Columns, name: str, look: Profile) -> str | None:
    if name in ("starts", "leaves") and look.yes_no >= 0.9:
        return UNUSED
    if name == "function" and not columns.has("title") and look.titles(columns.content) >= 0.5:
        return "title"
    if name == "status" and look.yes_no >= 0.9 and not columns.has("valid"):
        return "valid"
    if name == "status" and {value.casefold() for value in look.different} <= {"t", "f"}:
        return "valid" if not columns.has("valid") else None
    if name == "status" and look.emails >= 0.8:
        return UNUSED
    return None


def _part_names(columns: Columns) -> None:
    """ "Name" is the last name where a first name stands beside it, no last name does, and no cell holds both; and the
    first name where a last name does."""
    for part, other in (("first_name", "last_name"), ("last_name", "first_name")):
        if not columns.has(part) or columns.has(other) or len(columns.of("name")) != 1:
            continue
        known, name = columns.of(part)[0], columns.of("name")[0]
        rows = [row.cells for row in columns.table.rows if row.cells[known] and row.cells[name]]
        whole = sum(folded(cells[known]) in folded(cells[name]) for cells in rows)
        if rows and whole < 0.2 * len(rows) and name not in columns.fixed:
            columns.found[name], columns.corrected[name] = other, "name"
        return

"""Files that hold some rows only: they add and change, and end nothing. A blank cell leaves what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planning.core.records import Org, Position
from planning.imports.cells import words
from planning.imports.opening.read import Row
from planning.imports.people import statuses
from planning.imports.people.reader import Reader
from planning.imports.placing.draft import Draft, Fields
from planning.imports.products.reader import Coverage

Columns = Mapping[str, Sequence[int]]
# Which columns can say a field of a position; a field that none of them says in a row stays as it is.
SAID_BY = {
    "title": ("title",),
    "manager": ("manager", "manager_requisition"),
    "dotted": ("dotted",),
    "team": ("division", "department", "team", "team_path", "parent_team"),
    "location": ("location", "city", "region", "country"),
    "stage": ("stage",),
    "starts": ("position_starts",),
    "ends": ("position_ends",),
    "target_start": ("target_start", "starts"),
    "fte": ("fte",),
    "level": ("level",),
    "pay": ("pay", "cost"),
    "currency": ("currency", "pay", "cost"),
    "loaded": ("pay", "cost"),
}
NAMES = ("name", "first_name", "last_name", "preferred_name", "legal_name")
# What holds something else than nothing although its cell is blank.
_DEFAULTS = frozenset({"fte"})


def said_only(draft: Draft, reader: Reader, current: Org) -> None:
    """Leave of each row what its cells say. A row of nobody who is there needs a title, or it is an error."""
    rows = {row.number: row for row in reader.table.rows}
    for key, given in list(draft.positions.items()):
        row = rows[draft.rows[key]]
        before = current.get("position", key)
        if before is None and not given.get("title"):
            text = (
                "This position does not exist, and the row has no job title to add it. "
                "Correct the ID, e-mail or name, or add a title."
            )
            reader.report.error(row.number, "", " ".join(filter(None, row.cells)), text, "unknown-row")
            del draft.positions[key]
        elif before is not None:
            draft.positions[key] = _with_sharers(_said(given, row, reader), before)
    holding = {key for given in draft.positions.values() for key in (given.get("holder"), *given.get("sharers", ()))}
    for person in [key for key in draft.people if current.get("person", key) is None and key not in holding]:
        del draft.people[person]
    for key, fields in draft.people.items():
        if key in current.people:
            draft.people[key] = {name: value for name, value in fields.items() if value}


def _said(given: Fields, row: Row, reader: Reader) -> Fields:
    return {name: value for name, value in given.items() if _says(name, value, row, reader)}


def _with_sharers(given: Fields, before: Position) -> Fields:
    """A row that names one of those who share the position says nothing of the others."""
    holders = {before.holder, *before.sharers}
    named = {given.get("holder", ""), *given.get("sharers", ())} - {""}
    if not before.sharers or not named or not named <= holders:
        return given
    return {name: value for name, value in given.items() if name not in ("holder", "sharers")}


def _says(name: str, value: object, row: Row, reader: Reader) -> bool:
    if name in ("holder", "sharers"):
        return _says_who(row, reader) if value else _says_vacant(row, reader)
    if value and name not in _DEFAULTS:
        return True
    return _filled(row, reader.columns, SAID_BY.get(name, (name,)))


def _says_who(row: Row, reader: Reader) -> bool:
    """A cell tells who sits there: not the id alone by which the row names the position."""
    told = [name for name in (*NAMES, "email", "person_id") if name != reader.ident_field]
    return bool(reader.name_levels) or _filled(row, reader.columns, told)


def _says_vacant(row: Row, reader: Reader) -> bool:
    """A cell says that nobody sits there; a blank name alone does not."""
    if _filled(row, reader.columns, (*NAMES, "vacant", "requisition_id")):
        return True
    return reader.meaning_of(reader.cell(row, "status")) == statuses.VACANT


def _filled(row: Row, columns: Columns, names: Sequence[str]) -> bool:
    return any(not words.is_blank(row.cells[i]) for name in names for i in columns.get(name, ()))


def covered_only(coverage: Coverage, current: Org) -> None:
    """Leave of a products file what its cells say: a blank one takes nobody away, and no value."""
    coverage.mentioned = {(cover.product, cover.role) for cover in coverage.assignments}
    for key, fields in coverage.products.items():
        if key in current.products:
            coverage.products[key] = {n: v for n, v in fields.items() if v not in (None, "", ())}

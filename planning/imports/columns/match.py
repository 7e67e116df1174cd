"""The second stage: which column holds which field, by the spelling of its header and by what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from planning.core.content import Content
from planning.imports.columns import known
from planning.imports.columns.contents import profiles
from planning.imports.columns.fields import FIELDS
from planning.imports.columns.guessing import guess
from planning.imports.columns.known import FORMAT, Scorer, spellings, usual_field
from planning.imports.columns.owners import owner_column
from planning.imports.columns.product_columns import (
    holds_several,
    people_columns,
    place_by_header,
    place_product,
)
from planning.imports.columns.relations import Rows, how_named
from planning.imports.columns.role_columns import KIND_WORDS, ROLE_COLUMN, role_column, role_of
from planning.imports.columns.spelling import plain
from planning.imports.columns.state import IDS, UNUSED, Columns
from planning.imports.columns.works_on import place_works_on
from planning.imports.opening.read import Table
from planning.imports.problems import Report

__all__ = [
    "KIND_WORDS", "ROLE_COLUMN", "UNUSED", "Scorer", "columns_of", "doubts", "label", "match", "plain", "role_column",
    "role_of", "system_of", "usual_field",
]  # fmt: skip
BY_CELLS, CORRECTED, BY_SPELLING, NOT_USED = (
    "column-by-cells",
    "column-corrected",
    "column-by-spelling",
    "column-unused",
)
# Names and ids that stand in for what is not there.
OTHERWISE = " Choose another field on the columns page if this is wrong."
_STANDING_IN = {"legal_first_name": "first_name", "legal_last_name": "last_name", "legal_name": "name"}
_FIGURES = re.compile(r"\d")
# The field of columns that name who has to do with a product, in whatever role.
_OWNER = "owner"
_HOW = ("id", "email", "name", "title")


def match(kind: str, table: Table, content: Content, remembered: Mapping[str, str], report: Report) -> tuple[str, ...]:
    """The field of each column ('' where it is not used). What somebody chose before for a header counts
    first, then known spellings, then the role a product's column names, then what the cells hold, then a near miss.
    What is taken by its cells or by a near miss is said."""
    fixed = frozenset(i for i, header in enumerate(table.headers) if plain(header) in remembered)
    found = [remembered.get(plain(header)) if i in fixed else None for i, header in enumerate(table.headers)]
    by_header = known.read(kind, table, content, report)
    found = [by_header[i] if i not in fixed else name for i, name in enumerate(found)]
    if kind == "products":
        _products(table, content, found, fixed, report)
    taken = {name for name in found if name}
    for i, header in enumerate(table.headers):
        if found[i] is None:
            found[i] = _near(kind, header, taken, report, table, i)
    if kind == "people":
        found = place_works_on(table, _people(table, content, found, fixed, report), fixed)
    return _without_strays(table, found, report)


def _products(table: Table, content: Content, found: list[str | None], fixed: frozenset[int], report: Report) -> None:
    for i, header in enumerate(table.headers):
        if found[i] is None:
            found[i] = owner_column(header) or role_column(header, content)
    _name_beside_list(table, found, fixed)
    if "product" not in found and "product_id" not in found:
        _place_product(table, found, fixed, report)
    for i in people_columns(table, found) if _OWNER in {field.name for field in FIELDS["products"]} else ():
        if found[i] is None and table.headers[i]:
            found[i] = _OWNER
            _say_placed("products", table, i, _OWNER, report)


def _name_beside_list(table: Table, found: list[str | None], fixed: frozenset[int]) -> None:
    """Where one column lists products, a “Name” beside it is that of the person to whom they belong."""
    products = [i for i, name in enumerate(found) if name == "product"]
    lists = [i for i in products if holds_several(table.headers[i])]
    for i in products if lists else ():
        if plain(table.headers[i]) == "name" and i not in fixed:
            found[i] = _OWNER


def _place_product(table: Table, found: list[str | None], fixed: frozenset[int], report: Report) -> None:
    """A product line alone is the product; else the column that looks most like one."""
    lines = [i for i, name in enumerate(found) if name == "product_line" and i not in fixed]
    by_header = place_by_header(table, found)
    place = lines[0] if lines else place_product(table, found) if by_header is None else by_header
    if place is not None:
        found[place] = "product"
        if not lines:
            _say_placed("products", table, place, "product", report)


def _people(
    table: Table, content: Content, found: list[str | None], fixed: frozenset[int], report: Report
) -> list[str | None]:
    columns = Columns(table, content, found, fixed)
    guess(columns)
    for name, stand_in in _STANDING_IN.items():
        if not columns.has(stand_in, *(("first_name", "last_name") if stand_in == "name" else ())):
            columns.found = [stand_in if field == name else field for field in columns.found]
    for i, before in columns.corrected.items():
        _say_corrected(table, i, before, columns.found[i] or UNUSED, report)
    for i in sorted(columns.placed):
        _say_placed("people", table, i, columns.found[i] or UNUSED, report)
    return columns.found


def _say_corrected(table: Table, i: int, before: str, now: str, report: Report) -> None:
    taken = f"it was read as “{label('people', now)}”" if now else "it is not used"
    text = f"The header says “{label('people', before)}”, but the cells contain something else: {taken}."
    report.note(table.header_row, table.headers[i], "", f"{text}{OTHERWISE}", CORRECTED)


def _say_placed(kind: str, table: Table, i: int, name: str, report: Report) -> None:
    text = f"The header is not recognised. Going by its cells, this column is “{label(kind, name)}”."
    report.note(table.header_row, table.headers[i], "", f"{text}{OTHERWISE}", BY_CELLS)


def _without_strays(table: Table, found: Sequence[str | None], report: Report) -> tuple[str, ...]:
    for header, name in zip(table.headers, found, strict=True):
        if not name and header and not any(p.column == header and p.code == CORRECTED for p in report.problems):
            report.note(table.header_row, header, "", "This column is not used.", NOT_USED)
    return tuple(name or UNUSED for name in found)


def _near(kind: str, header: str, taken: Iterable[str], report: Report, table: Table, i: int) -> str | None:
    """A header with a slip in it, for a field that no other column has. Cells that repeat are no ids."""
    name = plain(header)
    if len(name) < 5:
        return None
    known_headers = spellings(kind)
    slips = 1 if len(name) < 10 else 2
    best = process.extractOne(name, known_headers.keys(), scorer=OSA.distance, score_cutoff=slips)
    if best is None or known_headers[best[0]][0] in taken:
        return None
    field = known_headers[best[0]][0]
    if _FIGURES.findall(name) != _FIGURES.findall(best[0]):
        return None  # "Level 2" is no slip of "Level"
    if field in IDS and profiles(table)[i].distinct < 0.5:
        return None
    text = f"Read as the column “{label(kind, field)}”. Correct the header if this is wrong."
    report.note(table.header_row, header, "", text, BY_SPELLING)
    return field


def label(kind: str, name: str) -> str:
    """How people call a field; columns of a level say which."""
    base, _, number = name.partition(":")
    if number.isdigit() and base in LEVELS:
        return f"{LEVELS[base]} {number}"
    return next((field.label for field in FIELDS[kind] if field.name == name), name)


def doubts(report: Report) -> dict[str, str]:
    """What is said of columns that were told by their cells or by a near miss, by header."""
    said = [problem for problem in report.problems if problem.code in (BY_CELLS, CORRECTED, BY_SPELLING)]
    return {problem.column: problem.message.removesuffix(OTHERWISE) for problem in said}


def system_of(report: Report) -> str:
    """The system in whose sense headers were read; '' where that changed nothing."""
    return next((problem.value for problem in report.problems if problem.code == FORMAT), "")


# Fields that stand in a column for each level, and what such a column holds.
LEVELS = {"level": "Person at level", "chain": "Manager at level", "team": "Team at level"}


def columns_of(kind: str, table: Table, matched: Sequence[str]) -> dict[str, list[int]]:
    """Column numbers by field, the most trusted header first. Columns of managers stand under `manager` all together,
    and once more under `manager:id`, `manager:email`, `manager:name` or `manager:title`, by how they name them;
    `dotted` likewise."""
    columns: dict[str, list[int]] = {}
    for i, name in enumerate(matched):
        if name:
            columns.setdefault(name, []).append(i)
    for name, places in columns.items():
        places.sort(key=lambda i: known.trust(kind, name, table.headers[i]))
    if kind == "people" and ("manager" in columns or "dotted" in columns):
        _sort_managers(table, columns)
    return columns


def _sort_managers(table: Table, columns: dict[str, list[int]]) -> None:
    """Managers by id before those by e-mail, and these before names, whatever their headers."""
    rows, looks = Rows(table, columns), profiles(table)
    for name in ("manager", "dotted"):
        how = {i: how_named(rows, looks[i], table.headers[i]) for i in columns.get(name, ())}
        if how:
            columns[name].sort(key=lambda i: _HOW.index(how[i]) if how[i] in _HOW else 2)
        for i in list(columns.get(name, ())):
            if how[i]:
                columns.setdefault(f"{name}:{how[i]}", []).append(i)

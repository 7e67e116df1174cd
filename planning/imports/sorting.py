"""What the tables of an upload are, by what is in them: a folder, a ZIP or a workbook may hold several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planning.core.content import Content
from planning.imports.columns.match import ROLE_COLUMN
from planning.imports.columns.works_on import WORKS_ON
from planning.imports.opening import process
from planning.imports.opening.sheets import ROW, Remark, Sheet, Sheets
from planning.imports.own.opening import table_in
from planning.imports.pipeline import File, Source, check_columns, prepare
from planning.imports.problems import Unusable

# The kinds that a table may be; where two would do alike, the earlier one.
KINDS = ("people", "products", "bands")
# So many columns that are understood make a table one of these kinds, even if one that is needed is missing.
KNOWN_COLUMNS = 3
# Rows of a table that are looked at to know what it is.
LOOKED_AT = 200
_HINTS = {
    "people": re.compile(r"people|persons|staff|employee|worker|position|headcount|hires|roster|org|team", re.I),
    "products": re.compile(r"product|assignment|coverage|portfolio|roadmap", re.I),
    "bands": re.compile(r"band|salar|pay|compensation", re.I),
}
_PRODUCT = re.compile(r"prod|产品|產品|製品|プロダクト|제품", re.I)
LEFT_OUT = "The headers match neither people, products nor pay bands, so this table was left out."


class Guess(NamedTuple):
    """How well a table does as a kind: whether it has all that the kind needs, and how much of it is understood."""

    fits: bool
    used: float
    kind: str


def sorted_files(files: Iterable[File], content: Content) -> list[File]:
    """The files, opened; those without a kind as one file for each table that is of use, with its kind. What is of no
    use is said beside the others. Raises `Unusable` where a file cannot be opened."""
    found: list[File] = []
    left_out: list[Remark] = []
    fallback: list[File] = []
    for file in files:
        sheets = tuple(process.sheets(file.name, file.data)) if isinstance(file.data, bytes) else file.data
        if file.kind and not any(table_in(sheet) for sheet in sheets):
            found.append(File(file.kind, file.name, sheets))
            continue
        tables, best = _tables_of(sheets, content)
        taken = {table.name for table in tables}
        found += tables
        left_out += [Remark(1, sheet.title, LEFT_OUT, "table-left-out") for sheet in sheets if sheet.file not in taken]
        fallback += [best]
    return [said(found[0], left_out), *found[1:]] if found else fallback[:1]


def _tables_of(sheets: Sheets, content: Content) -> tuple[list[File], File]:
    """Those tables of a file that have all that their kind needs; where none has, one whose columns are mostly known:
    the others can be chosen by hand. Second: the best, whatever it is."""
    guesses = [guess(sheet, content) for sheet in sheets]
    files = [File(of.kind, sheet.file, (sheet,)) for of, sheet in zip(guesses, sheets, strict=True)]
    best = max(range(len(sheets)), key=lambda at: guesses[at].used)
    fit = [file for file, of in zip(files, guesses, strict=True) if of.fits]
    return fit or ([files[best]] if guesses[best].used >= KNOWN_COLUMNS else []), files[best]


def said(file: File, remarks: Sequence[Remark]) -> File:
    """An opened file with more to say about it."""
    assert not isinstance(file.data, bytes)
    if not remarks:
        return file
    first, *others = file.data
    return File(file.kind, file.name, (first._replace(remarks=(*first.remarks, *remarks)), *others))


def guess(sheet: Sheet, content: Content) -> Guess:
    """What a sheet most likely is."""
    head = sheet._replace(body=ROW.join(sheet.body.split(ROW, LOOKED_AT)[:LOOKED_AT]), remarks=())
    tried = [_as(kind, head, content) for kind in KINDS]
    return max(tried, key=lambda of: (of.fits, of.used))


def _as(kind: str, sheet: Sheet, content: Content) -> Guess:
    try:
        source = prepare(File(kind, sheet.file, (sheet,)), content, {})
    except Unusable:
        return Guess(False, 0, kind)
    if source.kind != kind:  # one that says itself what it is
        return Guess(True, 1_000, source.kind)
    hint = 0.5 if _HINTS[kind].search(sheet.title) else 0
    used = sum(bool(name) and name != WORKS_ON for name in source.matched)
    return Guess(not _missing(source), used + hint, kind)


def _missing(source: Source) -> str:
    """What the columns lack; a table is no products file for a column “Name” alone."""
    if source.kind == "bands":
        return "" if set(source.matched) >= {"role", "currency", "low", "high"} else "bands"
    if source.kind == "products" and not _speaks_of_products(source):
        return "products"
    return check_columns(source)


def _speaks_of_products(source: Source) -> bool:
    covers = any(name.startswith(ROLE_COLUMN) or name in ("slot_role", "owner") for name in source.matched)
    return covers or any(_PRODUCT.search(header) for header in source.table.headers)

"""People × products: a table whose cells mark who covers what, read as one assignment a mark.

Either side may be the rows. What a cell holds is a mark (x, yes), a role (PM), a share (50%) or a kind (backup)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planning.core.content import Content
from planning.core.words import count
from planning.imports.cells.words import BLANKS
from planning.imports.columns.match import KIND_WORDS, ROLE_COLUMN, plain
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report
from planning.imports.products.role_columns import role_codes
from planning.imports.products.staff import Staff

Columns = dict[str, list[int]]
LEAST = 2  # columns of marks
_MARK = re.compile(
    r"[x×✓✔☑✅●•■◉*]|yes|y|true|ja|oui|si|sim|sí|owner|own|lead|responsible|accountable|primary|main|r|a|r/a|a/r", re.I
)
_NO_MARK = re.compile(r"no|n|false|nein|non|0|0 ?%|c|i|c/i|i/c|☐|✗|✘", re.I)
_SHARE = re.compile(r"(?<!\w)(\d{1,3}(?:[.,]\d{1,2})?)\s*%?(?!\w)")
_CODE = re.compile(r"[A-Z]{2,4}")


class Mark(NamedTuple):
    """What a cell of a matrix says, each '' where it does not: the slug of a role, a kind and a share as written."""

    role: str = ""
    kind: str = ""
    share: str = ""


def may_be_matrix(table: Table, columns: Mapping[str, Sequence[int]]) -> bool:
    """Whether there are columns of marks, whatever roles there are and whoever the table is about."""
    return bool(_mark_columns(table, columns, None))


def unfolded(table: Table, columns: Columns, staff: Staff, content: Content, report: Report) -> tuple[Table, Columns]:
    """A matrix as a table with one assignment a row; anything else as it is."""
    codes = role_codes(content)
    marked = _mark_columns(table, columns, codes)
    if not marked:
        return table, columns
    matrix = _Matrix(table, columns, marked, staff, content, codes)
    found = matrix.by_person() or matrix.by_product()
    if found is None:
        return table, columns
    _say(table, marked, report)
    return found


def _mark_columns(table: Table, columns: Mapping[str, Sequence[int]], codes: Mapping[str, str] | None) -> list[int]:
    """The columns that hold nothing but marks, where there are at least two whose header names no role; those that are
    wholly blank among them. A column of a known field is none of them."""
    fields = {i for name, places in columns.items() if not name.startswith(ROLE_COLUMN) for i in places}
    free = [i for i, header in enumerate(table.headers) if header and i not in fields]
    held = {i: {cell for row in table.rows if not _is_blank(cell := row.cells[i])} for i in free}
    marked = [i for i in free if all(mark_of(cell, codes) for cell in held[i])]
    roles = {i for name, places in columns.items() if name.startswith(ROLE_COLUMN) for i in places}
    return marked if sum(bool(held[i]) for i in marked if i not in roles) >= LEAST else []


def _is_blank(cell: str) -> bool:
    return cell.casefold() in BLANKS or bool(_NO_MARK.fullmatch(cell))


def mark_of(cell: str, codes: Mapping[str, str] | None) -> Mark | None:
    """What a cell marks, such as “x”, “PM”, “50%”, “backup” or “PM 50%”; None where it is no mark. `codes` are roles by
    their plain codes and names; without, any short word of capitals may be one."""
    if len(cell) > 40:
        return None
    if _MARK.fullmatch(cell):
        return Mark()
    kind = next((name for name, words in KIND_WORDS.items() if words.search(cell)), "")
    words = KIND_WORDS[kind].sub(" ", cell) if kind else cell
    share = _SHARE.search(words)
    role = _SHARE.sub(" ", words).strip(" ,;:()[]-/")
    slug = codes.get(plain(role), "") if codes is not None else role * bool(_CODE.fullmatch(role))
    if (role and not slug) or (share and float(share[1].replace(",", ".")) > 100):
        return None
    return Mark(slug, kind, share[0].strip() if share else "") if kind or slug or share else None


class _Matrix:
    """The two ways to read a table with columns of marks; each gives None where nobody is on its side."""

    def __init__(
        self,
        table: Table,
        columns: Columns,
        marked: Sequence[int],
        staff: Staff,
        content: Content,
        codes: Mapping[str, str],
    ) -> None:
        self.table, self.columns, self.marked = table, columns, marked
        self.staff, self.codes = staff, codes
        self.first_role = next((role.slug for role in content.covering), "")
        self.width = len(table.headers)
        self.others = [i for i in range(self.width) if i not in marked]

    def by_person(self) -> tuple[Table, Columns] | None:
        """Rows are people, columns products; no column names products besides."""
        labels = [i for i in self.others if self._are_people(row.cells[i] for row in self.table.rows)]
        names = {i for name in ("product", "product_id") for i in self.columns.get(name, ())}
        if not labels or not names <= set(labels):
            return None
        columns = self._numbered("product", "slot_role", "slot_kind", "slot_share") | {"slot_position": labels}
        return self._table(self._people_rows(labels), "Product"), columns

    def _people_rows(self, labels: Sequence[int]) -> Iterator[Row]:
        for i in self.marked:
            product = self.table.headers[i]
            yield Row(self.table.header_row, [*[""] * self.width, product, "", "", ""])
            for row in self.table.rows:
                if mark := self._mark(row.cells[i]):
                    who = next((row.cells[label] for label in labels if row.cells[label]), "")
                    yield Row(row.number, [*row.cells, product, *self._said(who, mark)])

    def by_product(self) -> tuple[Table, Columns] | None:
        """Rows are products, columns people."""
        if not self.others or not self._are_people(self.table.headers[i] for i in self.marked):
            return None
        kept = {name: places for name, places in self.columns.items() if set(places).isdisjoint(self.marked)}
        if "product" not in kept and "product_id" not in kept:
            kept["product"] = self.others[:1]
        columns = kept | self._numbered("slot_position", "slot_role", "slot_kind", "slot_share")
        return self._table(self._product_rows(), "Who"), columns

    def _product_rows(self) -> Iterator[Row]:
        for row in self.table.rows:
            yield Row(row.number, [*row.cells, "", "", "", ""])
            for i in self.marked:
                if mark := self._mark(row.cells[i]):
                    who = self.table.headers[i]
                    yield Row(row.number, [*row.cells, who, *self._said(who, mark)])

    def _are_people(self, texts: Iterable[str]) -> bool:
        """Whether most of the texts name somebody."""
        named = [text for text in texts if text]
        return bool(named) and 2 * sum(bool(self.staff.find(text).keys) for text in named) > len(named)

    def _mark(self, cell: str) -> Mark | None:
        return None if _is_blank(cell) else mark_of(cell, self.codes)

    def _said(self, who: str, mark: Mark) -> tuple[str, str, str]:
        """Role, kind and share: the role that the mark names, else the person's own, else the first that covers."""
        keys = self.staff.find(who).keys
        own = self.staff.role(keys[0]) if len(keys) == 1 else ""
        return mark.role or own or self.first_role, mark.kind, mark.share

    def _numbered(self, *names: str) -> Columns:
        return {name: [self.width + n] for n, name in enumerate(names)}

    def _table(self, rows: Iterable[Row], first: str) -> Table:
        return self.table._replace(headers=(*self.table.headers, first, "Role", "Kind", "Share"), rows=list(rows))


def _say(table: Table, marked: Sequence[int], report: Report) -> None:
    headers = {table.headers[i] for i in marked}
    report.problems = [p for p in report.problems if p.code != "column-unused" or p.column not in headers]
    text = f"Read as a table of people and products: each mark in these {count(len(marked), 'column')} is an "
    text += "assignment, in the role it names or otherwise in the person’s own."
    report.note(table.header_row, table.headers[marked[0]], "", text, "matrix")

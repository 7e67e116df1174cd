"""Who covers a product in which role, from the cells of one row of a products file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from planning.core.content import Content
from planning.core.records import OWNER, STAND_IN
from planning.imports.cells.numbers import parse_number
from planning.imports.cells.rows import Rows
from planning.imports.columns.match import KIND_WORDS, ROLE_COLUMN, plain, role_of
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report
from planning.imports.products.cast import Cast
from planning.imports.products.guesses import without_guesses
from planning.imports.products.lines import columns_apart, filled_in
from planning.imports.products.listed import one_a_row, without_dittos
from planning.imports.products.matrix import unfolded
from planning.imports.products.naming import Namer, Naming
from planning.imports.products.role_columns import Assembly, RoleColumn, details, role_codes
from planning.imports.products.staff import Staff
from planning.imports.products.tally import Tally
from planning.imports.products.telling import Telling

Fields = dict[str, Any]


class Given(NamedTuple):
    """What a cell says: in `role`, `position` ('' for nobody) with these fields of an assignment. `column` and `text`
    are where that stands."""

    role: str
    position: str = ""
    fields: Mapping[str, Any] = {}
    column: str = ""
    text: str = ""


DATES = ("launch", "slot_starts", "slot_ends")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_SEVERAL = re.compile(r"\s*(?:[,/&+;|]|\band\b)\s*", re.I)


class CoverRows(Rows):
    """Rows whose columns (or, in a long file, whose role cell) name roles."""

    def __init__(
        self, table: Table, columns: dict[str, list[int]], content: Content, staff: Staff, report: Report
    ) -> None:
        table, columns = unfolded(table, columns, staff, content, report)
        columns = columns_apart(table, columns)
        table = one_a_row(without_dittos(table, report), columns, _people_places(columns), report)
        columns = without_guesses(table, columns, staff, report)
        table = filled_in(table, columns, _people_places(columns), report)
        super().__init__(table, columns, report, DATES)
        self.content, self.staff = content, staff
        self.who = self._who()
        self.is_long = "slot_role" in columns and bool(self.who)
        self.namer = Namer(staff, self._person_first())
        self.tally = Tally(report)
        self.telling = Telling(self.tally, staff)
        cast = Cast(table, self.namer)
        self.role_columns = [] if self.is_long else Assembly(columns, content, cast, report).assembled()
        self.details = details(columns)
        self.role_codes = role_codes(content)

    def _who(self) -> list[int]:
        """The columns of a long file that name the person."""
        return [*self.columns.get("slot_position", ()), *self.columns.get("owner", ())]

    def _person_first(self) -> bool:
        values = [row.cells[i] for row in self.table.rows for i in _people_places(self.columns)]
        return self.staff.directory.person_first(values)

    def assignments(self, row: Row) -> list[Given]:
        """What the row says of each role that it speaks of: at least that nobody is in it."""
        if self.is_long:
            return self._long(row)
        extra = self._details(row)
        found: list[Given] = []
        covered: set[str] = set()
        for column in sorted(self.role_columns, key=lambda column: column.spare):
            found.append(Given(column.role))
            if column.spare and column.role in covered:
                continue
            people = self._people(row, column)
            covered |= {column.role} if people else set()
            found += [given._replace(fields={**given.fields, **extra.get(given.role, {})}) for given in people]
        return found

    def _details(self, row: Row) -> dict[str, Fields]:
        """Share, first and last day by role, where the file has columns of their own for them."""
        found: dict[str, Fields] = {}
        for role, what, i in self.details:
            value, header = row.cells[i], self.table.headers[i]
            if not value:
                continue
            if what == "share":
                if (share := self._share(row, header, value)) is not None:
                    found.setdefault(role, {})["share"] = share
            else:
                found.setdefault(role, {})[what] = self.day_in(row, header, value)
        return found

    def _share(self, row: Row, header: str, value: str) -> int | None:
        number = parse_number(value)
        if number is None or not 0 <= number <= 100:
            text = "Not a share between 0 and 100%, so it counts as 100%. Write it as 50%."
            self.tally.note(row.number, header, value, text, "share-unreadable")
            return None
        return round(number * 100) if number <= 1 else round(number)

    def _long(self, row: Row) -> list[Given]:
        roles = self._roles(row)
        kind = next((k for k, pattern in KIND_WORDS.items() if pattern.search(self.cell(row, "slot_kind"))), OWNER)
        extra = self._long_details(row)
        found = []
        for role in roles:
            people = self._people(row, RoleColumn(role, kind, tuple(self.who)))
            found += [Given(role), *(given._replace(fields={**given.fields, **extra}) for given in people)]
        return found

    def _roles(self, row: Row) -> list[str]:
        """The roles of a long file's row: one, or several such as “PM/PMM”."""
        words = self.cell(row, "slot_role")
        whole = role_of(words, self.content)
        found = [whole] if whole else [role_of(part, self.content) for part in _SEVERAL.split(words) if part]
        if words and not all(found):
            text = "No role has this name, so no one was assigned. Use a role’s name or code."
            self.tally.note(row.number, self.header("slot_role"), words, text, "unknown-role")
        return [role for role in dict.fromkeys(found) if role]

    def _long_details(self, row: Row) -> Fields:
        extra: Fields = {}
        if self.cell(row, "slot_share"):
            share = self._share(row, self.header("slot_share"), self.cell(row, "slot_share"))
            extra |= {} if share is None else {"share": share}
        dates = (("slot_starts", "starts"), ("slot_ends", "ends"))
        return extra | {field: self.day(row, name) for name, field in dates if name in self.columns}

    def _people(self, row: Row, column: RoleColumn) -> list[Given]:
        """Whom the cells of a role name: the most trusted that names anybody decides, the others are compared."""
        read = [(i, self.namer.read(row.cells[i], column.role)) for i in column.places if row.cells[i]]
        decides = next((i for i, namings in read if any(naming.key for naming in namings)), None)
        found: list[Given] = []
        for i, namings in read:
            header = self.table.headers[i]
            if decides is None or i == decides:
                for naming in namings:
                    self.telling.tell(row.number, header, naming)
                    found += self._given(column, naming, header)
        if decides is not None and len(read) > 1:
            self._compare(row, decides, dict(read))
        return found

    def _compare(self, row: Row, decides: int, read: Mapping[int, Sequence[Naming]]) -> None:
        """Say where another column names somebody else than the one that counts, or nobody who is known."""
        known = {naming.key for naming in read[decides]}
        for i, namings in read.items():
            for naming in namings if i != decides else ():
                if not naming.absent and known.isdisjoint(naming.keys):
                    self.telling.tell_differing(row.number, self.table.headers[i], naming, self.table.headers[decides])

    def _given(self, column: RoleColumn, naming: Naming, header: str) -> list[Given]:
        if not naming.key:
            return []
        fields = self._fields(naming.key, column.kind, naming.aside)
        role = self.role_codes.get(plain(naming.aside)) if column.open else None
        return [Given(role or column.role, naming.key, fields, header, naming.text)]

    def _fields(self, position: str, kind: str, aside: str) -> Fields:
        named = next((k for k, pattern in KIND_WORDS.items() if pattern.search(aside)), "")
        kind, note = named or kind, aside
        if kind == OWNER and position in self.staff.interim:
            kind, note = STAND_IN, aside or "interim"
        if kind == OWNER and self.staff.refused(position):
            kind = STAND_IN
        share = _SHARE.search(aside)
        fields: Fields = {"kind": kind, "note": note[:200]}
        if share and float(share[1].replace(",", ".")) <= 100:
            fields["share"] = round(float(share[1].replace(",", ".")))
        return fields


def _people_places(columns: Mapping[str, Sequence[int]]) -> list[int]:
    """The columns that may name somebody."""
    named = ("slot_position", "owner", "contact")
    return [i for name, at in columns.items() if name in named or name.startswith(ROLE_COLUMN) for i in at]

"""Who covers a product in which role, from the cells of one row of a products file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any

from planning.core.content import Content
from planning.core.records import BACKUP, OWNER, STAND_IN
from planning.imports.cells import values as cells
from planning.imports.cells.rows import Rows
from planning.imports.columns.match import KIND_WORDS, ROLE_COLUMN, role_of
from planning.imports.opening.read import Row, Table
from planning.imports.placing.directory import Directory
from planning.imports.problems import Report

Fields = dict[str, Any]
Found = list[tuple[str, str, Fields]]  # role, position ('' for nobody), fields of the assignment
KIND_NAMES = frozenset({OWNER, BACKUP, STAND_IN})
DATES = ("launch", "slot_starts", "slot_ends")
_QUALIFIER = re.compile(r"[\(\[](.*?)[\)\]]")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_NOBODY = cells.BLANKS | {
    "nobody", "no one", "tbd", "tbh", "tbc", "tba", "vacant", "open", "not needed", "not applicable"
}  # fmt: skip


class CoverRows(Rows):
    """Rows whose columns (or, in a long file, whose role cell) name roles. `interim` are the positions whose own
    row says that they are for the time being."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, list[int]],
        content: Content,
        directory: Directory,
        interim: Set[str],
        report: Report,
    ) -> None:
        super().__init__(table, columns, report, DATES)
        self.content, self.directory, self.interim = content, directory, interim
        self.role_columns = [
            (name.split(":")[1:], i) for name in columns if name.startswith(ROLE_COLUMN) for i in columns[name]
        ]
        self.is_long = "slot_role" in columns and "slot_position" in columns
        values = [row.cells[i] for row in table.rows for (_, what), i in self.role_columns if what in KIND_NAMES]
        if self.is_long:
            values += [self.cell(row, "slot_position") for row in table.rows]
        self.people_first = directory.person_first(values)
        self.role_columns = [column for column in self.role_columns if self._names_somebody(*column)]

    def _names_somebody(self, column: list[str], i: int) -> bool:
        """A column whose header can be read as a role, but which holds figures or remarks, is no role column."""
        role, what = column
        known = self.content.roles.get(role)
        if what not in KIND_NAMES or (known is not None and known.covers):
            return True
        named = {part for row in self.table.rows for part in self._parts(row.cells[i])}
        if not named or any(self.directory.find(self._parted(part)[0], self.people_first) for part in named):
            return True
        header = self.table.headers[i]
        self.report.note(self.table.header_row, header, "", "No cell of this column names a position; it is not used.")
        return False

    def assignments(self, row: Row) -> Found:
        """Role, position ('' where the cell names nobody) and the fields of each assignment of a row."""
        if self.is_long:
            return self._long(row)
        details = self._details(row)
        found: Found = []
        for (role, what), i in self.role_columns:
            if what in KIND_NAMES:
                found.append((role, "", {}))
                for position, fields in self._holders(row, i, what):
                    found.append((role, position, fields | details.get(role, {})))
        return found

    def _details(self, row: Row) -> dict[str, Fields]:
        """Share, first and last day by role, where the file has columns of their own for them."""
        details: dict[str, Fields] = {}
        for (role, what), i in self.role_columns:
            value, header = row.cells[i], self.table.headers[i]
            if not value or what in KIND_NAMES:
                continue
            if what == "share":
                if (share := self._share(row, header, value)) is not None:
                    details.setdefault(role, {})["share"] = share
            else:
                details.setdefault(role, {})[what] = self.day_in(row, header, value)
        return details

    def _share(self, row: Row, header: str, value: str) -> int | None:
        number = cells.parse_number(value)
        if number is None or not 0 <= number <= 100:
            self.report.note(row.number, header, value, "Not a share between 0 and 100%; it counts as 100%.")
            return None
        return round(number * 100) if number <= 1 else round(number)

    def _long(self, row: Row) -> Found:
        words = self.cell(row, "slot_role")
        role = role_of(words, self.content)
        if not role:
            if words:
                self.note(
                    row, "slot_role", "No role goes by this name; nobody was assigned. Use a role's name or code."
                )
            return []
        kind = next((k for k, pattern in KIND_WORDS.items() if pattern.search(self.cell(row, "slot_kind"))), OWNER)
        extra: Fields = {}
        if self.cell(row, "slot_share"):
            share = self._share(row, self.header("slot_share"), self.cell(row, "slot_share"))
            extra |= {} if share is None else {"share": share}
        extra |= {
            t: self.day(row, n) for n, t in (("slot_starts", "starts"), ("slot_ends", "ends")) if n in self.columns
        }
        place = next((i for i in self.columns["slot_position"] if row.cells[i]), self.columns["slot_position"][0])
        found = [(role, position, fields | extra) for position, fields in self._holders(row, place, kind)]
        return [(role, "", {}), *found]

    def _holders(self, row: Row, i: int, kind: str) -> list[tuple[str, Fields]]:
        found = []
        for part in self._parts(row.cells[i]):
            name, qualifier = self._parted(part)
            position = self._position(row, i, part, name)
            if position:
                found.append((position, self._fields(position, kind, qualifier)))
        return found

    def _parted(self, part: str) -> tuple[str, str]:
        """“sg0042 (Interim)” and “sg0042 - interim” as what names somebody and what qualifies it."""
        qualifier = " ".join(_QUALIFIER.findall(part))
        name = " ".join(_QUALIFIER.sub(" ", part).split())
        if self.directory.find(name, self.people_first):
            return name, qualifier
        for pattern in KIND_WORDS.values():
            if found := pattern.search(name):
                name = pattern.sub(" ", name).strip(" -–—:,")
                qualifier = f"{qualifier} {found[0]}".strip()
        return name, qualifier

    def _fields(self, position: str, kind: str, qualifier: str) -> Fields:
        named = next((k for k, pattern in KIND_WORDS.items() if pattern.search(qualifier)), "")
        kind = named or kind
        if kind == OWNER and position in self.interim:
            kind, qualifier = STAND_IN, qualifier or "interim"
        fields: Fields = {"kind": kind, "note": qualifier[:200]}
        share = _SHARE.search(qualifier)
        if share and float(share[1].replace(",", ".")) <= 100:
            fields["share"] = round(float(share[1].replace(",", ".")))
        return fields

    def _parts(self, cell: str) -> list[str]:
        """Several in one cell. A comma, slash or ampersand parts them only where the whole is not known."""
        parts: list[str] = []
        for part in re.split(r"[;|\n]", cell):
            whole = part.strip()
            bare = " ".join(_QUALIFIER.sub(" ", whole).split())
            known = bare.casefold() in _NOBODY or self.directory.find(bare, self.people_first)
            parts += [whole] if known else [p.strip() for p in re.split(r"[,/&+]|\band\b", whole)]
        return [part for part in parts if part and part.casefold() not in _NOBODY]

    def _position(self, row: Row, i: int, part: str, name: str) -> str:
        if name.casefold() in _NOBODY or cells.is_vacancy(name):
            return ""
        keys = self.directory.find(name, self.people_first) or self.directory.find(part, self.people_first)
        if len(keys) == 1:
            return keys[0]
        text = (
            "Several positions go by this name; use an id." if keys else "No position has this id; nobody was assigned."
        )
        self.report.note(row.number, self.table.headers[i], part, text)
        return ""

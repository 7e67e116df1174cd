"""From Lineup's own tables to the organisation as they have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from planning.core.cell_text import one_line
from planning.core.content import Content
from planning.core.org_tables import Describing, team_names
from planning.core.records import RECORDS, Org, Team
from planning.imports.own import cells
from planning.imports.own.holders import Holders
from planning.imports.own.links import assignment_fits, dotted, manager
from planning.imports.own.sheets import Keys, Row, RowReader, Seen, Sheet

SURE = 0.7  # a title read with less confidence is asked about
# What others name comes before those who name it.
ORDER = ("teams", "people", "positions", "products", "assignments")
LINKS = {"manager": manager, "dotted": dotted}


def merged(sheets: Sequence[Sheet], current: Org, content: Content, *, update: bool) -> Org:
    """`current` as the tables say it is on its date. Without `update`, positions, products and assignments that a table
    no longer has end or go away; a table without rows says nothing."""
    given = sorted((sheet for sheet in sheets if sheet.table.rows), key=lambda sheet: ORDER.index(sheet.name))
    merge = Merge(current, content, update=update)
    readers = [merge.reader(sheet) for sheet in given]
    every = [list(reader.rows()) for reader in readers]
    for reader, rows in zip(readers, every, strict=True):
        merge.put(reader, rows)
    if not update:
        merge.drop_absent({reader.sheet.name: reader.sheet for reader in readers})
    return Org(current.on, merge.tables, current.since)


class Merge:
    """The organisation while tables are read into it."""

    def __init__(self, current: Org, content: Content, *, update: bool) -> None:
        self.content, self.update, self.on = content, update, current.on
        self.described = Describing(current)
        self.tables: dict[str, dict[str, Any]] = {kind: dict(table) for kind, table in current.tables.items()}
        self.keys = {kind: Keys(table, {one_line(k): k for k in table}) for kind, table in current.tables.items()}
        self.holders = Holders(self.described, self.tables["person"], self.keys["person"])
        self._teams = {name: key for key, name in self.described.team_names.items()}
        self._seen: dict[str, Seen] = {name: {} for name in ORDER}
        self._wrong: dict[tuple[str, str, str, str], list[int]] = {}

    def reader(self, sheet: Sheet) -> RowReader:
        return RowReader(sheet, self.described, self.keys[sheet.kind], self._seen[sheet.name], update=self.update)

    def put(self, reader: RowReader, rows: Iterable[Row]) -> None:
        """Write what the rows say."""
        known = cells.Known(self.content, cells.order_of_days(reader.days()), self._team)
        for row in rows:
            if row.said or row.is_new:
                self._put_row(reader.sheet, known, row)
        self._say_wrong(reader.sheet)
        if reader.sheet.name == "teams":
            mine = {row.key: self.tables["team"][row.key] for row in rows}
            self._teams |= {name: key for key, name in team_names(mine).items()}

    def _say_wrong(self, sheet: Sheet) -> None:
        """Say each wrong cell once, at its first row, with the number of rows that have the same."""
        for (name, text, message, code), numbers in self._wrong.items():
            more = f" This applies to {len(numbers):,} rows." if len(numbers) > 1 else ""
            sheet.report.note(numbers[0], name, text, f"{message}{more}", code)
        self._wrong.clear()

    def _put_row(self, sheet: Sheet, known: cells.Known, row: Row) -> None:
        table = self.tables[sheet.kind]
        before = table.get(row.key) or RECORDS[sheet.kind](row.key)
        fields = self._fields(sheet, known, row)
        if sheet.name == "positions":
            fields |= self.holders.held(sheet.report, row, before.holder)
            fields |= self._read_title(row)
        if sheet.name == "assignments" and not assignment_fits(self.tables, sheet.report, row, fields):
            return
        after = before._replace(**fields)
        table[row.key] = _in_order(sheet, row, before, after)
        if sheet.name == "people":
            self.holders.said |= {(row.key, name) for name in fields}

    def _fields(self, sheet: Sheet, known: cells.Known, row: Row) -> dict[str, Any]:
        """Values by field; a cell that cannot be is said and leaves its field as it was."""
        fields: dict[str, Any] = {}
        defaults = RECORDS[sheet.kind]._field_defaults
        readers = cells.COLUMNS[sheet.name]
        for name, text in row.said.items():
            try:
                if not text:
                    fields[name] = _blank(sheet.name, name, defaults)
                elif name in readers and name in defaults:
                    fields[name] = readers[name](known, text)
                elif name in LINKS:
                    fields[name] = LINKS[name](self.keys["position"], sheet.report, row, text)
                elif name in ("product", "position", "parent"):
                    fields[name] = self._named("team" if name == "parent" else name, text)
            except cells.Wrong as wrong:
                stays = "" if row.is_new else " The old value was kept."
                self._wrong.setdefault((name, text, f"{wrong.message}{stays}", wrong.code), []).append(row.number)
        return {name: value for name, value in fields.items() if name in defaults and name != "holder"}

    def _named(self, kind: str, text: str) -> str:
        """The key of a record that a cell names. Raises `Wrong`."""
        key = self.keys[kind].find(text)
        if not key:
            raise cells.Wrong(f"There is no {kind} with this key. Write one from the “key” column.", f"unknown-{kind}")
        return key

    def _team(self, name: str) -> str:
        """The key of the team of that name, or of that key; a new team where there is none."""
        found = self._teams.get(name) or self.keys["team"].find(name)
        if not found:
            alike = {key for known, key in self._teams.items() if known.casefold() == name.casefold()}
            found = alike.pop() if len(alike) == 1 else self.keys["team"].make(name)
            self.tables["team"].setdefault(found, Team(found, name))
            self._teams[name] = found
        return found

    def _read_title(self, row: Row) -> Mapping[str, Any]:
        """What the title says, for a row that somebody has added without a key: it leaves the rest to it."""
        if "key" in row.said or not row.is_new or not row.said.get("title"):
            return {}
        reading = self.content.read_title(row.said["title"])
        read = {"role": reading.role, "function": reading.function, "level": reading.level}
        return {
            name: value for name, value in read.items() if value and name not in row.said and reading.confidence >= SURE
        }

    def drop_absent(self, sheets: Mapping[str, Sheet]) -> None:
        """End positions and take away products and assignments that their tables no longer have."""
        for name in ("positions", "products", "assignments"):
            standing = self.described.records(name) if name in sheets else ()
            for record in [record for record in standing if one_line(record.key) not in self._seen[name]]:
                self._drop(sheets[name], record)

    def _drop(self, sheet: Sheet, record: Any) -> None:
        table = self.tables[sheet.kind]
        if sheet.name == "positions":
            table[record.key] = table[record.key]._replace(ends=self.on - timedelta(days=1))
            return
        table.pop(record.key, None)
        if sheet.name == "products":
            text = (
                "This product is not in the file, so it is removed with its assignments. Earlier dates still show it."
            )
            sheet.report.note(1, "key", record.key, text, "product-removed")
            for kind in ("assignment", "ownership", "link"):
                hanging = [key for key, of in self.tables[kind].items() if of.product == record.key]
                for key in hanging:
                    del self.tables[kind][key]


def _blank(table: str, name: str, defaults: Mapping[str, Any]) -> Any:
    """What a field is whose cell somebody has cleared. Raises `Wrong` where it is never blank."""
    if name in cells.ALWAYS or (table, name) in (("products", "stage"), ("assignments", "role")):
        raise cells.Wrong("This cannot be blank.", "blank")
    return defaults.get(name)


def _in_order(sheet: Sheet, row: Row, before: Any, after: Any) -> Any:
    """`after`, unless its last day is before its first: then the days stay as they were, and that is said."""
    last = next((name for name in ("ends", "leaves") if name in after._fields), "")
    if not last or not after.starts or not getattr(after, last) or getattr(after, last) >= after.starts:
        return after
    if (before.starts, getattr(before, last)) == (after.starts, getattr(after, last)):
        return after
    text = f"The last day is before the first ({after.starts}). Enter a later one; both days were left unchanged."
    sheet.report.note(row.number, last, str(getattr(after, last)), text, "days-upside-down")
    return after._replace(**{"starts": before.starts, last: getattr(before, last)})

"""One of Lineup's own tables: which of its cells say something else than the organisation as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from planning.core.cell_text import unguarded
from planning.core.org_tables import COLUMNS, RECORD_OF, Describing, cell
from planning.imports.opening.read import Table
from planning.imports.own.cells import DAYS, MAX_KEY
from planning.imports.placing.keys import slug
from planning.imports.problems import Report

PREFIX = "lineup-"
# Keys that have been read, as written, each with its row and the cells there.
Seen = dict[str, tuple[int, list[str]]]


class Sheet(NamedTuple):
    """`name` is that of the table: positions, people and so on."""

    name: str
    table: Table
    report: Report

    @property
    def kind(self) -> str:
        """That of the records."""
        return RECORD_OF[self.name]


class Row(NamedTuple):
    """What a row says of the record with the key: only the cells that differ from what an export would write now.
    `is_new`: there is no such record yet, so every cell that is not blank says something."""

    number: int
    key: str
    said: Mapping[str, str]
    is_new: bool


class Keys:
    """The keys of records of one kind by how a file writes them, those of new records among them."""

    def __init__(self, table: Mapping[str, Any], by_text: Mapping[str, str]) -> None:
        self._taken = set(table)
        self._by_text = dict(by_text)

    def find(self, text: str) -> str:
        """The key, '' where no record has it."""
        return self._by_text.get(text, "")

    def add(self, text: str) -> str:
        self._taken.add(text)
        return self._by_text.setdefault(text, text)

    def make(self, *words: str) -> str:
        """A key that nobody has, made of words."""
        base = slug(" ".join(filter(None, words))) or "new"
        key, number = base, 1
        while key in self._taken or key in self._by_text:
            number += 1
            key = f"{base[: MAX_KEY - 8]}-{number}"
        return self.add(key)


class RowReader:
    """Reads the rows of a sheet. `seen` are the keys of this and other sheets of the table. `update`: blank cells say
    nothing."""

    def __init__(self, sheet: Sheet, described: Describing, keys: Keys, seen: Seen, *, update: bool) -> None:
        self.sheet, self.described, self.keys, self.seen, self.update = sheet, described, keys, seen, update
        self.columns = COLUMNS[sheet.name]
        self.places = [sheet.table.headers.index(column) for column in self.columns]
        self.known: Mapping[str, Any] = described.org.tables[sheet.kind]

    def rows(self) -> Iterator[Row]:
        """The rows that can be told apart, those that say nothing new among them."""
        nameless = []
        for number, cells in self.sheet.table.rows:
            texts = [unguarded(cells[place]) for place in self.places]
            if not texts[0]:
                nameless.append((number, texts))
            elif self._is_first(number, texts):
                yield self._row(number, texts)
        for number, texts in nameless:  # last, so that no key made for them is one that the file has
            yield self._with_new_key(number, texts)

    def _is_first(self, number: int, texts: list[str]) -> bool:
        key = texts[0]
        first, same = self.seen.setdefault(key, (number, texts))
        report = self.sheet.report
        if len(key) > MAX_KEY:
            report.error(number, "key", key, f"A key can have up to {MAX_KEY} characters. Shorten it.", "too-long")
        elif first == number:
            return True
        elif same == texts:
            report.note(number, "key", key, f"The same as row {first} in every cell, so it was left out.", "repeated")
        else:
            text = f"Row {first} has the same key but other cells. Delete one, or clear the key of a new one."
            report.error(number, "key", key, text, "repeated-key")
        return False

    def _row(self, number: int, texts: list[str]) -> Row:
        key = self.keys.find(texts[0])
        record = self.known.get(key)
        if record is None:
            said = {name: text for name, text in zip(self.columns, texts, strict=True) if text}
            return Row(number, self.keys.add(texts[0]), said, True)
        now = [cell(value) for value in self.described.row(self.sheet.name, record)]
        if now == texts:
            return Row(number, key, {}, False)
        pairs = zip(self.columns, texts, now, strict=True)
        return Row(number, key, {n: t for n, t, was in pairs if t != was and (t or not self.update)}, False)

    def _with_new_key(self, number: int, texts: list[str]) -> Row:
        said = {name: text for name, text in zip(self.columns, texts, strict=True) if text}
        words = [said.get(name, "") for name in ("title", "name", "product", "role", "position")]
        key = self.keys.make(*(words[:1] if words[0] else words[1:]))
        self.sheet.report.note(
            number, "key", "", f"The row has no key, so it is new and gets the key {key}.", "new-key"
        )
        return Row(number, key, said, True)

    def days(self) -> Iterator[str]:
        """Every cell that holds a day."""
        places = [self.sheet.table.headers.index(name) for name in self.columns if name in DAYS]
        return (row.cells[place] for row in self.sheet.table.rows for place in places)

"""Managers where no column names them, but the layout does: a column per level, a depth number, a chain."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from planning.core.words import count
from planning.imports.people.position_rows import PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing import names
from planning.imports.placing.causes import Causes
from planning.imports.placing.lines import Keyed, Lines

_CHAIN = re.compile(r"\s*(?:>|→|»|›|\||;|\\|/)\s*")
_OUTLINE = re.compile(r"\d+(?:\.\d+)*\.?")
_WAITS = "The position has no manager."

ManagerOf = Callable[[str, PositionRow], str]


def manager_of(reader: Reader, lines: Lines, keyed: Keyed) -> ManagerOf | None:
    """How the file tells the manager of a position: by the columns of managers, else by its layout; None where it
    does not tell."""
    if any(name in reader.columns for name in ("manager", "manager_requisition", "manager_last_name")):
        _say_unused(reader)
        return _Named(reader, lines)
    if levels := numbered(reader, "level"):
        _say_layout(reader, levels, "levels", "from the level columns")
        return _Levels(reader, lines, keyed, levels)
    if chain := numbered(reader, "chain") or reader.columns.get("chain", []):
        _say_layout(reader, chain, "chain", "from the last name of the management chain")
        return _Chain(reader, lines, chain)
    if "depth" in reader.columns:
        _say_layout(reader, reader.columns["depth"], "depth", "from the depth numbers and the order of the rows")
        return _Depth(reader, lines.causes, keyed)
    return None


def numbered(reader: Reader, name: str) -> list[int]:
    """The columns `name:1`, `name:2`, … from the top."""
    found = sorted((int(field.partition(":")[2]), field) for field in reader.columns if _is_numbered(field, name))
    return [reader.columns[field][0] for _, field in found]


def _is_numbered(field: str, name: str) -> bool:
    start, _, number = field.partition(":")
    return start == name and number.isdigit()


def _say_layout(reader: Reader, columns: Sequence[int], layout: str, how: str) -> None:
    header = reader.table.headers[columns[0]]
    text = f"No column names managers, so they were taken {how}. A “Manager ID” column would take precedence."
    reader.report.note(reader.table.header_row, header, "", text, f"managers-by-{layout}")


def _say_unused(reader: Reader) -> None:
    for name in ("level", "chain"):
        columns = numbered(reader, name) or (reader.columns.get(name, []) if name == "chain" else [])
        if columns:
            header = reader.table.headers[columns[0]]
            unused = count(len(columns), "level or chain column was", "level or chain columns were")
            text = f"Another column names the managers, so {unused} not used."
            reader.report.note(reader.table.header_row, header, "", text, "hierarchy-unused")


class _Named:
    """Columns that name managers; the id of an open position's manager where those are blank."""

    def __init__(self, reader: Reader, lines: Lines) -> None:
        self.lines = lines
        self.requisition = [(i, reader.table.headers[i]) for i in reader.columns.get("manager_requisition", ())]

    def __call__(self, key: str, parsed: PositionRow) -> str:
        given = parsed.managers or tuple((header, parsed.cells[i]) for i, header in self.requisition if parsed.cells[i])
        return self.lines.named(key, parsed, given)


class _Chain:
    """The last of a chain from the top is the manager, or the row itself, where it ends its own chain."""

    def __init__(self, reader: Reader, lines: Lines, columns: Sequence[int]) -> None:
        self.columns = [(i, reader.table.headers[i]) for i in columns]
        self.lines = lines

    def __call__(self, key: str, parsed: PositionRow) -> str:
        cells = [(header, parsed.cells[i]) for i, header in self.columns if parsed.cells[i]]
        if len(self.columns) == 1:
            cells = [(header, part) for header, cell in cells for part in _CHAIN.split(cell) if part]
        while cells and _is_own(self.lines, key, parsed, *cells[-1]):
            cells.pop()
        return self.lines.named(key, parsed, cells[-1:])


def _is_own(lines: Lines, key: str, parsed: PositionRow, header: str, value: str) -> bool:
    if value in (key, parsed.ident, parsed.person_id) or value.casefold() == parsed.email:
        return True
    own = names.folded(value) in {names.folded(name) for name in (parsed.name, *parsed.aliases) if name}
    return own or lines.search(header, value).key == key


class _Levels:
    """A column per level: the last filled cell is the row itself, the one before it its manager. A row may repeat
    those above it or leave them out, as an indented list does."""

    def __init__(self, reader: Reader, lines: Lines, keyed: Keyed, columns: Sequence[int]) -> None:
        self.lines = lines
        self.columns = [(i, reader.table.headers[i]) for i in columns]
        self.paths: dict[str, tuple[str, ...]] = {}
        self.at: dict[tuple[str, ...], str] = {}
        running: list[str] = [""] * len(columns)
        for key, parsed in keyed:
            path = self._path(key, parsed, running)
            self.paths[key] = path
            self.at.setdefault(path, key)

    def _path(self, key: str, parsed: PositionRow, running: list[str]) -> tuple[str, ...]:
        """From the top down to the row itself."""
        filled = [n for n, (i, _) in enumerate(self.columns) if parsed.cells[i]]
        if not filled:
            return (key,)
        for n in range(len(running)):
            if n >= filled[0]:
                running[n] = parsed.cells[self.columns[n][0]]
        path = tuple(cell for cell in running if cell)
        header = self.columns[filled[-1]][1]
        is_own = not parsed.name or _is_own(self.lines, key, parsed, header, path[-1])
        return path if is_own else (*path, parsed.name)

    def __call__(self, key: str, parsed: PositionRow) -> str:
        above = self.paths[key][:-1]
        if not above:
            return ""
        if (manager := self.at.get(above)) is not None and manager != key:
            return manager
        header = self.columns[min(len(above), len(self.columns)) - 1][1]
        return self.lines.named(key, parsed, [(header, above[-1])])


class _Depth:
    """A depth number: the manager is the last row above that is less deep. “1.2.3” stands under “1.2”."""

    def __init__(self, reader: Reader, causes: Causes, keyed: Keyed) -> None:
        self.header = reader.header("depth")
        self.causes = causes
        texts = {key: filled_cell(parsed, reader.columns["depth"]) for key, parsed in keyed}
        outline = any("." in text.strip(".").removesuffix(".0") for text in texts.values())
        self.managers = self._by_outline(keyed, texts) if outline else self._by_depth(keyed, texts)

    def __call__(self, key: str, parsed: PositionRow) -> str:
        return self.managers.get(key, "")

    def _by_depth(self, keyed: Keyed, texts: Mapping[str, str]) -> dict[str, str]:
        managers: dict[str, str] = {}
        line: list[tuple[int, str]] = []
        for key, parsed in keyed:
            depth = _whole(texts[key])
            if depth is None:
                self._say(parsed, texts[key], f"This is not a depth, such as 2. {_WAITS}", "unknown-depth")
                continue
            while line and line[-1][0] >= depth:
                line.pop()
            if line:
                managers[key] = line[-1][1]
                if depth - line[-1][0] > 1:
                    text = "More than one level deeper than the row above, so it was placed under that row. Check it."
                    self._say(parsed, texts[key], text, "depth-jump")
            line.append((depth, key))
        return managers

    def _by_outline(self, keyed: Keyed, texts: Mapping[str, str]) -> dict[str, str]:
        at = {texts[key].strip("."): key for key, _ in reversed(keyed)}
        managers: dict[str, str] = {}
        for key, parsed in keyed:
            number = texts[key].strip(".")
            above = number.rpartition(".")[0]
            if not _OUTLINE.fullmatch(number):
                self._say(parsed, texts[key], f"This is not a number such as 1.2. {_WAITS}", "unknown-depth")
            elif above and above not in at:
                self._say(parsed, texts[key], f"No row has the number {above} above it. {_WAITS}", "unknown-depth")
            elif above:
                managers[key] = at[above]
        return managers

    def _say(self, parsed: PositionRow, value: str, text: str, code: str) -> None:
        self.causes.add(code, parsed.row, self.header, value, text)


def filled_cell(parsed: PositionRow, columns: Sequence[int]) -> str:
    """The first filled cell of the columns of a field."""
    return next((parsed.cells[i] for i in columns if parsed.cells[i]), "")


def _whole(text: str) -> int | None:
    number = re.sub(r"^(level|l|depth|ebene|niveau)\s*", "", text.removesuffix(".0").casefold())
    return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else None

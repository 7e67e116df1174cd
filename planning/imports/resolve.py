"""The fourth stage: from position rows to what the file says of the organisation's positions, people and teams."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from planning.core.content import Content
from planning.core.records import Org
from planning.imports import cells
from planning.imports.keys import Directory, assign, folded, slug
from planning.imports.people import Reader
from planning.imports.position_rows import MAX_KEY, PositionRow
from planning.imports.problems import Progress, Report, counted

Fields = dict[str, Any]


@dataclass
class Draft:
    """What a file says, by key: only the fields that it has. `rows` is where each position stands in it,
    `spared` the keys of rows that could not be understood: nothing is said of those."""

    positions: dict[str, Fields] = field(default_factory=dict)
    people: dict[str, Fields] = field(default_factory=dict)
    teams: dict[str, Fields] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    inactive: set[str] = field(default_factory=set)
    interim: set[str] = field(default_factory=set)
    spared: set[str] = field(default_factory=set)
    directory: Directory = field(default_factory=lambda: Directory(()))


def resolve(
    reader: Reader,
    current: Org,
    content: Content,
    on: date,
    report: Report,
    progress: Progress = lambda text: None,
) -> Draft:
    """Give every row its key, and turn what its cells name into keys."""
    rows = list(counted(reader.position_rows(), reader.table.rows, progress, "Reading row"))
    id_header = reader.header(reader.ident_field)
    keyed = assign(rows, current, report, id_header)
    draft = Draft(directory=Directory(keyed), spared=_spared(reader))
    if not id_header:
        text = "There is no id column; keys are made from e-mail addresses and names. An id column is safer."
        report.note(reader.table.header_row, "", "", text)
    _say_missing(reader, report)
    teams = Teams(current, content, draft.teams)
    lines = Lines(reader, draft.directory, keyed, report)
    for key, parsed in counted(keyed, keyed, progress, "Placing position"):
        _place(reader, draft, key, parsed, current, on)
        if "function" in parsed.given:
            _set_function(reader, parsed, content)
        if lines.given:
            draft.positions[key]["manager"] = lines.manager(key, parsed)
        if "dotted" in reader.columns:
            draft.positions[key]["dotted"] = lines.dotted(key, parsed)
        if any(name in reader.columns for name in ("division", "department", "team")):
            draft.positions[key]["team"] = teams.key(parsed.teams)
    lines.say_inactive(draft)
    _say_roots(reader, draft, report)
    return draft


def _spared(reader: Reader) -> set[str]:
    bad = reader.report.bad_rows
    rows = [row for row in reader.table.rows if row.number in bad] if bad else []
    return {ident for row in rows if (ident := reader.cell(row, reader.ident_field))}


def _say_missing(reader: Reader, report: Report) -> None:
    row = reader.table.header_row
    if "manager" not in reader.columns:
        report.note(row, "", "", "No column names the managers; new positions wait in the tray. Add one “Manager ID”.")
    if not reader.knows_who:
        text = "No column says who holds a position; new positions count as filled, by somebody without a name."
        report.note(row, "", "", text)


def _place(reader: Reader, draft: Draft, key: str, parsed: PositionRow, current: Org, on: date) -> None:
    """The position and its holder."""
    given = draft.positions[key] = parsed.given
    draft.rows[key] = parsed.row
    if parsed.interim:
        draft.interim.add(key)
    if parsed.inactive and (parsed.leaves is None or parsed.leaves < on):
        draft.inactive.add(key)
        text = "The row is not active; the position is kept as ended, not shown among those that stand."
        reader.report.note(parsed.row, "", parsed.ident or key, text)
        given["ends"] = _last_day(parsed, current.get("position", key), on)
    elif parsed.leaves is not None and parsed.leaves < on and not parsed.vacant:
        reader.report.note(
            parsed.row, reader.header("leaves"), str(parsed.leaves), "The last day has passed; nobody sits there now."
        )
    if parsed.vacant:
        given["holder"] = ""
    elif reader.knows_who or current.get("position", key) is None:
        given["holder"] = _person(reader, draft, key, parsed)


def _set_function(reader: Reader, parsed: PositionRow, content: Content) -> None:
    """A function by its name or slug, or as a department's name tells it; else the title decides."""
    text = parsed.given.pop("function")
    names = {name.casefold(): slug for slug, name in content.functions.items()} | {
        slug: slug for slug in content.functions
    }
    function = names.get(text.casefold()) or content.function_of(text)
    if function:
        parsed.given["function"] = function
    elif text not in reader.odd_words:
        reader.odd_words.add(text)
        message = "This function is not known; the title decides, here and wherever this stands."
        reader.report.note(parsed.row, reader.header("function"), text, message)


def _last_day(parsed: PositionRow, before: Any, on: date) -> date:
    yesterday = on - timedelta(days=1)
    if before is not None and before.ends is not None and before.ends < on:
        return before.ends  # type: ignore[no-any-return]
    return parsed.leaves or yesterday


def _person(reader: Reader, draft: Draft, position_key: str, parsed: PositionRow) -> str:
    """The key of the holder, whose record is added to the draft or filled up."""
    shared = (
        reader.ident_field in ("person_id", "id") and "person_id" not in reader.columns
    ) or reader.ident_field == "person_id"
    key = parsed.person_id or (parsed.ident if shared else "") or parsed.email[:MAX_KEY] or position_key
    known = draft.people.get(key)
    if known is not None and parsed.name and known.get("name") and folded(known["name"]) != folded(parsed.name):
        other = position_key if position_key not in draft.people else f"{position_key[: MAX_KEY - 7]}-holder"
        header = reader.header("person_id" if "person_id" in reader.columns else reader.ident_field)
        text = f"Another row gives this id to “{known['name']}”; “{parsed.name}” was kept as somebody else."
        reader.report.note(parsed.row, header, key, text)
        key, known = other, draft.people.get(other)
    record = draft.people.setdefault(key, {})
    if reader.has_names:
        record["name"] = record.get("name") or parsed.name
    if "email" in reader.columns:
        record["email"] = record.get("email") or parsed.email
    for name in ("starts", "leaves"):
        if name in reader.columns:
            record[name] = record.get(name) or getattr(parsed, name)
    return key


class Teams:
    """Finds or makes the team that a row's division, department and team name."""

    def __init__(self, current: Org, content: Content, made: dict[str, Fields]) -> None:
        self.content = content
        self.made = made
        self.known = {(team.name.casefold(), team.parent): team.key for team in current.teams.values()}
        self.taken = set(current.teams)

    def key(self, names: Sequence[str]) -> str:
        parent = ""
        for name in names:
            if name.casefold() not in cells.BLANKS:
                parent = self._team(name, parent)
        return parent

    def _team(self, name: str, parent: str) -> str:
        place = (name.casefold(), parent)
        if place not in self.known:
            key = self._free(name, parent)
            self.known[place] = key
            self.taken.add(key)
            self.made[key] = {"name": name, "parent": parent, "function": self.content.function_of(name)}
        return self.known[place]

    def _free(self, name: str, parent: str) -> str:
        base = slug(name) or "team"
        for key in (base, f"{parent}-{base}"[:MAX_KEY]):
            if key not in self.taken:
                return key
        return next(key for n in range(2, 1_000_000) if (key := f"{base}-{n}") not in self.taken)


class Lines:
    """Turns the manager and dotted-line cells into keys."""

    def __init__(
        self, reader: Reader, directory: Directory, keyed: Sequence[tuple[str, PositionRow]], report: Report
    ) -> None:
        self.given = "manager" in reader.columns
        self.header = reader.header("dotted")
        self.directory = directory
        self.report = report
        self.people_first = directory.person_first([value for _, parsed in keyed for _, value in parsed.managers])

    def manager(self, key: str, parsed: PositionRow) -> str:
        """'' at the top; a value that no row has stays as it is, so that the position waits in the tray."""
        unknown: list[tuple[str, str, str]] = []
        for header, value in parsed.managers:
            found = self.directory.find(value, self.people_first)
            if len(found) == 1:
                self._say_found(key, found[0], parsed, header, value)
                return "" if found[0] == key else found[0]
            if found:
                unknown.append(
                    (header, value, "Several positions go by this name; name the manager by id. It waits in the tray.")
                )
            elif value.casefold() in cells.ROOT_WORDS:
                self.report.note(parsed.row, header, value, "This names no manager; the position stands at the top.")
                return ""
            elif cells.is_vacancy(value) or cells.is_withheld(value):
                self.report.note(parsed.row, header, value, "This names no manager; the position waits in the tray.")
                return ""
            else:
                unknown.append(
                    (header, value, "No row has this manager; the position waits in the tray. Correct the cell.")
                )
        for header, value, message in unknown:
            self.report.note(parsed.row, header, value, message)
        return unknown[0][1][:MAX_KEY] if unknown else ""

    def _say_found(self, key: str, found: str, parsed: PositionRow, header: str, value: str) -> None:
        if found == key:
            text = "The position names itself as its manager; it stands at the top."
            self.report.note(parsed.row, header, value, text)
        elif self.directory.is_loose(value):
            self.report.note(parsed.row, header, value, f"No row has exactly this id; {found} was taken for it.")

    def dotted(self, key: str, parsed: PositionRow) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for value in self._several(parsed.dotted):
            keys = self.directory.find(value, self.people_first)
            if len(keys) != 1:
                text = "No row has this id; the dotted line leads nowhere." if not keys else "Several go by this name."
                self.report.note(parsed.row, self.header, value, text)
            found[keys[0] if len(keys) == 1 else value[:MAX_KEY]] = None
        found.pop(key, None)
        return tuple(found)

    def _several(self, cell: str) -> list[str]:
        """The values in a cell. A comma or colon parts them only if the whole is not known."""
        parts: list[str] = []
        for part in re.split(r"[;|\n]", cell):
            whole = part.strip()
            if whole.casefold() in cells.ROOT_WORDS:
                continue
            split = [whole] if self.directory.find(whole, self.people_first) else re.split(r"[,:]", whole)
            parts += [piece.strip() for piece in split if piece.strip()]
        return parts

    def say_inactive(self, draft: Draft) -> None:
        for key, given in draft.positions.items():
            if given.get("manager") in draft.inactive and key not in draft.inactive:
                text = "The manager's row is not active; the position waits in the tray."
                self.report.note(draft.rows[key], "", given["manager"], text)


def _say_roots(reader: Reader, draft: Draft, report: Report) -> None:
    if "manager" not in reader.columns:
        return
    standing: Mapping[str, Fields] = {k: g for k, g in draft.positions.items() if k not in draft.inactive}
    roots = [key for key, given in standing.items() if not given.get("manager")]
    if not roots and standing:
        report.note(
            reader.table.header_row, reader.header("manager"), "", "Every row names a manager: nobody is at the top."
        )
    if len(roots) > 1:
        text = f"{len(roots)} rows name no manager; those without anybody below them wait in the tray."
        for key in roots:
            report.note(draft.rows[key], reader.header("manager"), "", text)

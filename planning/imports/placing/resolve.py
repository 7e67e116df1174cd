"""The fourth stage: from position rows to what the file says of the organisation's positions, people and teams."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from planning.core.content import Content
from planning.core.records import Org
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing.draft import Draft, Fields
from planning.imports.placing.keys import Directory, assign, folded
from planning.imports.placing.lines import Lines
from planning.imports.placing.teams import Teams
from planning.imports.problems import Progress, Report, counted


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

"""The fourth stage: from position rows to what the file says of the organisation's positions, people and teams."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from planning.core.content import Content
from planning.core.records import Org
from planning.imports.cells.works_on import texts_of
from planning.imports.columns.works_on import WORKS_ON
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.people.reader import Reader
from planning.imports.placing.causes import Causes
from planning.imports.placing.directory import Directory
from planning.imports.placing.dotted import Dotted
from planning.imports.placing.draft import Draft
from planning.imports.placing.heads import Heads
from planning.imports.placing.hierarchy import filled_cell, manager_of
from planning.imports.placing.keys import assign
from planning.imports.placing.lines import Keyed, Lines
from planning.imports.placing.names import folded
from planning.imports.placing.teams import TEAM_FIELDS, Teams
from planning.imports.problems import Progress, Report, counted


def resolve(
    reader: Reader,
    current: Org,
    content: Content,
    on: date,
    report: Report,
    progress: Progress = lambda text: None,
    *,
    ids_of: Callable[[Sequence[PositionRow]], Mapping[str, str]] = lambda rows: {},
    is_update: Callable[[Sequence[PositionRow]], bool] = lambda rows: False,
    by_heads: bool = True,
) -> Draft:
    """Give every row its key, and turn what its cells name into keys. `ids_of` finds the organisation's keys by ids of
    the rows, where they differ; `is_update` whether what no row has may be a position of the organisation; `by_heads`
    whether positions come under the heads of their departments where no column names managers."""
    rows = reader.settled(list(counted(reader.position_rows(), reader.table.rows, progress, "Reading row")))
    id_header = reader.header(reader.ident_field)
    ids, update = ids_of(rows), is_update(rows)
    keyed = [(ids.get(key, key), parsed) for key, parsed in assign(rows, current, report, id_header)]
    directory = Directory(keyed, Directory.of_org(current) if update else None)
    draft = Draft(directory=directory, spared=_spared(reader))
    _say_missing(reader, report)
    causes = Causes(report)
    functions = _functions(content)
    for key, parsed in counted(keyed, keyed, progress, "Placing position"):
        _place(reader, draft, key, parsed, current, on, causes)
        if "function" in parsed.given:
            _set_function(reader, parsed, content, functions)
    teams = _set_teams(reader, draft, keyed, current, content, causes)
    lines = Lines(directory, keyed, current, content, causes, update)
    _set_lines(reader, draft, keyed, lines, teams, by_heads)
    _say_left(reader, draft, causes)
    _set_works_on(reader, draft, keyed)
    causes.say()
    return draft


def _set_works_on(reader: Reader, draft: Draft, keyed: Keyed) -> None:
    """What columns of that say, and those of teams that stand beside the one that is taken for the team."""
    places, teams = reader.columns.get(WORKS_ON, []), reader.columns.get("team", [])
    if not places and len(teams) < 2:
        return
    draft.works_on = {}
    for key, parsed in keyed:
        taken = filled_cell(parsed, teams)
        beside = [i for i in teams if parsed.cells[i] != taken]
        if texts := texts_of(parsed.cells, [*places, *beside]):
            draft.works_on[key] = texts


def _set_teams(reader: Reader, draft: Draft, keyed: Keyed, current: Org, content: Content, causes: Causes) -> Teams:
    teams = Teams(reader, draft.directory, current, content, causes)
    if any(name in reader.columns for name in TEAM_FIELDS):
        teams.prepare(keyed)
        for key, parsed in keyed:
            draft.positions[key]["team"] = teams.key(parsed)
    draft.teams = teams.made
    return teams


def _set_lines(reader: Reader, draft: Draft, keyed: Keyed, lines: Lines, teams: Teams, by_heads: bool) -> None:
    """Managers and dotted lines, as the file names them; managers as a proposal where it does not."""
    if "dotted" in reader.columns:
        dotted = Dotted(reader, lines, keyed)
        for key, parsed in keyed:
            draft.positions[key]["dotted"] = dotted.keys(key, parsed)
    manager = manager_of(reader, lines, keyed)
    if manager is None:
        if not lines.update:
            Heads(reader, draft, keyed, teams, lines.current, lines.content, lines.causes).propose(by_heads)
        return
    for key, parsed in keyed:
        draft.positions[key]["manager"] = manager(key, parsed)
        if (before := lines.current.get("position", key)) and before.proposed:
            draft.positions[key]["proposed"] = ""
    lines.unclear.unfound.settle(draft, lines.current)
    for key, others in lines.also.items():
        dotted_lines = (*draft.positions[key].get("dotted", ()), *others)
        draft.positions[key]["dotted"] = tuple(dict.fromkeys(dotted_lines))
    _reopen(draft)
    _set_top_of_a_part(draft, lines)
    lines.say_gone(draft)
    _say_roots(reader, draft, lines)


def _set_top_of_a_part(draft: Draft, lines: Lines) -> None:
    """The head of a unit whose own manager is outside the file stands at the top, where all others are below."""
    managers = {key: draft.positions[key].get("manager", "") for key in draft.positions if key not in draft.inactive}
    heads = [key for key, manager in managers.items() if manager not in draft.positions]
    if (
        len(heads) == 1
        and heads[0] in managers.values()
        and not (lines.update or managers[heads[0]] in lines.current.positions)
    ):
        draft.positions[heads[0]]["manager"] = ""


def _spared(reader: Reader) -> set[str]:
    bad = reader.report.bad_rows
    rows = [row for row in reader.table.rows if row.number in bad] if bad else []
    return {ident for row in rows if (ident := reader.cell(row, reader.ident_field))}


def _say_missing(reader: Reader, report: Report) -> None:
    row = reader.table.header_row
    if not reader.ident_field:
        text = "There is no ID column, so keys were made from e-mail addresses and names. An ID column is safer."
        report.note(row, "", "", text, "no-id-column")
    if not reader.knows_who and "requisition_id" not in reader.columns:
        text = "No column says who holds a position, so new positions count as filled, with no name."
        report.note(row, "", "", text, "no-holder-column")


def _place(reader: Reader, draft: Draft, key: str, parsed: PositionRow, current: Org, on: date, causes: Causes) -> None:
    """The position and its holder."""
    given = draft.positions[key] = parsed.given
    draft.rows[key] = parsed.row
    if parsed.interim:
        draft.interim.add(key)
    if parsed.inactive and (parsed.leaves is None or parsed.leaves < on):
        draft.inactive.add(key)
        if parsed.inactive_by == "leaves":
            draft.left[key] = parsed
        elif parsed.beside is None:
            text = "The row is not active: the position is kept as ended and is no longer shown."
            causes.add("inactive-row", parsed.row, *_cell(reader, parsed, parsed.inactive_by), text)
        given["ends"] = _last_day(parsed, current.get("position", key), on)
    elif parsed.leaves is not None and parsed.leaves < on and not parsed.vacant:
        text = "The last day has passed, so the position has no holder now."
        causes.add("last-day-passed", parsed.row, *_cell(reader, parsed, "leaves"), text)
    if parsed.vacant:
        given["holder"], given["sharers"] = "", ()
    elif reader.knows_who or current.get("position", key) is None:
        given["holder"] = _person(reader, draft, key, parsed)
        given["sharers"] = tuple(_person(reader, draft, sharer.ident, sharer) for sharer in parsed.sharers)


def _reopen(draft: Draft) -> None:
    """The position of somebody whose last day has passed stands, open, while one that stands names it as its manager:
    somebody has to follow there."""
    waiting = set(draft.left)
    while waiting:
        standing = (given for key, given in draft.positions.items() if key not in draft.inactive)
        named = waiting & {given.get("manager", "") for given in standing}
        if not named:
            break
        waiting -= named
        draft.inactive -= named
        for key in named:
            draft.positions[key].pop("ends", None)


def _say_left(reader: Reader, draft: Draft, causes: Causes) -> None:
    for key, parsed in draft.left.items():
        kept = "the position is kept as ended and is no longer shown."
        if key not in draft.inactive:
            kept = "the position has no holder now but still has reports, so it stays as an open position."
        if parsed.beside is None:
            text = f"The last day has passed: {kept}"
            causes.add("last-day-passed", parsed.row, *_cell(reader, parsed, "leaves"), text)


def _cell(reader: Reader, parsed: PositionRow, name: str) -> tuple[str, str]:
    """Header and cell of a field in a row."""
    place = next((i for i in reader.columns.get(name, ()) if parsed.cells[i]), None)
    return ("", "") if place is None else (reader.table.headers[place], parsed.cells[place])


def _functions(content: Content) -> dict[str, str]:
    """Functions by name and slug, in lower case."""
    return {name.casefold(): slug for slug, name in content.functions.items()} | {
        slug: slug for slug in content.functions
    }


def _set_function(reader: Reader, parsed: PositionRow, content: Content, functions: Mapping[str, str]) -> None:
    """A function by its name or slug, or as a department's name tells it; else the title decides."""
    text = parsed.given.pop("function")
    function = functions.get(text.casefold()) or content.function_of(text)
    if function:
        parsed.given["function"] = function
    elif text not in reader.odd_words:
        reader.odd_words.add(text)
        message = "This function is not recognised, so the title decides, here and wherever it appears."
        reader.report.note(parsed.row, reader.header("function"), text, message, "unknown-function")


def _last_day(parsed: PositionRow, before: Any, on: date) -> date:
    yesterday = on - timedelta(days=1)
    if (told := parsed.given.get("ends")) is not None and told < on:
        return told  # type: ignore[no-any-return]
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
        text = f"Another row gives this ID to “{known['name']}”, so “{parsed.name}” was kept as a different person."
        reader.report.note(parsed.row, header, key, text, "shared-person-id")
        key, known = other, draft.people.get(other)
    record = draft.people.setdefault(key, {})
    if reader.has_names:
        record["name"] = record.get("name") or parsed.name
    if "email" in reader.columns:
        record["email"] = record.get("email") or parsed.email
    for name in ("starts", "leaves"):
        if name in reader.columns and parsed.beside is None and name not in record:
            record[name] = getattr(parsed, name)
    if parsed.beside is None and "away_from" not in record:
        record.update(_leave(reader, parsed))
    return key


def _leave(reader: Reader, parsed: PositionRow) -> dict[str, date | None]:
    """The known leave of whoever sits there, by its days or by a status alone; nothing where no column speaks of it."""
    has_days = any(name in reader.columns for name in ("away_from", "away_until", "returns"))
    if not has_days and parsed.on_leave is None:
        return {}
    begun = parsed.away_from or (reader.on if parsed.on_leave and not parsed.away_until else None)
    return {"away_from": begun, "away_until": parsed.away_until}


def _say_roots(reader: Reader, draft: Draft, lines: Lines) -> None:
    """Once, where nobody or more than one is at the top."""
    if lines.update or not reader.header("manager"):
        return
    header = reader.header("manager")
    standing = [key for key in draft.positions if key not in draft.inactive]
    roots = [key for key in standing if not draft.positions[key].get("manager")]
    if not roots and standing:
        text = "Every row names a manager, so no one is at the top. Leave the manager of the top row blank."
        lines.causes.report.note(reader.table.header_row, header, "", text, "no-top")
    if len(roots) > 1:
        text = f"{len(roots):,} rows name no manager. Those with no reports are left without one. Name their managers."
        for key in roots:
            lines.causes.add("several-tops", draft.rows[key], header, "", text)

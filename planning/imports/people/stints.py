"""Several rows of one person, or of one place: which of them holds on the date, and what the others are.

A person who came back, moved, or has a second contract has a row for each: each is a *stint* with a first and a last
day of its own. The stint that holds on the date of the import is the person's position; earlier ones are kept as
positions that have ended, later ones as positions that begin. Two that hold at once are two positions of one person. A
place that two people hold at once is a job share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from planning.core.dates import day as worded
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.problems import Report

PAST, NOW, LATER = -1, 0, 1


def settle(
    rows: Sequence[PositionRow],
    on: date,
    report: Report,
    *,
    ids_are_of_people: bool,
    ids_are_of_places: bool,
    is_history: bool = False,
) -> list[PositionRow]:
    """The rows with the stints of one person and the holders of one place told apart. The ids that name rows may be of
    people, of places, or of both at once. `is_history`: each row of a person holds until the next one does."""
    _join_returned(rows, on, report)
    left_out: set[int] = set()
    for group in _several(rows, ids_are_of_people):
        repeated = _same_jobs(group, on, report)
        left_out |= repeated
        if is_history:
            _end_before_next(group)
        if len(kept := [parsed for parsed in group if parsed.row not in repeated]) > 1:
            _settle_person(kept, on, report)
    for group in _shared(rows) if ids_are_of_places else ():
        left_out |= _settle_place(group, on, report)
    return [parsed for parsed in rows if parsed.row not in left_out] if left_out else list(rows)


def when(parsed: PositionRow, on: date) -> int:
    """Whether a stint is over, holds, or is to come."""
    last, first = _last(parsed), _first(parsed)
    if last is not None and last < on:
        return PAST
    if parsed.inactive and last is None:
        return PAST
    return LATER if first is not None and first > on else NOW


def _first(parsed: PositionRow) -> date | None:
    """The first day of a stint: that of the person, or of the position where that is later."""
    own = parsed.given.get("starts")
    return parsed.starts if own is None else own if parsed.starts is None else max(own, parsed.starts)


def _last(parsed: PositionRow) -> date | None:
    """The last day of a stint: that of the person, or of the position where that is earlier."""
    own = parsed.given.get("ends")
    return parsed.leaves if own is None else own if parsed.leaves is None else min(own, parsed.leaves)


def _end_before_next(group: Sequence[PositionRow]) -> None:
    """In a history of jobs each row without a last day ends on the day before the next begins."""
    dated = sorted((p for p in group if p.given.get("starts")), key=lambda p: p.given["starts"])
    for parsed, later in pairwise(dated):
        if parsed.given.get("ends") is None and parsed.given["starts"] < later.given["starts"]:
            parsed.given["ends"] = later.given["starts"] - timedelta(days=1)


def _repeated(pairs: Iterable[tuple[str, PositionRow]]) -> list[list[PositionRow]]:
    """The rows of each name that several rows have; '' is no name."""
    first: dict[str, PositionRow] = {}
    more: dict[str, list[PositionRow]] = {}
    for name, parsed in pairs:
        if name and first.setdefault(name, parsed) is not parsed:
            more.setdefault(name, [first[name]]).append(parsed)
    return list(more.values())


def _several(rows: Iterable[PositionRow], ids_are_of_people: bool) -> Iterator[list[PositionRow]]:
    """The rows of each person who has more than one that differ."""
    whose = ((p.person_id or (p.ident if ids_are_of_people else ""), p) for p in rows if not p.vacant)
    for group in _repeated(whose):
        distinct = _distinct(group)
        if len(distinct) > 1 and _is_one_person(distinct):
            yield distinct


def _is_one_person(group: Sequence[PositionRow]) -> bool:
    """Whether rows of one id are of one person: all of one name, or at least of one first name (somebody married)."""
    return len({parsed.name.casefold().partition(" ")[0] for parsed in group}) == 1


def _distinct(group: Iterable[PositionRow]) -> list[PositionRow]:
    """Without rows that repeat another cell by cell; those are said where keys are given."""
    return list({tuple(parsed.cells): parsed for parsed in reversed(list(group))}.values())[::-1]


def _same_jobs(group: Sequence[PositionRow], on: date, report: Report) -> set[int]:
    """Rows that differ only in columns that nobody reads (a second cost centre, say) are one job: its parts of the FTE
    add up. Gives the numbers of those that are left out."""
    first: dict[tuple[object, ...], PositionRow] = {}
    left_out = set()
    for parsed in group:
        fields = (
            parsed.ident,
            parsed.name.casefold(),
            parsed.title.casefold(),
            parsed.managers,
            parsed.dotted,
            parsed.teams,
        )
        known = first.setdefault((*fields, parsed.starts, parsed.leaves, parsed.inactive), parsed)
        if known is parsed:
            continue
        left_out.add(parsed.row)
        text = f"The same job as row {known.row} in every column that is used, so it was left out."
        parts = known.given.get("fte", 1.0) + parsed.given.get("fte", 1.0)
        if when(parsed, on) == NOW and parts <= 1:
            known.given["fte"] = round(parts, 4)
            text = f"{text} Their parts of the FTE were added: {parts:g}."
        report.note(parsed.row, "", parsed.ident, text, "repeated")
    return left_out


def _settle_person(group: list[PositionRow], on: date, report: Report) -> None:
    by_time: dict[int, list[PositionRow]] = {PAST: [], NOW: [], LATER: []}
    for parsed in group:
        by_time[when(parsed, on)].append(parsed)
    if not any(_first(p) or _last(p) or p.inactive for p in group):
        _say_two(by_time[NOW], report)
        _mark(by_time[NOW][0], by_time[NOW][1:])
        return
    main = _main(by_time, on)
    others = [parsed for parsed in group if parsed is not main]
    _mark(main, others)
    _date(main, group, on)
    for parsed in others:
        _say(parsed, main, when(parsed, on), report)
        if when(parsed, on) != NOW and parsed.ident == main.ident:
            parsed.person_id = parsed.person_id or parsed.ident
            parsed.ident = _own_ident(parsed, on)
    if main in by_time[NOW]:
        _say_two([main, *(p for p in by_time[NOW] if p is not main)], report)


def _main(by_time: dict[int, list[PositionRow]], on: date) -> PositionRow:
    """The stint that decides: the first of those that hold, else the next to come, else the one that ended last."""
    if by_time[NOW]:
        return by_time[NOW][0]
    if by_time[LATER]:
        return min(by_time[LATER], key=lambda p: _first(p) or on)
    return max(by_time[PAST], key=lambda p: _last(p) or _first(p) or date.min)


def _mark(main: PositionRow, others: Iterable[PositionRow]) -> None:
    for parsed in others:
        parsed.beside = main
        if parsed.name.casefold() != main.name.casefold():
            main.aliases += (parsed.name, *parsed.aliases)
            parsed.name = main.name


def _date(main: PositionRow, group: Sequence[PositionRow], on: date) -> None:
    """Days belong to the stint: the person's are those of the one that decides, and the last day that of the last one;
    a stint that begins or ends at another time says so itself."""
    standing = [parsed for parsed in group if when(parsed, on) != PAST] or [main]
    ends = [parsed.leaves for parsed in standing]
    last = None if None in ends else max(day for day in ends if day)
    for parsed in group:
        if when(parsed, on) == PAST and parsed is not main:
            parsed.inactive = True
            parsed.given.setdefault("starts", parsed.starts)
        else:
            parsed.given.setdefault("starts", None if parsed is main else parsed.starts)
            parsed.given.setdefault("ends", parsed.leaves if parsed.leaves != last else None)
    main.leaves = last


def _say(parsed: PositionRow, main: PositionRow, time: int, report: Report) -> None:
    who = parsed.name or parsed.person_id or parsed.ident
    if time == PAST:
        ended = f"ended on {_day(_last(parsed))}" if _last(parsed) else "has ended"
        text = f"An earlier job of {who}, which {ended}; row {main.row} is the current one. It was kept as ended."
        report.note(parsed.row, "", parsed.title, text, "earlier-job")
    elif time == LATER:
        begins = _day(_first(parsed))
        text = (
            f"A later job of {who}, from {begins}; until then row {main.row} applies. It was kept with its first day."
        )
        report.note(parsed.row, "", parsed.title, text, "later-job")


def _say_two(standing: Sequence[PositionRow], report: Report) -> None:
    """Two jobs of one person at once: where the ids are of people, nobody can tell who reports to which of them."""
    for parsed in standing[1:]:
        first = standing[0]
        if parsed.ident == first.ident:
            text = (
                f"A second job of {parsed.name or parsed.ident} beside row {first.row}, on the same day: two positions "
                f"with one holder. Anyone who names {parsed.ident} as manager reports to the first, “{first.title}”. "
                "If the first has ended, enter its last day; if others report to the second, give each position "
                "its own ID."
            )
            report.note(parsed.row, "", parsed.title, text, "second-job")


def _shared(rows: Iterable[PositionRow]) -> Iterator[list[PositionRow]]:
    """The rows of each place that several people hold, or held: one id and one title, several names."""
    for same_id in _repeated((p.ident, p) for p in rows if p.name and not p.vacant):
        titles: dict[str, list[PositionRow]] = defaultdict(list)
        for parsed in same_id:
            titles[parsed.title.casefold()].append(parsed)
        for group in titles.values():
            if len({parsed.name.casefold() for parsed in group}) > 1:
                yield group


def _settle_place(group: list[PositionRow], on: date, report: Report) -> set[int]:
    """Who holds one place: whoever does on the date, together if they are several; others are said. Gives the
    numbers of the rows that are no places of their own."""
    standing = _one_each(p for p in group if when(p, on) == NOW) or [max(group, key=lambda p: p.starts or date.min)]
    first, *sharers = sorted(standing, key=lambda p: p.leaves or date.max, reverse=True)
    for parsed in group:
        if parsed not in standing and parsed.name.casefold() not in {p.name.casefold() for p in standing}:
            past = when(parsed, on) == PAST
            time = "held this position before" if past else "will hold this position later"
            text = f"{parsed.name} {time}; row {first.row} ({first.name}) holds it on this date. This row was left out."
            report.note(parsed.row, "", parsed.name, text, "earlier-holder" if past else "later-holder")
    if sharers:
        _share(first, sharers, report)
    return {parsed.row for parsed in group if parsed is not first}


def _one_each(rows: Iterable[PositionRow]) -> list[PositionRow]:
    return list({parsed.name.casefold(): parsed for parsed in reversed(list(rows))}.values())[::-1]


def _share(first: PositionRow, sharers: Sequence[PositionRow], report: Report) -> None:
    """One place, several holders: reports stand once, the parts of the FTE add up."""
    names = " and ".join(parsed.name for parsed in (first, *sharers))
    first.sharers = tuple(sharers)
    first.aliases += tuple(name for parsed in sharers for name in (parsed.name, *parsed.aliases))
    first.other_ids += tuple(
        other for parsed in sharers for other in (parsed.email, parsed.person_id, *parsed.other_ids)
        if other and other != first.person_id
    )  # fmt: skip
    parts = [parsed.given["fte"] for parsed in (first, *sharers) if "fte" in parsed.given]
    if parts:
        first.given["fte"] = round(min(sum(parts), 2.0), 4)
    for number, parsed in enumerate(sharers, 2):
        text = (
            f"A job share: {names} hold the position {first.ident} together. It is one position with "
            f"{len(sharers) + 1} holders (row {first.row} and this one), and its reports are shown once."
        )
        if sum(parts) > 1:
            text += f" Their parts add up to {sum(parts):g} FTE: if one follows the other, enter a last day."
        report.note(parsed.row, "", parsed.name, text, "job-share")
        parsed.ident = f"{first.ident[: MAX_KEY - 8]}-{number}"


def _join_returned(rows: Sequence[PositionRow], on: date, report: Report) -> None:
    """Rows with ids of employments: one whole name, with no more than one e-mail address, with one job that holds and
    others that are over, is one person who came back or moved."""
    if not any(when(parsed, on) == PAST for parsed in rows):
        return
    for group in _repeated((p.name.casefold() if " " in p.name else "", p) for p in rows if not p.vacant):
        if len({p.person_id for p in group}) < 2 or len({p.email for p in group} - {""}) > 1:
            continue
        standing = [parsed for parsed in group if when(parsed, on) != PAST]
        if len(standing) != 1 or not standing[0].person_id or _overlap(group, standing[0]):
            continue
        main = standing[0]
        for parsed in group:
            if parsed is not main:
                text = (
                    f"{parsed.name} is also in row {main.row} with another ID, starting after this job ended: "
                    "read as one person who came back. If they are two people, give each an e-mail address."
                )
                report.note(parsed.row, "", parsed.person_id, text, "returned")
                parsed.person_id = main.person_id


def _overlap(group: Iterable[PositionRow], main: PositionRow) -> bool:
    return any(p.leaves and main.starts and p.leaves >= main.starts for p in group if p is not main)


def _day(day: date | None) -> str:
    return worded(day) if day else "an unknown date"


def _own_ident(parsed: PositionRow, on: date) -> str:
    """An id for an earlier or later job that shares the person's: by its first day, so that it stays the same whatever
    other rows there are."""
    day = _first(parsed) or _last(parsed) or on - timedelta(days=1)
    return f"{parsed.ident[: MAX_KEY - 20]}-{day.isoformat()}"

"""A key for every position that a file has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from planning.core.records import Org
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.placing.causes import Causes
from planning.imports.placing.names import folded
from planning.imports.problems import Report


def slug(text: str) -> str:
    """Lower case, words joined by hyphens, letters of any alphabet kept."""
    return re.sub(r"[^\w]+|_+", "-", text.casefold()).strip("-")[: MAX_KEY - 20]


def assign(rows: Sequence[PositionRow], current: Org, report: Report, id_header: str) -> list[tuple[str, PositionRow]]:
    """A key for every row, in file order. A row whose id is taken by another keeps it with a number at
    the end; rows that repeat another cell by cell are left out. Both are noted."""
    groups: dict[tuple[bool, str], list[PositionRow]] = defaultdict(list)
    taken = {parsed.ident for parsed in rows if parsed.ident}
    known = _known(current, taken) if len(taken) < len(rows) else {}
    for parsed in rows:
        groups[bool(parsed.ident), parsed.ident or _base(parsed, known)].append(parsed)
    causes = Causes(report)
    free = Free(taken)
    keyed: list[tuple[str, PositionRow]] = []
    for (has_id, base), group in groups.items():
        if has_id and len(group) == 1:
            keyed.append((base, group[0]))
            continue
        distinct = _distinct(group, causes, id_header) if len(group) > 1 else group
        numbered = _number(base, distinct, free, current)
        _say(numbered, causes, id_header)
        keyed += numbered
    causes.say()
    keyed.sort(key=lambda pair: pair[1].row)
    return keyed


class Free:
    """Gives keys that nothing has yet."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.last: dict[str, int] = {}

    def key(self, base: str) -> str:
        base = base or "position"
        key, number = base, self.last.get(base, 1)
        while key in self.taken:
            number += 1
            key = f"{base[: MAX_KEY - 8]}-{number}"
        self.last[base] = number
        self.taken.add(key)
        return key


def _known(current: Org, taken: Collection[str]) -> dict[str, str]:
    """Keys of positions by the e-mail address and the name of who sits there, where only one has it."""
    found: dict[str, str] = {}
    for position in current.positions.values():
        person = current.people.get(position.holder)
        for name in (person.email.casefold(), folded(person.name)) if person else ():
            found[name] = "" if name in found else position.key
    return {name: key for name, key in found.items() if name and key and key not in taken}


def _base(parsed: PositionRow, known: Mapping[str, str]) -> str:
    """The key of a row without an id: what it had before, else one made from the e-mail address or name."""
    before = "" if parsed.vacant else known.get(parsed.email) or known.get(folded(parsed.name))
    if before or parsed.email:
        return before or parsed.email[:MAX_KEY]
    return ("" if parsed.vacant else slug(parsed.name)) or slug(
        f"vacant {parsed.title}" if parsed.vacant else parsed.title
    )


def _distinct(group: list[PositionRow], causes: Causes, id_header: str) -> list[PositionRow]:
    seen: dict[tuple[str, ...], PositionRow] = {}
    kept = []
    for parsed in group:
        first = seen.setdefault(tuple(parsed.cells), parsed)
        if first is parsed or not parsed.ident:
            kept.append(parsed)
        else:
            text = f"The same as row {first.row} in every cell, so it was left out."
            causes.add("repeated", parsed.row, id_header, parsed.ident, text, parsed.ident)
    return sorted(kept, key=lambda parsed: parsed.inactive)


def _number(base: str, group: list[PositionRow], free: Free, current: Org) -> list[tuple[str, PositionRow]]:
    """The key itself for one row, numbered keys for the others; who had which before keeps it."""
    keys = [base if group[0].ident else free.key(base)]
    while len(keys) < len(group):
        keys.append(free.key(base))
    if len(group) == 1:
        return [(keys[0], group[0])]
    owned: dict[str, list[str]] = defaultdict(list)
    for key in reversed(keys):
        if (position := current.get("position", key)) is not None:
            owned[position.title].append(key)
    kept = {index: owned[parsed.title].pop() for index, parsed in enumerate(group) if owned.get(parsed.title)}
    used = set(kept.values())
    rest = iter([key for key in keys if key not in used])
    return [(kept[index] if index in kept else next(rest), parsed) for index, parsed in enumerate(group)]


def _say(numbered: Sequence[tuple[str, PositionRow]], causes: Causes, id_header: str) -> None:
    """What became of rows that share an id, or that have none where others do."""
    owner = {key: parsed.row for key, parsed in numbered if key == parsed.ident}
    for key, parsed in numbered:
        if parsed.ident and key != parsed.ident:
            text = f"Another position has the same ID (row {owner[parsed.ident]}); this one has the key {key}."
            causes.add("shared-id", parsed.row, id_header, parsed.ident, text, parsed.ident)
        elif not parsed.ident and id_header:
            text = f"The row has no ID, so the position has the key {key}. Give it its own ID."
            causes.add("no-id", parsed.row, id_header, "", text)

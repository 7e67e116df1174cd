"""Keys of positions and people, and finding the position that a cell speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from planning.core.records import Org
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.problems import Report

_BRACKETED = re.compile(r"\s*[\(\[](.*?)[\)\]]\s*$")


def slug(text: str) -> str:
    """Lower case, words joined by hyphens, letters of any alphabet kept."""
    return re.sub(r"[^\w]+|_+", "-", text.casefold()).strip("-")[: MAX_KEY - 20]


def folded(name: str) -> str:
    """A name without what spellings differ in: case, blanks, and which part comes first."""
    last, comma, first = name.partition(",")
    return " ".join(f"{first} {last}".split() if comma else name.split()).casefold()


def assign(rows: Sequence[PositionRow], current: Org, report: Report, id_header: str) -> list[tuple[str, PositionRow]]:
    """A key for every row, in file order. A row whose id is taken by another keeps it with a number at
    the end; rows that repeat another cell by cell are left out. Both are noted."""
    groups: dict[str, list[PositionRow]] = defaultdict(list)
    taken = {parsed.ident for parsed in rows if parsed.ident}
    known = _known(current, taken) if len(taken) < len(rows) else {}
    for parsed in rows:
        groups[parsed.ident or _base(parsed, known)].append(parsed)
    keyed: list[tuple[str, PositionRow]] = []
    for base, group in groups.items():
        distinct = _distinct(group, report, id_header) if len(group) > 1 else group
        keyed += _number(base, distinct, taken, current, report, id_header)
    keyed.sort(key=lambda pair: pair[1].row)
    return keyed


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


def _distinct(group: list[PositionRow], report: Report, id_header: str) -> list[PositionRow]:
    seen: dict[tuple[str, ...], PositionRow] = {}
    kept = []
    for parsed in group:
        first = seen.setdefault(tuple(parsed.cells), parsed)
        if first is parsed or not parsed.ident:
            kept.append(parsed)
        else:
            report.note(parsed.row, id_header, parsed.ident, f"The same as row {first.row} in every cell; left out.")
    return sorted(kept, key=lambda parsed: parsed.inactive)


def _number(
    base: str, group: list[PositionRow], taken: set[str], current: Org, report: Report, id_header: str
) -> list[tuple[str, PositionRow]]:
    """The key itself for one row, numbered keys for the others; who had which before keeps it."""
    keys = [base if group[0].ident else _free(base, taken)]
    while len(keys) < len(group):
        keys.append(_free(base, taken))
    owner = {key: position.title for key in keys if (position := current.get("position", key)) is not None}
    keyed: list[tuple[str, PositionRow]] = []
    open_keys, rest = list(keys), []
    for parsed in group:
        same = next((key for key in open_keys if owner.get(key) == parsed.title), None) if len(group) > 1 else keys[0]
        if same is None:
            rest.append(parsed)
            continue
        open_keys.remove(same)
        keyed.append((same, parsed))
    keyed += zip(open_keys, rest, strict=True)
    for key, parsed in keyed:
        if parsed.ident and key != parsed.ident:
            text = f"The id stands for another post, too (row {_other(keyed, parsed).row}); this one has the key {key}."
            report.note(parsed.row, id_header, parsed.ident, text)
        elif not parsed.ident and id_header:
            report.note(parsed.row, id_header, "", f"The row has no id; the position has the key {key}.")
    return keyed


def _other(keyed: Sequence[tuple[str, PositionRow]], parsed: PositionRow) -> PositionRow:
    return next(other for _, other in keyed if other is not parsed)


def _free(base: str, taken: set[str]) -> str:
    base = base or "position"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base[: MAX_KEY - 8]}-{number}"
    taken.add(key)
    return key


class Directory:
    """Finds positions by what a file calls them: id, the id of who sits there, e-mail, name."""

    def __init__(self, keyed: Iterable[tuple[str, PositionRow]]) -> None:
        self.by_ident: dict[str, str] = {}
        self.by_person: dict[str, str] = {}
        self.by_email: dict[str, str] = {}
        self.by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.titles: dict[str, str] = {}
        for key, parsed in sorted(keyed, key=lambda pair: (pair[1].inactive, pair[1].row)):
            self.add(key, parsed.ident or key, parsed.person_id, parsed.email, parsed.name)
        self._loose = self._loosely()

    @classmethod
    def of_org(cls, org: Org) -> Directory:
        """The same over an organisation that is there already."""
        found = cls(())
        for position in org.positions.values():
            person = org.people.get(position.holder)
            name, email = (person.name, person.email) if person else ("", "")
            found.add(position.key, position.key, position.holder, email, name)
        found._loose = found._loosely()
        return found

    def add(self, key: str, ident: str, person: str, email: str, name: str) -> None:
        self.by_ident.setdefault(ident, key)
        self.by_ident.setdefault(key, key)
        if person:
            self.by_person.setdefault(person, key)
        if email:
            self.by_email.setdefault(email.casefold(), key)
        if name:
            self.by_name[folded(name)].append((key, person))

    def _loosely(self) -> Mapping[str, str]:
        """Ids without case and leading zeros (spreadsheets lose them), where that is unambiguous."""
        loose: dict[str, str] = {}
        for ident, key in [*self.by_ident.items(), *self.by_person.items()]:
            name = _loose(ident)
            loose[name] = key if loose.get(name, key) == key else ""
        return {name: key for name, key in loose.items() if key}

    def person_first(self, values: Sequence[str]) -> bool:
        """Whether `values` are ids of people rather than of positions: whichever more of them are."""
        return sum(v in self.by_person for v in values) > sum(v in self.by_ident for v in values)

    def find(self, value: str, person_first: bool = False) -> tuple[str, ...]:
        """The keys of the positions that `value` may mean: one where it is clear, none where it is unknown."""
        tables = (self.by_person, self.by_ident) if person_first else (self.by_ident, self.by_person)
        for table in tables:
            if value in table:
                return (table[value],)
        if "@" in value and value.casefold() in self.by_email:
            return (self.by_email[value.casefold()],)
        named = self._named(value)
        if named or len(value) > MAX_KEY:
            return named
        loose = self._loose.get(_loose(value))
        if loose:
            return (loose,)
        return self._inside(value, person_first)

    def is_loose(self, value: str) -> bool:
        """Whether `value` is an id only when case and leading zeros do not count."""
        exact = value in self.by_ident or value in self.by_person or folded(value) in self.by_name
        return not exact and "@" not in value and _loose(value) in self._loose

    def _named(self, value: str) -> tuple[str, ...]:
        """By name. Several positions of one person count as their first."""
        found = self.by_name.get(folded(value), ())
        people = {person or key: key for key, person in reversed(found)}
        return tuple(reversed(people.values()))

    def _inside(self, value: str, person_first: bool) -> tuple[str, ...]:
        """“Jane Doe (1234)”: what is in the brackets, else what is before them."""
        bracket = _BRACKETED.search(value)
        if not bracket or not value[: bracket.start()]:
            return ()
        return self.find(bracket[1], person_first) or self.find(value[: bracket.start()], person_first)


def _loose(ident: str) -> str:
    return ident.casefold().lstrip("0")

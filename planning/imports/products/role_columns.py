"""Which columns of a products file name whom, and in which role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from planning.core.content import Content
from planning.core.records import BACKUP, OWNER, STAND_IN
from planning.core.words import count
from planning.imports.columns.match import ROLE_COLUMN, plain
from planning.imports.problems import Report
from planning.imports.products.cast import TRUST, Cast

KIND_NAMES = (OWNER, BACKUP, STAND_IN)
_NUMBER = re.compile(r"\d+")


class RoleColumn(NamedTuple):
    """Columns at `places`, the most trusted first, that name the same people for a product. `spare`: they count only
    where no other column of the role names anybody. `open`: the header names no role, so a cell may, as in
    “Ida Berg (PM)”."""

    role: str
    kind: str
    places: tuple[int, ...]
    spare: bool = False
    open: bool = False


class Detail(NamedTuple):
    """A column that says something of the assignments in a role: `share`, `starts` or `ends`."""

    role: str
    what: str
    place: int


def role_codes(content: Content) -> dict[str, str]:
    """Roles by their plain codes and names."""
    return {plain(text): role.slug for role in content.roles.values() for text in (role.code, role.name) if text}


def details(columns: Mapping[str, Sequence[int]]) -> list[Detail]:
    return [Detail(role, what, i) for role, what, i in _slots(columns) if what not in KIND_NAMES]


def _slots(columns: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str, int]]:
    for name, places in columns.items():
        if name.startswith(ROLE_COLUMN):
            _, role, what = name.split(":")
            yield from ((role, what, i) for i in places)


class Assembly:
    """Finds the role columns of a wide products file; says into `report` what it had to decide."""

    def __init__(self, columns: Mapping[str, Sequence[int]], content: Content, cast: Cast, report: Report) -> None:
        self.columns, self.content, self.cast, self.report = columns, content, cast, report
        self.found: list[RoleColumn] = []

    def assembled(self) -> list[RoleColumn]:
        for role, kind, i in _slots(self.columns):
            if kind in KIND_NAMES and self._names_somebody(role, i):
                self._join(self._by_people(role, i), kind, i)
        for i in (*self.columns.get("owner", ()), *self.columns.get("slot_position", ())):
            self._place_owner(i)
        for i in self.columns.get("contact", ()):
            self._place_contact(i)
        return self.found

    # Columns whose header names a role

    def _names_somebody(self, role: str, i: int) -> bool:
        """A column whose header can be read as a role, but which holds figures or remarks, is no role column."""
        if self._covers(role) or role not in self.content.roles or self.cast.people(i):
            return True
        if not any(self.cast.namer.parts(row.cells[i]) for row in self.cast.table.rows):
            return True
        self._say(i, "No cell in this column names a position, so it is not used.", "column-names-nobody")
        return False

    def _by_people(self, role: str, i: int) -> str:
        """The role of a header, or where that names but a function (“Marketing”), the covering role of that function
        which most of the people in the column have."""
        best = self._likeliest(i)
        if not best or self._covers(role) or self._taken(best):
            return role
        roles, votes = self.content.roles, self.cast.roles(i)
        if roles[role].function != roles[best].function or 2 * votes[best] <= votes.total():
            return role
        text = f"Read as {roles[best].name}, because most people in this column are. {CHOOSE}"
        self._say(i, text, "column-by-people")
        return best

    def _join(self, role: str, kind: str, i: int) -> None:
        """A column beside others of its role and number: another way to name the same people where it names them
        in another way, else more people."""
        how, number = self.cast.how(i), self._number(i)
        for at, column in enumerate(self.found):
            known = [self.cast.how(place) for place in column.places]
            same = (column.role, column.kind, self._number(column.places[0])) == (role, kind, number)
            if same and how not in known:
                self.found[at] = self._with(column, i)
                return
        self.found.append(RoleColumn(role, kind, (i,)))

    def _number(self, i: int) -> str:
        """“PM 1 Name” and “PM 1 Email” are of one, “PM 2 Name” is of another."""
        return "".join(_NUMBER.findall(self.cast.table.headers[i]))

    def _with(self, column: RoleColumn, i: int) -> RoleColumn:
        places = sorted((*column.places, i), key=lambda place: TRUST.index(self.cast.how(place)))
        return column._replace(places=tuple(places))

    # Columns whose header says only that somebody is responsible

    def _place_owner(self, i: int) -> None:
        if self._joined(i):
            return
        best, usual = self._likeliest(i), self._usual()
        role = best if best and not self._taken(best) else usual
        if role and not self._taken(role):
            self.found.append(RoleColumn(role, OWNER, (i,), open=True))
            self._say(i, f"Read as {self._name(role)}: {self._because(role, i)}. {CHOOSE}", "owner-column")
        elif best:
            self.found.append(RoleColumn(best, OWNER, (i,), spare=True, open=True))
            text = f"Counts as {self._name(best)} where no other column names one. {CHOOSE}"
            self._say(i, text, "owner-column")
        else:
            self._say_unused(i)

    def _place_contact(self, i: int) -> None:
        """Who is a contact or sponsor covers nothing by that; only where most are of a role that no column names."""
        if self._joined(i):
            return
        best, votes = self._likeliest(i), self.cast.roles(i)
        if best and not self._taken(best) and 2 * votes[best] > votes.total():
            self.found.append(RoleColumn(best, OWNER, (i,), open=True))
            self._say(i, f"Read as {self._name(best)}: {self._because(best, i)}. {CHOOSE}", "owner-column")
        else:
            self._say_unused(i)

    def _joined(self, i: int) -> bool:
        """Whether the column names whom another column names already, in another way; it then stands beside that."""
        for at, column in enumerate(self.found):
            if self.cast.how(i) != self.cast.how(column.places[0]) and self.cast.agree(column.places[0], i):
                self.found[at] = self._with(column, i)
                return True
        return False

    def _say_unused(self, i: int) -> None:
        taken = sorted({self._name(column.role) for column in self.found if self._covers(column.role)})
        beside = f": other columns name the {' and the '.join(taken)}" if taken else ""
        self._say(
            i, f"This column names people but no role{beside}, so it is not used. {CHOOSE}", "owner-column-unused"
        )

    def _because(self, role: str, i: int) -> str:
        people, of_role = len(self.cast.people(i)), self.cast.roles(i)[role]
        if not of_role:
            return "no other column names one"
        return f"{of_role} of {count(people, 'person', 'people')} named here {'is' if of_role == 1 else 'are'} one"

    # Roles

    def _covers(self, role: str) -> bool:
        known = self.content.roles.get(role)
        return known is not None and known.covers

    def _taken(self, role: str) -> bool:
        return any(column.role == role and column.kind == OWNER for column in self.found)

    def _likeliest(self, i: int) -> str:
        """The covering role that most of a column's people have; '' where none of them has one."""
        votes = self.cast.roles(i)
        best = max(self.content.covering, key=lambda role: votes[role.slug], default=None)
        return best.slug if best and votes[best.slug] else ""

    def _usual(self) -> str:
        """Who owns a product where nothing else is said: the first covering role."""
        return next((role.slug for role in self.content.covering), "")

    def _name(self, role: str) -> str:
        return self.content.roles[role].name

    def _say(self, i: int, text: str, code: str) -> None:
        self.report.note(self.cast.table.header_row, self.cast.table.headers[i], "", text, code)


CHOOSE = "Choose another field on the columns page if this is wrong."

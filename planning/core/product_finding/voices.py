"""Whose title or team says something about products, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planning.core.content import Content
from planning.core.records import Org, Position

# Who covers products; who leads those; the rest of their function (product owners); who builds; who leads a team of
# builders; directors and above; everybody else.
COVER, COVER_LEAD, HOME, MAKER, CHIEF, LEAD, OTHER = "cover", "cover-lead", "home", "maker", "chief", "lead", "other"
DIRECTOR = 5
_DATA = "data"


class Voice(NamedTuple):
    """What somebody is to products. `role` is the covering role that they are in or lead, '' for none."""

    kind: str
    role: str = ""
    function: str = ""


class Voices:
    """The voice of each position, by its role and, where nothing was chosen, by its title."""

    def __init__(self, org: Org, content: Content) -> None:
        self._content = content
        self._covering = {role.slug for role in content.covering}
        self._leads = {
            role.slug: next(led for led in role.leads if led in self._covering)
            for role in content.roles.values()
            if not role.covers and self._covering.intersection(role.leads)
        }
        self.makers = frozenset(_makers(content))
        self._homes = {role.function for role in content.covering if _works_with(role.partners, self.makers)}
        self._found: Mapping[str, Voice] = {key: self._voice(position) for key, position in org.positions.items()}

    def of(self, key: str) -> Voice:
        return self._found.get(key, Voice(OTHER))

    def _voice(self, position: Position) -> Voice:
        reading = self._content.read_title(position.title)
        role = position.role or reading.role
        level = position.level or reading.level or 0
        known = self._content.roles.get(role)
        function = position.function or reading.function or (known.function if known else "")
        if role in self._covering:
            return Voice(COVER, role, function)
        if role in self._leads:
            return Voice(COVER_LEAD, self._leads[role], function)
        kind = self._kind(function, level, leads=bool(known and known.leads))
        return Voice(kind, "", function)

    def _kind(self, function: str, level: int, *, leads: bool) -> str:
        if function not in self.makers | self._homes | {""}:
            return OTHER
        if level >= DIRECTOR:
            return LEAD
        if function in self.makers:
            return CHIEF if leads else MAKER
        return HOME if function else OTHER


def _makers(content: Content) -> set[str]:
    """The functions that those who cover products build them with."""
    partners = [partner for role in content.covering for partner in role.partners]
    found = {function for partner in partners if not partner.market_only for function in partner.functions}
    return found | ({_DATA} if found else {"engineering", "design", "quality", _DATA})


def _works_with(partners: tuple[object, ...], makers: frozenset[str]) -> bool:
    return any(makers.issuperset(getattr(partner, "functions", ())) for partner in partners)

"""Whose title or team says something about products, and how much."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice
from typing import NamedTuple

from planning.core.content import Content, Reading
from planning.core.product_finding.mentions import last_of, role_of
from planning.core.product_finding.word_lists import BUILDERS
from planning.core.records import Org, Position

# Who covers products; who leads those; the rest of their function (product owners); who builds; who leads a team of
# builders; who looks after data or quality, for builders or others; directors and above; everybody else.
COVER, COVER_LEAD, HOME, MAKER, CHIEF, AIDE, LEAD, OTHER = (
    "cover", "cover-lead", "home", "maker", "chief", "aide", "lead", "other",
)  # fmt: skip
DIRECTOR = 5
_DATA = "data"
_BUILDERS = frozenset(["engineer", "developer", "architect", "scientist"])
# Who keeps things running that others made, in a plant as in an office.
_KEEPERS = frozenset(["technician"])
_AIDES = (_DATA, "quality")


class Voice(NamedTuple):
    """What somebody is to products. `role` is the covering role that they are in or lead, '' for none; `is_home`: it is
    one of those who build the product with others."""

    kind: str
    role: str = ""
    function: str = ""
    is_home: bool = False


class Voices:
    """The voice of each position, by its role and, where nothing was chosen, by its title."""

    def __init__(self, org: Org, content: Content) -> None:
        self._org = org
        self._content = content
        self._covering = {role.slug for role in content.covering}
        self._leads = {
            role.slug: next(led for led in role.leads if led in self._covering)
            for role in content.roles.values()
            if not role.covers and self._covering.intersection(role.leads)
        }
        self.makers = frozenset(_makers(content))
        self._homes = {role.function for role in content.covering if _works_with(role.partners, self.makers)}
        self._told: dict[tuple[str, Reading], Voice] = {}
        self._first: Mapping[str, Voice] = {key: self._voice(position) for key, position in org.positions.items()}
        self._found = {
            key: Voice(OTHER) if voice[:3] == (LEAD, "", "") and self._is_apart(org.positions[key]) else voice
            for key, voice in self._first.items()
        }

    def _is_apart(self, position: Position) -> bool:
        """Whether nobody who builds or manages products is among the reports of somebody, who has some."""
        reports = [self._first[report.key].kind for report in self._org.reports(position.key)]
        return bool(reports) and {OTHER, LEAD}.issuperset(reports)

    def of(self, key: str) -> Voice:
        return self._found.get(key, Voice(OTHER))

    def level(self, key: str) -> int:
        """The level of a position, as given or by its title; 0 where nothing says it."""
        position = self._org.positions[key]
        return position.level or self._content.read_title(position.title).level or 0

    def build(self, org: Org) -> bool:
        """Whether anybody here makes products: manages them, designs them, or builds software."""
        if any(voice.kind in (COVER, COVER_LEAD, HOME) for voice in self._found.values()):
            return True
        makers = (org.positions[key].title for key, voice in self._found.items() if voice.kind in (MAKER, CHIEF))
        building = (title for title in makers if any(word.means in BUILDERS for word in self._content.words_of(title)))
        return len(list(islice(building, 2))) > 1

    def leads_to(self, key: str) -> str:
        """The covering role of the function that somebody is in, such as a product owner's; '' where there is none."""
        function = self.of(key).function
        return next(
            (role.slug for role in self._content.covering if role.function == function and function in self._homes), ""
        )

    def _voice(self, position: Position) -> Voice:
        """By the role and function given, and by the title; worked out once for those that are alike in these."""
        reading = self._content.read_title(position.title)
        given = reading._replace(
            role=position.role or reading.role,
            function=position.function or reading.function or self._of_team(position),
            level=position.level or reading.level,
        )
        told = self._told.get((position.title, given))
        if told is None:
            told = self._told[position.title, given] = self._of_title(position.title, given)
        return told

    def _of_title(self, title: str, given: Reading) -> Voice:
        """By what is given; where this says nothing of products, by the title without what it is for, which may be
        misread: “PM Invoices”, “Engineer, Domain Admin”, “Live Events PM”."""
        voice = self._of_reading(given, title)
        if voice.kind != OTHER or not title:
            return voice
        words = self._content.words_of(title)
        last = self._of_reading(self._content.read_title(last_of(title, words)), "")
        if last.kind == COVER:
            return last
        head = role_of(title, words)
        bare = self._of_reading(self._content.read_title(head), head) if head and head != title else voice
        return bare if bare.function or bare.role else voice

    def _of_reading(self, reading: Reading, title: str) -> Voice:
        role, known = reading.role, self._content.roles.get(reading.role)
        function = reading.function or (known.function if known else "")
        leads = bool(known and known.leads)
        if role in self._covering:
            return Voice(COVER, role, function, function in self._homes)
        if role in self._leads:
            return Voice(COVER_LEAD, self._leads[role], function)
        if function in _AIDES and self._is(_BUILDERS, title):
            return Voice(CHIEF if leads else MAKER, "", function)
        if function in self.makers and self._is(_KEEPERS, title):
            return Voice(OTHER, "", function)
        return Voice(self._kind(function, reading.level or 0, leads=leads), "", function)

    def _is(self, occupations: Collection[str], title: str) -> bool:
        """Whether the title has one of these occupations: “Data Engineer” builds as well."""
        return any(word.means.rpartition(" ")[2] in occupations for word in self._content.words_of(title))

    def _of_team(self, position: Position) -> str:
        team = self._org.teams.get(position.team)
        return team.function if team else ""

    def _kind(self, function: str, level: int, *, leads: bool) -> str:
        if function not in self.makers | self._homes | {""}:
            return OTHER
        if level >= DIRECTOR:
            return LEAD
        if function in _AIDES:
            return AIDE
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

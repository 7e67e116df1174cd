"""What may be a product: one name with everybody who says it, and how sure that makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planning.core.product_finding.atoms import Atom
from planning.core.product_finding.mentions import OUTER, PREFIX, TAIL
from planning.core.product_finding.names import form, shown, words_of
from planning.core.product_finding.sorts import (
    AREA,
    CRAFT,
    FUNCTION,
    GOAL,
    NAME,
    NOTHING,
    PROGRAMME,
    sort_of,
)
from planning.core.product_finding.spellings import one_form
from planning.core.product_finding.teams import MIXED, Group
from planning.core.product_finding.voices import CHIEF, COVER, COVER_LEAD, HOME, LEAD, MAKER
from planning.core.product_finding.word_lists import BUILDING, OPEN_CRAFTS, PLATFORMS

FEW_LETTERS = 5
# A word at the beginning of one name in so many is no habit.
RARELY = 5


@dataclass
class Candidate:
    """One name by its comparable form. `groups` are teams and cells of that name, `inner` and `outer` forms of what is
    nested in it and what it is nested in. `within`: those who say it are all in teams that are other products.
    `by_habit`: builders have it before what they are, as they do with other products here; `by_nesting`: it is
    nested, as they are. `is_brand`: though it looks like a grade (“k2”), it is what titles name.
    `is_usual`: it is a team of several crafts, as other products are here. `is_whole`: “Team” at its beginning belongs
    to it. `has_line`: a leader with a team of builders has it. `part_of` is the name of the product whose team holds
    its."""

    form: str
    atoms: list[Atom] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    inner: set[str] = field(default_factory=set)
    outer: set[str] = field(default_factory=set)
    within: bool = False
    by_habit: bool = False
    by_nesting: bool = False
    is_brand: bool = False
    has_line: bool = False
    is_whole: bool = False
    is_usual: bool = False
    part_of: str = ""

    @property
    def direct(self) -> list[Atom]:
        return [atom for atom in self.atoms if atom.place != OUTER]

    @property
    def has_tail(self) -> bool:
        """Whether titles alone name it, and not only before what somebody is."""
        return not self.groups and any(atom.place == TAIL for atom in self.atoms)

    @property
    def is_outer(self) -> bool:
        """Whether anything is nested in it."""
        return any(atom.place == OUTER for atom in self.atoms)

    @property
    def has_own_voice(self) -> bool:
        """Whether several people name it, one of whom leads or manages, or a team has its name."""
        led = len(self.speakers) > 1 and self.has(COVER, HOME, CHIEF)
        return led or len(self.speakers) > 2 or bool(self.groups)

    @property
    def speakers(self) -> set[str]:
        """The positions whose titles name it."""
        return {atom.evidence.position for atom in self.direct}

    @cached_property
    def names(self) -> list[str]:
        """Every spelling, the one to show first: that of those who manage the product, then the team's, then the most
        frequent, then the longest. One that only stands for another (initials, a slip) comes last."""
        managed = Counter(self._shown(atom.name) for atom in self.direct if atom.voice.kind == COVER)
        teams = Counter(shown(group.name) for group in self.groups)
        times = Counter(self._shown(atom.name) for atom in self.atoms) + teams
        return sorted(
            times,
            key=lambda name: (form(name) != self.form, -managed[name], -teams[name], -times[name], -len(name), name),
        )

    def _shown(self, name: str) -> str:
        return name if self.is_whole else shown(name)

    @cached_property
    def name(self) -> str:
        return _fullest(self.names)

    @cached_property
    def sort(self) -> str:
        """What the name is; behind the name of a stage (“Growth:Activation”) anything but a craft is a name."""
        sort = sort_of(self.name)
        if sort == NAME and not (self.has_manager or self.is_mixed):
            sort = sort_of(self.name, next((atom.means for atom in self.atoms if shown(atom.name) == self.name), ""))
        if sort == NOTHING and self.is_brand:
            return NAME
        if sort == CRAFT and self.has_manager and self.is_mixed and OPEN_CRAFTS.issuperset(words_of(self.name)):
            return NAME
        if sort == CRAFT and (OPEN_CRAFTS - PLATFORMS).issuperset(words_of(self.name)):
            sort = AREA
        if sort == FUNCTION and self.has_manager and self.may_be_built and self.has_builders:
            return NAME
        is_nested = self.outer and sort in (FUNCTION, GOAL, PROGRAMME, AREA)
        return NAME if is_nested or (sort == FUNCTION and self.is_mixed) else sort

    def count(self, kind: str, place: str) -> int:
        """How many positions of that kind have it in that place of their titles."""
        return self._positions[kind, place]

    @cached_property
    def _positions(self) -> Counter[tuple[str, str]]:
        said = {(atom.voice.kind, atom.place, atom.evidence.position) for atom in self.atoms}
        return Counter((kind, place) for kind, place, _ in said)

    @property
    def has_manager(self) -> bool:
        """Whether somebody in a covering role or beside it (a product owner) has it in their title."""
        return any(atom.voice.kind in (COVER, HOME) and atom.place == TAIL for atom in self.atoms)

    @property
    def has_builders(self) -> bool:
        """Whether several who build have it behind what they are in their titles."""
        return self.count(MAKER, TAIL) + self.count(CHIEF, TAIL) > 1

    @property
    def is_managed(self) -> bool:
        """Whether somebody who manages products has it in their title, or sits with those who build it."""
        return self.has(COVER, HOME) or self.is_mixed

    @property
    def is_mixed(self) -> bool:
        return any(group.makeup == MIXED for group in self.groups)

    @property
    def is_made(self) -> bool:
        """Whether more than leaders and those who market it name it."""
        home = any(atom.voice.kind == COVER and atom.voice.is_home for atom in self.direct)
        return home or self.has(HOME, MAKER) or bool(self.groups) or self.has_line

    @property
    def may_be_built(self) -> bool:
        """Whether a product may have the name of this craft or function, rather than a department."""
        return not BUILDING.intersection(words_of(self.name))

    @property
    def is_field(self) -> bool:
        """Whether it is only what sort of builder somebody is (“Security Engineer”)."""
        others = [atom for atom in self.direct if atom.voice.kind not in (LEAD, COVER_LEAD)]
        return self.sort == AREA and not self.groups and all(atom.place == PREFIX for atom in others)

    @property
    def is_prefix_alone(self) -> bool:
        """Whether it only stands before what builders are (“Payments Engineer”)."""
        mine = {(atom.voice.kind, atom.place) for atom in self.direct}
        return not self.groups and bool(mine) and mine <= {(MAKER, PREFIX), (CHIEF, PREFIX)}

    @property
    def is_before_alone(self) -> bool:
        """Whether it only stands before what anybody is."""
        return not self.groups and all(atom.place == PREFIX for atom in self.direct)

    @property
    def is_made_and_managed(self) -> bool:
        """Whether both who manage products and who build have it before what they are: “Risk PM”, “Risk Engineer”."""
        built = self.count(MAKER, PREFIX) + self.count(CHIEF, PREFIX)
        return self.may_be_built and self.count(COVER, PREFIX) > 0 and built > 0

    @property
    def is_confirmed(self) -> bool:
        """Whether builders of several sorts, or those who lead them too, have it in their titles."""
        functions = {atom.voice.function for atom in self.direct}
        return len(functions) > 1 or self.is_team_of_field

    @property
    def is_team_of_field(self) -> bool:
        return self.count(CHIEF, PREFIX) > 0 and self.count(MAKER, PREFIX) > 1

    @property
    def is_letters(self) -> bool:
        """Whether it is a few capitals that one title alone has, which is not that of who manages products."""
        titles = {atom.evidence.text for atom in self.direct}
        few = len(self.name) <= FEW_LETTERS and self.name.isupper()
        return few and len(titles) == 1 and not (self.groups or self.has(COVER, HOME))

    @property
    def leads_alone(self) -> bool:
        return not (self.groups or self.has(COVER, HOME, MAKER, CHIEF))

    def take(self, other: Candidate) -> None:
        """Be the other one as well."""
        self.atoms += other.atoms
        self.groups += other.groups
        self.outer |= other.outer
        for name in ("names", "name", "sort", "_positions"):
            self.__dict__.pop(name, None)

    def has(self, *kinds: str) -> bool:
        return any(atom.voice.kind in kinds for atom in self.direct)


def candidates(atoms: Iterable[Atom], groups: Sequence[Group]) -> list[Candidate]:
    """One candidate a name, in the order of their forms."""
    every = list(atoms)
    same = one_form([atom.name for atom in every] + [group.name for group in groups for _ in range(3)])

    def key(name: str) -> str:
        bare = form(name)
        return same.get(bare, bare)

    found: dict[str, Candidate] = {}
    for atom in every:
        one = found.setdefault(key(atom.name), Candidate(key(atom.name)))
        one.atoms.append(atom)
        if atom.outer:
            one.outer.add(key(atom.outer))
    for group in groups:
        found.setdefault(key(group.name), Candidate(key(group.name))).groups.append(group)
        if group.outer:
            found[key(group.name)].outer.add(key(group.outer))
    for one in list(found.values()):
        for outer in one.outer & found.keys():
            if one.has_own_voice:
                found[outer].inner.add(one.form)
    _mark_whole(list(found.values()))
    return [found[name] for name in sorted(found)]


def _mark_whole(every: Sequence[Candidate]) -> None:
    """“Team Chat”, where all who name it write it so, and that is no habit here."""
    begun = [one for one in every if one.direct and all(atom.name.startswith("Team ") for atom in one.direct)]
    for one in begun if len(begun) == 1 or len(begun) * RARELY <= len(every) else ():
        one.is_whole = one.has(COVER) and len(one.speakers) > 1 and not one.groups


def _fullest(names: Sequence[str]) -> str:
    """The first name, or one of the others that writes it out (“Developer Experience” for “Dev Exp”)."""
    if not names:
        return ""
    first = names[0]
    longer = [name for name in names[1:] if len(name) > len(first) and len(name.split()) >= len(first.split())]
    return longer[0] if longer and _is_short(first, longer[0]) else first


def _is_short(short: str, long: str) -> bool:
    """Whether the long one writes out words of the short one rather than having a word more that says nothing."""
    one, other = short.casefold().split(), long.casefold().split()
    if len(one) == 1 and len(other) > 1 and short.isupper():
        return True
    return len(one) == len(other) and all(b.startswith(a[:2]) for a, b in zip(one, other, strict=True))

"""What may be a product: one name with everybody who says it, and how sure that makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planning.core.product_finding.atoms import Atom
from planning.core.product_finding.mentions import OUTER, PREFIX, TAIL
from planning.core.product_finding.names import form, shown, words_of
from planning.core.product_finding.sorts import (
    AREA,
    CRAFT,
    DOUBTS,
    FUNCTION,
    GOAL,
    NAME,
    NOTHING,
    PROGRAMME,
    REGION,
    SEGMENT,
    sort_of,
)
from planning.core.product_finding.spellings import one_form
from planning.core.product_finding.teams import BUILDERS, FEW, MIXED, Group
from planning.core.product_finding.voices import AIDE, CHIEF, COVER, COVER_LEAD, HOME, LEAD, MAKER
from planning.core.product_finding.word_lists import BUILDING, OPEN_CRAFTS, PLATFORMS
from planning.core.words import listed

# How likely one voice alone makes a product, by how often it has been heard already.
WEIGHTS: Mapping[tuple[str, str], tuple[float, ...]] = {
    (COVER, TAIL): (0.72, 0.4, 0.3),
    (COVER, PREFIX): (0.62, 0.3),
    (HOME, TAIL): (0.55, 0.35, 0.2),
    (HOME, PREFIX): (0.3, 0.2),
    (CHIEF, TAIL): (0.48, 0.4, 0.3),
    (CHIEF, PREFIX): (0.15, 0.1),
    (MAKER, TAIL): (0.42, 0.36, 0.3, 0.25),
    (AIDE, TAIL): (0.2, 0.15, 0.1),
    (AIDE, PREFIX): (0.05,),
    (MAKER, PREFIX): (0.1, 0.1, 0.05),
    (COVER_LEAD, TAIL): (0.3, 0.15),
    (LEAD, TAIL): (0.2, 0.1),
}
TEAM = {MIXED: 0.75, BUILDERS: 0.62, FEW: 0.5}
# How much likelier a team of builders below the one who says it makes a product.
WITH_LINE = 0.4
# How likely what stands before what builders are makes a product where that is how products are named.
HABITUAL = 0.5
# A proposal below this is not worth anybody's look.
LEAST = 0.15
FEW_LETTERS = 5
# So many nested names make a group of what they are nested in; so many of them are named.
SEVERAL, NAMED = 2, 3
# What those who lead, and those who sell, cannot make of a name alone.
AT_MOST_ALONE = 0.58
# What a few letters are likely to be that one title alone has (“Engineer, HVAC”).
AT_MOST_LETTERS = 0.5
# What is left where something speaks against a name, though it may well be a product's.
HALF_SPOKEN = 0.8
# What is left of what a single holder's title says where their team is another product.
WITHIN_TEAM = 0.6


@dataclass
class Candidate:
    """One name by its comparable form. `groups` are teams and cells of that name, `inner` and `outer` forms of what is
    nested in it and what it is nested in. `within`: those who say it are all in teams that are other products.
    `by_habit`: builders have it before what they are, as they do with other products here; `by_nesting`: it is
    nested, as they are. `is_brand`: though it looks like a grade (“k2”), it is what titles name.
    `has_line`: a leader with a team of builders has it. `part_of` is the name of the product whose team holds its."""

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
        """Every spelling, the one to show first: the most frequent, then the longest."""
        times = Counter([shown(atom.name) for atom in self.atoms] + [shown(group.name) for group in self.groups])
        return sorted(times, key=lambda name: (-times[name], -len(name), name))

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
    return [found[name] for name in sorted(found)]


def confidence(one: Candidate) -> float:
    """How likely the name is a product's, from 0 to 1."""
    unlikely = 1.0
    for (kind, place), weights in WEIGHTS.items():
        for weight in weights[: one.count(kind, place)]:
            unlikely *= 1 - weight
    for group in one.groups:
        unlikely *= 1 - TEAM.get(group.makeup, 0.0)
    if one.has_line:
        unlikely *= 1 - WITH_LINE
    if one.by_habit:
        unlikely = min(unlikely, 1 - HABITUAL)
    if one.by_nesting:
        unlikely *= 1 - WITH_LINE
    most = 0.99 if one.is_made or one.count(CHIEF, TAIL) > 1 else AT_MOST_ALONE
    return round(min(most, (1 - unlikely) * _share(one), AT_MOST_LETTERS if one.is_letters else 1.0), 2)


def _share(one: Candidate) -> float:
    """What is left of it for the sort of name, for what is nested in it, and for the team of who says it."""
    if one.within:
        return WITHIN_TEAM
    in_doubt = one.sort in (AREA, FUNCTION, CRAFT) and not one.is_managed
    return HALF_SPOKEN if in_doubt or (one.inner and not one.has(COVER)) else 1.0


def doubt(one: Candidate, names: Mapping[str, str]) -> str:
    """Why it may be no product; '' where nothing speaks against it. `names` are the names of all forms."""
    sort = one.sort
    if sort in (SEGMENT, GOAL, PROGRAMME, FUNCTION, CRAFT) or (sort == AREA and not one.is_managed):
        return DOUBTS[sort].format(one.name)
    if len(one.inner) >= SEVERAL or (one.inner and not (one.has(COVER, MAKER, HOME) or one.groups)):
        return f"{one.name} looks like a group of products: {_some(sorted(names[form] for form in one.inner))}."
    if one.part_of:
        return f"{one.name} may be a team of {one.part_of}."
    if not one.groups and not one.has(COVER, HOME, MAKER, CHIEF):
        return f"Only leaders’ titles name {one.name}; it may be a group of products."
    return ""


def _some(names: Sequence[str]) -> str:
    """Two of them and how many more, or all three."""
    return listed(names) if len(names) <= NAMED else f"{', '.join(names[:2])} and {len(names) - 2} more"


def is_worth_a_look(one: Candidate) -> bool:
    """Whether anybody who can tell names it, and the name could be a product's."""
    sort = one.sort
    if sort in (REGION, NOTHING) or (sort in (CRAFT, FUNCTION) and not (one.has_manager and one.may_be_built)):
        return False
    if one.leads_alone and (one.is_outer or sort != NAME or not one.has(LEAD, COVER_LEAD)):
        return False
    if one.is_prefix_alone and not (one.is_field or one.is_confirmed or one.by_habit):
        return False
    return confidence(one) >= LEAST


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

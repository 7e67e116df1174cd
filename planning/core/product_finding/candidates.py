"""What may be a product: one name with everybody who says it, and how sure that makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planning.core.product_finding.atoms import Atom
from planning.core.product_finding.mentions import OUTER, PREFIX, TAIL
from planning.core.product_finding.names import form, shown
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
from planning.core.product_finding.teams import BUILDERS, MIXED, Group
from planning.core.product_finding.voices import CHIEF, COVER, COVER_LEAD, HOME, LEAD, MAKER

# How likely one voice alone makes a product, by how often it has been heard already.
WEIGHTS: Mapping[tuple[str, str], tuple[float, ...]] = {
    (COVER, TAIL): (0.72, 0.4, 0.3),
    (COVER, PREFIX): (0.62, 0.3),
    (HOME, TAIL): (0.5, 0.35, 0.2),
    (HOME, PREFIX): (0.3, 0.2),
    (CHIEF, TAIL): (0.48, 0.4, 0.3),
    (CHIEF, PREFIX): (0.15, 0.1),
    (MAKER, TAIL): (0.42, 0.36, 0.3, 0.25),
    (MAKER, PREFIX): (0.1, 0.1, 0.05),
    (COVER_LEAD, TAIL): (0.3, 0.15),
    (LEAD, TAIL): (0.2, 0.1),
}
FAINT = (0.05,)
TEAM = {MIXED: 0.75, BUILDERS: 0.62}
# A proposal below this is not worth anybody's look.
LEAST = 0.15


@dataclass
class Candidate:
    """One name by its comparable form. `groups` are teams and cells of that name."""

    form: str
    atoms: list[Atom] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    inner: set[str] = field(default_factory=set)
    outer: set[str] = field(default_factory=set)

    @property
    def direct(self) -> list[Atom]:
        return [atom for atom in self.atoms if atom.place != OUTER]

    @property
    def names(self) -> list[str]:
        """Every spelling, the one to show first: the most frequent, then the longest."""
        times = Counter([shown(atom.name) for atom in self.atoms] + [shown(group.name) for group in self.groups])
        return sorted(times, key=lambda name: (-times[name], -len(name), name))

    @property
    def name(self) -> str:
        return _fullest(self.names)

    @property
    def sort(self) -> str:
        """What the name is; behind the name of a stage (“Growth:Activation”) anything but a craft is a name."""
        means = next((atom.means for atom in self.atoms if atom.means), "")
        sort = sort_of(self.name, means)
        return NAME if self.outer and sort in (FUNCTION, GOAL, PROGRAMME, AREA) else sort

    def count(self, kind: str, place: str) -> int:
        return len({atom.evidence.position for atom in self.atoms if (atom.voice.kind, atom.place) == (kind, place)})

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
    for one in list(found.values()):
        for outer in one.outer & found.keys():
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
    return round(min(0.99, (1 - unlikely) * _share(one)), 2)


def _share(one: Candidate) -> float:
    """What is left of it for the sort of name."""
    if one.sort == AREA and not (one.has(COVER, HOME) or any(group.makeup == MIXED for group in one.groups)):
        return 0.8
    return 0.8 if one.inner and not one.has(COVER) else 1.0


def doubt(one: Candidate, names: Mapping[str, str]) -> str:
    """Why it may be no product; '' where nothing speaks against it. `names` are the names of all forms."""
    sort = one.sort
    if sort in (SEGMENT, GOAL, PROGRAMME):
        return DOUBTS[sort].format(one.name)
    if sort == AREA and not (one.has(COVER, HOME) or any(group.makeup == MIXED for group in one.groups)):
        return DOUBTS[sort].format(one.name)
    if one.inner and not (one.has(COVER, MAKER, HOME) or one.groups):
        inner = sorted(names[form] for form in one.inner)[:3]
        return f"{one.name} looks like a group of products ({', '.join(inner)})."
    if not one.groups and not one.has(COVER, HOME, MAKER, CHIEF):
        return f"Only leaders’ titles name {one.name}; it may be a group of products."
    return ""


def is_worth_a_look(one: Candidate) -> bool:
    """Whether anybody who can tell names it, and the name could be a product's."""
    sort = one.sort
    if sort in (CRAFT, FUNCTION, REGION, NOTHING):
        return False
    if one.inner and not (one.has(COVER, HOME, MAKER, CHIEF) or one.groups):
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

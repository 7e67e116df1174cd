"""Which teams are products: those whose people build something together, and whose name is none of a craft or place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.product_finding.names import fold, form
from planning.core.product_finding.sorts import AREA, GOAL, NAME, SEGMENT, sort_of
from planning.core.product_finding.voices import CHIEF, COVER, COVER_LEAD, HOME, LEAD, MAKER, Voices
from planning.core.records import Org, Position

# Teams of organisations in which more of the builders than this sit in teams named after crafts are no products.
MOST_CRAFTS = 0.5
MIXED, BUILDERS, NAMED, NONE = "mixed", "builders", "named", ""


class Group(NamedTuple):
    """People whose team or cell has one name. `team` is the key of the team, '' for a cell of a file."""

    name: str
    members: tuple[str, ...]
    team: str = ""
    source: str = "team"
    sort: str = NAME
    makeup: str = NONE


def groups(org: Org, voices: Voices, cells: Mapping[str, Sequence[str]]) -> list[Group]:
    """The groups that may be products, each with what its name is and who makes it up."""
    every = [*_by_team(org), *_by_cell(org, cells)]
    places = {fold(position.location) for position in org.positions.values() if position.location}
    judged = [_judged(group, voices, places) for group in every]
    by_source = {
        source: _are_products([one for one in judged if one.source == source], voices) for source in ("team", "cell")
    }
    return [one for one in judged if one.makeup and (by_source[one.source] or one.makeup == MIXED)]


def _by_team(org: Org) -> list[Group]:
    members: dict[str, list[Position]] = defaultdict(list)
    for position in org.positions.values():
        if position.team in org.teams:
            members[position.team].append(position)
    same: dict[str, list[str]] = defaultdict(list)
    for key in members:
        same[form(org.teams[key].name)].append(key)
    return [_merged(org, keys, members) for name, keys in same.items() if name]


def _merged(org: Org, keys: Sequence[str], members: Mapping[str, Sequence[Position]]) -> Group:
    """Teams of one name in several departments are one group."""
    largest = max(keys, key=lambda key: (len(members[key]), key))
    every = tuple(position.key for key in keys for position in members[key])
    return Group(org.teams[largest].name, every, largest)


def _by_cell(org: Org, cells: Mapping[str, Sequence[str]]) -> list[Group]:
    members: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for key in org.positions:
        for text in cells.get(key, ()):
            if name := form(bare(text)):
                members[name].append(key)
                names.setdefault(name, bare(text))
    return [Group(names[name], tuple(keys), "", "cell") for name, keys in members.items()]


def bare(text: str) -> str:
    """A cell without the number before or behind its name (“4100 Payments”, “CC-210 Checkout”, “Ledger (330)”)."""
    words = text.replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ").split()
    kept = [word for word in words if not any(char.isdigit() for char in word)]
    return " ".join(kept).strip(" -–—:|/")


def _judged(group: Group, voices: Voices, places: Iterable[str]) -> Group:
    name = bare(group.name)
    sort = "region" if fold(name) in places else sort_of(name)
    return group._replace(sort=sort, makeup=_makeup(group, voices) if sort in (NAME, AREA, SEGMENT, GOAL) else NONE)


def _makeup(group: Group, voices: Voices) -> str:
    found = [voices.of(key) for key in group.members]
    kinds = {kind: sum(voice.kind == kind for voice in found) for kind in (COVER, HOME, MAKER, CHIEF, COVER_LEAD, LEAD)}
    makers = kinds[MAKER] + kinds[CHIEF]
    functions = {voice.function for voice in found if voice.kind in (MAKER, CHIEF)}
    managed = kinds[COVER] + kinds[HOME] + kinds[COVER_LEAD]
    if makers and managed and (makers + managed) * 3 >= len(found):
        return MIXED
    if makers >= 2 and len(functions) > 1 and makers * 2 >= len(found):
        return MIXED if "design" in functions else BUILDERS
    return BUILDERS if makers >= 2 and makers * 2 >= len(found) else NONE


def _are_products(judged: Sequence[Group], voices: Voices) -> bool:
    """Whether the builders sit in teams that are named after something else than what they do or where."""
    named = crafts = 0
    for group in judged:
        builders = sum(voices.of(key).kind in (MAKER, CHIEF) for key in group.members)
        if group.sort in (NAME, AREA, GOAL, SEGMENT):
            named += builders
        else:
            crafts += builders
    return named > 0 and crafts <= MOST_CRAFTS * (named + crafts)

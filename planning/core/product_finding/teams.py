"""Which teams are products: those whose people build something together, and whose name is none of a craft or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.content import Content
from planning.core.product_finding.names import fold, form, words_of
from planning.core.product_finding.sorts import AREA, CRAFT, FUNCTION, GOAL, NAME, PROGRAMME, SEGMENT, TRADE, sort_of
from planning.core.product_finding.team_names import TeamName, team_name
from planning.core.product_finding.voices import AIDE, CHIEF, COVER, COVER_LEAD, HOME, MAKER, OTHER, Voices
from planning.core.product_finding.word_lists import BUILDING, OPEN_CRAFTS, PLATFORMS
from planning.core.records import Org

# Teams of organisations in which more of the builders than this sit in teams named after crafts are no products.
MOST_CRAFTS = 0.5
# A team of whose members so many name other products, two at least, is an office, a client or a group of products.
OTHERS, SO_MANY = 2, 0.3
_NAMED = (NAME, AREA, TRADE, SEGMENT, GOAL, PROGRAMME)
MIXED, BUILDERS, FEW, NONE = "mixed", "builders", "few", ""
# Where so many of the builders, in so many teams, sit in teams that are products, the others are, too.
MOST_PRODUCTS, SO_MANY_TEAMS = 0.8, 4
# What holds others has so many of the people of each, and these are so many of its own.
NEARLY_ALL, HELD = 0.6, 0.25

Named = Mapping[str, Collection[str]]


class Group(NamedTuple):
    """People whose team or cell has one name. `text` is the whole of it, `team` the key of the team, '' for a cell of a
    file. `makeup`: `mixed` are builders with who manages products or designs, `builders` builders alone."""

    name: str
    members: tuple[str, ...]
    text: str
    span: tuple[int, int]
    team: str = ""
    source: str = "team"
    sort: str = NAME
    outer: str = ""
    makeup: str = NONE


def groups(org: Org, content: Content, voices: Voices, cells: Mapping[str, Sequence[str]], named: Named) -> list[Group]:
    """The groups that may be products. `named` are the forms that the title of each position names."""
    places = {fold(position.location) for position in org.positions.values() if position.location}
    found: list[Group] = []
    for source, members in (("cell", _by_cell(org, cells)), ("team", _by_team(org))):
        names = _by_stem({text: team_name(text, content.words_of, places) for text in members}, named)
        every = [_judged(one, voices, named) for one in _merged(names, members, source)]
        share = _share_of_products(every, voices)
        if share >= MOST_PRODUCTS and sum(bool(one.makeup) for one in every) >= SO_MANY_TEAMS:
            every = [_with_few(one, voices, named) for one in every]
        inside = _by_member(found)
        told = [one for one in every if one.makeup == MIXED or (one.makeup and share >= 1 - MOST_CRAFTS)]
        found = [*(one for one in told if not _holds(one, inside, named)), *found]
    return [one._replace(team=_team_of(org, one)) for one in found]


def _by_team(org: Org) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(org.positions):
        team = org.teams.get(org.positions[key].team)
        if team:
            members[team.name].append(key)
    return members


def _by_cell(org: Org, cells: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(org.positions):
        for text in cells.get(key, ()):
            members[text].append(key)
    return members


def _by_stem(names: Mapping[str, TeamName], named: Named) -> Mapping[str, TeamName]:
    """The names, those that differ in the platform alone (“Booking Web”, “Booking API”) by what they share: where that
    is so of two products, or a title names what they share."""
    stems = {text: _stem(one) for text, one in names.items()}
    times = Counter(form(stem.name) for stem in stems.values() if stem)
    shared = [stem for stem, count in times.items() if count > 1]
    said = {name for forms in named.values() for name in forms}
    taken = {stem for stem in shared if len(shared) > 1 or stem in said}
    return {text: stem if (stem := stems[text]) and form(stem.name) in taken else one for text, one in names.items()}


def _stem(one: TeamName) -> TeamName | None:
    """A name without the platform at its end; None where it has none, or is nothing else."""
    start, _, last = one.name.rpartition(" ")
    if not start or not PLATFORMS.issuperset(words_of(last)) or PLATFORMS.issuperset(words_of(start)):
        return None
    return one._replace(name=start, end=one.start + len(start), sort=sort_of(start))


def _merged(names: Mapping[str, TeamName], members: Mapping[str, Sequence[str]], source: str) -> list[Group]:
    """Teams of one name are one group (“Surveys BE” and “Surveys FE”); the largest of them gives the text."""
    same: dict[str, list[str]] = defaultdict(list)
    for text, one in names.items():
        if one.name:
            same[form(one.name)].append(text)
    found = []
    for texts in same.values():
        largest = min(texts, key=lambda text: (-len(members[text]), text))
        every = tuple(key for text in texts for key in members[text])
        name, start, end, outer, sort = names[largest]
        found.append(Group(name, every, largest, (start, end), "", source, sort, outer))
    return found


def _by_member(found: Iterable[Group]) -> Mapping[str, Sequence[Group]]:
    by_member: dict[str, list[Group]] = defaultdict(list)
    for one in found:
        for key in one.members:
            by_member[key].append(one)
    return by_member


def _holds(group: Group, inside: Mapping[str, Sequence[Group]], named: Named) -> bool:
    """Whether it is no more than what holds others: several of these have nearly all of their people in it, and no
    title of its people names it (an incubator and its start-ups)."""
    times = Counter(one for key in group.members for one in inside.get(key, ()))
    inner = [count for one, count in times.items() if NEARLY_ALL * len(one.members) <= count < len(group.members)]
    told = any(form(group.name) in named.get(key, ()) for key in group.members)
    return len(inner) > 1 and sum(inner) >= HELD * len(group.members) and not told


def _team_of(org: Org, group: Group) -> str:
    """The key of the team in which most of a group are; '' for a cell."""
    if group.source != "team":
        return ""
    times = Counter(org.positions[key].team for key in group.members)
    return min(times, key=lambda key: (-times[key], key))


def _judged(group: Group, voices: Voices, named: Named) -> Group:
    makeup = _makeup(group, voices, named)
    may_be = group.sort in _NAMED or (makeup == MIXED and _may_be_built(group, voices))
    return group._replace(makeup=makeup if may_be and not _names_others(group, voices, named) else NONE)


def _may_be_built(group: Group, voices: Voices) -> bool:
    """Whether builders may make something of this name all the same: “Procurement”, but not “Product”."""
    words = words_of(group.name)
    if any(voices.of(key).kind == OTHER for key in group.members):
        return False
    return (group.sort == FUNCTION and not BUILDING.intersection(words)) or (
        group.sort == CRAFT and OPEN_CRAFTS.issuperset(words)
    )


def _names_others(group: Group, voices: Voices, named: Named) -> bool:
    """Whether the members' titles name several other things, and none the group's own."""
    own = form(group.name)
    said = [form for key in group.members for form in named.get(key, ())]
    others = {other for other in said if other not in own and own not in other}
    speakers = [key for key in group.members if named.get(key)]
    managers = sum(voices.of(key).kind == COVER for key in speakers)
    are_many = managers >= OTHERS or len(speakers) >= max(OTHERS, SO_MANY * len(group.members))
    return len(others) >= OTHERS and len(others) == len(set(said)) and are_many


def _makeup(group: Group, voices: Voices, named: Named) -> str:
    found = [voices.of(key) for key in group.members]
    times = Counter(voice.kind for voice in found)
    makers = times[MAKER] + times[CHIEF]
    managed = sum(_may_manage(key, group, voices, named) for key in group.members)
    functions = {voice.function for voice in found if voice.kind in (MAKER, CHIEF)}
    if makers and managed and (makers + managed) * 3 >= len(found):
        return MIXED
    if not makers or makers + times[AIDE] < 2 or (makers + times[AIDE]) * 2 < len(found):
        return NONE
    return MIXED if len(functions) > 1 and "design" in functions else BUILDERS


def _may_manage(key: str, group: Group, voices: Voices, named: Named) -> bool:
    """Whether somebody manages products, and their title names no other one."""
    if voices.of(key).kind not in (COVER, HOME, COVER_LEAD):
        return False
    own = form(group.name)
    return not any(other not in own and own not in other for other in named.get(key, ()))


def _with_few(group: Group, voices: Voices, named: Named) -> Group:
    """A team with a name and a builder, where teams are products."""
    has_builder = any(voices.of(key).kind in (MAKER, CHIEF) for key in group.members)
    may_be = not group.makeup and group.sort == NAME and has_builder and not _names_others(group, voices, named)
    return group._replace(makeup=FEW) if may_be else group


def _share_of_products(judged: Iterable[Group], voices: Voices) -> float:
    """How many of the builders sit in teams that are named after something else than what they do or where."""
    named = crafts = 0
    for group in judged:
        builders = sum(voices.of(key).kind in (MAKER, CHIEF) for key in group.members)
        if group.makeup:
            named += builders
        else:
            crafts += builders
    return named / (named + crafts) if named else 0.0

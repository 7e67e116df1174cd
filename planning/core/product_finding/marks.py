"""What stands around a name: the team and the line of who says it, how names are written here, and what it is part
of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from planning.core.product_finding.candidates import Candidate
from planning.core.product_finding.mentions import PREFIX, TAIL
from planning.core.product_finding.names import form
from planning.core.product_finding.sorts import GOAL, NAME, PROGRAMME, SEGMENT
from planning.core.product_finding.voices import CHIEF, COVER, MAKER, Voices
from planning.core.records import Org

# So many products of which builders have the name before what they are make that a habit.
HABIT = 2
# So many names in names make that a habit.
NESTED = 6
# So many builders in the line of somebody whose title names something, and none of whom names anything, are its team.
LINE = 3
_BRAND = re.compile(r"[a-z]\d[a-z]?")
BRANDS = 2
# So many teams of several crafts that are products, and most of these teams, make that usual.
USUAL = 3


def mark(every: Sequence[Candidate], org: Org, voices: Voices, named: Mapping[str, Collection[str]]) -> None:
    """Mark all of that on each candidate. `named` are the forms that the title of each position names."""
    _mark_brands(every, named)
    _mark_within(every)
    _mark_habit(every)
    _mark_lines(every, org, voices, named)
    _mark_parts(every, org)
    _mark_usual(every)


def _mark_brands(every: Iterable[Candidate], named: Mapping[str, Collection[str]]) -> None:
    """What looks like a grade (“k2”) and is all that several titles name, one of them a manager's. There are one or two
    such names at most, since grades are more."""
    found = [
        one
        for one in every
        if _BRAND.fullmatch(one.form)
        and one.has(COVER)
        and len(one.speakers) >= LINE
        and not any(named.get(key) for key in one.speakers)
    ]
    for one in found if len(found) <= BRANDS else ():
        one.is_brand = True


def _mark_within(every: Sequence[Candidate]) -> None:
    """What one holder alone names whose team is a product that somebody else’s title names: “PM (Self-serve)” in the
    Cloud team, beside “PM (Cloud)”. And a goal of people whose team is a product: “PM (Driving NPS)”."""
    managed = (one for one in every if one.groups and any(atom.voice.kind == COVER for atom in one.direct))
    teams = {key for one in managed for group in one.groups for key in group.members}
    mixed = {key for one in every if one.is_mixed for group in one.groups for key in group.members}
    for one in every:
        if not one.groups:
            one.within = one.speakers <= mixed if one.sort == GOAL else len(one.speakers) == 1 and one.speakers <= teams


def _mark_habit(every: Sequence[Candidate]) -> None:
    """Where products are named before what builders are (“Payments Engineer”), those without anything else are, too."""
    habit = sum(one.count(MAKER, PREFIX) > 0 and one.has(COVER) for one in every)
    nested = sum(bool(one.outer) for one in every)
    for one in every:
        one.by_nesting = nested >= NESTED and bool(one.outer) and one.has(MAKER, CHIEF, COVER)
        one.by_habit = habit >= HABIT and one.is_prefix_alone and one.sort == NAME and one.count(MAKER, PREFIX) > 1


def _mark_lines(every: Iterable[Candidate], org: Org, voices: Voices, named: Mapping[str, Collection[str]]) -> None:
    """What a leader of builders alone has in the title, whose builders have nothing in theirs."""
    for one in every:
        chiefs = {atom.evidence.position for atom in one.direct if (atom.voice.kind, atom.place) == (CHIEF, TAIL)}
        one.has_line = any(
            len(named.get(key, ())) == 1
            and sum(voices.of(p.key).kind == MAKER and not named.get(p.key) for p in org.reports(key)) >= LINE
            for key in chiefs
        )


def _mark_parts(every: Iterable[Candidate], org: Org) -> None:
    """Teams that no title names and nobody manages, inside of a team that is somebody's product: “Team Rocket” in
    Infotainment."""
    teams = {group.team: one for one in every for group in one.groups if group.team}
    above = {one.form: one for one in every if one.has(COVER)}
    for one in teams.values():
        parents = (org.teams[org.teams[group.team].parent] for group in one.groups if _has_parent(org, group.team))
        if not one.atoms and not one.is_mixed:
            names = [above[form(parent.name)].name for parent in parents if form(parent.name) in above]
            one.part_of = names[0] if names and names[0] != one.name else ""


def _mark_usual(every: Iterable[Candidate]) -> None:
    """Teams of several crafts, where such teams are products: an “Enterprise Team” beside them is one as well."""
    mixed = [one for one in every if one.is_mixed]
    named = sum(one.sort not in (SEGMENT, GOAL, PROGRAMME) for one in mixed)
    for one in mixed:
        one.is_usual = named >= USUAL and named * 2 > len(mixed)


def _has_parent(org: Org, key: str) -> bool:
    return key in org.teams and org.teams[key].parent in org.teams

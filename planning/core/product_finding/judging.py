"""How sure it is that a candidate is a product, what speaks against it, and whether it is worth anybody's look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planning.core.product_finding.candidates import Candidate
from planning.core.product_finding.mentions import PREFIX, TAIL
from planning.core.product_finding.names import words_of
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
    TRADE,
)
from planning.core.product_finding.teams import BUILDERS, FEW, MIXED
from planning.core.product_finding.voices import AIDE, CHIEF, COVER, COVER_LEAD, HOME, LEAD, MAKER
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
    sort = NAME if one.is_usual and one.sort in (SEGMENT, GOAL, PROGRAMME) else one.sort
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
        return one.is_made_and_managed and sort == FUNCTION
    if one.within and sort == GOAL:
        return False
    if sort == TRADE and len(words_of(one.name)) == 1 and one.is_before_alone and not one.is_made_and_managed:
        return False
    if one.leads_alone and (one.is_outer or sort != NAME or not one.has(LEAD, COVER_LEAD)):
        return False
    if one.is_prefix_alone and not (one.is_field or one.is_confirmed or one.by_habit):
        return False
    return confidence(one) >= LEAST

"""What a name is, where it is no product: a craft, a function, a region, a market segment, a goal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planning.core.product_finding import word_lists as words
from planning.core.product_finding.names import words_of
from planning.core.recalled import recalled

# A trade is what businesses do, too; an area is a field of builders, too; nothing is a name without any meaning.
FUNCTION, CRAFT, REGION, SEGMENT, GOAL, PROGRAMME, AREA, TRADE, NOTHING, NAME = (
    "function", "craft", "region", "segment", "goal", "programme", "area", "trade", "nothing", "name",
)  # fmt: skip

# Grades, requisitions and the like: “L5”, “IC6”, “R1967”.
_CODE = re.compile(r"[a-z]{0,3}\d+[a-z]?")

DOUBTS = {
    SEGMENT: "{} is a market segment, not a product.",
    GOAL: "{} reads like a goal, not a product.",
    PROGRAMME: "{} reads like a programme, not a product.",
    FUNCTION: "{} is what a department does; it may not be a product.",
    CRAFT: "{} is a craft; it may not be a product.",
    AREA: "{} is a field of work; it may not be a product.",
}


@recalled()
def sort_of(name: str, means: str = "") -> str:
    """What a name is. `means` is its English, where its language is another."""
    found = _sort_of(words_of(name))
    return found if found != NAME or not means else _sort_of(words_of(means))


def _sort_of(name: Sequence[str]) -> str:
    told = [word for word in name if word not in words.SMALL]
    if not told or all(word in words.GENERIC or len(word) == 1 or _CODE.fullmatch(word) for word in told):
        return NOTHING
    if _is_place(told):
        return REGION
    if told[0] in words.AIMING or all(word in words.GOALS for word in told):
        return GOAL
    known = set(told) <= words.SEGMENTS | words.PLACES
    if known and words.SEGMENT_HEADS.intersection(told):
        return SEGMENT
    return PROGRAMME if set(told) <= words.PROGRAMMES else _work_of(told)


def _is_place(told: Sequence[str]) -> bool:
    return "".join(told) in words.PLACES or all(word in words.PLACES or word in ("region", "office") for word in told)


def _work_of(told: Sequence[str]) -> str:
    whole = "".join(told)
    if whole in words.FIELDS or (len(told) == 1 and told[0] in words.AREAS):
        return AREA
    if set(told) <= words.CRAFTS:
        return CRAFT
    if whole in words.DEPARTMENTS or _is_function(told):
        return FUNCTION
    return TRADE if set(told) <= words.TRADES else NAME


def _is_function(told: Sequence[str]) -> bool:
    beside = words.FUNCTIONS | words.BESIDE_FUNCTIONS
    return set(told) <= beside and bool(words.FUNCTIONS.intersection(told))


def is_internal(name: str) -> bool:
    """Whether a product of this name looks like one for the organisation's own people."""
    told = {*words_of(name)} - words.SMALL
    for_builders = told & words.TOOLS and told <= words.TOOLS | words.BUILDERS_OWN
    return bool({"developer", "experience"} <= told or told == {"security"} or for_builders or told & words.INTERNAL)

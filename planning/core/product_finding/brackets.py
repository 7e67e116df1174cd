"""What stands in brackets behind a name: the area that it is in, a part of it, or another word for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from planning.core.content import TitleWord
from planning.core.product_finding.atoms import Said
from planning.core.product_finding.mentions import OUTER, TAIL, Mention, text_of
from planning.core.product_finding.names import form

AREA, PART, WORD = "area", "part", "word"
# So many names before one bracket make it their area; so many brackets behind one name make them its parts.
SEVERAL = 2


def settled(said: Sequence[Said]) -> list[Said]:
    """What titles name, with brackets read as all titles together have them: “Payouts (Commerce)” and “Checkout
    (Commerce)” are in Commerce, “Commerce (Payouts)” and “Commerce (Checkout)” have it before them. Else a bracket is
    left out."""
    names: dict[str, set[str]] = defaultdict(set)
    brackets: dict[str, set[str]] = defaultdict(set)
    for one in said:
        if one.mention.in_bracket:
            name, bracket = form(text_of(one.text, one.mention.outer)), form(text_of(one.text, one.mention.words))
            names[bracket].add(name)
            brackets[name].add(bracket)
    found: list[Said] = []
    for one in said:
        if one.mention.in_bracket:
            bracket, name = form(text_of(one.text, one.mention.words)), form(text_of(one.text, one.mention.outer))
            is_area = len(names[bracket]) >= SEVERAL and len(names[bracket]) >= len(brackets[name])
            what = AREA if is_area else PART if len(brackets[name]) >= SEVERAL else WORD
            _read(found, one, what)
        else:
            found.append(one)
    return found


def _read(found: list[Said], one: Said, what: str) -> None:
    """Add what a bracket says. The name before it was added last, as what it is nested in."""
    before, words = one.mention.outer, one.mention.words
    if what != PART and found and found[-1].mention.words == before:
        outer: tuple[TitleWord, ...] = words if what == AREA else ()
        found[-1] = one._replace(mention=found[-1].mention._replace(place=TAIL, outer=outer))
    if what == AREA:
        found.append(one._replace(mention=Mention(words, OUTER)))
    elif what == PART:
        found.append(one._replace(mention=one.mention._replace(in_bracket=False)))

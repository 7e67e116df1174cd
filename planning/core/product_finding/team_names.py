"""What the name of a team or a cell says: “4100 R&D / Commerce:Payouts BE (Kim Lie)” is Payouts, in Commerce."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from planning.core.content import TitleWord
from planning.core.product_finding.names import fold, listed
from planning.core.product_finding.sorts import CRAFT, FUNCTION, NAME, NOTHING, REGION, sort_of

_OPENING, _STEPS = "([{", "/\\"


class TeamName(NamedTuple):
    """`name` from the character `start` to before `end`, what it stands in, and what sort of name it is."""

    name: str = ""
    start: int = 0
    end: int = 0
    outer: str = ""
    sort: str = NOTHING


class _Part(NamedTuple):
    name: str
    start: int
    end: int
    sort: str


def team_name(text: str, words_of: Callable[[str], Sequence[TitleWord]], places: Collection[str]) -> TeamName:
    """The last part of the name that is more than a craft, a place or a function, else the last one. `places` are
    those of the organisation, folded."""
    parts = [part for words in _parts(text, words_of(text)) if (part := _part(text, words, places))]
    if not parts:
        return TeamName()
    told = [at for at, part in enumerate(parts) if part.sort not in (CRAFT, REGION, FUNCTION, NOTHING)]
    at = told[-1] if told else len(parts) - 1
    outer = next(
        (part.name for part in reversed(parts[:at]) if part.sort not in (CRAFT, REGION, FUNCTION, NOTHING)), ""
    )
    return TeamName(*parts[at][:3], outer, parts[at].sort)


def _parts(text: str, words: Sequence[TitleWord]) -> list[list[TitleWord]]:
    """The name cut at its marks and at the steps of a path; without what stands in brackets."""
    found: list[list[TitleWord]] = [[]]
    inside = False
    for word in words:
        mark = text[word.start : word.end] if word.kind in ("mark", "slash") else ""
        if mark and mark in _OPENING + ")]}":
            inside = mark in _OPENING
        elif not inside and (word.kind == "mark" or (mark in _STEPS and mark and _stands_alone(text, word))):
            found.append([])
        elif not inside:
            found[-1].append(word)
    return [part for part in found if part]


def _stands_alone(text: str, word: TitleWord) -> bool:
    return text[word.start - 1 : word.start].isspace() or text[word.end : word.end + 1].isspace()


def _part(text: str, words: Sequence[TitleWord], places: Collection[str]) -> _Part | None:
    """A part without numbers, and without the craft at its end."""
    kept = [word for word in words if not any(char.isdigit() for char in text[word.start : word.end])]
    while kept and kept[0].kind in ("and", "slash", "tie"):
        kept.pop(0)
    while len(kept) > 1 and _is_beside(text, kept[-1]):
        kept.pop()
    if len(kept) > 1 and text[kept[0].start : kept[0].end] == "ART":
        kept.pop(0)
    if len(kept) > 1 and kept[-1].means in _WORK and _sort_of(text, kept[:-1]) == NAME:
        kept.pop()
    if not kept:
        return None
    name = text[kept[0].start : kept[-1].end]
    return _Part(name, kept[0].start, kept[-1].end, REGION if fold(name) in places else _sort_of(text, kept))


def _sort_of(text: str, words: Sequence[TitleWord]) -> str:
    """What a part is, by its own words or by what they mean in English."""
    if any(fold(text[word.start : word.end]) in _CRAFTS for word in words):
        return CRAFT
    english = sort_of(" ".join(word.means for word in words))
    return english if english in (CRAFT, FUNCTION) else sort_of(text[words[0].start : words[-1].end])


_WORK = listed("engineering development")
_CRAFTS = listed("chapter chapters guild")
_BESIDE = listed("be fe backend frontend ios android fullstack qa team teams")


def _is_beside(text: str, word: TitleWord) -> bool:
    """Whether a last word says only which of the builders these are (“Surveys FE”)."""
    return word.kind in ("and", "slash") or fold(text[word.start : word.end]) in _BESIDE

"""Single names out of what titles and teams say: “Billing & Ledger” may be one product or two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.content import TitleWord
from planning.core.product_finding.mentions import TAIL, Mention, english_of, text_of
from planning.core.product_finding.names import form
from planning.core.product_finding.proposal import Evidence
from planning.core.product_finding.sorts import AREA, NAME, TRADE, sort_of
from planning.core.product_finding.voices import COVER, COVER_LEAD, LEAD, Voice

# So many people on a nested name, in each of several that it is nested in, make it several names.
OFTEN = 2
# What taking pieces together or apart costs; the cheapest way is taken.
STRANGE, SHORT_STRANGE, WHOLE, KNOWN_WHOLE, AGAINST = 1.0, 0.5, 1.2, 0.5, 1.0


class Said(NamedTuple):
    """A mention, in whose title and by what voice."""

    position: str
    text: str
    mention: Mention
    voice: Voice


class Atom(NamedTuple):
    """One name: where it stands, who says it and how. `outer` is the name that it is nested in."""

    name: str
    evidence: Evidence
    voice: Voice
    place: str = TAIL
    outer: str = ""
    means: str = ""


def atoms(said: Iterable[Said], known: Iterable[str] = ()) -> list[Atom]:
    """Every single name. `known` are forms that are known to be names by themselves (those of teams)."""
    every = list(said)
    splitter = _Splitter(every, known)
    return [atom for one in every for atom in splitter.split(one)]


class _Splitter:
    def __init__(self, said: Sequence[Said], known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._single: set[str] = set(known)
        self._firm: set[str] = set(known)
        self._wholes: dict[str, set[str]] = defaultdict(set)
        self._outers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._ways: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
        for one in said:
            wide = form(text_of(one.text, one.mention.wide or one.mention.words))
            self._ways[form(text_of(one.text, one.mention.words))][wide].append(one)
            if one.mention.outer:
                name, outer = text_of(one.text, one.mention.words), text_of(one.text, one.mention.outer)
                self._outers[form(name)][form(outer)].add(one.position)
        for one in said:
            pieces = _pieces(one.mention.words)
            whole = form(text_of(one.text, one.mention.words))
            if len(pieces) == 1:
                self._single.add(whole)
                if one.voice.kind in (COVER, COVER_LEAD):
                    self._firm.add(whole)
            else:
                self._wholes[whole].add(one.position)
        self._times: Mapping[str, int] = Counter({whole: len(keys) for whole, keys in self._wholes.items()})

    def split(self, said: Said) -> list[Atom]:
        words = self._wide(said)
        pieces = _pieces(words)
        groups = [words] if len(pieces) == 1 else self._best(said, pieces)
        return [self._atom(said, words) for words in groups if words]

    def _wide(self, said: Said) -> tuple[TitleWord, ...]:
        """The words of a mention with those at their edges that may belong to it, where all who write the name write
        them; before what people are, these have to be of several sorts."""
        mention = said.mention
        if not mention.wide:
            return mention.words
        wide = form(text_of(said.text, mention.wide))
        ways = self._ways[form(text_of(said.text, mention.words))]
        sorts = {one.voice for one in ways[wide]}
        is_usual = len(ways) == 1 and len(ways[wide] if mention.place == TAIL else sorts) >= OFTEN
        return mention.wide if wide in self._known or is_usual else mention.words

    def _atom(self, said: Said, words: Sequence[TitleWord]) -> Atom:
        """The name with what it is nested in, where several things of that name are (“Growth:Platform”)."""
        outer = said.mention.outer
        if (
            outer
            and outer[0].start < words[0].start
            and self._many(text_of(said.text, words), text_of(said.text, outer))
        ):
            words = (*outer, *words)
        evidence = Evidence(said.position, said.text, "title", ((words[0].start, words[-1].end),))
        place = said.mention.place
        return Atom(
            text_of(said.text, words), evidence, said.voice, place, text_of(said.text, outer), english_of(words)
        )

    def _many(self, name: str, outer: str) -> bool:
        often = [outside for outside, keys in self._outers[form(name)].items() if len(keys) >= OFTEN]
        return len(often) > 1 and form(outer) in often

    def _best(self, said: Said, pieces: Sequence[tuple[TitleWord, ...]]) -> list[tuple[TitleWord, ...]]:
        """The cheapest way to part the pieces into names that stand side by side."""
        best: list[tuple[float, list[tuple[TitleWord, ...]]]] = [(0.0, [])]
        for end in range(1, len(pieces) + 1):
            ways = [
                (
                    best[start][0] + self._cost(said, pieces, start, end),
                    [*best[start][1], _together(said, pieces[start:end])],
                )
                for start in range(max(0, end - 6), end)
            ]
            best.append(min(ways, key=lambda way: (way[0], len(way[1]))))
        return best[-1][1]

    def _cost(self, said: Said, pieces: Sequence[tuple[TitleWord, ...]], start: int, end: int) -> float:
        name = text_of(said.text, _together(said, pieces[start:end]))
        if end - start == 1:
            return self._cost_alone(said, name, pieces[start])
        if form(name) in self._known:
            return 0.0
        cost = KNOWN_WHOLE if self._times[form(name)] > 1 or form(name) in self._single else WHOLE
        firm = any(form(text_of(said.text, piece)) in self._firm for piece in pieces[start:end])
        return (
            cost + AGAINST * (firm + said.mention.listed + _has_slash(said, pieces[start:end])) + (end - start - 2) / 2
        )

    def _cost_alone(self, said: Said, name: str, words: Sequence[TitleWord]) -> float:
        if form(name) in self._single:
            return 0.0
        leads = said.voice.kind in (LEAD, COVER_LEAD)
        is_name = sort_of(name, english_of(words)) in (NAME, AREA, TRADE)
        return SHORT_STRANGE if leads and len(words) == 1 and is_name else STRANGE


def _pieces(words: Sequence[TitleWord]) -> list[tuple[TitleWord, ...]]:
    found: list[list[TitleWord]] = [[]]
    for word in words:
        if word.kind in ("and", "slash"):
            found.append([])
        else:
            found[-1].append(word)
    return [tuple(piece) for piece in found if piece]


def _together(said: Said, pieces: Sequence[tuple[TitleWord, ...]]) -> tuple[TitleWord, ...]:
    """The pieces with what stands between them."""
    first, last = pieces[0][0].start, pieces[-1][-1].end
    return tuple(word for word in said.mention.words if first <= word.start and word.end <= last)


def _has_slash(said: Said, pieces: Sequence[tuple[TitleWord, ...]]) -> bool:
    return any(word.kind == "slash" for word in _together(said, pieces))

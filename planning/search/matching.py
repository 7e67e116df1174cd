"""How what is typed fits what there is: words in any order, whatever the accents, and slips of the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from planning.forms.lookup import plain

# How well an entry fits: called just that, begins so, has words that do in its name, beside it, or parts of words.
EXACT, BEGINS, NAME, BESIDE, PARTS = range(5)
LONGEST = 100  # letters of what is typed
# Words of so many letters may have one slip, and two.
SLIP, TWO_SLIPS, LIKE_IT = 4, 8, 4


class Entry(NamedTuple):
    """Something to be found by its name, by what it is `also` called, and by all that stands beside: these two among
    it. The texts are `plain`, with a blank before each word."""

    key: str
    name: str
    also: str
    beside: str


class Fit(NamedTuple):
    """An entry and how well it fits, the best being 0."""

    rank: int
    entry: Entry


class Fits(NamedTuple):
    """The best of `total` that fit."""

    best: list[Fit]
    total: int


Stage = Callable[[list[Entry]], list[Entry]]


def entry(key: str, name: str, *beside: str, also: str = "") -> Entry:
    """Found in any language's letters."""
    called, other = f" {plain(name)}", f" {plain(also)}" if also else ""
    return Entry(key, called, other, " ".join((called + other, *filter(None, map(plain, beside)))))


class Typed:
    """What somebody typed, as it is looked for. Each word is a tuple of those that it may mean: itself, or where none
    has it, the words that are there and are a slip away from it."""

    def __init__(self, text: str, spelling: Spelling) -> None:
        self.text = plain(text[:LONGEST])
        self.words = [spelling.meant(word) for word in self.text.split()]

    @property
    def marks(self) -> str:
        """All that is to be marked in what is found."""
        return " ".join(chain.from_iterable(self.words))

    def among(self, entries: Iterable[Entry], most: int) -> Fits:
        """What has every word; all, where nothing was typed. A few passes over what the one before has left, and none
        for worse fits where there are enough. Those that fit alike stay in their order."""
        left = list(entries)
        if not self.words:
            return Fits([Fit(NAME, one) for one in left[:most]], len(left))
        for meant in self.words:
            left = _with(meant, left)
        best: list[Fit] = []
        total = len(left)
        stages: tuple[Stage, ...] = (self._exact, self._begun, self._named, self._begun_beside, list)
        for rank, fitting in enumerate(stages):
            if left and len(best) < most:
                these = fitting(left)
                best += (Fit(rank, one) for one in these)
                known = set(these)
                left = [one for one in left if one not in known]
        return Fits(best[:most], total)

    def _exact(self, entries: list[Entry]) -> list[Entry]:
        name = f" {self.text}"
        return [one for one in entries if name in (one.name, one.also)]

    def _begun(self, entries: list[Entry]) -> list[Entry]:
        start = f" {self.text}"
        return [one for one in entries if one.name.startswith(start) or one.also.startswith(start)]

    def _named(self, entries: list[Entry]) -> list[Entry]:
        for meant in self.words:
            entries = [one for one in entries if any(f" {word}" in one.name for word in meant)]
        return entries

    def _begun_beside(self, entries: list[Entry]) -> list[Entry]:
        for meant in self.words:
            entries = [one for one in entries if any(f" {word}" in one.beside for word in meant)]
        return entries


class Spelling:
    """The words that there are, in these texts and in those of another spelling, and which of them a word with a slip
    means."""

    def __init__(self, texts: Iterable[str], beside: Spelling | None = None) -> None:
        self._all = " ".join(texts)
        self._beside = beside

    @cached_property
    def _words(self) -> frozenset[str]:
        own = frozenset(self._all.split())
        return own | self._beside._words if self._beside else own

    def has(self, word: str) -> bool:
        """Whether it stands in any text, be it as part of a word."""
        return word in self._all or (self._beside is not None and self._beside.has(word))

    def meant(self, word: str) -> tuple[str, ...]:
        """The word itself where it is there or too short to tell; else the likest beginnings of words."""
        if len(word) < SLIP or self.has(word):
            return (word,)
        slips = 1 if len(word) < TWO_SLIPS else 2
        beginnings = {other[:length] for other in self._words for length in (len(word), len(word) + 1)}
        found = extract(word, beginnings, scorer=OSA.distance, score_cutoff=slips, limit=LIKE_IT)
        nearest = min((distance for _, distance, _ in found), default=0)
        likes = [like for like, distance, _ in found if distance == nearest]
        longest = (like for like in likes if not any(other != like and other.startswith(like) for other in likes))
        return tuple(sorted(longest)) or (word,)


def _with(meant: tuple[str, ...], entries: list[Entry]) -> list[Entry]:
    """Those that have one of these words. One or two letters stand in the midst of most, so they have to begin one."""
    words = [word if len(word) > 2 else f" {word}" for word in meant]
    if len(words) == 1:
        (word,) = words
        return [one for one in entries if word in one.beside]
    return [one for one in entries if any(word in one.beside for word in words)]

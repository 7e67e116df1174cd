"""From a title's text to its parts: words in a common spelling, and how the parts hang together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from planning.core.recalled import recalled
from roles.titles.english_order import in_english_order
from roles.titles.folding import fold, without_gender_marks, without_inner_in
from roles.titles.grammar import ALIASES, IDLE, OCCUPATIONS, PHRASES, PLAIN, RANKS, REAL, SENIORITY
from roles.titles.vocabulary import TOKEN, Language, Vocabulary

LONGEST = 300
_PHRASES = [(re.compile(pattern), replacement) for pattern, replacement in PHRASES]
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]?")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
# A comma or a dash ends a part; `to`, `for`, `at` and the like begin one that only says where.
_CUT = re.compile(
    r"\s*(?:[,;|:•·、@–—]|\s-+\s?|\s?-+\s|\s(?=(?:to|for|at|on|in|with|within|reporting|supporting)\s))\s*"
)
# The same where “for” is a word of the title's own language: “chef för produkt”.
_CUT_BUT_FOR = re.compile(_CUT.pattern.replace("for|", ""))
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2015": " - "})
_PLACE = frozenset(["to", "for", "at", "on", "in", "with", "within", "reporting", "supporting"])


class Part(NamedTuple):
    """`words` in a common spelling, `and` between coordinated ones. `place`: it only says where or for whom.
    `joined`: it stands beside the part before on equal terms (“/”, “and”). `aside`: it stood in brackets."""

    words: tuple[str, ...]
    place: bool = False
    joined: bool = False
    aside: bool = False


class Speller:
    """Brings words to the spelling of the `known` ones. `foreign` are words of other languages, which are no slips."""

    def __init__(self, known: Iterable[str], foreign: frozenset[str] = frozenset()) -> None:
        spelled = {word for alias in ALIASES.values() for word in alias.split()}
        self._known = (
            frozenset(known) | OCCUPATIONS | IDLE | frozenset(SENIORITY) | PLAIN | frozenset(ALIASES) | spelled
        )
        self._real = REAL | foreign
        self._goals: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known - PLAIN - IDLE):
            if len(word) > 4:
                self._goals[word[0]].append(word)
        self.spell = recalled(most=32_768)(self._spell)

    def is_english(self, word: str) -> bool:
        return word in self._known or word.rstrip("s") in self._known or not word.isalpha() or len(word) == 1

    def plainly(self, word: str) -> tuple[str, ...]:
        return self.spell(word)[0]

    def _spell(self, word: str) -> tuple[tuple[str, ...], bool]:
        """The words to read instead, and whether that took a guess."""
        if word in ALIASES:
            return tuple(ALIASES[word].split()), False
        if word in self._known or len(word) < 5 or not word.isalpha():
            return (word,), False
        if word.endswith("s") and word[:-1] in self._known:
            # Several agents or partners are what a job is about; several managers are still managers.
            return ((word,), False) if word[:-1] in OCCUPATIONS - RANKS else self.spell(word[:-1])
        if (glued := self._glued(word)) or word in self._real:
            return glued or (word,), False
        goals = self._goals.get(word[0], ())
        near = process.extractOne(word, goals, scorer=OSA.distance, score_cutoff=1 if len(word) < 7 else 2)
        return ((word,), False) if near is None else (self.spell(near[0])[0], True)

    def _glued(self, word: str) -> tuple[str, ...]:
        """“projectmanager” as its two words; () where it is not two."""
        cuts = ((word[:at], word[at:]) for at in range(4, len(word) - 3))
        return next((two for two in cuts if two[0] in self._known and two[1] in OCCUPATIONS), ())


def plain(title: str) -> str:
    """Small letters without accents and gender marks, short forms without dots."""
    text = without_inner_in(unescape(title[:LONGEST]).translate(_DASHES))
    text = without_gender_marks(fold(_CAMEL.sub(" ", text)))
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    return text


class Parts(NamedTuple):
    """The parts of a title in order, those in brackets last. `guessed`: a spelling was mended; `foreign`: words of
    another language are read as English ones."""

    found: list[Part]
    guessed: bool
    foreign: bool


def parts(title: str, speller: Speller, vocabulary: Vocabulary) -> Parts:
    text = plain(title)
    language = vocabulary.language_of(TOKEN.findall(text), speller.is_english)
    cut = _CUT_BUT_FOR if language and language.says_for else _CUT
    asides = _BRACKETS.findall(text)
    found: list[Part] = []
    guessed = False
    for chunk, aside in [(_BRACKETS.sub(" ", text), False), *((aside, True) for aside in asides)]:
        for piece in cut.split(chunk):
            words, guess = _in_english(piece, speller, language)
            guessed |= guess
            found += _unjoined(words, aside)
    return Parts([part for part in found if part.words], guessed, language is not None)


def _in_english(piece: str, speller: Speller, language: Language | None) -> tuple[list[str], bool]:
    if language is None:
        return _spelled(piece, speller)
    return in_english_order(language.read(TOKEN.findall(piece), speller.plainly)), False


def _spelled(piece: str, speller: Speller) -> tuple[list[str], bool]:
    words: list[str] = []
    guessed = False
    for word in TOKEN.findall(piece):
        if word in "/&+":
            words.append("/" if word == "/" else "and")
            continue
        spelled, guess = speller.spell(word)
        words += spelled
        guessed |= guess
    return words, guessed


def _unjoined(words: list[str], aside: bool) -> list[Part]:
    """Cut at “and” or “/” where a whole title stands on both sides of it."""
    if words and words[0] in _PLACE:
        return [Part(tuple(words[1:]), place=True, aside=aside)]
    for at, word in enumerate(words):
        if word in ("and", "/") and _two_titles(words[:at], words[at + 1 :]):
            rest = _unjoined(words[at + 1 :], aside)
            return [Part(_tidy(words[:at]), aside=aside), rest[0]._replace(joined=True), *rest[1:]]
    return [Part(_tidy(words), aside=aside)]


def _two_titles(one: list[str], other: list[str]) -> bool:
    if not one or not other or ("chief" in one and "officer" not in one and "chief" not in other):
        return False
    first = next((word for word in other if word not in IDLE), "")
    starts = (one[0] in OCCUPATIONS or one[-1] in OCCUPATIONS) and (first in RANKS or other[-1] in OCCUPATIONS)
    return starts and not (one[-1] in SENIORITY and one[-1] not in OCCUPATIONS)


def _tidy(words: list[str]) -> tuple[str, ...]:
    kept = ["and" if word == "/" else word for word in words]
    while kept and kept[0] == "and":
        kept.pop(0)
    while kept and kept[-1] == "and":
        kept.pop()
    return tuple(kept)

"""A title word by word, each with its place in the text and what sort of word it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from planning.core.content import TitleWord
from planning.core.recalled import recalled
from roles.titles.folding import MARKS, fold
from roles.titles.grammar import ALIASES, DISCIPLINES, IDLE, NUMERALS, OCCUPATIONS, SENIORITY, listed
from roles.titles.vocabulary import UNSPACED, Language, Vocabulary
from roles.titles.words import LONGEST, Speller

_PIECE = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+|\S")
_TIES = listed(
    """
    for of on at in within with to supporting
    bij hos fur chez para pour voor von van de del do da for till dla
    """
)
# What OCCUPATIONS has for reading titles, and what is as often a kind of work.
_WORK = frozenset(["devops", "secops"])
# English of several words that is one thing.
_PHRASES = {
    ("vice", "president"): ("vp", "somebody"),
    ("member", "of", "technical", "staff"): ("software engineer", "somebody"),
    ("member", "of", "the", "technical", "staff"): ("software engineer", "somebody"),
    ("reporting", "to"): ("to", "tie"),
    ("chief", "of", "staff"): ("chiefofstaff", "somebody"),
    ("engineer", "in", "test"): ("sdet", "somebody"),
    ("developer", "in", "test"): ("sdet", "somebody"),
    ("working", "student"): ("intern", "somebody"),
    ("board", "of", "directors"): ("board", "idle"),
    ("go", "to", "market"): ("gtm", "work"),
    ("r", "d"): ("rnd", "work"),
    ("machine", "learning"): ("ml", "work"),
    ("full", "time"): ("", "idle"),
    ("on", "site"): ("", "idle"),
    ("on", "call"): ("", "idle"),
    ("part", "time"): ("", "idle"),
    ("fixed", "term"): ("", "idle"),
}
_LONGEST_PHRASE = max(map(len, _PHRASES))


class _Piece(NamedTuple):
    text: str
    folded: str
    start: int
    end: int


class TitleWords:
    """Takes titles apart, and remembers it. `work` are the words of role content that say what somebody works in."""

    def __init__(self, speller: Speller, vocabulary: Vocabulary, work: Iterable[str]) -> None:
        self._speller = speller
        self._vocabulary = vocabulary
        self._work = frozenset(work) - OCCUPATIONS | DISCIPLINES | _WORK
        self._kind_of = lru_cache(maxsize=16_384)(self._kind)
        self.read = recalled()(self._read)

    def _read(self, title: str) -> tuple[TitleWord, ...]:
        """The words and marks of a title, in their order. Marks that hold one word together are left out."""
        text = _without_gender(title[:LONGEST])
        pieces = [_Piece(f[0], fold(f[0]), f.start(), f.end()) for f in _PIECE.finditer(text)]
        marks = [_mark(pieces, at, text) for at in range(len(pieces))]
        kept = [(piece, mark) for piece, mark in zip(pieces, marks, strict=True) if mark != "glue"]
        glued = {
            after.start
            for mark, piece, after in zip(marks, pieces, pieces[1:], strict=False)
            if mark == "glue" and piece.end == after.start
        }
        tokens = [piece.folded for piece, mark in kept if not mark]
        language = self._vocabulary.language_of(tokens, self._speller.is_english)
        if language is not None and not self._is_told(tokens, language):
            language = None
        return tuple(_together(self._words(kept, language), glued))

    def _is_told(self, tokens: Sequence[str], language: Language) -> bool:
        """Whether a language shows itself by more than one word that says nothing in it: “Time Off” is no team of
        Portugal's."""
        empty, at = 0, 0
        while at < len(tokens):
            size, english = language.phrase(tokens, at)
            is_empty = size == 1 and self._kind_of(english) == "idle"
            if not size and language.split(tokens[at]):
                return True
            if size and not is_empty and not all(map(self._speller.is_english, tokens[at : at + size])):
                return True
            empty += is_empty
            at += max(size, 1)
        return empty > 1

    def _words(self, kept: Sequence[tuple[_Piece, str]], language: Language | None) -> Iterable[TitleWord]:
        at = 0
        while at < len(kept):
            piece, mark = kept[at]
            run = _run(kept, at)
            size, means, kind = (1, "", mark) if mark else self._here(run, language)
            if run == ["dev"] or run == ["devs"]:
                means, kind = "developer", "somebody"
            last = kept[at + size - 1][0]
            yield TitleWord(piece.start, last.end, kind, means or piece.folded)
            at += size

    def _here(self, folded: Sequence[str], language: Language | None) -> tuple[int, str, str]:
        """How many of these words are one thing, what it is in English, and its kind."""
        for size in range(min(_LONGEST_PHRASE, len(folded)), 1, -1):
            if found := _PHRASES.get(tuple(folded[:size])):
                return size, *found
        if language is not None:
            size, english = language.phrase(folded, 0)
            if size:
                return size, " ".join(english), self._kind_of(english)
            if inside := language.split(folded[0]):
                words = tuple(word for item in inside for word in item.words)
                return 1, " ".join(words), self._kind_of(words[-1:])
        return 1, *self._english(folded[0])

    def _english(self, word: str) -> tuple[str, str]:
        spelled, guessed = self._speller.spell(word)
        kind = self._kind_of(spelled)
        if guessed and kind != "somebody":
            return word, "name"
        return " ".join(spelled) or word, kind

    def _kind(self, english: tuple[str, ...]) -> str:
        """What the last of these words makes of them."""
        last = english[-1] if english else ""
        if last in _TIES:
            return "tie"
        if last == "and":
            return "and"
        if last in OCCUPATIONS - _WORK:
            return "somebody"
        if last in SENIORITY or last in NUMERALS:
            return "grade"
        if not last or last in IDLE:
            return "idle"
        return "work" if last in self._work or last in ALIASES else "name"


def _together(words: Iterable[TitleWord], glued: Collection[int]) -> Iterable[TitleWord]:
    """Words that a hyphen or the like holds together as one, unless they say what somebody is (“Engineer-Payments”)."""
    last: TitleWord | None = None
    for word in words:
        if last and word.start in glued and _ends_a_part(last, word):
            yield last
            last = TitleWord(last.end, word.start, "mark", "-")
        elif last and word.start in glued and "somebody" not in (last.kind, word.kind) and last.kind != "mark":
            kind = last.kind if last.kind == word.kind else "name"
            last = TitleWord(last.start, word.end, kind, f"{last.means} {word.means}")
            continue
        if last:
            yield last
        last = word
    if last:
        yield last


def _ends_a_part(last: TitleWord, word: TitleWord) -> bool:
    """Whether a hyphen without blanks stands for one with them: “ENGINEER II-BAGGAGE”."""
    return word.kind == "name" and (last.kind in ("somebody", "grade") or last.means in ("engineering", "management"))


def _run(kept: Sequence[tuple[_Piece, str]], at: int) -> list[str]:
    """The words from here to the next mark."""
    found: list[str] = []
    for piece, mark in kept[at:]:
        if mark:
            break
        found.append(piece.folded)
    return found


def _without_gender(title: str) -> str:
    """Marks such as “(m/w/d)” and “:in” as blanks, so that every other character keeps its place."""
    lower = title.lower()
    if len(lower) != len(title):
        return title
    for mark in MARKS:
        for found in mark.finditer(lower):
            title = title[: found.start()] + " " * (found.end() - found.start()) + title[found.end() :]
        lower = title.lower()
    return title


def _mark(pieces: Sequence[_Piece], at: int, text: str) -> str:
    """The kind of what is no word: `glue` holds a word together (Self-serve, CI/CD), `and`, or `mark`. '' for words."""
    piece = pieces[at]
    if piece.text in "àÀ":
        return "tie"
    if piece.text[0].isalnum():
        return ""
    before = at > 0 and pieces[at - 1].end == piece.start and pieces[at - 1].text[-1].isalnum()
    after = text[piece.end : piece.end + 1]
    glued = before and after.isalnum()
    if piece.text in "-‐‑'’._":
        return "glue" if glued or piece.text in "'’._" else "mark"
    if piece.text in "/&+":
        short = glued and len(pieces[at - 1].text) <= 3 and len(pieces[at + 1].text) <= 3
        if (short and pieces[at - 1].text.isupper()) or (piece.text == "+" and before and not after.isalnum()):
            return "glue"
        return "slash" if piece.text == "/" else "and"
    return "glue" if piece.text == "#" and before else "mark"

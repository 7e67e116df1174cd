"""One part of a title as subject, occupation and level."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import NamedTuple

from roles.titles.grammar import IDLE, LEADERS, LEARNERS, NUMERALS, OCCUPATIONS, RANKS, SENIORITY, SUBJECTS_TOO

# Grades that may follow the occupation: “Product Manager Senior”.
TRAILING = frozenset(["senior", "junior", "principal", "associate"])


class Phrase(NamedTuple):
    """“Senior Director of Product Marketing”: subject `product marketing`, occupation `director`, level 5.

    `level` is None where nothing says it; `ranked`: a word of seniority was there. `rest` came after the
    occupation (“Product Manager Payments”). `aside`: it stood in brackets; `joined`: on equal terms with
    the one before. `grades` are its words of seniority. `inverted`: the occupation stood first (“Manager, Product”).
    `learns`: an intern or the like.
    """

    subject: tuple[str, ...] = ()
    occupation: str = ""
    level: int | None = None
    ranked: bool = False
    rest: tuple[str, ...] = ()
    aside: bool = False
    joined: bool = False
    grades: tuple[str, ...] = ()
    inverted: bool = False
    learns: bool = False

    @property
    def leads(self) -> bool:
        return self.occupation in LEADERS

    def about(self, subject: tuple[str, ...]) -> Phrase:
        """The same occupation on a subject that stood elsewhere (“Director, Product”)."""
        return self._replace(subject=_subject(subject), occupation=self.occupation or "lead", inverted=True)


def read_phrase(words: tuple[str, ...]) -> Phrase:
    kept = [word for word in words if word not in IDLE]
    learns = any(word in LEARNERS for word in kept) if "program" not in kept else False
    return _read(kept)._replace(learns=learns)


def _read(kept: list[str]) -> Phrase:
    numeral = NUMERALS.get(kept.pop()) if len(kept) > 1 and kept[-1] in NUMERALS else None
    if len(kept) > 1 and kept[-1] in TRAILING and kept[-2] in OCCUPATIONS:
        kept.insert(0, kept.pop())
    ranks = list(takewhile(SENIORITY.__contains__, kept))
    body = kept[len(ranks) :]
    if ranks and ranks[-1] == "chief" and not (body and body[-1] in OCCUPATIONS and body[-1] != "officer"):
        body.insert(0, ranks.pop())
    elif ranks and (not body or not any(word in OCCUPATIONS for word in body)):
        return _made(body, _occupation_of(ranks), ranks, numeral)
    return _with_occupation(body, ranks, numeral)


def _occupation_of(ranks: list[str]) -> str:
    """“Associate, Product Marketing”, “Principal, Product”: the rank is all that says what somebody is."""
    return ranks[-1] if ranks[-1] in OCCUPATIONS else "lead" if SENIORITY[ranks[-1]] == SENIORITY["lead"] else ""


def _with_occupation(body: list[str], ranks: list[str], numeral: int | None) -> Phrase:
    """Whatever stands before “head of” or “VP of” only says how somebody leads (“Corporate VP of Marketing”)."""
    starts = [at for at, pair in enumerate(pairwise(body)) if pair in (("head", "of"), ("vp", "of"))]
    body = body[starts[0] :] if starts else body
    at = _occupation_at(body)
    if at is None:
        return _made(body, "", ranks, numeral)
    if at == 0 and len(body) > 1:
        return _made(body[1:], body[0], ranks, numeral)._replace(inverted=True)
    subject, occupation = body[:at], body[at]
    if occupation == "officer" and "chief" in subject:
        subject, occupation = subject[subject.index("chief") + 1 :], "chief"
    elif occupation == "lead" and subject and subject[-1] in OCCUPATIONS - {"partner"}:
        occupation = subject.pop()
        ranks = [*ranks, "lead"]
    rest = body[at + 1 :]
    if subject and len(rest) > len(subject) and rest[-len(subject) :] == subject:
        subject, rest = rest, []  # “Marketing Manager Product Marketing”
    return _made(subject, occupation, ranks, numeral, tuple(rest))


def _occupation_at(body: list[str]) -> int | None:
    """Where the word stands that says what somebody is: first (“Head of ...”), else last, else between."""
    if body[1:2] == ["of"] and body[0] in OCCUPATIONS:
        return 0
    if len(body) > 1 and body[0] in LEADERS and body[-1] in ("pm", "pmm"):
        return 0
    if body and body[-1] in OCCUPATIONS:
        return len(body) - 1
    if body and body[0] in RANKS:
        return 0
    return next((at for at, word in enumerate(body) if at and word in OCCUPATIONS - SUBJECTS_TOO), None)


def _made(
    subject: list[str], occupation: str, ranks: list[str], numeral: int | None, rest: tuple[str, ...] = ()
) -> Phrase:
    found = [SENIORITY[word] for word in [*ranks, *subject] if word in SENIORITY]
    level = LEADERS.get(occupation) or (max(found) if found else numeral)
    if occupation == "lead":
        level = max(4, level or 0)
    return Phrase(
        _subject(tuple(subject)), occupation, level, bool(found) or numeral is not None, rest, grades=tuple(ranks)
    )


def _subject(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without ranks and small words, and without “and” at either end."""
    kept = [word for word in words if word not in SENIORITY and word not in LEADERS and word not in IDLE]
    kept = [word for word in kept if word != "of"]
    while kept and kept[-1] == "and":
        kept.pop()
    while kept and kept[0] == "and":
        kept.pop(0)
    return tuple(kept)

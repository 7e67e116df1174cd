"""Words of a title as English puts them: first the grade, then the subject, then what somebody is.

“Gerente senior de marketing de producto” is taken apart into manager, senior, marketing, product and becomes “senior
product marketing manager”.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from roles.titles.grammar import DISCIPLINES, FOLLOWING, IDLE, OCCUPATIONS, SENIORITY

_GRADES = frozenset(SENIORITY) - {"lead", "chief", "assistant", "associate"}
# What may stand before the occupation without being its subject.
_EMPTY = {(word,) for word in ("of", "technical", "digital", "strategic", "regional", "operational")}
_JOINS = frozenset(["and", "/"])


class Item(NamedTuple):
    """English words for a piece of a title. `known`: a language said so; `glued`: it ends a compound, whose subject it
    is (“Produktlogistik”)."""

    words: tuple[str, ...]
    known: bool = False
    glued: bool = False

    @property
    def is_grade(self) -> bool:
        return len(self.words) == 1 and self.words[0] in _GRADES

    @property
    def is_idle(self) -> bool:
        return all(word in IDLE for word in self.words)

    @property
    def is_somebody(self) -> bool:
        return bool(self.words) and self.words[-1] in OCCUPATIONS

    @property
    def is_discipline(self) -> bool:
        return bool(self.words) and all(word in DISCIPLINES for word in self.words)


def in_english_order(items: Sequence[Item]) -> list[str]:
    groups = _groups(items)
    if len(groups) > 1 and not any(item.is_somebody for group in groups[1:] for item in group[1]):
        return _several_subjects(groups)
    words: list[str] = []
    for join, group in groups:
        words += ([join] if join else []) + _one(group)
    return words


def _groups(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """What stands between “and” and “/”, each with the word before it."""
    groups: list[tuple[str, list[Item]]] = [("", [])]
    for item in items:
        if len(item.words) == 1 and item.words[0] in _JOINS:
            groups.append((item.words[0], []))
        else:
            groups[-1][1].append(item)
    return [group for group in groups if group[1]] or [("", [])]


def _one(group: list[Item]) -> list[str]:
    grades, head, about = _taken_apart(group)
    if head is None:
        return [*grades, *_flat(about[:-1]), *(_occupation(about[-1], about[:-1]) if about else ())]
    return [*grades, *_subject(about), *_occupation(head, about)]


def _several_subjects(groups: list[tuple[str, list[Item]]]) -> list[str]:
    """“Directeur produit et marketing”: one occupation, first, for all of them."""
    grades, head, about = _taken_apart(groups[0][1])
    first = _subject(about) if head else _flat(about)
    rest = [word for join, group in groups[1:] for word in [join, *_subject(_without_small(group))]]
    return [*grades, *first, *rest, *(_occupation(head, about) if head else ())]


def _occupation(head: Item, about: Sequence[Item]) -> tuple[str, ...]:
    """A managing director of something that a firm has directors for is one of these."""
    leads_discipline = head.words == ("managing", "director") and any(DISCIPLINES & {*item.words} for item in about)
    return head.words[1:] if leads_discipline else head.words


def _taken_apart(group: list[Item]) -> tuple[list[str], Item | None, list[Item]]:
    """The grades, the occupation if the group begins with it and has no other, and what is left."""
    grades = [item.words[0] for item in group if item.is_grade]
    body = [item for item in group if not item.is_grade]
    first = next((item for item in body if not (item.is_idle or item.words in _EMPTY)), None)
    somebody = [item for item in body if item.is_somebody]
    of_another = first is not None and body[body.index(first) + 1 :][:1] == [Item(("of",), known=True)]
    if first is None or len(first.words) > 2 or not first.is_somebody or (len(somebody) > 1 and not of_another):
        return grades, None, _without_small(body)
    if len(first.words) == 2 and first.words[0] in DISCIPLINES:
        return grades, None, _without_small(body)
    body.remove(first)
    return grades, first, _without_small(body)


def _without_small(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.words != ("of",)]


def _subject(items: list[Item]) -> list[str]:
    """What stands for the subject goes last: the product with its discipline on whichever side that stood, else the
    first discipline, else the first word."""
    if not items:
        return []
    at = next((n for n, item in enumerate(items) if "product" in item.words), None)
    if at is None:
        first = next((n for n, item in enumerate(items) if item.is_discipline), 0)
        return _flat([*items[:first], *items[first + 1 :], items[first]])
    before = list(takewhile(lambda item: item.is_discipline, reversed(items[:at])))
    after = list(takewhile(lambda item: item.glued, items[at + 1 :]))
    if not (before or after or set(items[at].words) & DISCIPLINES - {"product"}):
        after = list(takewhile(lambda item: set(item.words) <= FOLLOWING, items[at + 1 :]))
    others = [*items[: at - len(before)], *items[at + 1 + len(after) :]]
    strange = next((item for item in items[:at] if not (item.known or item.is_idle)), None)
    if strange and items[at].words == ("product",) and not (before or after):
        # “Responsable SAV produits”: the first thing said is the subject, and nobody knows it here.
        return _flat([*(item for item in items if item is not strange), strange])
    return _flat([*others, items[at], *after, *before])


def _flat(items: Sequence[Item]) -> list[str]:
    return [word for item in items for word in item.words]

"""Records of one kind by what people call them: found by parts of their names, and told apart from each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple

from planning.core.recalled import recalled
from planning.core.records import Org, Position, Product
from planning.core.words import spoken
from roles.titles.folding import fold

NAMELESS, UNTITLED, VACANT, UNPLACED = "Name not given", "No title", "Open", "no position"
# How well a record fits: called just that, by words of its name, by words of title, team and e-mail address too, by
# parts of words, by what else tells it apart.
EXACT, NAME, WORDS, PARTS, BESIDE = range(5)
_APART = re.compile(r"[\s,;:()/|·–—-]+")
_SILENT = re.compile(r"['’`\"“”]")


class Candidate(NamedTuple):
    """A record as people see it: `name` first, `detail` beside it, and `shown` in a field once it is chosen. No two of
    a kind show the same."""

    key: str
    name: str
    detail: str
    shown: str


class Found(NamedTuple):
    """The best of `total` that fit; `sole` is the key of the one that is surely meant, '' where it may be several."""

    best: list[Candidate]
    total: int
    sole: str


class Lookup:
    """All that an organisation has of a kind. Made in linear time; an answer is one pass over it."""

    def __init__(self, org: Org, kind: str) -> None:
        described = list(_DESCRIBED[kind](org))
        self._more = _told_apart(org, kind, described)
        self._described = {one.key: one for one in described}

    def get(self, key: str) -> Candidate | None:
        one, more = self._described.get(key), self._more.get(key, ())
        if one is None:
            return None
        detail = dict.fromkeys(text for text in (one.title, one.team, *more) if text)
        return Candidate(key, one.name, " · ".join(detail), ", ".join((one.shown, *more)))

    def find(self, text: str, most: int) -> Found:
        """What has every word of `text`, in any order, whatever the accents, or that key; without a word, all."""
        words = plain(text).split()
        whole = " ".join(words)
        called = {text.strip(), *self._called.get(whole, ()), *self._shown.get(whole, ())}
        ranked = [
            (EXACT if one.key in called else rank, one.plain, one.key)
            for one in self._texts
            if (rank := EXACT if one.key == text.strip() else _rank(words, one)) is not None
        ]
        best = (self.get(key) for _, _, key in nsmallest(most, ranked))
        return Found([one for one in best if one], len(ranked), self._sole(text.strip(), ranked) if words else "")

    def _sole(self, text: str, ranked: list[tuple[int, str, str]]) -> str:
        """The one with this key; else the only one that shows just that; else that is called that; else with these
        words, or parts of words."""
        if text in self._described:
            return text
        shown = self._shown.get(" ".join(plain(text).split()), [])
        if len(shown) == 1:
            return shown[0]
        for ranks in ((EXACT,), (NAME, WORDS), (PARTS,), (BESIDE,)):
            keys = [key for rank, _, key in ranked if rank in ranks]
            if keys:
                return keys[0] if len(keys) == 1 else ""
        return ""

    @cached_property
    def _texts(self) -> list[_Text]:
        return [_texts(one, self._more.get(one.key, ())) for one in self._described.values()]

    @cached_property
    def _called(self) -> dict[str, list[str]]:
        """Keys by a whole name, title or e-mail address."""
        every = self._described.values()
        return _by_text((plain(text), one.key) for one in every for text in (one.name, one.title, one.email))

    @cached_property
    def _shown(self) -> dict[str, list[str]]:
        """Keys by all that a field shows."""
        every = self._described.values()
        return _by_text((_words(*one.says, *self._more.get(one.key, ())), one.key) for one in every)


def lookup(org: Org, kind: str) -> Lookup:
    """Made once for an `Org`, which stands for one version of an organisation or plan on one date."""
    found: Lookup | None = org.kept.get(("lookup", kind))
    return found or org.kept.setdefault(("lookup", kind), Lookup(org, kind))


@recalled(most=32_768)
def plain(text: str) -> str:
    """The words alone, as they are compared."""
    return _APART.sub(" ", _SILENT.sub("", fold(text))).strip()


def _words(*texts: str) -> str:
    return " ".join(filter(None, map(plain, texts)))


class _Text(NamedTuple):
    """What a record is found by, a blank before each word: `plain` begins with the name."""

    key: str
    name: str
    plain: str
    beside: str


def _texts(one: _Described, more: tuple[str, ...]) -> _Text:
    text = f" {_words(*one.says, one.team, one.email)}"
    return _Text(one.key, f" {plain(one.name)}", text, f"{text} {_words(*more)}" if more else text)


def _rank(words: list[str], text: _Text) -> int | None:
    """None where a word is nowhere."""
    if not all(word in text.beside for word in words):
        return None
    if all(f" {word}" in text.name for word in words):
        return NAME
    if all(f" {word}" in text.plain for word in words):
        return WORDS
    return PARTS if all(word in text.plain for word in words) else BESIDE


class _Described(NamedTuple):
    key: str
    name: str
    title: str
    team: str
    email: str

    @property
    def says(self) -> tuple[str, str]:
        return (self.title, VACANT) if self.name == VACANT else (self.name, self.title)

    @property
    def shown(self) -> str:
        if not self.title:
            return self.name
        return f"{self.title} (open)" if self.name == VACANT else f"{self.name}, {self.title}"


def _positions(org: Org) -> Iterator[_Described]:
    for key, position in org.positions.items():
        name, person = _holder(org, position), org.people.get(position.holder)
        email = person.email if person and name != VACANT else ""
        yield _Described(key, name, _title(position), _team(org, position), email)


def _people(org: Org) -> Iterator[_Described]:
    for person in org.people.values():
        held = org.held.get(person.key, ())
        title, team = (_title(held[0]), _team(org, held[0])) if held else (UNPLACED, "")
        yield _Described(person.key, _said(person.name, NAMELESS), title, team, person.email)


def _products(org: Org) -> Iterator[_Described]:
    for product in org.products.values():
        yield _Described(product.key, _said(product.name, product.key), "", _team(org, product), "")


_DESCRIBED = {"position": _positions, "person": _people, "product": _products}


def _holder(org: Org, position: Position) -> str:
    return _said(org.holder_names(position), NAMELESS if org.holder(position) else VACANT)


def _title(position: Position) -> str:
    return _said(position.title, UNTITLED)


def _said(text: str, otherwise: str) -> str:
    """`otherwise` where the text has no word."""
    return text if plain(text) else otherwise


def _team(org: Org, record: Position | Product) -> str:
    team = org.teams.get(record.team)
    return team.name if team else ""


def _told_apart(org: Org, kind: str, described: list[_Described]) -> Mapping[str, tuple[str, ...]]:
    """By key what some of them have to say beyond name and title, so that no other says the same."""
    more: dict[str, tuple[str, ...]] = {}
    alike = _alike(described, more)
    for rank in range(3):
        for one in (one for group in alike for one in group):
            said = (one.team, *_further(org, kind, one))[rank]
            more[one.key] = (*more.get(one.key, ()), *filter(None, [said]))
        alike = [part for group in alike for part in _alike(group, more)]
    for group in alike:
        for place, one in enumerate(group, 1):
            more[one.key] = (*more[one.key], f"{place} of {len(group)}")
    return more


def _further(org: Org, kind: str, one: _Described) -> tuple[str, str]:
    """What tells two of one name, title and team apart, the more telling first."""
    if kind == "person":
        held = org.held.get(one.key, ())
        return one.email, held[0].location if held else ""
    if kind == "product":
        return spoken(org.products[one.key].stage), ""
    position = org.positions[one.key]
    manager = org.positions.get(position.manager)
    return (f"reports to {_short(org, manager)}" if manager else ""), position.location


def _short(org: Org, position: Position) -> str:
    return org.holder_names(position) or _title(position)


def _alike(described: list[_Described], more: Mapping[str, tuple[str, ...]]) -> list[list[_Described]]:
    """Those of which several say the same, as groups."""
    groups: dict[str, list[_Described]] = defaultdict(list)
    for one in described:
        groups[_words(*one.says, *more.get(one.key, ()))].append(one)
    return [group for group in groups.values() if len(group) > 1]


def _by_text(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for text, key in pairs:
        if text:
            keys[text].append(key)
    return dict(keys)

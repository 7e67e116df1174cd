"""What titles and teams say that somebody works on, as names are compared: “Payments” in “Director of Product,
Payments”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from planning.core.product_finding.mentions import mentions, text_of
from planning.core.product_finding.names import words_of
from planning.core.recalled import recalled
from planning.core.records import Position
from planning.core.rules import Context

Words = tuple[str, ...]
# Names of products are rarely longer, in words.
LONGEST = 5
# Words that say what craft somebody is of, and nothing of what they work on.
_CRAFTS = frozenset(
    ["product", "engineering", "marketing", "design", "software", "management", "development", "and", "of", "for"]
)


class Topics:
    """What the titles and teams of one organisation name."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._titles: dict[str, tuple[str, ...]] = {}
        self._told: dict[tuple[str, str], Mapping[str, str]] = {}

    @classmethod
    def of(cls, ctx: Context) -> Topics:
        return ctx.once("topics", "", lambda: cls(ctx))

    def in_title(self, title: str) -> tuple[str, ...]:
        """What a title names, as it is written there."""
        found = self._titles.get(title)
        if found is None:
            words = self._ctx.content.words_of(title)
            found = self._titles[title] = tuple(text_of(title, one.words) for one in mentions(title, words))
        return found

    def told(self, position: Position) -> Mapping[str, str]:
        """The words of what a position's title and its team's name say it works on: as they are compared, and as they
        are written."""
        place = (position.title, position.team)
        found = self._told.get(place)
        if found is None:
            team = self._ctx.org.teams.get(position.team)
            names = [*self.in_title(position.title), *([team.name] if team else [])]
            found = self._told[place] = {word: raw for name in names for word, raw in topic_words(name).items()}
        return found

    def products_named(self, position: Position) -> frozenset[str]:
        """The keys of products that the position's own title names."""
        found = (self._products.get(words) for name in self.in_title(position.title) for words in _runs(name))
        return frozenset(key for keys in found if keys for key in keys)

    @cached_property
    def _products(self) -> Mapping[Words, tuple[str, ...]]:
        """Products by the words of their names."""
        found: dict[Words, tuple[str, ...]] = {}
        for product in self._ctx.org.products.values():
            words = words_of(product.name or product.key)
            found[words] = (*found.get(words, ()), product.key)
        return found


@recalled()
def topic_words(name: str) -> Mapping[str, str]:
    """The words of a name that say what it is about, each as it is written in it."""
    written = {word: raw.strip(",.:;()&/") for raw in name.split() for word in words_of(raw)}
    return {word: written.get(word, name) for word in words_of(name) if word not in _CRAFTS}


def _runs(name: str) -> Iterator[Words]:
    """The words of a name, and all that stand in it side by side: “Frontend Platform & Dev Experience”."""
    words = words_of(name)
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + LONGEST) + 1):
            yield words[first:last]

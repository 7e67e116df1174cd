"""How near somebody is to a product, as somebody who knows the place would say it: by team and branch, by what titles
name, by the other products they cover, by place.

Both sides are reduced to marks: a team, a leader, a word, a location. What two have in common ties them, and a tie that
everybody has says nothing. So whoever is near can be looked up by mark, and nobody need be compared with everybody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from planning.core.fixes.topics import Topics, topic_words
from planning.core.records import Assignment, Position, Product
from planning.core.rules import Context

TEAM, BRANCH, LEADER, PLACE, PERSON = "team", "branch", "leader", "place", "person"
TITLE, NAME, WORD = "title", "name", "word"
# What a tie of each sort counts; one that comes by another product counts VIA instead.
WEIGHTS = {TITLE: 60, TEAM: 20, NAME: 16, LEADER: 12, PERSON: 10, WORD: 8, BRANCH: 8, PLACE: 3}
VIA = 9

Mark = tuple[str, str]
"""A sort of tie and what it is by: (`leader`, a key of a position)."""


class Tie(NamedTuple):
    """What ties somebody to a product: its sort, how much that counts, and the other product by which it comes."""

    sort: str
    weight: int
    by: str
    via: str = ""


class Neighbourhood:
    """The marks of the products and positions of one organisation."""

    def __init__(self, ctx: Context) -> None:
        self._ctx, self._org = ctx, ctx.org
        self._topics = Topics.of(ctx)
        self._of_products: dict[str, Mapping[Mark, str]] = {}

    @classmethod
    def of(cls, ctx: Context) -> Neighbourhood:
        return ctx.once("neighbourhood", "", lambda: cls(ctx))

    # Products

    def of_product(self, key: str) -> Mapping[Mark, str]:
        """The marks of a product, each with its name in words."""
        found = self._of_products.get(key)
        if found is None:
            found = self._of_products[key] = dict(self._product_marks(self._org.products[key]))
        return found

    def _product_marks(self, product: Product) -> Iterator[tuple[Mark, str]]:
        crew = self._crew(product)
        name = product.name or product.key
        yield (TITLE, product.key), name
        yield from (((NAME, word), written) for word, written in topic_words(name).items())
        yield from self._team_marks(product.team)
        for position in crew:
            if self._ctx.filled(position):
                yield (PERSON, position.key), self._ctx.who(position.key)
            yield from self._line_marks(position, itself=True)
        leads = [position for position in crew if self._org.reports(position.key)]
        for position in (*leads, *self._leaders_over(crew)):
            yield from (((WORD, word), topic) for word, topic in self._topics.told(position).items())
        places = Counter(position.location for position in crew if position.location)
        yield from (((PLACE, place), place) for place, _ in places.most_common(1))

    def _crew(self, product: Product) -> list[Position]:
        """Who is assigned to a product now, in whatever role, and who leads its team."""
        duties = (d for d in self._org.assignments.get(product.key, ()) if d.active(self._org.on))
        known = [self._org.positions[d.position] for d in duties if d.position in self._org.positions]
        return list({p.key: p for p in (*known, *self._team_leads.get(product.team, ()))}.values())

    @cached_property
    def _team_leads(self) -> Mapping[str, list[Position]]:
        """By team that has a product: who in it reports to somebody outside of it."""
        teams = {product.team for product in self._org.products.values()} - {""}
        found: dict[str, list[Position]] = defaultdict(list)
        for position in self._org.positions.values() if teams else ():
            if position.team in teams:
                above = self._org.positions.get(position.manager)
                if above is None or above.team != position.team:
                    found[position.team].append(position)
        return found

    def _leaders_over(self, positions: Iterable[Position]) -> list[Position]:
        found = (self._org.positions.get(position.manager) for position in positions)
        return list({p.key: p for p in found if p and not self._is_top(p)}.values())

    # Positions

    def of_position(self, position: Position, duties: Iterable[Assignment]) -> Mapping[Mark, tuple[int, str]]:
        """The marks of a position, each with what it counts and the product by which it comes, '' for its own. `duties`
        are what it is assigned to now."""
        found: dict[Mark, tuple[int, str]] = {}
        for duty in duties:
            for mark in self.of_product(duty.product) if duty.product in self._org.products else ():
                if mark[0] in (TEAM, LEADER, NAME, WORD):
                    found[mark] = (VIA, duty.product)
                elif mark[0] == PERSON and mark[1] != position.key:
                    found[mark] = (WEIGHTS[PERSON], duty.product)
        return found | {mark: (WEIGHTS[mark[0]], "") for mark in self._own_marks(position)}

    def _own_marks(self, position: Position) -> Iterator[Mark]:
        yield from ((TITLE, key) for key in self._topics.products_named(position))
        above = self._org.positions.get(position.manager)
        for one in (position, *([above] if above and not self._is_top(above) else [])):
            yield from ((sort, word) for word in self._topics.told(one) for sort in (NAME, WORD))
        yield from (mark for mark, _ in self._team_marks(position.team))
        yield from (mark for mark, _ in self._line_marks(position))
        if position.location:
            yield PLACE, position.location

    def _team_marks(self, key: str) -> Iterator[tuple[Mark, str]]:
        team = self._org.teams.get(key)
        if team:
            yield (TEAM, key), team.name
            parent = self._org.teams.get(team.parent)
            if parent:
                yield (BRANCH, parent.key), parent.name

    def _line_marks(self, position: Position, *, itself: bool = False) -> Iterator[tuple[Mark, str]]:
        """The two leaders above, and the position itself where others may report to it, the top left out."""
        key = position.key if itself else position.manager
        for _ in range(3 if itself else 2):
            leader = self._org.positions.get(key)
            if leader is None or self._is_top(leader):
                return
            yield (LEADER, key), leader.title
            key = leader.manager

    def _is_top(self, position: Position) -> bool:
        """Whether nobody stands above: to be under it says nothing."""
        return position.manager not in self._org.positions or position.manager == position.key


def ties(product: Mapping[Mark, str], position: Mapping[Mark, tuple[int, str]]) -> list[Tie]:
    """What ties a position to a product, of each sort the best: own ones of their sort, and one by other products."""
    best: dict[str, Tie] = {}
    for mark, by in product.items():
        found = position.get(mark)
        if found:
            weight, via = found
            sort = "via" if via and mark[0] != PERSON else mark[0]
            if sort not in best or weight > best[sort].weight:
                best[sort] = Tie(mark[0], weight, by, via)
    return sorted(best.values(), key=lambda tie: -tie.weight)

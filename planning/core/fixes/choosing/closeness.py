"""How near somebody is to a product, as somebody who knows the place would say it: by team and branch, by what titles
name, by the other products they cover, by place.

Both sides are reduced to marks: a team, a leader, a word, a location. What two have in common ties them, and a tie that
everybody has says nothing. So whoever is near can be looked up by mark, and nobody need be compared with everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from planning.core.fixes.choosing.marks import (
    BRANCH,
    LEADER,
    NAME,
    PASSED_ON,
    PERSON,
    PLACE,
    TEAM,
    TITLE,
    WORD,
    Mark,
    Marks,
)
from planning.core.fixes.choosing.topics import Topics, topic_words
from planning.core.records import Position, Product
from planning.core.rules import Context


class Neighbourhood:
    """The marks of the products and positions of one organisation."""

    def __init__(self, ctx: Context) -> None:
        self._ctx, self._org = ctx, ctx.org
        self._topics = Topics.of(ctx)
        self._of_products: dict[str, Mapping[Mark, str]] = {}
        self._passed_on: dict[str, tuple[frozenset[Mark], frozenset[Mark]]] = {}
        self._of_positions: dict[str, Marks] = {}
        self._of_crews: dict[str, Mapping[Mark, str]] = {}
        self._of_leaders: dict[str, Mapping[Mark, str]] = {}

    @classmethod
    def of(cls, ctx: Context) -> Neighbourhood:
        return ctx.once("neighbourhood", "", lambda: cls(ctx))

    # Products

    def of_product(self, key: str) -> Mapping[Mark, str]:
        """The marks of a product, each with what it is called, where that is told."""
        found = self._of_products.get(key)
        if found is None:
            found = self._of_products[key] = self._product_marks(self._org.products[key])
        return found

    def _product_marks(self, product: Product) -> dict[Mark, str]:
        crew = self._crew(product)
        name = product.name or product.key
        found = {(TITLE, product.key): name, **self._team_marks(product.team)}
        for position in crew:
            found.update(self._crew_marks(position))
        found.update({(NAME, word): written for word, written in topic_words(name).items()})
        places = [position.location for position in crew if position.location]
        return found | {(PLACE, place): place for place in sorted(places, key=places.count, reverse=True)[:1]}

    def _crew_marks(self, position: Position) -> Mapping[Mark, str]:
        """The marks that a product has by somebody who works on it: themselves, those above them, and what those who
        lead somebody say they work on."""
        found = self._of_crews.get(position.key)
        if found is None:
            found = dict(self._above(position.manager))
            if self._ctx.filled(position):
                found[PERSON, position.key] = ""
            if self._org.reports(position.key) and not self._is_top(position):
                found[LEADER, position.key] = ""
                found.update({(WORD, word): raw for word, raw in self._topics.told(position).items()})
            self._of_crews[position.key] = found
        return found

    def _above(self, key: str) -> Mapping[Mark, str]:
        """The marks of whoever reports to a position: it and the one above, the top left out, and what it works on."""
        found = self._of_leaders.get(key)
        if found is None:
            leader = self._org.positions.get(key)
            found = {}
            if leader and not self._is_top(leader):
                above = self._org.positions.get(leader.manager)
                found = {(WORD, word): raw for word, raw in self._topics.told(leader).items()}
                found |= {(LEADER, p.key): "" for p in (leader, above) if p and not self._is_top(p)}
            self._of_leaders[key] = found
        return found

    def _crew(self, product: Product) -> list[Position]:
        """Who is assigned to a product now, in whatever role, and who leads its team."""
        duties = (d for d in self._org.assignments.get(product.key, ()) if d.active(self._org.on))
        known = [self._org.positions[d.position] for d in duties if d.position in self._org.positions]
        return list({p.key: p for p in (*known, *self._team_leads.get(product.team, ()))}.values())

    @cached_property
    def _team_leads(self) -> Mapping[str, list[Position]]:
        """By team that has a product: who in it reports to somebody outside of it."""
        teams = {product.team for product in self._org.products.values()} - {""}
        return {team: [p for p in self._org.team_positions.get(team, ()) if self._is_head(p)] for team in teams}

    def _is_head(self, position: Position) -> bool:
        above = self._org.positions.get(position.manager)
        return above is None or above.team != position.team

    # Positions

    def of_position(self, position: Position) -> Marks:
        found = self._of_positions.get(position.key)
        if found is None:
            found = self._of_positions[position.key] = self._position_marks(position)
        return found

    def _position_marks(self, position: Position) -> Marks:
        duties = [d for d in self._org.duties.get(position.key, ()) if d.active(self._org.on)]
        products = [d.product for d in reversed(duties) if d.product in self._org.products]
        own, by = self._own_marks(position), [self._by_product(key) for key in products]
        people = frozenset[Mark]().union(*[marks for marks, _ in by]) - {(PERSON, position.key)}
        others = frozenset[Mark]().union(*[marks for _, marks in by]) - own
        return Marks(own, people, others, tuple([(key, self.of_product(key)) for key in products]))

    def _by_product(self, key: str) -> tuple[frozenset[Mark], frozenset[Mark]]:
        """The marks that somebody has who is assigned to a product: people, and others."""
        found = self._passed_on.get(key)
        if found is None:
            marks = self.of_product(key)
            people = frozenset([mark for mark in marks if mark[0] == PERSON])
            others = frozenset([mark for mark in marks if mark[0] in PASSED_ON])
            found = self._passed_on[key] = people, others
        return found

    def _own_marks(self, position: Position) -> frozenset[Mark]:
        place = [(PLACE, position.location)] if position.location else []
        return self._titled(position).union(self._led(position.manager), self._team_marks(position.team), place)

    def _titled(self, position: Position) -> frozenset[Mark]:
        """The marks of all who have the same title in the same team."""
        place = position.title, position.team
        return self._ctx.once("marks by title", place, lambda: frozenset(self._marks_by_title(position)))

    def _marks_by_title(self, position: Position) -> Iterator[Mark]:
        yield from ((TITLE, key) for key in self._topics.products_named(position))
        yield from ((sort, word) for word in self._topics.told(position) for sort in (NAME, WORD))

    def _led(self, key: str) -> frozenset[Mark]:
        """The marks of whoever reports to a position, what it works on among their own words."""
        return self._ctx.once("marks by manager", key, lambda: frozenset(self._marks_by_manager(key)))

    def _marks_by_manager(self, key: str) -> Iterator[Mark]:
        above = self._above(key)
        yield from above
        yield from ((NAME, word) for sort, word in above if sort == WORD)

    def _team_marks(self, key: str) -> Mapping[Mark, str]:
        return self._ctx.once("marks by team", key, lambda: self._marks_of_team(key))

    def _marks_of_team(self, key: str) -> dict[Mark, str]:
        team = self._org.teams.get(key)
        if team is None:
            return {}
        branch = {(BRANCH, team.parent): ""} if team.parent in self._org.teams else {}
        return {(TEAM, key): team.name} | branch

    def _is_top(self, position: Position) -> bool:
        """Whether nobody stands above: to be under it says nothing."""
        return position.manager not in self._org.positions or position.manager == position.key

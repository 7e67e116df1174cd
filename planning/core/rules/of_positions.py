"""What the rules ask about positions and whoever sits in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from planning.core.content import Content, Reading, Role
from planning.core.records import Org, Position
from planning.core.rules.base import POSITION
from planning.core.rules.before import PERSON, TEAM
from planning.core.rules.census import Census, census
from planning.core.rules.naming import Naming
from planning.core.tree import Forest, forest


class OfPositions(Naming):
    """Answers about positions."""

    def __init__(self, org: Org, content: Content) -> None:
        super().__init__(org, content)
        self._readings: dict[str, Reading] = {}
        self._functions: dict[str, str] = {}

    def reading(self, title: str) -> Reading:
        found = self._readings.get(title)
        if found is None:
            found = self._readings[title] = self.content.read_title(title)
        return found

    def function(self, position: Position) -> str:
        """As `function_of`, worked out once for each position of the organisation."""
        if position.function:
            return position.function
        found = self._functions.get(position.key)
        if found is None:
            same = self._before and self._before.keeps_position(position)
            known = self._before.ctx.function(position) if self._before and same else self.function_of(position)
            found = self._functions[position.key] = known
        return found

    def function_of(self, position: Position) -> str:
        """Its own, else its role's, else what its title says, else its team's; '' where nothing tells."""
        role = self.content.roles.get(position.role)
        found = position.function or (role.function if role else "") or self.reading(position.title).function
        return found or self._team_function(position.team)

    def _team_function(self, key: str) -> str:
        """A team's function, else that of the team it sits in."""
        seen: set[str] = set()
        while key not in seen:
            seen.add(key)
            team = self.org.teams.get(key)
            if team is None or team.function:
                return team.function if team else ""
            key = team.parent
        return ""

    def level(self, position: Position) -> int:
        """Its own, else what its title says; 0 where neither tells."""
        own = position.level if position.level is not None else self.reading(position.title).level
        return own or 0

    @cached_property
    def by_role(self) -> Mapping[str, tuple[Position, ...]]:
        """The positions of each role that covers products or leads others."""
        if self._before and (known := self._before.by_role) is not None:
            return known
        wanted = {role.slug: list[Position]() for role in self.content.roles.values() if role.covers or role.leads}
        for position in self.org.positions.values():
            if position.role in wanted:
                wanted[position.role].append(position)
        return {slug: tuple(positions) for slug, positions in wanted.items()}

    def leader_roles(self, role: str) -> tuple[Role, ...]:
        return tuple(leader for leader in self.content.roles.values() if role in leader.leads)

    def leaders(self, role: str) -> list[Position]:
        """Filled positions that lead a role, highest level first."""
        return self.once("leaders", role, lambda: sorted(self._leaders(role), key=lambda p: (-self.level(p), p.key)))

    def _leaders(self, role: str) -> Iterator[Position]:
        for leader in self.leader_roles(role):
            yield from filter(self.filled, self.by_role[leader.slug])

    def is_small(self, most: int) -> bool:
        """Whether at most `most` positions are filled."""
        filled = (p for p in self.org.positions.values() if self.filled(p))
        return len(list(islice(filled, most + 1))) <= most

    def filled(self, position: Position) -> bool:
        """Whether somebody sits in a standing position, be it one of the organisation or one as it might be."""
        return self.org.filled(position)

    @cached_property
    def census(self) -> Census:
        if self._before:
            return self._before.census
        return census(self.org)

    def people_of(self, name: str) -> int:
        """How many fill a position of this role, or of this function without leading anybody by their role."""
        if name in self.content.roles:
            return sum(n for (_, role), n in self.census.heads.items() if role == name)
        return sum(n for function, n in self._workers.items() if function == name)

    @cached_property
    def _workers(self) -> Counter[str]:
        """Filled positions by function, those in roles that lead left out."""
        if self._before and self._before.keeps(POSITION, PERSON, TEAM):
            return self._before.ctx._workers
        found: Counter[str] = Counter()
        roles = self.content.roles
        for (function, role), number in self.census.heads.items():
            known = roles.get(role)
            if not (known and known.leads):
                found[function or (known.function if known else "")] += number
        for position in self.census.untold:
            found[self.function(position)] += 1
        return found

    @cached_property
    def forest(self) -> Forest:
        return self._before.forest if self._before else forest(self.org)

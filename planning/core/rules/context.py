"""What the rules look things up in: one organisation with one role content, each thing worked out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from planning.core.changes.change import Change, apply
from planning.core.content import Content, Reading, Role
from planning.core.coverage import coverage
from planning.core.dates import day
from planning.core.occupancy import known_holders
from planning.core.records import Assignment, Org, Position, Product
from planning.core.rules.base import ORGANISATION, POSITION, PRODUCT, Finding, Number, Subject
from planning.core.rules.before import PERSON, TEAM, Before
from planning.core.rules.census import Census, census
from planning.core.tree import Forest, forest

T = TypeVar("T")


class Context:
    """Answers about `org` in the light of `content`."""

    def __init__(self, org: Org, content: Content) -> None:
        self.org = org
        self.content = content
        self._before: Before | None = None
        self._cells: dict[tuple[str, str], coverage.Cell] = {}
        self._readings: dict[str, Reading] = {}
        self._functions: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._known: dict[tuple[str, Hashable], Any] = {}
        self._settled: dict[tuple[str, str], Any] = {}

    def after(self, changes: Collection[Change]) -> Context:
        """The context of the organisation after changes."""
        return self.leading_to(apply(self.org, changes), changes)

    def leading_to(self, org: Org, changes: Collection[Change]) -> Context:
        """The context of `org`, which is the organisation after changes: it takes over what these cannot touch."""
        found = Context(org, self.content)
        found._before = Before(self, Context(org, self.content), changes)
        found._readings, found._numbers, found._settled = self._readings, self._numbers, self._settled
        return found

    def settled(self, name: str, key: str, make: Callable[[], T]) -> T:
        """What follows from the content alone, worked out once for `key`."""
        place = (name, key)
        if place not in self._settled:
            self._settled[place] = make()
        found: T = self._settled[place]
        return found

    def once(self, name: str, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for `key`."""
        place: tuple[str, Hashable] = (name, key)
        if place not in self._known:
            self._known[place] = make()
        found: T = self._known[place]
        return found

    def along_lines(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        """By position of a role what follows from it, those above it and its dotted lines, worked out once."""
        return self.once(name, role, lambda: self._along_lines(role, name, make))

    def _along_lines(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        before = self._before
        if before is None or before.lines is None:
            return {p.key: make(self, p) for p in self.by_role[role]}
        return self._patched(role, before.ctx.along_lines(role, name, make), before.lines, make)

    def _patched(
        self, role: str, known: Mapping[str, T], moved: set[str], make: Callable[[Context, Position], T]
    ) -> Mapping[str, T]:
        """By position of a role what is `known` from before, of those that `moved` made anew."""
        every = self.by_role[role]
        if self._before and every is self._before.ctx.by_role[role]:
            again = {key: make(self, self.org.positions[key]) for key in known.keys() & moved}
            return {**known, **again} if again else known
        return {p.key: make(self, p) if p.key in moved or p.key not in known else known[p.key] for p in every}

    def along_duties(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        """By position of a role what follows from it, who sits there, and what these people are assigned to by any
        position, worked out once."""
        return self.once(name, role, lambda: self._along_duties(role, name, make))

    def _along_duties(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        before = self._before
        if before is None or before.busy is None:
            return {p.key: make(self, p) for p in self.by_role[role]}
        return self._patched(role, before.ctx.along_duties(role, name, make), before.busy, make)

    def told(self, name: str, basis: Hashable, keys: Iterable[str], make: Callable[[], T]) -> T:
        """What is said of these positions on this basis, worked out once, and not again where none of them changed."""
        place = (name, basis)
        if place not in self._known:
            same = self._before and self._before.keeps_seats(keys)
            had = self._before.ctx._known.get(place) if self._before and same else None
            self._known[place] = make() if had is None else had
        found: T = self._known[place]
        return found

    def kept(self, kinds: tuple[str, ...], name: str, basis: Hashable, make: Callable[[], T]) -> T:
        """What follows from this basis and the records of these kinds alone, worked out once, and not again where none
        of them changed."""
        place = (name, basis)
        if place not in self._known:
            same = self._before and self._before.keeps(*kinds)
            self._known[place] = self._before.ctx.kept(kinds, name, basis, make) if self._before and same else make()
        found: T = self._known[place]
        return found

    def number(self, rule: str, number: Number) -> int:
        """The organisation's own threshold, else the default."""
        place = (rule, number.name)
        found = self._numbers.get(place)
        if found is None:
            numbers = self.content.settings.get(rule, {}).get("numbers", {})
            found = self._numbers[place] = int(numbers.get(number.name, number.default))
        return found

    # Products

    def cell(self, product: str, role: str) -> coverage.Cell:
        place = (product, role)
        if place not in self._cells:
            self._cells[place] = self._cell(product, role)
        return self._cells[place]

    def _cell(self, product: str, role: str) -> coverage.Cell:
        if self._before and self._before.keeps_product(product):
            return self._before.ctx.cell(product, role)
        return coverage.cell(self.org, self.org.products[product], self.content.roles[role])

    def covering(self, role: Role) -> Mapping[str, tuple[str, ...]]:
        """By product the positions that its cell of a role names."""
        return self.once("covering", role.slug, lambda: self._covering(role))

    def _covering(self, role: Role) -> Mapping[str, tuple[str, ...]]:
        touched = self._before.touched if self._before else None
        if self._before is None or touched is None:
            return {key: self.cell(key, role.slug).by for key in self.org.products}
        return {**self._before.ctx.covering(role), **{key: self.cell(key, role.slug).by for key in touched}}

    def needs(self, product: Product, role: Role) -> bool:
        return coverage.is_needed(role.need, product, self.org.on)

    def missing(self, role: Role) -> tuple[str, ...]:
        """The products that need somebody in the role and have nobody, in their order."""
        return self.once("missing", role.slug, lambda: self._missing(role))

    def _missing(self, role: Role) -> tuple[str, ...]:
        known = self._before.missing(role) if self._before else None
        if known is None:
            return tuple(p.key for p in self.org.products.values() if self._misses(p, role))
        was, touched = known
        now = {key for key in touched if self._misses(self.org.products[key], role)}
        if now == touched.intersection(was):
            return was
        kept = now.union(was) - (touched - now)
        return tuple(key for key in self.org.products if key in kept)

    def _misses(self, product: Product, role: Role) -> bool:
        return self.needs(product, role) and not self.cell(product.key, role.slug).is_covered

    def in_market(self, product: Product) -> bool:
        """Whether a role that is for products in the market only is needed."""
        roles = self.content.covering
        return any(r.need is not None and r.need.audience == "market" and self.needs(product, r) for r in roles)

    def holders(self, positions: Iterable[str]) -> set[str]:
        return {self.org.positions[key].holder for key in positions}

    def both(self, product: str, one: str, other: str) -> set[str]:
        """The people who cover a product in both roles."""
        left, right = self.cell(product, one), self.cell(product, other)
        if not (left.is_covered and right.is_covered):
            return set()
        return self.holders(left.by) & self.holders(right.by)

    @cached_property
    def crews(self) -> Mapping[str, Counter[str]]:
        """By team that has a product: how many of its filled positions are of each function."""
        moved = self._before.moved_teams if self._before else None
        if self._before and moved is not None:
            known = self._before.ctx.crews
            teams = moved & self._with_products if moved else ()
            again = {team: self._crew(self.org.team_positions.get(team, ())) for team in teams}
            return {team: crew for team, crew in {**known, **again}.items() if crew} if again else known
        found: dict[str, Counter[str]] = defaultdict(Counter)
        teams = self._with_products
        for position in self.org.positions.values() if teams else ():
            if position.team in teams and self.filled(position):
                found[position.team][self.function(position)] += 1
        return dict(found)

    @property
    def _with_products(self) -> set[str]:
        """The teams that have products."""
        every = self.org.products.values()
        return self.kept((PRODUCT,), "teams with products", "", lambda: {product.team for product in every} - {""})

    def _crew(self, positions: Iterable[Position]) -> Counter[str]:
        return Counter(self.function(position) for position in positions if self.filled(position))

    def partners_by(self, duty: Assignment) -> set[str]:
        """The functions that an assignment gives to its product as a partner; none in a role that covers."""
        role, position = self.content.roles.get(duty.role), self.org.get(POSITION, duty.position)
        if role and role.covers:
            return set()
        return {role.function if role else "", self.function(position) if position else ""}

    # Positions

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

    # Names

    def subject(self, kind: str, key: str) -> Subject:
        if kind == ORGANISATION:
            return Subject(kind, "", "Organisation")
        record = self.org.get(kind, key)
        if kind == POSITION:
            return Subject(kind, key, (record.title if record else "") or key)
        return Subject(PRODUCT, key, (record.name if record else "") or key)

    def concerns(self, finding: Finding) -> tuple[Subject, ...]:
        """Whom and what it concerns: its subject, unless that is the organisation, its positions and products."""
        own = [] if finding.subject.kind == ORGANISATION else [finding.subject]
        positions = [self.subject(POSITION, key) for key in finding.involves]
        return tuple(dict.fromkeys([*own, *positions, *(self.subject(PRODUCT, key) for key in finding.products)]))

    def named(self, key: str) -> str:
        """A position in a sentence: its title and who sits there or is to."""
        position = self.org.get(POSITION, key)
        if position is None:
            return key
        known = known_holders(position, self.org.people.get, self.org.on)
        name = " and ".join(person.name for person in known if person.name) or "name withheld"
        first = self.org.first_day(position)
        coming = f", from {day(first)}" if first else ""
        return f"{position.title or key} ({name + coming if known else 'vacant'})"

    def who(self, key: str) -> str:
        """The holder's name, else the position."""
        position = self.org.positions.get(key)
        holder = self.org.holder(position) if position else None
        return holder.name if holder and holder.name else self.named(key)

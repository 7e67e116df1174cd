"""What new cover brings with it: who works as a pair with whoever covers, and who is responsible for what.

Made for the findings that the rules raise of the products covered, and of these alone: linear in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planning.core.changes.change import Change, add
from planning.core.close_gaps.answer import Move
from planning.core.close_gaps.expected import called, is_hire
from planning.core.coverage.accountable import named_owners
from planning.core.fixes.base import FixKind
from planning.core.fixes.choosing.couples import apart
from planning.core.fixes.choosing.owning import by_habit, handed_to, likeliest, name_of
from planning.core.fixes.new_keys import free_key
from planning.core.records import OWNER, Link
from planning.core.rules import Context, Finding
from planning.core.rules.run import found, rules_of

Cover = tuple[str, str, str, date]
"""A product, the role in which it is covered, by which position, and from when."""


def next_steps(before: Context, after: Context, covered: Sequence[Cover]) -> list[Move]:
    """The counterparts and owners that close what new cover opens, product by product. `before` and `after` are the
    organisation without and with it, hires that are due having arrived, both on one day on which all of it stands.
    What an open position has already counts as well, once somebody is hired into it. Each step is dated on the day from
    which it is called for."""
    every = [*covered, *_had(before, after, covered)]
    places = {product: number for number, product in enumerate(dict.fromkeys(product for product, *_ in every))}
    steps = _Steps(after, {(product, role, key): start for product, role, key, start in every})
    links = (steps.link(finding) for finding in _opened("pair-link", before, after, places))
    owners = (steps.owner(finding) for finding in _opened("resp-gap", before, after, places))
    return sorted((move for move in (*links, *owners) if move), key=lambda move: places[move.products[0]])


def _had(before: Context, after: Context, covered: Iterable[Cover]) -> Iterator[Cover]:
    """What hires into open positions cover beside what they newly get, from their target start."""
    told = {cover[:3] for cover in covered}
    for key in dict.fromkeys(key for _, _, key, _ in covered if key in before.org.positions and is_hire(after, key)):
        start = after.org.positions[key].target_start
        if start is None or is_hire(before, key):
            continue
        for duty in after.org.duties.get(key, ()):
            is_more = (duty.product, duty.role, key) not in told and duty.product in after.org.products
            if is_more and duty.kind == OWNER and duty.active(start):
                yield duty.product, duty.role, key, start


def _opened(rule: str, before: Context, after: Context, products: Iterable[str]) -> Iterator[Finding]:
    """What a rule says of products that it did not say before; nothing where it is off or waits for a fact."""
    known = rules_of(after).get(rule)
    if known is None:
        return
    had = {finding.identity for finding in found(before, known, [p for p in products if p in before.org.products])}
    yield from (finding for finding in found(after, known, products) if finding.identity not in had)


@dataclass
class _Steps:
    """`starts`: from when a position newly covers a product in a role."""

    ctx: Context
    starts: Mapping[tuple[str, str, str], date]
    _first: dict[str, date] = field(default_factory=dict)
    _links: set[str] = field(init=False)
    _owners: set[str] = field(init=False)

    def __post_init__(self) -> None:
        for (product, _, _), start in self.starts.items():
            self._first[product] = min(start, self._first.get(product, start))
        self._links, self._owners = ({*self.ctx.org.tables[kind]} for kind in ("link", "ownership"))

    def link(self, finding: Finding) -> Move:
        """The two who are the nearest to each other, from the day on which both cover."""
        product, roles = finding.subject.key, finding.about.split("+")
        sides = [self.ctx.cell(product, role).by for role in roles]
        couple = min(((left, right) for left in sides[0] for right in sides[1]), key=lambda two: apart(self.ctx, *two))
        on = max(self._since(product, role, key) for role, key in zip(roles, couple, strict=True))
        key = free_key(self._links, product, *couple)
        self._links.add(key)
        new = next((n for n in (0, 1) if (product, roles[n], couple[n]) in self.starts), 0)
        title = f"Pair {called(self.ctx, couple[0])} and {called(self.ctx, couple[1])} on {finding.subject.name}"
        name = f"link:{product}:{couple[0]}:{couple[1]}"
        return step(
            name, FixKind.LINK, title, couple[new], ((product,), roles[new]), add(on, Link(key, product, *couple))
        )

    def owner(self, finding: Finding) -> Move | None:
        """Whoever would be proposed for it by itself; rather somebody who is there than a hire, who may come late."""
        product, about = finding.subject.key, finding.about
        every = likeliest(self.ctx, about, finding.involves) or by_habit(self.ctx, about, finding.involves)
        key = min(every, key=lambda key: is_hire(self.ctx, key))
        role = self._role_of(product, key)
        on = max(self._called_for(finding), self._begins(product, key))
        made = handed_to(self.ctx.org, product, about, key, on, self._owners)
        if made is None:
            return None
        self._owners.add(made.key)
        title = f"Make {called(self.ctx, key)} responsible for {name_of(self.ctx, about)} on {finding.subject.name}"
        return step(f"accountable:{product}:{about}", FixKind.ACCOUNTABLE, title, key, ((product,), role), made)

    def _called_for(self, finding: Finding) -> date:
        """From when a responsibility lacks an owner: as soon as anybody covers where one was named who is not there,
        else once two do of whom either may have it."""
        product = finding.subject.key
        cells = (self.ctx.cell(product, role.slug) for role in self.ctx.content.covering)
        roles = next(r.roles for r in self.ctx.content.responsibilities if r.id == finding.about)
        covering = [cell for cell in cells if cell.is_covered and cell.role in roles]
        days = sorted(min(self._since(product, cell.role, key) for key in cell.by) for cell in covering)
        named = finding.about in named_owners(self.ctx.org, product)
        return max(days[0 if named else 1], self._first[product])

    def _begins(self, product: str, key: str) -> date:
        """From when a position covers a product in any role; whenever, where it is only named for something on it."""
        cells = (self.ctx.cell(product, role.slug) for role in self.ctx.content.covering)
        covers = [cell.role for cell in cells if cell.is_covered and key in cell.by]
        return min((self._since(product, role, key) for role in covers), default=date.min)

    def _role_of(self, product: str, key: str) -> str:
        """In which role a position covers a product."""
        roles = (role.slug for role in self.ctx.content.covering if key in self.ctx.cell(product, role.slug).by)
        return next(roles, self.ctx.org.positions[key].role)

    def _since(self, product: str, role: str, key: str) -> date:
        """From when a position covers, as far as its records tell; an expected hire from their target start."""
        if (product, role, key) in self.starts:
            return self.starts[product, role, key]
        position = self.ctx.org.positions[key]
        person = self.ctx.org.holder(position)
        own = [position.starts, person.starts if person else None]
        own += [position.target_start] if is_hire(self.ctx, key) else []
        duties = [d for d in self.ctx.org.assignments.get(product, ()) if (d.position, d.role) == (key, role)]
        begun = min((duty.starts or date.min for duty in duties), default=date.min)
        return max([begun, *(day for day in own if day)])


def step(
    key: str, kind: FixKind, title: str, position: str, where: tuple[tuple[str, ...], str], change: Change
) -> Move:
    """What only follows from other moves; `where`: on which products, and in which role."""
    products, role = where
    return Move(key, kind, title, position, products, role, change.on, None, (change,), is_next_step=True)

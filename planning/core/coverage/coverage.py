"""Coverage: for each product and each role that covers products, who covers it on a date.

Somebody covers who holds a position assigned as owner, unless their own role is another one (and no admin
marked them as counting). A title that nobody has understood says nothing of the role: who is named covers, and it is
asked. A stand-in, a backup or a vacant position never covers; they change the state shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planning.core.content import Content, Need, Role
from planning.core.hiring import is_awaited, is_hiring, is_vacant, target
from planning.core.records import OWNER, STAGES, Assignment, Org, Position, Product

COVERED, STAND_IN, HIRE_DUE = "covered", "stand-in", "hire-due"
ENDING, MISSING, NOT_NEEDED = "ending", "missing", "not-needed"
STATES = (MISSING, ENDING, STAND_IN, HIRE_DUE, COVERED, NOT_NEEDED)


class Cell(NamedTuple):
    """`by` are position keys: who covers, who stands in, or what is to be filled. `date` is the last day
    covered (ending), or when the hire is due if that is known (stand-in, hire-due)."""

    product: str
    role: str
    state: str
    by: tuple[str, ...] = ()
    date: date | None = None

    @property
    def is_covered(self) -> bool:
        """Somebody covers today, whether or not that ends."""
        return self.state in (COVERED, ENDING)


class Span(NamedTuple):
    """First and last day on which a position's holder covers; `date.min` and `date.max` for no limit."""

    first: date
    last: date
    position: str


def coverage(org: Org, content: Content) -> list[Cell]:
    """Every product with every covering role, products in their order."""
    return [cell(org, product, role) for product in org.products.values() for role in content.covering]


def cell(org: Org, product: Product, role: Role) -> Cell:
    """How a product stands with a role on `org.on`."""
    given = assigned(org, product.key, role.slug)
    rightful = [a for a in given if is_rightful(org, a)]
    spans = [span for a in rightful for span in _spans(org, a)]
    now = [span for span in spans if span.first <= org.on <= span.last]
    if now:
        return _covered(product.key, role.slug, now, spans)
    standing_in = _positions(a for a in given if a.active(org.on) and org.filled(org.positions[a.position]))
    due = list(_hires(org, rightful))
    first_due = min((day for _, day in due if day), default=None)
    if standing_in:
        return Cell(product.key, role.slug, STAND_IN, standing_in, first_due)
    if due:
        return Cell(product.key, role.slug, HIRE_DUE, tuple(dict.fromkeys(key for key, _ in due)), first_due)
    return without(product, role, org.on)


def without(product: Product, role: Role, on: date) -> Cell:
    """How a product stands with a role that nobody is assigned to."""
    return Cell(product.key, role.slug, MISSING if is_needed(role.need, product, on) else NOT_NEEDED)


def is_rightful(org: Org, assignment: Assignment) -> bool:
    """Whether the assigned position covers once somebody sits in it: as owner, and not in another role of its own."""
    if assignment.kind != OWNER:
        return False
    return assignment.counts or may_have(org.positions[assignment.position], assignment.role)


def may_have(position: Position, role: str) -> bool:
    """Whether a position is in a role as far as is known: the role is its own, or its title was not understood."""
    return position.role in ("", role)


def unsure(org: Org, cell: Cell) -> tuple[str, ...]:
    """The positions of a cell that count because nothing says their role is another one: whoever is asked may."""
    return () if cell.state == STAND_IN else tuple(key for key in cell.by if not org.positions[key].role)


def is_needed(need: Need | None, product: Product, on: date) -> bool:
    """Whether a product needs a role on a date: its audience, and its stage or the window before launch."""
    if need is None or (need.audience != "any" and (need.audience == "market") != product.market_facing):
        return False
    return product.stage in need.stages or is_launching(need, product, on)


def deciding(need: Need | None, product: Product, on: date) -> frozenset[str]:
    """The fields of a product without which it might not need a role that it needs on a date."""
    if need is None or not is_needed(need, product, on):
        return frozenset()
    audience = {"market_facing"} if need.audience != "any" else set()
    stage = {"stage"} if not is_launching(need, product, on) and not set(STAGES) <= set(need.stages) else set()
    return frozenset(audience | stage)


def is_launching(need: Need, product: Product, on: date) -> bool:
    """Whether `on` is within the need's window before the launch, launch day included."""
    return bool(need.window) and product.launch is not None and 0 <= (product.launch - on).days <= need.window


def gap_severity(need: Need, product: Product, on: date) -> str:
    """How grave it is that nobody covers."""
    urgent = product.stage in need.urgent_stages or is_launching(need, product, on)
    return need.urgent if urgent else need.severity


def _covered(product: str, role: str, now: list[Span], spans: list[Span]) -> Cell:
    by = tuple(dict.fromkeys(span.position for span in now))
    last = _unbroken_until(max(span.last for span in now), spans)
    return Cell(product, role, COVERED, by) if last == date.max else Cell(product, role, ENDING, by, last)


def _unbroken_until(last: date, spans: Iterable[Span]) -> date:
    """The last day of cover without a gap, successors counted."""
    for span in sorted(spans):
        if last < date.max and span.first <= last + timedelta(days=1):
            last = max(last, span.last)
    return last


def _spans(org: Org, assignment: Assignment) -> Iterator[Span]:
    """When each who holds the position covers by this assignment; none while it has no holder."""
    position = org.positions[assignment.position]
    for key in (position.holder, *position.sharers):
        person = org.people.get(key)
        if person is None:
            continue
        first = max(assignment.starts or date.min, position.starts or date.min, person.starts or date.min)
        last = min(assignment.ends or date.max, position.ends or date.max, person.leaves or date.max)
        if first <= last:
            yield Span(first, last, position.key)


def hires(org: Org, product: str, role: str) -> dict[str, date | None]:
    """The positions through which somebody is to come and cover a product in a role, and from when, where that is
    known."""
    rightful = (a for a in assigned(org, product, role) if is_rightful(org, a))
    return dict(_hires(org, rightful))


def vacancies(org: Org, product: str, role: str) -> tuple[str, ...]:
    """Positions that are meant to cover a product in a role, and that have nobody nor anybody to come."""
    given = (a for a in assigned(org, product, role) if is_rightful(org, a) and not _is_over(a, org.on))
    standing = ((a, org.positions[a.position]) for a in given)
    return _positions(a for a, position in standing if not (org.filled(position) or is_hiring(org, position)))


def assigned(org: Org, product: str, role: str) -> list[Assignment]:
    """Who is assigned to a product in a role, longest first, in whatever order the rows of a file stand."""
    found = [a for a in org.assignments.get(product, ()) if a.role == role and a.position in org.positions]
    return sorted(found, key=lambda a: (a.starts or date.min, a.position)) if len(found) > 1 else found


def _hires(org: Org, rightful: Iterable[Assignment]) -> Iterator[tuple[str, date | None]]:
    """Positions that will cover, and from when: the first day on which somebody known does, or the day by which a
    vacant one that is being hired for is to be filled."""
    for assignment in rightful:
        position = org.positions[assignment.position]
        coming = [span.first for span in _spans(org, assignment) if span.first > org.on]
        if coming:
            yield position.key, min(coming)
        elif is_vacant(org, position) and is_awaited(position, org.on):
            due = [day for day in (target(position, org.on), _later(assignment.starts, org.on)) if day]
            day = max(due, default=None)
            if max(day or org.on, org.on) <= min(assignment.ends or date.max, position.ends or date.max):
                yield position.key, day


def _later(day: date | None, on: date) -> date | None:
    return day if day and day > on else None


def _is_over(assignment: Assignment, on: date) -> bool:
    return assignment.ends is not None and assignment.ends < on


def _positions(assignments: Iterable[Assignment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.position for a in assignments))

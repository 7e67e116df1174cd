"""When a requisition's position is to start, against when its products need someone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from planning.core import hiring
from planning.core.coverage.coverage import is_rightful
from planning.core.dates import day
from planning.core.over_time.needs import Need, is_covered, needs
from planning.core.over_time.timeline import Band, Walk
from planning.core.records import Assignment, Product
from planning.core.words import an, count
from planning.forms.days import sane
from planning.hiring.requisitions.priorities import RankedRequisition
from planning.organisation import store
from planning.organisation.snapshot import Snapshot

AHEAD = timedelta(days=730)


class Lane(NamedTuple):
    """A product as it is at the end of `AHEAD`, and its bands in a role until then."""

    product: Product
    bands: Sequence[Band]


class ProductNeed(NamedTuple):
    """When a product needs the position. `launch` is its launch ahead, as far as it is known by the end of the window;
    `role` is what the role is called, in short. `is_covered`: someone else covers on the day looked at."""

    name: str
    role: str
    launch: date | None
    needs: Sequence[Need]
    is_covered: bool


def product_needs(snapshot: Snapshot, position: str) -> list[ProductNeed]:
    """Of the products that a position is to cover in its own role, in `AHEAD` from the day looked at on."""
    lanes = snapshot.remember("lanes of open positions", lambda: _lanes(snapshot))
    known = ((duty, lanes.get((duty.product, duty.role))) for duty in _duties(snapshot, position))
    return [_need(snapshot, duty, lane) for duty, lane in known if lane]


def _lanes(snapshot: Snapshot) -> dict[tuple[str, str], Lane]:
    """Every product and role that an open position is to cover."""
    first, last = _window(snapshot)
    walk = Walk(store.dated(snapshot.organisation, first, snapshot.plan), snapshot.content, first, last)
    duties = (duty for p in hiring.unfilled_positions(snapshot.org) for duty in _duties(snapshot, p.key))
    roles, found = snapshot.content.roles, {}
    for key, role in dict.fromkeys((duty.product, duty.role) for duty in duties):
        then = walk.histories.at("product", key, last) or snapshot.org.products[key]
        found[key, role] = Lane(then, walk.lane(key, roles[role]))
    return found


def _window(snapshot: Snapshot) -> tuple[date, date]:
    first = sane(snapshot.org.on)
    return first, sane(first + AHEAD)


def _duties(snapshot: Snapshot, position: str) -> list[Assignment]:
    org, roles = snapshot.org, snapshot.content.roles
    mine = org.duties.get(position, ())
    return [d for d in mine if d.product in org.products and d.role in roles and is_rightful(org, d)]


def _need(snapshot: Snapshot, duty: Assignment, lane: Lane) -> ProductNeed:
    first, last = _window(snapshot)
    role, launch = snapshot.content.roles[duty.role], lane.product.launch
    return ProductNeed(
        lane.product.name or lane.product.key,
        role.code or role.name,
        launch if launch and launch > first else None,
        needs(lane.bands, duty.position, last),
        is_covered(lane.bands, duty.position, first),
    )


def verdict(on: date, requisition: RankedRequisition, known: Sequence[ProductNeed]) -> tuple[str, str]:
    """Whether the start is in time ('late', 'close', ''), and that in words."""
    target = requisition.start
    if target is None:
        return ("late" if requisition.closes else ""), "No target start is set."
    if target < on:
        return "late", f"The target start was {_days(on, target)} ago."
    said = [found for one in known for need in one.needs if (found := _judged(on, target, one, need))]
    return min(said, key=lambda found: found[0])[1:] if said else ("", _without(known))


def _without(known: Sequence[ProductNeed]) -> str:
    covered = next((one for one in known if one.is_covered), None)
    return f"{covered.name} has {an(covered.role)} already." if covered else ""


def _judged(on: date, target: date, one: ProductNeed, need: Need) -> tuple[tuple[int, date], str, str]:
    """How urgent that is, with the verdict on one need: what is missed comes before what is close, and that before
    what is in time."""
    launch = one.launch if one.launch and need.holds(one.launch) else None
    since = "needed now" if need.first <= on else f"needed from {day(need.first)}"
    if launch and target > launch:
        return (0, launch), "late", f"{_days(target, launch)} after {one.name} launches."
    if need.last and target > need.last:
        return (0, need.last), "late", f"{one.name} needs {an(one.role)} only until {day(need.last)}."
    if target > need.first and launch:
        return (1, launch), "close", f"{_before(launch, target, f'{one.name} launches')}; {since}."
    if target > need.first:
        return (1, need.first), "close", _waits(on, target, one, need)
    if launch:
        return (2, launch), "", f"{_before(launch, target, f'{one.name} launches')}."
    return (2, need.first), "", f"{_before(need.first, target, f'{one.name} needs {an(one.role)}')}."


def _waits(on: date, target: date, one: ProductNeed, need: Need) -> str:
    if need.first <= on:
        return f"{one.name} needs {an(one.role)} now and will wait {count((target - on).days, 'more day')}."
    return f"{one.name} needs {an(one.role)} from {day(need.first)}, {_days(target, need.first)} before this start."


def _before(what: date, target: date, happens: str) -> str:
    return f"{_days(what, target)} before {happens}" if target < what else f"On the day {happens}"


def _days(one: date, other: date) -> str:
    return count((one - other).days, "day")

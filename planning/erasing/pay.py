"""Which amounts were somebody's own pay: what a position had while they held it, in the organisation or a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from planning.erasing import tables
from planning.organisation.models import Position, Step, StoredChange
from portal.models import Organisation

Side = Mapping[str, Any]
Change = tuple[Side | None, Side | None]
FIELDS = ("holder", "sharers", "pay")


def pay_of(organisation: Organisation, person: str) -> dict[str, frozenset[Decimal]]:
    """By position: the amounts that are to go. One that a later holder has taken over is theirs now, and stays."""
    rows = {row.key: row for row in Position.objects.filter(organisation=organisation)}
    done, planned = _done(organisation, person), _planned(organisation, person)
    mine = {key for key, row in rows.items() if _holds(person, _now(row))}
    found = {}
    for key in mine | done.keys() | planned.keys():
        changes = done.get(key, [])
        now = _now(rows[key]) if key in rows else _last(changes)
        amounts = _while_held(person, [*changes, ({}, now)]) | _in_plans(person, now, planned.get(key, {}))
        if now.get("holder") and not _holds(person, now):
            amounts.discard(_amount(now.get("pay")))
        if kept := frozenset(amount for amount in amounts if amount is not None):
            found[key] = kept
    return found


def _now(row: Position) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def _last(changes: Iterable[Change]) -> dict[str, Any]:
    """What was last said of a position that is gone."""
    state: dict[str, Any] = {}
    for side in (side for change in changes for side in change if side):
        state |= {name: side[name] for name in FIELDS if name in side}
    return state


def _holds(person: str, state: Side) -> bool:
    return person == state.get("holder") or person in state.get("sharers", ())


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _while_held(person: str, changes: Iterable[Change]) -> set[Decimal | None]:
    """Every amount that stood while the person held the position, by its changes in the order they were made."""
    changes, found = list(changes), set()
    state: dict[str, Any] = {}
    for side in reversed([side for change in changes for side in change if side]):
        state |= {name: side[name] for name in FIELDS if name in side}  # what it began with is what is said of it first
    for side in (side for change in changes for side in change if side is not None):
        state |= {name: side[name] for name in FIELDS if name in side}
        if _holds(person, state):
            found.add(_amount(state.get("pay")))
    return found


def _in_plans(person: str, now: Side, plans: Mapping[int, list[Change]]) -> set[Decimal | None]:
    found: set[Decimal | None] = set()
    for changes in plans.values():
        found |= _while_held(person, [({}, now), *changes])
    return found


def _done(organisation: Organisation, person: str) -> dict[str, list[Change]]:
    """The changes of the positions that the person ever held, by key."""
    rows = StoredChange.objects.filter(organisation=organisation, kind="position")
    fields = [StoredChange._meta.get_field(name) for name in ("before", "after")]
    naming = tables.holding(rows, fields, [person]).values_list("key", "before", "after")
    keys = {key for key, *sides in naming if any(_holds(person, side or {}) for side in sides)}
    found = defaultdict(list)
    for key, before, after in rows.filter(key__in=keys).order_by("id").values_list("key", "before", "after"):
        found[key].append((before, after))
    return found


def _planned(organisation: Organisation, person: str) -> dict[str, dict[int, list[Change]]]:
    """What plans change of positions whose pay or holder they touch, by key and plan."""
    found: dict[str, dict[int, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for plan, move in _moves(organisation):
        if any(name in (move[side] or {}) for side in ("before", "after") for name in FIELDS):
            found[move["key"]][plan].append((move["before"], move["after"]))
    return found


def _moves(organisation: Organisation) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = tables.rows_of(Step, organisation).order_by("plan", "number").values_list("plan_id", "moves")
    for plan, moves in rows:
        yield from ((plan, move) for move in moves if move.get("kind") == "position")

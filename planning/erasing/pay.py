"""Which amounts were somebody's own pay: what a position had while they held it, in the organisation or a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from planning.erasing import tables
from planning.organisation.models import Position, Step, StoredChange
from portal.models import Organisation

Side = Mapping[str, Any]
FIELDS = ("holder", "sharers", "pay")


class Change(NamedTuple):
    """What was said of a position, by when; `plan` is the plan that says so, 0 for the organisation itself."""

    made_at: datetime
    before: Side | None
    after: Side | None
    plan: int = 0


def pay_of(organisation: Organisation, person: str) -> dict[str, frozenset[Decimal]]:
    """By position: the amounts that are to go. One that a later holder has taken over is theirs now, and stays."""
    rows = {row.key: row for row in Position.objects.filter(organisation=organisation)}
    done, planned = _done(organisation, person), _planned(organisation)
    mine = {key for key, row in rows.items() if _holds(person, _now(row))}
    found = {}
    for key in mine | done.keys() | planned.keys():
        changes = done.get(key, [])
        now = _now(rows[key]) if key in rows else _last(changes)
        amounts = _while_held(person, now, changes)
        for plan in planned.get(key, {}).values():
            amounts |= _while_held(person, now, [*changes, *plan])
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
    for change in changes:
        state |= _said(change.before) | _said(change.after)
    return state


def _first(changes: Iterable[Change]) -> dict[str, Any]:
    """What a position began with: what was first said of it."""
    state: dict[str, Any] = {}
    for change in reversed(list(changes)):
        state |= _said(change.after) | _said(change.before)
    return state


def _said(side: Side | None) -> dict[str, Any]:
    return {name: side[name] for name in FIELDS if side and name in side}


def _holds(person: str, state: Side) -> bool:
    return person == state.get("holder") or person in state.get("sharers", ())


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _while_held(person: str, now: Side, changes: Iterable[Change]) -> set[Decimal | None]:
    """Every amount that stood while the person held a position, by its changes as they came: what a plan says stands
    over what the organisation says at that time. `now` is what the organisation says after all of them."""
    ordered = sorted(changes, key=lambda change: (change.made_at, change.plan))
    live, over = {**now, **_first(change for change in ordered if not change.plan)}, dict[str, Any]()
    states: list[Side] = []
    for change in ordered:
        into = over if change.plan else live
        states.append({**live, **over, **_said(change.before)})
        into |= _said(change.after)
        states.append({**live, **over})
    states.append({**now, **over})
    return {_amount(state.get("pay")) for state in states if _holds(person, state)}


def _done(organisation: Organisation, person: str) -> dict[str, list[Change]]:
    """The changes of the positions that the person ever held, by key."""
    rows = StoredChange.objects.filter(organisation=organisation, kind="position")
    fields = [StoredChange._meta.get_field(name) for name in ("before", "after")]
    naming = tables.holding(rows, fields, [person]).values_list("key", "before", "after")
    keys = {key for key, *sides in naming if any(_holds(person, side or {}) for side in sides)}
    found = defaultdict(list)
    changes = rows.filter(key__in=keys).order_by("id").values_list("key", "batch__made_at", "before", "after")
    for key, made_at, before, after in changes:
        found[key].append(Change(made_at, before, after))
    return found


def _planned(organisation: Organisation) -> dict[str, dict[int, list[Change]]]:
    """What plans change of positions whose pay or holder they touch, by key and plan."""
    found: dict[str, dict[int, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for key, change in _moves(organisation):
        if _said(change.before) or _said(change.after):
            found[key][change.plan].append(change)
    return found


def _moves(organisation: Organisation) -> Iterator[tuple[str, Change]]:
    rows = tables.rows_of(Step, organisation).order_by("plan", "number").values_list("plan_id", "made_at", "moves")
    for plan, made_at, moves in rows:
        for move in moves:
            if move.get("kind") == "position":
                yield move["key"], Change(made_at, move["before"], move["after"], plan)

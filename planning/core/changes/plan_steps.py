"""A plan's list of changes, as the replay of steps that can be undone and redone.

A step is what somebody did at once: added changes, dropped some, moved some to another date, noted why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from planning.core.changes.change import Change


class Add(NamedTuple):
    """A change comes into the plan under an id of its own."""

    id: str
    change: Change


class Drop(NamedTuple):
    id: str


class Redate(NamedTuple):
    id: str
    on: date


class Note(NamedTuple):
    id: str
    text: str


Move = Add | Drop | Redate | Note


class PlannedChange(NamedTuple):
    """A change as it stands in the plan now: its id, why it is there, and the number of its step."""

    id: str
    change: Change
    note: str = ""
    step: int = 0


def replay(steps: Iterable[tuple[int, Iterable[Move]]]) -> dict[str, PlannedChange]:
    """The changes after all steps, by id, in the order in which they came in."""
    plan: dict[str, PlannedChange] = {}
    for number, moves in steps:
        plan = replay_step(plan, number, moves)
    return plan


def replay_step(plan: Mapping[str, PlannedChange], number: int, moves: Iterable[Move]) -> dict[str, PlannedChange]:
    """The changes after one more step."""
    after = dict(plan)
    for move in moves:
        _apply_move(after, number, move)
    return after


def _apply_move(plan: dict[str, PlannedChange], number: int, move: Move) -> None:
    if isinstance(move, Add):
        plan[move.id] = PlannedChange(move.id, move.change, "", number)
    elif move.id not in plan:
        return
    elif isinstance(move, Drop):
        del plan[move.id]
    elif isinstance(move, Redate):
        planned = plan[move.id]
        plan[move.id] = planned._replace(change=planned.change._replace(on=move.on))
    else:
        plan[move.id] = plan[move.id]._replace(note=move.text)


def changes_due(plan: Mapping[str, PlannedChange], on: date) -> list[Change]:
    """The changes whose day has come, in the order in which they take effect."""
    due = [planned.change for planned in plan.values() if planned.change.on <= on]
    return sorted(due, key=lambda change: change.on)

"""A role's career path as a drawing: rungs of two tracks, and where they lead on into other roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from roles.guide.reading import Guide
from roles.models import Level, NextStep, Role

Track = Level.Track


class Rung(NamedTuple):
    """A step of a ladder. `role` is set where it belongs to another role, that the path leads on to."""

    name: str
    number: int
    role: Role | None = None


class Cell(NamedTuple):
    """A place in the drawing: a rung or none, and whether a line leaves it upwards, downwards, to the left or right."""

    rung: Rung | None
    up: bool = False
    down: bool = False
    left: bool = False
    right: bool = False

    @property
    def lines(self) -> str:
        """The names of the sides on which a line leaves, for a class each."""
        sides = ("up", self.up), ("down", self.down), ("left", self.left), ("right", self.right)
        return " ".join(f"to-{name}" for name, is_drawn in sides if is_drawn)


class Row(NamedTuple):
    """One level: its number and the places of both tracks."""

    number: int
    individual: Cell
    manager: Cell


class Step(NamedTuple):
    """A step from a level of one role to a level of another, by their names."""

    origin: str
    level: str
    role: Role


class Ladder(NamedTuple):
    """`rows` from the highest level down; `onwards` are the steps that lead from here to other roles, `arrivals`
    those that lead here from other roles."""

    rows: list[Row]
    onwards: list[Step]
    arrivals: list[Step]
    has_managers: bool

    @property
    def is_empty(self) -> bool:
        return not self.rows


def ladder(guide: Guide, slug: str) -> Ladder:
    """The rungs of a role, continued by those of the first role that its path leads on to."""
    levels = guide.levels(slug)
    individual = {level.number: Rung(level.name, level.number) for level in levels if level.track == Track.INDIVIDUAL}
    manager = {level.number: Rung(level.name, level.number) for level in levels if level.track == Track.MANAGER}
    steps = [step for step in guide.next_steps(slug) if step.to in guide.roles]
    on = _leading_on(guide, steps, max([*individual, *manager], default=0))
    arrivals = [step for step in guide.of(NextStep) if step.to == slug and step.role_id != slug]
    return Ladder(
        _rows(individual, {**on, **manager}),
        [_step(guide, step, step.to) for step in steps],
        [_step(guide, step, step.role_id) for step in arrivals],
        bool(manager or on),
    )


def _leading_on(guide: Guide, steps: Iterable[NextStep], top: int) -> dict[int, Rung]:
    """The rungs above the role's own: of the role that the first step from its top leads to."""
    step = next((step for step in steps if step.at >= top), None)
    if step is None:
        return {}
    found: dict[int, Rung] = {}
    for level in guide.levels(step.to):
        if level.number >= step.at and (level.number not in found or level.track == Track.MANAGER):
            found[level.number] = Rung(level.name, level.number, guide.roles[step.to])
    return found


def _rows(individual: dict[int, Rung], manager: dict[int, Rung]) -> list[Row]:
    """From the highest level down. Where one track leads over to the other, a line joins them."""
    across = _crossing(individual, manager)
    left, right = sorted(individual), sorted({*manager, across} if across else manager)
    rows = []
    for number in sorted({*individual, *manager}, reverse=True):
        joined = number == across
        one = Cell(individual.get(number), *_vertical(left, number), right=joined)
        rows.append(Row(number, one, Cell(manager.get(number), *_vertical(right, number), left=joined)))
    return rows


def _crossing(individual: dict[int, Rung], manager: dict[int, Rung]) -> int | None:
    """The level at which the individual track leads over to the managers': the first that both have, else the last
    one below the managers'."""
    both = sorted(individual.keys() & manager.keys())
    below = [number for number in individual if number < min(manager, default=0)]
    return both[0] if both else max(below, default=None)


def _vertical(numbers: list[int], number: int) -> tuple[bool, bool]:
    """Whether a track that has these levels has a line going up and one going down at a level."""
    lowest, highest = min(numbers, default=0), max(numbers, default=0)
    return lowest <= number < highest, lowest < number <= highest


def _step(guide: Guide, step: NextStep, other: str) -> Step:
    """`other` is the role at the far end, seen from the page."""
    return Step(_name(guide, step.role_id, step.level), _name(guide, step.to, step.at), guide.roles[other])


def _name(guide: Guide, role: str, number: int) -> str:
    names = [level.name for level in guide.levels(role) if level.number == number]
    return " or ".join(names) or f"level {number}"

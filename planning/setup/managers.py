"""Who has no manager, by the cause, and moving all of one cause under somebody at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from typing import NamedTuple

from planning.core.changes import edits
from planning.core.changes.change import Change
from planning.core.dates import day
from planning.core.headcount import people_in
from planning.core.names import name_of
from planning.core.records import Org, Position
from planning.core.rules.spans import MOST
from planning.core.tree import line_up
from planning.core.words import count
from planning.organisation.snapshot import Snapshot

TEAMS = 3
SPAN = "span-high"
ALL = "all"


class Cause(NamedTuple):
    """Positions that lack a manager for one reason. `name` tells it from others: ALL of them, or `=` and what their
    rows say: a text that no position has, the key of a position that has ended, or nothing. `of` says in which teams
    they are, the largest first."""

    name: str
    heading: str
    why: str
    positions: tuple[str, ...]
    of: tuple[tuple[str, int], ...]
    teams: int
    people: bool

    @property
    def size(self) -> str:
        return count(len(self.positions), *(("person", "people") if self.people else ("position",)))

    @property
    def made_of(self) -> str:
        """“not found · Support (22), Sales (18) and 2 more teams”"""
        more = self.teams - len(self.of)
        named = ", ".join(f"{team} ({number})" for team, number in self.of)
        return " · ".join(filter(None, (self.why, named + (f" and {count(more, 'more team')}" if more else ""))))


class Move(NamedTuple):
    """Positions that would come to report to `manager`. Left out are those that `manager` is or hangs under, for they
    would close a ring. `warning` says that the manager would have more reports than the norm, '' if not."""

    manager: str
    positions: tuple[str, ...]
    warning: str

    def changes(self, org: Org) -> list[Change]:
        return edits.move(org, self.positions, self.manager)


def causes(snapshot: Snapshot) -> list[Cause]:
    """The largest first; those without any manager last. The top of the organisation is none of them."""
    return snapshot.remember("causes without manager", partial(_causes, snapshot))


def everybody(snapshot: Snapshot) -> Cause | None:
    """All of them, where they lack a manager for several reasons."""
    return snapshot.remember("all without manager", partial(_everybody, snapshot))


def find(snapshot: Snapshot, name: str) -> Cause | None:
    if name == ALL:
        return everybody(snapshot)
    return next((cause for cause in causes(snapshot) if cause.name == name), None)


def people(snapshot: Snapshot) -> int:
    return sum(len(cause.positions) for cause in causes(snapshot))


def _everybody(snapshot: Snapshot) -> Cause | None:
    found = causes(snapshot)
    if len(found) < 2:
        return None
    group = [snapshot.org.positions[key] for cause in found for key in cause.positions]
    heading = "Both groups" if len(found) == 2 else f"All {len(found)} groups"
    return _cause(snapshot.org, ALL, heading, "", group)


def _causes(snapshot: Snapshot) -> list[Cause]:
    org, trees = snapshot.org, snapshot.context.forest
    groups: dict[str, list[Position]] = defaultdict(list)
    for key in (*trees.roots, *trees.unplaced):
        position = org.positions[key]
        groups["" if position.manager == key else position.manager].append(position)
    made = (_cause(org, f"={manager}", *_words(org, manager), group) for manager, group in groups.items())
    return sorted(made, key=lambda cause: (cause.name == "=", -len(cause.positions), cause.heading))


def _cause(org: Org, name: str, heading: str, why: str, group: list[Position]) -> Cause:
    teams = Counter(_team(org, position) for position in group)
    return Cause(
        name,
        heading,
        why,
        tuple(position.key for position in group),
        tuple(sorted(teams.items(), key=lambda team: (-team[1], team[0]))[:TEAMS]),
        len(teams),
        all(map(org.filled, group)),
    )


def _words(org: Org, manager: str) -> tuple[str, str]:
    """A heading, and why they have no manager."""
    ended = org.get("position", manager)
    if not manager:
        return "No manager given", ""
    if ended is None:
        return f"Manager “{manager}”", "not found"
    return f"Reported to {name_of(org, 'position', manager)}", f"ended on {day(ended.ends)}" if ended.ends else "ended"


def _team(org: Org, position: Position) -> str:
    return name_of(org, "team", position.team) if position.team in org.teams else "no team"


def move(snapshot: Snapshot, cause: Cause, manager: str) -> Move:
    """All of a cause under `manager`, a position's key."""
    org = snapshot.org
    above = {manager, *(position.key for position in line_up(org.positions, manager))}
    moved = tuple(key for key in cause.positions if key not in above)
    return Move(manager, moved, _warning(snapshot, manager, moved))


def _warning(snapshot: Snapshot, manager: str, moved: tuple[str, ...]) -> str:
    ctx, org = snapshot.context, snapshot.org
    is_off = snapshot.content.settings.get(SPAN, {}).get("on") is False
    then = ctx.census.filled[manager] + len(people_in(org, (org.positions[key] for key in moved)))
    most = ctx.number(SPAN, MOST)
    if is_off or then <= most:
        return ""
    return f"{ctx.who(manager)} would have {count(then, 'direct report')}; more than {most} raises a finding."

"""Bringing a plan onto an organisation that has moved since: where both moved one field, somebody decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from planning.core.changes.change import Change, Conflict, apply, apply_to, conflicts, drafted, values
from planning.core.changes.plan_steps import PlannedChange
from planning.core.records import Org

Answer = Literal["planned", "current"]


class Clash(NamedTuple):
    """A conflict of the planned change `id`. `name` is how an answer refers to it."""

    id: str
    conflict: Conflict

    @property
    def name(self) -> str:
        return f"{self.id}:{self.conflict.field}"

    @property
    def gone(self) -> bool:
        """The record is no longer there: the change can only be left out."""
        return self.conflict.field == "" and self.conflict.current is None


def clashes(org_at: Callable[[date], Org], planned: Iterable[PlannedChange], today: date) -> list[Clash]:
    """Where the organisation has moved away from what the plan was made on, each date's changes looked at
    with the plan's earlier ones done. `org_at` gives the current organisation on a date."""
    found: list[Clash] = []
    for org, mine in _by_date(org_at, planned, today):
        names = {id(p.change): p.id for p in mine}
        found += [Clash(names[id(c.change)], c) for c in conflicts(org, [p.change for p in mine])]
    return found


def settle(
    org_at: Callable[[date], Org], planned: Iterable[PlannedChange], answers: Mapping[str, Answer], today: date
) -> tuple[list[Change], list[Clash]]:
    """The plan's changes as they can be applied, and the clashes that still want an answer.

    A change dated before `today` takes effect today. The before values are those of the organisation, so
    that the result can be inverted.
    """
    ready: list[Change] = []
    open_: list[Clash] = []
    for on, mine in _groups(planned, today):
        org = apply(org_at(on), (change for change in ready if change.on < on))
        # Copied once, not for each change, of which there may be thousands: they ask for the records that they name.
        tables = drafted(org, [p.change for p in mine])
        met = Org(on, tables)
        for p in mine:
            change = p.change._replace(on=on)
            found = [Clash(p.id, c) for c in conflicts(met, [change])]
            open_ += [clash for clash in found if clash.name not in answers]
            settled = _settled(met, change, {c.conflict.field: answers.get(c.name, "current") for c in found})
            if settled is not None:
                ready.append(settled)
                apply_to(tables, settled)
    return ready, open_


def _groups(planned: Iterable[PlannedChange], today: date) -> list[tuple[date, list[PlannedChange]]]:
    by_date: dict[date, list[PlannedChange]] = {}
    for p in planned:
        by_date.setdefault(max(p.change.on, today), []).append(p)
    return sorted(by_date.items())


def _by_date(
    org_at: Callable[[date], Org], planned: Iterable[PlannedChange], today: date
) -> Iterable[tuple[Org, list[PlannedChange]]]:
    earlier: list[Change] = []
    for on, mine in _groups(planned, today):
        yield apply(org_at(on), earlier), mine
        earlier += [p.change for p in mine]


def _settled(org: Org, change: Change, answers: Mapping[str, str]) -> Change | None:
    """The change with the answered fields put right; None where nothing of it is left."""
    record = org.get(change.kind, change.key)
    if record is None:
        return change if change.before is None and change.after is not None else None
    if answers.get("") == "current" or (change.after is None and "current" in answers.values()):
        return None
    if change.after is None:
        return change._replace(before=values(record))
    after = {name: value for name, value in change.after.items() if answers.get(name) != "current"}
    moved = {name: value for name, value in after.items() if getattr(record, name) != value}
    if not moved:
        return None
    return change._replace(before={name: getattr(record, name) for name in moved}, after=moved)

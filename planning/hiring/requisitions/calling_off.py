"""Starts that wait for their day: somebody who is here already is to take a position, and does not after all."""

from __future__ import annotations

from datetime import date

from planning.core.changes import edits
from planning.core.changes.change import Change
from planning.organisation import store
from planning.organisation.models import Plan
from portal.models import Organisation


def called_off(
    organisation: Organisation, on: date, key: str, stage: str, *, plan: Plan | None = None, before: date = date.max
) -> list[Change]:
    """Nobody takes the position on any day after `on` and before `before`; it is at `stage` then."""
    changes = []
    for day in _awaited(organisation, on, key, plan):
        if day < before:
            changes += edits.vacate(store.org_at(organisation, day, plan), [key], stage=stage)
    return changes


def _awaited(organisation: Organisation, on: date, key: str, plan: Plan | None) -> list[date]:
    """The days to come on which a change gives the position a holder."""
    dated = store.dated(organisation, on, plan)
    ahead = [change for changes in (dated.ahead, dated.over) for change in changes if change.on > on]
    return sorted(c.on for c in ahead if (c.kind, c.key) == ("position", key) and (c.after or {}).get("holder"))

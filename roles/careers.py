"""Career paths between roles, and what each level of a role is called, as the values that the rules work on."""

from __future__ import annotations

from collections.abc import Iterable

from planning.core.content import CareerStep
from roles.models import Level, NextStep


def steps(rows: Iterable[NextStep], roles: Iterable[str]) -> tuple[CareerStep, ...]:
    """Between these roles: in their order, lowest level first."""
    rank = {slug: at for at, slug in enumerate(roles)}
    found = (CareerStep(row.role_id, row.level, row.to, row.at) for row in rows)
    kept = (step for step in found if step.role in rank and step.to in rank)
    return tuple(sorted(kept, key=lambda step: (rank[step.role], step.level, rank[step.to], step.at)))


def titles(rows: Iterable[Level]) -> dict[tuple[str, int], str]:
    """By role and level the title of those who lead nobody."""
    own = (row for row in rows if row.track == Level.Track.INDIVIDUAL)
    return {(row.role_id, row.number): row.name for row in sorted(own, key=lambda row: (row.role_id, row.number))}

"""What is known of a want while somebody is chosen for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planning.core.content import Role
from planning.core.fixes.choosing.capacity import Counted
from planning.core.fixes.choosing.staff import Telling
from planning.core.fixes.choosing.weighing import Candidate, Want
from planning.core.records import OWNER, Assignment
from planning.core.rules import Context


@dataclass
class Place:
    """A want with what tells who is near, by what somebody is on the products already, and what counts of them by the
    norms; those who come into question, and those who were chosen. `is_spent`: of those who have room for it nobody has
    it beside what else they are proposed for. `instead`: the product that whoever was chosen all the same would give up
    for it. `exchanged`: how many others somebody was chosen for in place of this one."""

    want: Want
    telling: Telling
    duties: Mapping[str, Assignment]
    counted: Counted
    pool: list[Candidate] = field(default_factory=list)
    chosen: list[Candidate] = field(default_factory=list)
    is_spent: bool = False
    instead: str = ""
    exchanged: int = 0


def duties_on(ctx: Context, role: Role, want: Want) -> Mapping[str, Assignment]:
    """By position by what somebody is on the products in the role already, without owning them."""
    every = (duty for key in want.products for duty in ctx.org.assignments.get(key, ()))
    given = [duty for duty in every if duty.role == role.slug and duty.kind != OWNER]
    return {duty.position: duty for duty in reversed(given) if duty.active(ctx.org.on)}

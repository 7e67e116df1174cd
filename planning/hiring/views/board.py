"""The pipeline: requisitions in columns by stage. A card is dragged, moved by keys, or by its menu."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core import hiring
from planning.core.content import Role
from planning.core.hiring import ApprovalPolicy
from planning.hiring.requisitions import filters
from planning.hiring.requisitions.priorities import RankedRequisition, ranked_requisitions, reason
from planning.organisation.hiring_rights import Mover
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member

CARDS_PER_COLUMN = 40


class Card(NamedTuple):
    """A requisition on the board. `moves` are the stages it can go to, whoever may move it."""

    requisition: RankedRequisition
    role: Role | None
    products: list[str]
    reason: str
    moves: str


class Column(NamedTuple):
    """A stage with its cards; `more` further ones are left to the list."""

    stage: str
    cards: list[Card]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


@member()
def board(request: HttpRequest, access: Access) -> HttpResponse:
    """Filtered as the address asks."""
    snapshot = Snapshot.of(access)
    every = ranked_requisitions(access, snapshot)
    shared = page_context(access, snapshot, every, request.GET)
    found, mover = shared["found"], shared["mover"]
    context = {
        **shared,
        "columns": _columns(snapshot, found, _stages(mover.rules.approval_policy, found)),
        "aside": _columns(snapshot, found, hiring.ASIDE),
    }
    return render(request, "planning/hiring/board.html", context)


def page_context(access: Access, snapshot: Snapshot, every: list[RankedRequisition], asked: Any) -> dict[str, Any]:
    """What every page of the hiring plan shows around the requisitions, and those that match what is asked for. Two
    queries."""
    asking = [(s.key, s.stage) for s in every if s.stage in (hiring.SUBMITTED, hiring.FINANCE)]
    mover = Mover.of(access, [key for key, _ in asking])
    awaited = mover.awaited(asking)
    found = filters.matching(snapshot, every, asked)
    return {
        "access": access,
        "mover": mover,
        "found": [r for r in found if r.key in awaited] if asked.get("waits") else found,
        "awaited": len(awaited),
        "asked": asked,
        "every": len(every),
        "open": sum(not r.is_aside for r in every),
        "critical": sum(r.severity == "critical" for r in every),
        "choices": filters.choices(snapshot, every),
        "filtered": any(asked.get(name) for name in (*filters.NAMES, "waits")),
    }


def _stages(policy: ApprovalPolicy, found: list[RankedRequisition]) -> list[str]:
    """The stages of the organisation, and those besides in which a requisition still is."""
    used = {r.stage for r in found}
    return [stage for stage in hiring.PIPELINE if stage != hiring.STARTED and (stage in policy.stages or stage in used)]


def _columns(snapshot: Snapshot, found: list[RankedRequisition], stages: Any) -> list[Column]:
    made = []
    for stage in stages:
        requisitions = [r for r in found if r.stage == stage]
        made.append(Column(stage, [_card(snapshot, r) for r in requisitions[:CARDS_PER_COLUMN]], len(requisitions)))
    return made


def _card(snapshot: Snapshot, requisition: RankedRequisition) -> Card:
    role = snapshot.content.roles.get(requisition.position.role)
    transitions = hiring.transitions(requisition.stage, ApprovalPolicy(), requisition.details.resumes)
    products, moves = filters.products(snapshot, requisition), " ".join(t.to for t in transitions)
    return Card(requisition, role, products, reason(snapshot, requisition), moves)

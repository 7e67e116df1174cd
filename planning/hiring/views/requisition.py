"""One requisition: what is known of it, what it closes, what has become of it, and where it can go next."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core import hiring
from planning.core.cost.forecast import is_to_come
from planning.core.money import plain
from planning.core.names import name_of
from planning.core.records import Position, Requisition
from planning.cost.effects import position_effect
from planning.cost.position_cost import outside_band, position_cost
from planning.findings.presentation import rule_titles
from planning.hiring.figures.page import row_of
from planning.hiring.interviews.concerns import hired_anyway
from planning.hiring.requisitions.priorities import RankedRequisition, rank_reason, ranked_requisitions, requisition_for
from planning.hiring.requisitions.stage_history import stage_history
from planning.organisation.hiring_rights import Mover
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member


@member()
def requisition(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """Also for a position that is filled: then it tells how that came about."""
    snapshot = Snapshot.of(access)
    position = snapshot.org.positions.get(key)
    if position is None:
        raise Http404("Position not found on this date.")
    every = ranked_requisitions(access, snapshot)
    found = requisition_for(snapshot, position, every)
    mover = Mover.of(access, [key])
    context = {
        "access": access,
        "requisition": found,
        "of": len(every),
        "rank_reason": rank_reason(snapshot, found) if found.place else "",
        "rules": rule_titles(snapshot),
        "transitions": mover.transitions(key, found.stage, found.details.resumes),
        "stage_history": stage_history(access, key),
        "role": snapshot.content.roles.get(position.role),
        "team": snapshot.org.teams.get(position.team),
        "products": _products(snapshot, key),
        **people(snapshot, found),
        "hired_anyway": hired_anyway(access, key) if found.stage in (hiring.ACCEPTED, hiring.STARTED) else None,
        "expected": row_of(access, position, found.stage),
        "salary": salary(found.details) if access.sees_cost else "",
        **(_cost(access, snapshot, position) if access.sees_cost else {}),
    }
    return render(request, "planning/hiring/requisition.html", context)


def _cost(access: Access, snapshot: Snapshot, position: Position) -> dict[str, Any]:
    """For those who may see cost."""
    function = snapshot.content.functions.get(snapshot.context.function_of(position), "")
    is_to_fill = not snapshot.org.filled(position) and is_to_come(position)
    return {
        "cost": position_cost(access.organisation, snapshot, position),
        "outside_band": outside_band(snapshot, position),
        "effect": position_effect(snapshot, access.today, position) if is_to_fill else None,
        "function": function,
    }


def people(snapshot: Snapshot, found: RankedRequisition) -> dict[str, Any]:
    """Hiring manager and whom a backfill replaces, by name; whoever sits there already."""
    details, position, org = found.details, found.position, snapshot.org
    manager = details.manager or position.manager
    return {
        "manager_key": manager if manager in org.positions else "",
        "manager": name_of(org, "position", manager),
        "own_manager": not details.manager,
        "replaces": name_of(org, "person", details.replaces) if details.replaces else "",
        "holder": (org.holder_names(position) or "Name not given") if org.filled(position) else "",
    }


def salary(details: Requisition) -> str:
    """“GBP 60,000 to 75,000 a year”; '' where no range is given. Only for those who may see cost."""
    low, high = details.salary_from, details.salary_to
    if low is None and high is None:
        return ""
    if low is None or high is None:
        text = f"up to {plain(high)}" if high is not None else f"from {plain(low)}" if low is not None else ""
    else:
        text = plain(low) if low == high else f"{plain(low)} to {plain(high)}"
    return f"{details.salary_currency} {text} a year"


def _products(snapshot: Snapshot, key: str) -> list[tuple[Any, Any]]:
    """Each product that the position is to cover, with the role in which."""
    duties = snapshot.org.duties.get(key, ())
    found = ((snapshot.org.products.get(duty.product), snapshot.content.roles.get(duty.role)) for duty in duties)
    return [(product, role) for product, role in found if product]

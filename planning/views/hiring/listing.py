"""The seats as a list: sorted, filtered and grouped as the address asks, edited in place, exported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.findings import Look
from planning.hiring import filters
from planning.hiring.seats import FAR, Seat, closing_text, reason, seats_of
from planning.org import hiring
from planning.org.sentences import name_of
from planning.org.state import PRIORITIES
from planning.views.hiring.board import frame
from planning.views.hiring.seat import salary
from planning.views.history import spreadsheet_safe
from portal.guard import Access, member

PER_PAGE = 50
SORTS = {
    "": "Order",
    "title": "Seat",
    "stage": "Stage",
    "priority": "Priority",
    "manager": "Hiring manager",
    "planned": "Planned start",
    "target": "Target start",
}
GROUPS = {
    "stage": "Stage",
    "team": "Team",
    "role": "Role",
    "manager": "Hiring manager",
    "priority": "Priority",
    "product": "Product",
}
HEADINGS = (
    "place", "by hand", "key", "seat", "role", "team", "location", "fte", "products", "stage", "type", "replaces",
    "priority", "hiring manager", "recruiter", "planned start", "target start", "closes", "justification",
    "if nobody is hired",
)  # fmt: skip
COST_HEADINGS = ("salary from", "salary to", "currency")


class Row(NamedTuple):
    """A seat in the list, with the names it needs."""

    seat: Seat
    code: str
    role: str
    team: str
    products: list[str]
    manager: str
    reason: str
    salary: str


@member()
def listing(request: HttpRequest, access: Access) -> HttpResponse:
    """A page of rows under their headings; `format=csv` for a file of all that match."""
    look, asked = Look.of(access), request.GET
    every = seats_of(look)
    found = sorted(filters.matching(look, every, asked), key=_order(look, asked.get("sort", "")))
    if asked.get("format") == "csv":
        return _csv(access, look, found)
    heading = _heading(look, asked.get("group", ""))
    found.sort(key=lambda seat: _rank_of(heading(seat)))
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    groups = groupby(page, key=heading)
    context = {
        **frame(access, look, every, asked),
        "page": page,
        "groups": [(name, [_row(access, look, seat) for seat in mine]) for name, mine in groups],
        "sorts": SORTS,
        "sort": asked.get("sort", "") if asked.get("sort", "") in SORTS else "",
        "group_choices": GROUPS,
    }
    return render(request, "planning/hiring/list.html", context)


def _row(access: Access, look: Look, seat: Seat) -> Row:
    role = look.content.roles.get(seat.position.role)
    team = look.org.teams.get(seat.position.team)
    return Row(
        seat,
        role.code if role else "",
        role.name if role else "",
        (team.name or team.key) if team else "",
        filters.products(look, seat),
        name_of(look.org, "position", filters.hiring_manager(look, seat)),
        reason(look, seat),
        salary(seat.requisition) if access.sees_cost else "",
    )


def _order(look: Look, sort: str) -> Callable[[Seat], tuple[Any, ...]]:
    """By the column, then by the order of hiring."""
    keys: dict[str, Callable[[Seat], Any]] = {
        "title": lambda seat: seat.title.casefold(),
        "stage": lambda seat: hiring.STAGES.index(seat.stage),
        "priority": lambda seat: PRIORITIES.index(seat.requisition.priority),
        "manager": lambda seat: name_of(look.org, "position", filters.hiring_manager(look, seat)).casefold(),
        "planned": lambda seat: seat.requisition.planned_start or FAR,
        "target": lambda seat: seat.position.target_start or FAR,
    }
    first = keys.get(sort)
    return lambda seat: (first(seat) if first else 0, seat.place)


def _heading(look: Look, group: str) -> Callable[[Seat], str]:
    """What a seat stands under; '' where nothing groups."""
    names: dict[str, Callable[[Seat], str]] = {
        "stage": lambda seat: seat.stage.capitalize(),
        "team": lambda seat: _name(look.org.teams.get(seat.position.team)) or "No team",
        "role": lambda seat: _name(look.content.roles.get(seat.position.role)) or "No role",
        "manager": lambda seat: name_of(look.org, "position", filters.hiring_manager(look, seat)).capitalize(),
        "priority": lambda seat: f"{seat.requisition.priority.capitalize()} priority",
        "product": lambda seat: ", ".join(filters.products(look, seat)) or "No product",
    }
    return names.get(group, lambda seat: "")


def _rank_of(heading: str) -> tuple[int, str]:
    """Stages and priorities in their order, names by letter, “No …” last."""
    fixed = [*(s.capitalize() for s in hiring.STAGES), *(f"{p.capitalize()} priority" for p in PRIORITIES)]
    at = fixed.index(heading) if heading in fixed else len(fixed) + heading.startswith("No ")
    return at, heading.casefold()


def _name(record: Any) -> str:
    return str(record.name or getattr(record, "key", "")) if record else ""


def _csv(access: Access, look: Look, found: list[Seat]) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="hiring-{access.organisation.slug}-{access.on}.csv"'
    writer = csv.writer(answer)
    writer.writerow([*HEADINGS, *(COST_HEADINGS if access.sees_cost else ())])
    for seat in found:
        row, known, position = _row(access, look, seat), seat.requisition, seat.position
        replaces = name_of(look.org, "person", known.replaces) if known.replaces else ""
        closes = "; ".join(closing_text(look, closing) for closing in seat.closes)
        cells: list[object] = [
            seat.place,
            "yes" if seat.by_hand else "",
            seat.key,
            seat.title,
            row.role,
            row.team,
            position.location,
        ]
        cells += [position.fte, "; ".join(row.products), seat.stage, known.type, replaces, known.priority, row.manager]
        cells += [known.recruiter, known.planned_start or "", position.target_start or "", closes]
        cells += [known.justification, known.consequence]
        if access.sees_cost:
            cells += [known.salary_from, known.salary_to, known.salary_currency]
        writer.writerow(["" if cell is None else spreadsheet_safe(cell) for cell in cells])
    return answer

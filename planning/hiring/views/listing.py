"""The seats as a list: sorted, filtered and grouped as the address asks, edited in place, exported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.text import capfirst, slugify

from planning.core import hiring
from planning.core.headings import Heading, grouped, named
from planning.core.records import PRIORITIES
from planning.core.sentences import NOBODY, name_of
from planning.cost.position_cost import SeatCost, seat_cost
from planning.edits.views import attempt, plan_to_edit
from planning.exports import csv
from planning.forms.toast import say
from planning.hiring.actions.requisitions import EditRow
from planning.hiring.requisitions import filters
from planning.hiring.requisitions.priorities import FAR, Seat, closing_text, reason, seats_of
from planning.hiring.views.board import frame
from planning.hiring.views.requisition import salary
from planning.organisation.plan_access import may_change
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member
from portal.models import Right

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
COST_HEADINGS = ("salary from", "salary to", "currency", "cost a year", "cost currency")


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
    cost: SeatCost | None


@member(post=Right.PLANNER)
def listing(request: HttpRequest, access: Access) -> HttpResponse:
    """A page of rows under their headings; `edit` names the seat whose row is a form, `format=csv` asks for a file of
    all that match."""
    form = _editing(request, access)
    if request.method == "POST" and form and _saved(request, access, form):
        return HttpResponseRedirect(f"{request.path}?{_without_edit(request)}#seat-{slugify(form.data['of'])}")
    snapshot, asked = Snapshot.of(access), request.GET
    every = seats_of(access, snapshot)
    shared = frame(access, snapshot, every, asked)
    found = sorted(shared["found"], key=_order(snapshot, asked.get("sort", "")))
    if asked.get("format") == "csv":
        return _csv(access, snapshot, found)
    heading = _heading(snapshot, asked.get("group", ""))
    found.sort(key=lambda seat: heading(seat).place)
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        **shared,
        "page": page,
        "groups": [(text, [_row(access, snapshot, seat) for seat in mine]) for text, mine in grouped(page, heading)],
        "sorts": SORTS,
        "sort": asked.get("sort", "") if asked.get("sort", "") in SORTS else "",
        "group_choices": GROUPS,
        "form": form,
        "editing": form.record.key if form and form.record else "",
        "list_query": _without_edit(request),
    }
    return render(request, "planning/hiring/list.html", context, status=422 if form and form.errors else 200)


def _editing(request: HttpRequest, access: Access) -> EditRow | None:
    """The form in the row that the address asks to edit, for those who may; it works on the day of the page."""
    key = request.GET.get("edit", "")
    if not key or not may_change(access):
        return None
    day = access.plan.target if access.plan and "on" not in request.GET else access.on
    snapshot = Snapshot(access.organisation, day, access.plan)
    if request.method == "POST":
        return EditRow(snapshot, request.POST, access=access, auto_id="row_%s")
    return EditRow(snapshot, access=access, initial={"of": key, "on": day}, auto_id="row_%s")


def _saved(request: HttpRequest, access: Access, form: EditRow) -> bool:
    held = plan_to_edit(access)
    if not form.is_valid():
        return False
    changes = form.changes()
    undo = attempt(request, access, held, form, changes)
    if undo is None:
        return False
    said = format_html("{}. {}", form.title(), undo) if undo else f"{form.title()}."
    say(request, said if changes else "Nothing was different, so nothing was changed.")
    return True


def _without_edit(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("edit", None)
    return query.urlencode()


def _row(access: Access, snapshot: Snapshot, seat: Seat) -> Row:
    role = snapshot.content.roles.get(seat.position.role)
    team = snapshot.org.teams.get(seat.position.team)
    return Row(
        seat,
        role.code if role else "",
        role.name if role else "",
        (team.name or team.key) if team else "",
        filters.products(snapshot, seat),
        name_of(snapshot.org, "position", filters.hiring_manager(snapshot, seat)),
        reason(snapshot, seat),
        salary(seat.requisition) if access.sees_cost else "",
        seat_cost(access.organisation, snapshot, seat.position) if access.sees_cost else None,
    )


def _order(snapshot: Snapshot, sort: str) -> Callable[[Seat], tuple[Any, ...]]:
    """By the column, then by the order of hiring."""
    keys: dict[str, Callable[[Seat], Any]] = {
        "title": lambda seat: seat.title.casefold(),
        "stage": lambda seat: hiring.STAGES.index(seat.stage),
        "priority": lambda seat: PRIORITIES.index(seat.requisition.priority),
        "manager": lambda seat: name_of(snapshot.org, "position", filters.hiring_manager(snapshot, seat)).casefold(),
        "planned": lambda seat: seat.requisition.planned_start or FAR,
        "target": lambda seat: seat.position.target_start or FAR,
    }
    first = keys.get(sort)
    return lambda seat: (first(seat) if first else 0, seat.place)


def _heading(snapshot: Snapshot, group: str) -> Callable[[Seat], Heading]:
    """What a seat stands under; nothing where nothing groups."""
    org = snapshot.org
    headings: dict[str, Callable[[Seat], Heading]] = {
        "stage": lambda seat: Heading((hiring.STAGES.index(seat.stage),), capfirst(seat.stage)),
        "team": lambda seat: _named(org.teams.get(seat.position.team), "No team", seat.position.team),
        "role": lambda seat: _named(snapshot.content.roles.get(seat.position.role), "No role", seat.position.role),
        "manager": lambda seat: _by_manager(snapshot, filters.hiring_manager(snapshot, seat)),
        "priority": lambda seat: _by_priority(seat.requisition.priority),
        "product": lambda seat: _by_product(snapshot, seat),
    }
    return headings.get(group, lambda seat: Heading())


def _named(record: Any, none: str, key: str) -> Heading:
    return named(str(record.name or key) if record else "", none, key)


def _by_manager(snapshot: Snapshot, key: str) -> Heading:
    nobody = capfirst(NOBODY)
    return named(capfirst(name_of(snapshot.org, "position", key)), nobody, key) if key else named("", nobody)


def _by_priority(priority: str) -> Heading:
    return Heading((PRIORITIES.index(priority),), f"{capfirst(priority)} priority")


def _by_product(snapshot: Snapshot, seat: Seat) -> Heading:
    keys = tuple(dict.fromkeys(duty.product for duty in snapshot.org.duties.get(seat.key, ())))
    return named(", ".join(filters.products(snapshot, seat)), "No product", keys)


def _csv(access: Access, snapshot: Snapshot, found: list[Seat]) -> HttpResponse:
    name = f"hiring-{access.organisation.slug}-{access.on}"
    header = [*HEADINGS, *(COST_HEADINGS if access.sees_cost else ())]
    return csv.download(name, header, (_cells(access, snapshot, seat) for seat in found))


def _cells(access: Access, snapshot: Snapshot, seat: Seat) -> list[object]:
    row, known, position = _row(access, snapshot, seat), seat.requisition, seat.position
    replaces = name_of(snapshot.org, "person", known.replaces) if known.replaces else ""
    closes = "; ".join(closing_text(snapshot, seat, closing) for closing in seat.closes)
    by_hand = "yes" if seat.by_hand else ""
    cells: list[object] = [seat.place, by_hand, seat.key, seat.title, row.role, row.team, position.location]
    cells += [position.fte, "; ".join(row.products), seat.stage, known.type, replaces, known.priority, row.manager]
    cells += [known.recruiter, known.planned_start, position.target_start, closes]
    cells += [known.justification, known.consequence]
    if access.sees_cost:
        cells += [known.salary_from, known.salary_to, known.salary_currency]
        cells += [row.cost.year, row.cost.currency] if row.cost else ["", ""]
    return cells

"""The requisitions as a list: sorted, filtered and grouped as the address asks, edited in place, exported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst, slugify

from planning.core import hiring
from planning.core.headings import Heading, grouped, named
from planning.core.names import NOBODY, name_of
from planning.core.records import PRIORITIES
from planning.cost.position_cost import PositionCost, position_cost
from planning.edits.where import plan_to_edit
from planning.edits.writing import attempt
from planning.exports import csv_file
from planning.hiring.actions.requisitions import EditRow
from planning.hiring.requisitions import filters
from planning.hiring.requisitions.priorities import FAR, RankedRequisition, closing_text, ranked_requisitions, reason
from planning.hiring.views.board import page_context
from planning.hiring.views.requisition import salary
from planning.organisation.plan_access import may_write
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member
from portal.models import Right

PER_PAGE = 50
SORTS = {
    "": "Order",
    "title": "Position",
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
    "place", "by hand", "key", "position", "role", "team", "location", "fte", "products", "stage", "type", "replaces",
    "priority", "hiring manager", "recruiter", "planned start", "target start", "closes", "justification",
    "if no one is hired",
)  # fmt: skip
COST_HEADINGS = ("salary from", "salary to", "currency", "cost a year", "cost currency")


class Row(NamedTuple):
    """A requisition in the list, with the names it needs."""

    requisition: RankedRequisition
    code: str
    role: str
    team: str
    products: list[str]
    manager: str
    reason: str
    salary: str
    cost: PositionCost | None


@member(post=Right.PLANNER)
def listing(request: HttpRequest, access: Access) -> HttpResponse:
    """A page of rows under their headings; `edit` names the position whose row is a form, `format=csv` asks for a file
    of all that match."""
    form = _editing(request, access)
    if request.method == "POST" and form and _saved(request, access, form):
        return HttpResponseRedirect(f"{request.path}?{_without_edit(request)}#seat-{slugify(form.data['of'])}")
    snapshot, asked = Snapshot.of(access), request.GET
    every = ranked_requisitions(access, snapshot)
    shared = page_context(access, snapshot, every, asked)
    found = sorted(shared["found"], key=_order(snapshot, asked.get("sort", "")))
    if asked.get("format") == "csv":
        return _csv(access, snapshot, found)
    heading = _heading(snapshot, asked.get("group", ""))
    found.sort(key=lambda r: heading(r).place)
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        **shared,
        "page": page,
        "groups": [(text, [_row(access, snapshot, r) for r in mine]) for text, mine in grouped(page, heading)],
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
    if not key or not may_write(access):
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
    return attempt(request, access, held, form, changes) is not None


def _without_edit(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("edit", None)
    return query.urlencode()


def _row(access: Access, snapshot: Snapshot, requisition: RankedRequisition) -> Row:
    role = snapshot.content.roles.get(requisition.position.role)
    team = snapshot.org.teams.get(requisition.position.team)
    return Row(
        requisition,
        role.code if role else "",
        role.name if role else "",
        (team.name or team.key) if team else "",
        filters.products(snapshot, requisition),
        name_of(snapshot.org, "position", filters.hiring_manager(snapshot, requisition)),
        reason(snapshot, requisition),
        salary(requisition.details) if access.sees_cost else "",
        position_cost(access.organisation, snapshot, requisition.position) if access.sees_cost else None,
    )


def _order(snapshot: Snapshot, sort: str) -> Callable[[RankedRequisition], tuple[Any, ...]]:
    """By the column, then by the order of hiring."""
    keys: dict[str, Callable[[RankedRequisition], Any]] = {
        "title": lambda r: r.title.casefold(),
        "stage": lambda r: hiring.STAGES.index(r.stage),
        "priority": lambda r: PRIORITIES.index(r.details.priority),
        "manager": lambda r: name_of(snapshot.org, "position", filters.hiring_manager(snapshot, r)).casefold(),
        "planned": lambda r: r.details.planned_start or FAR,
        "target": lambda r: r.start or FAR,
    }
    first = keys.get(sort)
    return lambda r: (first(r) if first else 0, r.place)


def _heading(snapshot: Snapshot, group: str) -> Callable[[RankedRequisition], Heading]:
    """What a requisition stands under; nothing where nothing groups."""
    org = snapshot.org
    headings: dict[str, Callable[[RankedRequisition], Heading]] = {
        "stage": lambda r: Heading((hiring.STAGES.index(r.stage),), capfirst(r.stage)),
        "team": lambda r: _named(org.teams.get(r.position.team), "No team", r.position.team),
        "role": lambda r: _named(snapshot.content.roles.get(r.position.role), "No role", r.position.role),
        "manager": lambda r: _by_manager(snapshot, filters.hiring_manager(snapshot, r)),
        "priority": lambda r: _by_priority(r.details.priority),
        "product": lambda r: _by_product(snapshot, r),
    }
    return headings.get(group, lambda r: Heading())


def _named(record: Any, none: str, key: str) -> Heading:
    return named(str(record.name or key) if record else "", none, key)


def _by_manager(snapshot: Snapshot, key: str) -> Heading:
    nobody = capfirst(NOBODY)
    return named(capfirst(name_of(snapshot.org, "position", key)), nobody, key) if key else named("", nobody)


def _by_priority(priority: str) -> Heading:
    return Heading((PRIORITIES.index(priority),), f"{capfirst(priority)} priority")


def _by_product(snapshot: Snapshot, requisition: RankedRequisition) -> Heading:
    keys = tuple(dict.fromkeys(duty.product for duty in snapshot.org.duties.get(requisition.key, ())))
    return named(", ".join(filters.products(snapshot, requisition)), "No product", keys)


def _csv(access: Access, snapshot: Snapshot, found: list[RankedRequisition]) -> HttpResponse:
    name = f"hiring-{access.organisation.slug}-{access.on}"
    header = [*HEADINGS, *(COST_HEADINGS if access.sees_cost else ())]
    return csv_file.download(name, header, (_cells(access, snapshot, r) for r in found))


def _cells(access: Access, snapshot: Snapshot, requisition: RankedRequisition) -> list[object]:
    row, details, position = _row(access, snapshot, requisition), requisition.details, requisition.position
    replaces = name_of(snapshot.org, "person", details.replaces) if details.replaces else ""
    closes = "; ".join(closing_text(snapshot, requisition, closing) for closing in requisition.closes)
    by_hand = "yes" if requisition.by_hand else ""
    cells: list[object] = [requisition.place, by_hand, requisition.key, requisition.title, row.role, row.team]
    cells += [position.location, position.fte, "; ".join(row.products), requisition.stage]
    cells += [details.type, replaces, details.priority, row.manager, details.recruiter]
    cells += [details.planned_start, row.requisition.start, closes, details.justification, details.consequence]
    if access.sees_cost:
        cells += [details.salary_from, details.salary_to, details.salary_currency]
        cells += [row.cost.year, row.cost.currency] if row.cost else ["", ""]
    return cells

"""The coverage board: products × covering roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from planning.core.content import Role
from planning.core.coverage.coverage import STATES, Cell
from planning.core.headings import Heading, grouped, named
from planning.core.records import STAGES, Product
from planning.core.rules import SEVERITIES, Finding
from planning.findings.presentation import ShownCell, product_name, show_cell
from planning.findings.triage import by_product, open_findings
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member

PER_PAGE = 50
GROUPS = {"owner": "Owner", "team": "Team", "stage": "Stage"}
SORTS = {"worst": "Most severe first", "name": "Name", "stage": "Stage", "launch": "Launch date"}


class BoardRow(NamedTuple):
    """One product: its cells in the order of the covering roles, its findings, the group it stands in, and what
    it is found by: its name, its team, who covers it."""

    product: Product
    cells: tuple[Cell, ...]
    findings: list[Finding]
    group: Heading
    text: str


@member()
def coverage(request: HttpRequest, access: Access) -> HttpResponse:
    """Sorted, filtered and grouped as the address asks."""
    snapshot = Snapshot.of(access)
    asked = request.GET
    every = _rows(snapshot, asked.get("group", ""))
    found = sorted((row for row in every if _matches(row, asked.get)), key=_order(asked.get("sort", "")))
    found.sort(key=lambda row: row.group.place)
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        "access": access,
        "asked": asked,
        "roles": snapshot.content.covering,
        "groups": _grouped(snapshot, list(page)),
        "page": page,
        "every": len(every),
        "summary": _summary(snapshot, every),
        "stages": STAGES,
        "states": STATES,
        "group_choices": GROUPS,
        "sort_choices": SORTS,
    }
    return render(request, "planning/coverage/board.html", context)


def _rows(snapshot: Snapshot, group: str) -> list[BoardRow]:
    flagged = by_product(open_findings(snapshot.organisation, snapshot))
    rows = []
    for key, cells in groupby(snapshot.coverage, key=lambda cell: cell.product):
        product, mine = snapshot.org.products[key], tuple(cells)
        text = _text(snapshot, product, mine)
        rows.append(BoardRow(product, mine, flagged.get(key, []), _group(snapshot, product, mine, group), text))
    return rows


def _text(snapshot: Snapshot, product: Product, cells: tuple[Cell, ...]) -> str:
    team = snapshot.org.teams.get(product.team)
    people = (snapshot.context.who(key) for cell in cells for key in cell.by)
    return " ".join([product.name, product.key, team.name if team else product.team, *people]).casefold()


def _group(snapshot: Snapshot, product: Product, cells: tuple[Cell, ...], by: str) -> Heading:
    """The heading that a product stands under; the owner is who covers it in the first role."""
    if by == "stage":
        return Heading((_stage(product),), capfirst(product.stage))
    if by == "team":
        team = snapshot.org.teams.get(product.team)
        return named((team.name or team.key) if team else "", "No team", product.team, last=False)
    if by == "owner":
        keys = cells[0].by if cells and cells[0].is_covered else ()
        people = [person for key in keys if (person := snapshot.org.holder(snapshot.org.positions[key]))]
        names = ", ".join(person.name or "Name not given" for person in people)
        return named(names, "No one", tuple(person.key for person in people))
    return Heading()


def _stage(product: Product) -> int:
    """The place of its stage among the stages; after them where it has none of them."""
    return STAGES.index(product.stage) if product.stage in STAGES else len(STAGES)


def _matches(row: BoardRow, asked: Callable[[str, str], str]) -> bool:
    words, stage, state = asked("q", "").casefold().split(), asked("stage", ""), asked("state", "")
    return (
        (not stage or row.product.stage == stage)
        and (not state or any(cell.state == state for cell in row.cells))
        and all(word in row.text for word in words)
    )


def _order(sort: str) -> Callable[[BoardRow], tuple[object, ...]]:
    def by_name(row: BoardRow) -> tuple[object, ...]:
        return (product_name(row.product).casefold(), row.product.key)

    def by_stage(row: BoardRow) -> tuple[object, ...]:
        return (_stage(row.product), *by_name(row))

    def by_launch(row: BoardRow) -> tuple[object, ...]:
        return (row.product.launch or date.max, *by_name(row))

    def by_worst(row: BoardRow) -> tuple[object, ...]:
        gravest = min((SEVERITIES.index(f.severity) for f in row.findings), default=9)
        return (gravest, min((STATES.index(cell.state) for cell in row.cells), default=9), *by_name(row))

    return {"name": by_name, "stage": by_stage, "launch": by_launch}.get(sort, by_worst)


def _grouped(snapshot: Snapshot, rows: list[BoardRow]) -> list[tuple[str, list[tuple[BoardRow, list[ShownCell]]]]]:
    """The rows of one page under their headings, cells with names."""
    groups = grouped(rows, lambda row: row.group)
    return [
        (text, [(row, [show_cell(snapshot, cell, row.findings) for cell in row.cells]) for row in group])
        for text, group in groups
    ]


def _summary(snapshot: Snapshot, rows: list[BoardRow]) -> list[tuple[Role, list[tuple[str, int]]]]:
    """For each covering role how many products are in each state that any of them has: columns for all of them."""
    counts = Counter((cell.role, cell.state) for row in rows for cell in row.cells)
    states = [state for state in STATES if any(counts[role.slug, state] for role in snapshot.content.covering)]
    return [(role, [(state, counts[role.slug, state]) for state in states]) for role in snapshot.content.covering]

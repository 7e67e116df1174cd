"""One product: who covers it, who is accountable for what, who partners, what is flagged."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.content import Responsibility, Role
from planning.core.coverage.accountable import NAMED, Accountable, accountable, named_owners
from planning.core.coverage.coverage import is_needed
from planning.core.records import Assignment, Position, Product
from planning.core.rules import Finding
from planning.core.rules.partners import present
from planning.findings.presentation import ShownCell, product_name, show_cell, show_rows
from planning.findings.triage import is_of_product, triaged
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member


class ResponsibilityRow(NamedTuple):
    """A responsibility, who answers for it, and why."""

    responsibility: Responsibility
    answer: Accountable
    names: str
    named: bool


class RoleColumn(NamedTuple):
    """A covering role beside the others: how it stands, and what is its to answer for."""

    role: Role
    needed: bool
    cell: ShownCell
    assignments: list[tuple[Assignment, Position | None, str]]
    responsibilities: list[ResponsibilityRow]


@member()
def product(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    snapshot = Snapshot.of(access)
    found = snapshot.org.products.get(key)
    if found is None:
        raise Http404("This product was not found on this date.")
    rows = triaged(access.organisation, snapshot, [f for f in snapshot.findings if is_of_product(f, key)])
    flagged = [row.finding for row in rows if row.waiver is None]
    context = {
        "access": access,
        "product": found,
        "name": product_name(found),
        "team": snapshot.org.teams.get(found.team),
        "columns": [_column(snapshot, found, role, flagged) for role in snapshot.content.covering],
        "shared": [_row(snapshot, found, r) for r in snapshot.content.responsibilities if len(r.roles) > 1],
        "partners": _partners(snapshot, found),
        "others": _assignments(snapshot, found, None),
        "links": [
            (link, _who(snapshot, link.one), _who(snapshot, link.other)) for link in snapshot.org.links.get(key, ())
        ],
        "findings": show_rows(snapshot, rows),
    }
    return render(request, "planning/coverage/product.html", context)


def _column(snapshot: Snapshot, product: Product, role: Role, flagged: list[Finding]) -> RoleColumn:
    mine = [r for r in snapshot.content.responsibilities if r.roles == (role.slug,)]
    return RoleColumn(
        role,
        is_needed(role.need, product, snapshot.org.on),
        show_cell(snapshot, snapshot.context.cell(product.key, role.slug), flagged),
        _assignments(snapshot, product, role),
        [_row(snapshot, product, responsibility) for responsibility in mine],
    )


def _row(snapshot: Snapshot, product: Product, responsibility: Responsibility) -> ResponsibilityRow:
    answer = accountable(
        snapshot.org,
        responsibility,
        named_owners(snapshot.org, product.key),
        lambda role: snapshot.context.cell(product.key, role) if role in snapshot.content.roles else None,
    )
    names = ", ".join(_who(snapshot, key) for key in answer.positions)
    return ResponsibilityRow(responsibility, answer, names, answer.reason == NAMED)


def _who(snapshot: Snapshot, key: str) -> str:
    return snapshot.context.who(key)


def _assignments(
    snapshot: Snapshot, product: Product, role: Role | None
) -> list[tuple[Assignment, Position | None, str]]:
    """The assignments in a covering role, or (None) those in all other roles, with who they are."""
    covering = {r.slug for r in snapshot.content.covering}
    rows = []
    for duty in snapshot.org.assignments.get(product.key, ()):
        if duty.role == role.slug if role else duty.role not in covering:
            position = snapshot.org.positions.get(duty.position)
            rows.append(
                (duty, position, _who(snapshot, duty.position) if position else snapshot.context.named(duty.position))
            )
    return rows


def _partners(snapshot: Snapshot, product: Product) -> list[tuple[str, str]]:
    """Each function that the covering roles work with: present, missing, or not applicable."""
    here = present(snapshot.context, product)
    wanted = dict.fromkeys(f for r in snapshot.content.covering for partner in r.partners for f in partner.functions)
    return [
        (
            snapshot.content.function_name(f),
            "here" if f in here else "n/a" if f in product.without else "missing",
        )
        for f in wanted
    ]

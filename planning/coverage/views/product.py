"""One product: who covers it, who is accountable for what, who partners, what is flagged."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.content import Responsibility, Role
from planning.core.coverage.accountable import NAMED, Answer, accountable, named_owners
from planning.core.coverage.coverage import is_needed
from planning.core.records import Assignment, Position, Product
from planning.core.rules.partners import present
from planning.findings.presentation import ShownCell, product_name, show_cell, show_rows
from planning.findings.triage import docket
from planning.organisation.snapshot import Look
from portal.guard import Access, member


class Duty(NamedTuple):
    """A responsibility, who answers for it, and why."""

    responsibility: Responsibility
    answer: Answer
    names: str
    named: bool


class Column(NamedTuple):
    """A covering role beside the others: how it stands, and what is its to answer for."""

    role: Role
    needed: bool
    cell: ShownCell
    assignments: list[tuple[Assignment, Position | None, str]]
    duties: list[Duty]


@member()
def product(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    look = Look.of(access)
    found = look.org.products.get(key)
    if found is None:
        raise Http404("There is no such product on this date.")
    shown = [f for f in look.findings if (f.subject.kind, f.subject.key) == ("product", key)]
    context = {
        "access": access,
        "product": found,
        "name": product_name(found),
        "team": look.org.teams.get(found.team),
        "columns": [_column(look, found, role) for role in look.content.covering],
        "shared": [_duty(look, found, r) for r in look.content.responsibilities if len(r.roles) > 1],
        "partners": _partners(look, found),
        "others": _assignments(look, found, None),
        "links": [(link, _who(look, link.one), _who(look, link.other)) for link in look.org.links.get(key, ())],
        "findings": show_rows(look, docket(access.organisation, look, shown)),
    }
    return render(request, "planning/coverage/product.html", context)


def _column(look: Look, product: Product, role: Role) -> Column:
    mine = [r for r in look.content.responsibilities if r.roles == (role.slug,)]
    return Column(
        role,
        is_needed(role.need, product, look.org.on),
        show_cell(look, look.context.cell(product.key, role.slug)),
        _assignments(look, product, role),
        [_duty(look, product, responsibility) for responsibility in mine],
    )


def _duty(look: Look, product: Product, responsibility: Responsibility) -> Duty:
    answer = accountable(
        look.org,
        responsibility,
        named_owners(look.org, product.key),
        lambda role: look.context.cell(product.key, role) if role in look.content.roles else None,
    )
    names = ", ".join(_who(look, key) for key in answer.positions)
    return Duty(responsibility, answer, names, answer.reason == NAMED)


def _who(look: Look, key: str) -> str:
    return look.context.who(key)


def _assignments(look: Look, product: Product, role: Role | None) -> list[tuple[Assignment, Position | None, str]]:
    """The assignments in a covering role, or (None) those in all other roles, with who they are."""
    covering = {r.slug for r in look.content.covering}
    rows = []
    for duty in look.org.assignments.get(product.key, ()):
        if duty.role == role.slug if role else duty.role not in covering:
            position = look.org.positions.get(duty.position)
            rows.append((duty, position, _who(look, duty.position) if position else look.context.seat(duty.position)))
    return rows


def _partners(look: Look, product: Product) -> list[tuple[str, str]]:
    """Each function that the covering roles work with: present, missing, or not applicable."""
    here = present(look.context, product)
    wanted = dict.fromkeys(f for r in look.content.covering for partner in r.partners for f in partner.functions)
    return [
        (
            look.content.functions.get(f, f.replace("-", " ")),
            "here" if f in here else "n/a" if f in product.without else "missing",
        )
        for f in wanted
    ]

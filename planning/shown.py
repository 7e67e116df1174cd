"""Findings and cells as pages show them: with names, links, quotes and fixes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from planning.findings import Look
from planning.org.coverage import Cell
from planning.org.rules import Finding, Fix
from planning.org.state import Position, Product


class Quote(NamedTuple):
    """A record of role content that a finding rests on: its text and where the guide has it."""

    role: str
    code: str
    text: str
    slug: str
    anchor: str


class ShownFix(NamedTuple):
    """A fix, and what its form needs to know; '' where it takes a choice that only a person can make."""

    title: str
    query: str


class ShownFinding(NamedTuple):
    finding: Finding
    quotes: list[Quote]
    fixes: list[ShownFix]


class ShownCell(NamedTuple):
    """A cell of the board with who it is by."""

    cell: Cell
    code: str
    role: str
    seats: list[tuple[Position, str]]


def show_finding(look: Look, finding: Finding) -> ShownFinding:
    quotes = [quote(look, id) for id in finding.because if id in look.content.quotes]
    fixes = [ShownFix(fix.title, _query(finding, n, fix)) for n, fix in enumerate(look.fixes(finding))]
    return ShownFinding(finding, quotes, fixes)


def show_findings(look: Look, findings: Iterable[Finding]) -> list[ShownFinding]:
    return [show_finding(look, finding) for finding in findings]


def quote(look: Look, id: str) -> Quote:
    """Ids are `role/record`; a record that belongs to no role has the part before the slash as its place."""
    slug, _, anchor = id.partition("/")
    role = look.content.roles.get(slug)
    name = role.name if role else "Role guide"
    return Quote(name, role.code if role else "", look.content.quotes[id], slug if role else "", anchor)


def show_cell(look: Look, cell: Cell) -> ShownCell:
    role = look.content.roles[cell.role]
    org = look.org
    seats = []
    for key in cell.by:
        position = org.positions[key]
        person = org.holder(position)
        seats.append((position, (person.name or "Name withheld") if person else "Vacant"))
    return ShownCell(cell, role.code, role.name, seats)


def product_name(product: Product) -> str:
    return product.name or product.key


def _query(finding: Finding, number: int, fix: Fix) -> str:
    if not fix.changes:
        return ""
    rule, subject, of, about = finding.identity
    return urlencode({"rule": rule, "subject": subject, "of": of, "about": about, "number": number})

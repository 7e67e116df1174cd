"""What the guide's pages show, read from the tables in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q

from roles.models import (
    Citable,
    Function,
    Level,
    Need,
    Pairing,
    PairPoint,
    Partner,
    Point,
    ReportingLine,
    Responsibility,
    Role,
    Source,
)


@dataclass(frozen=True)
class Section:
    """Statements under one heading. `place` is where it stands in the list of contents."""

    title: str
    place: str
    statements: list[Any]


@dataclass(frozen=True)
class Duty:
    """A statement that rules work on, with what it comes down to: (what, words) pairs."""

    statement: Citable
    title: str
    terms: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class RolePage:
    role: Role
    lead: Point | None
    sections: list[Section]
    responsibilities: list[Responsibility]
    duties: list[Duty]
    levels: list[tuple[int, list[Level]]]
    leads: list[Role]
    led_by: list[Role]
    pairings: list[Pairing]
    sources: list[Source]


def role_page(role: Role) -> RolePage:
    every = {other.slug: other for other in Role.objects.all()}
    points = list(role.points.select_related("source"))
    responsibilities = [r for r in Responsibility.objects.select_related("source") if role.slug in r.roles]
    lead = next((point for point in points if point.section == Point.Section.OVERVIEW), None)
    duties = _duties(role)
    shown = [*points, *responsibilities, *(duty.statement for duty in duties)]
    return RolePage(
        role=role,
        lead=lead,
        sections=_sections(
            (point for point in points if point is not lead), Point.Section.labels, Point.Section.values
        ),
        responsibilities=responsibilities,
        duties=duties,
        levels=[(number, list(group)) for number, group in groupby(role.levels.all(), key=lambda level: level.number)],
        leads=[every[slug] for slug in role.leads if slug in every],
        led_by=[other for other in every.values() if role.slug in other.leads],
        pairings=list(Pairing.objects.filter(Q(one=role) | Q(other=role)).select_related("one", "other")),
        sources=_numbered(shown),
    )


def pairing_page(pairing: Pairing) -> dict[str, Any]:
    points = list(pairing.points.select_related("source"))
    both = {pairing.one_id, pairing.other_id}
    shared = [r for r in Responsibility.objects.select_related("source") if both <= set(r.roles)]
    return {
        "pairing": pairing,
        "sections": _sections(points, PairPoint.Section.labels, PairPoint.Section.values),
        "responsibilities": shared,
        "sources": _numbered([*points, *shared]),
    }


def covering_roles() -> list[tuple[Role, Point | None]]:
    """The roles that cover products, each with the sentence that says what it is for."""
    overviews = Point.objects.filter(section=Point.Section.OVERVIEW, role__covers=True).order_by("-order")
    leads = {point.role_id: point for point in overviews}
    return [(role, leads.get(role.slug)) for role in Role.objects.filter(covers=True)]


def functions_with_roles() -> list[tuple[Function, list[Role]]]:
    """Every function that has roles, with them."""
    roles = Role.objects.select_related("function").order_by("function__order", "order")
    return [(function, list(group)) for function, group in groupby(roles, key=lambda role: role.function)]


def _numbered(statements: Iterable[Any]) -> list[Source]:
    """The sources in the order of their numbers; each statement gets the number of its own as `reference`."""
    numbers: dict[Source, int] = {}
    for statement in statements:
        statement.reference = numbers.setdefault(statement.source, len(numbers) + 1)
    return list(numbers)


def _sections(points: Iterable[Any], titles: list[str], names: list[str]) -> list[Section]:
    held: dict[str, list[Any]] = {name: [] for name in names}
    for point in points:
        held[point.section].append(point)
    return [
        Section(title, f"section-{name}", held[name]) for title, name in zip(titles, names, strict=True) if held[name]
    ]


def _duties(role: Role) -> list[Duty]:
    names = dict(Function.objects.values_list("slug", "name"))
    found = [_need(need) for need in Need.objects.filter(role=role).select_related("source")]
    found += [_line(line, names) for line in ReportingLine.objects.filter(role=role).select_related("source")]
    return found + [_partner(partner, names) for partner in role.partners.select_related("source")]


def _need(need: Need) -> Duty:
    terms = [("Stages", list(need.stages)), ("For", [need.get_audience_display()])]
    if need.window:
        terms.append(("And", [f"{need.window} days before a launch"]))
    return Duty(need, "When a product needs it", terms)


def _line(line: ReportingLine, names: dict[str, str]) -> Duty:
    return Duty(line, "Whom it reports to", [("Leaders of", [names[slug] for slug in line.functions])])


def _partner(partner: Partner, names: dict[str, str]) -> Duty:
    which = "One of" if partner.any_of else "Each of"
    return Duty(partner, "Whom it works with", [(which, [names[slug] for slug in partner.functions])])

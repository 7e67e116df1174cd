"""What the page of a role shows, and what the guide's pages share: roles by function, sections, numbered sources."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar

from roles.guide.ladder import Ladder, ladder
from roles.guide.reading import Guide
from roles.models import (
    Citable,
    Function,
    Need,
    Norm,
    Pairing,
    PairPoint,
    Partner,
    Point,
    ReportingLine,
    Responsibility,
    Role,
    Source,
)

R = TypeVar("R", bound=Citable)

# Sections of a pairing that the pages of both roles show, too.
ON_ROLE_PAGES = (PairPoint.Section.MISCONCEPTION, PairPoint.Section.SALARY, PairPoint.Section.OUTLOOK)
SECTIONS = (
    [*Point.Section.labels, PairPoint.Section.MISCONCEPTION.label],
    [*Point.Section.values, PairPoint.Section.MISCONCEPTION.value],
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
    """`career` and `salary` are sections that stand apart, beside the ladder and the bands."""

    role: Role
    overview: list[Point]
    sections: list[Section]
    career: Section | None
    salary: Section | None
    responsibilities: list[Responsibility]
    duties: list[Duty]
    ladder: Ladder
    leads: list[Role]
    led_by: list[Role]
    pairings: list[Pairing]
    sources: list[Source]


def role_page(guide: Guide, slug: str) -> RolePage:
    role = guide.roles[slug]
    points = _copied(guide.points(slug))
    others = _copied(_of_pairings(guide, slug))
    responsibilities = _copied(guide.responsibilities(slug))
    overview = [point for point in points if point.section == Point.Section.OVERVIEW]
    below = [*(point for point in points if point not in overview), *others]
    duties = _duties(guide, slug)
    statements = [*points, *others, *responsibilities, *(duty.statement for duty in duties)]
    found = {section.place: section for section in sections(below, *SECTIONS)}
    return RolePage(
        role=role,
        overview=overview,
        career=found.pop("section-career", None),
        salary=found.pop("section-salary", None),
        sections=list(found.values()),
        responsibilities=responsibilities,
        duties=duties,
        ladder=ladder(guide, slug),
        leads=[guide.roles[name] for name in role.leads if name in guide.roles],
        led_by=[other for other in guide.roles.values() if slug in other.leads],
        pairings=guide.pairings_of(slug),
        sources=numbered(statements),
    )


def _of_pairings(guide: Guide, slug: str) -> list[PairPoint]:
    """What is said of the role together with another one and belongs on its own page, too."""
    points = [point for pairing in guide.pairings_of(slug) for point in guide.pair_points(pairing.slug)]
    return [point for point in points if point.section in ON_ROLE_PAGES]


def covering_roles(guide: Guide) -> list[tuple[Role, Point | None]]:
    """The roles that cover products, each with the sentence that says what it is for."""
    overviews = [point for point in guide.of(Point) if point.section == Point.Section.OVERVIEW]
    leads = {point.role_id: point for point in reversed(overviews)}
    return [(role, leads.get(role.slug)) for role in guide.roles.values() if role.covers]


def functions_with_roles(guide: Guide) -> list[tuple[Function, list[Role]]]:
    """Every function that has roles, with them."""
    found = [
        (function, [role for role in guide.roles.values() if role.function_id == slug])
        for slug, function in guide.functions.items()
    ]
    return [(function, roles) for function, roles in found if roles]


def _copied(rows: list[R]) -> list[R]:
    """Rows of this page's own, that it may number."""
    return [copy(row) for row in rows]


def numbered(statements: Iterable[Any]) -> list[Source]:
    """The sources of a page's own statements, in the order of their numbers; each statement gets its source's number as
    `reference`."""
    numbers: dict[str, int] = {}
    sources = {}
    for statement in statements:
        statement.reference = numbers.setdefault(statement.source_id, len(numbers) + 1)
        sources[statement.source_id] = statement.source
    return list(sources.values())


def sections(points: Iterable[Any], titles: list[str], names: list[str]) -> list[Section]:
    by_section: dict[str, list[Any]] = {name: [] for name in names}
    for point in points:
        by_section[point.section].append(point)
    return [
        Section(title, f"section-{name}", by_section[name])
        for title, name in zip(titles, names, strict=True)
        if by_section[name]
    ]


def _duties(guide: Guide, slug: str) -> list[Duty]:
    names = {name: function.name for name, function in guide.functions.items()}
    found = [_need(copy(need)) for need in guide.of(Need, slug)]
    found += [_line(copy(line), names) for line in guide.of(ReportingLine, slug)]
    found += [_partner(copy(partner), names) for partner in guide.of(Partner, slug)]
    names |= {role: row.name for role, row in guide.roles.items()}
    return found + [_norm(copy(norm), names) for norm in guide.of(Norm, slug)]


def _need(need: Need) -> Duty:
    terms = [("Stages", list(need.stages)), ("For", [need.get_audience_display()])]
    if need.window:
        terms.append(("Also", [f"{need.window} days before a launch"]))
    return Duty(need, "When a product needs it", terms)


def _line(line: ReportingLine, names: dict[str, str]) -> Duty:
    return Duty(line, "Who it reports to", [("A leader of", [names[slug] for slug in line.functions])])


def _partner(partner: Partner, names: dict[str, str]) -> Duty:
    which = "One of" if partner.any_of else "Each of"
    return Duty(partner, "Who it works with", [(which, [names[slug] for slug in partner.functions])])


def _norm(norm: Norm, names: dict[str, str]) -> Duty:
    bounds = [f"{what} {number}" for what, number in (("at least", norm.low), ("at most", norm.high)) if number]
    terms = [(str(norm.get_counts_display()), bounds)]
    if norm.of:
        terms.append(("Compared with", [names.get(norm.of, norm.of)]))
    return Duty(norm, "Benchmark", terms)

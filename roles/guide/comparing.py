"""Any two roles side by side: point by point, what they share, and what is often mistaken between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from copy import copy
from typing import Any, NamedTuple

from roles.guide.pages import Section, numbered, sections
from roles.guide.reading import Guide
from roles.models import Pairing, PairPoint, Point, Responsibility, Role, Source

S = Point.Section
# Heading of a row, and the sections of a role's page that it holds.
ASPECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Purpose", (S.OVERVIEW,)),
    ("History", (S.HISTORY,)),
    ("Focus", (S.FOCUS,)),
    ("Responsible for", ("responsibilities",)),
    ("When a product needs it", ("need",)),
    ("Hard skills", (S.HARD_SKILL,)),
    ("Soft skills", (S.SOFT_SKILL,)),
    ("Certifications", (S.CERTIFICATION,)),
    ("Reports to and belongs to", ("line", S.PLACEMENT)),
    ("Works with", ("with", S.PARTNERS)),
    ("Career path", (S.CAREER,)),
    ("Salary", (S.SALARY,)),
    ("Outlook", (S.OUTLOOK,)),
    ("Suits you if", (S.CHOOSING,)),
    ("Mission", (S.MISSION,)),
    ("Success in the first six months", (S.SUCCESS_SIX,)),
    ("Success in the first twelve months", (S.SUCCESS_TWELVE,)),
    ("What it is not", (S.NOT_THIS,)),
)


class CellLine(NamedTuple):
    """A line in a cell; `shared` where the other role has the same. `statement` is the record that says it, None for
    what follows from how roles are laid out."""

    text: str
    shared: bool
    name: str = ""
    statement: Any = None


class Row(NamedTuple):
    title: str
    one: list[CellLine]
    other: list[CellLine]


class Comparison(NamedTuple):
    """`common` is what both have, worked out from their records: (what, names) pairs. `sections` are the statements
    about the two together, where the content has a pairing of them; `shared` the responsibilities that either may
    have, which the rows leave out."""

    one: Role
    other: Role
    pairing: Pairing | None
    rows: list[Row]
    common: list[tuple[str, list[str]]]
    sections: list[Section]
    shared: list[Responsibility]
    sources: list[Source]


def comparison(guide: Guide, one: str, other: str) -> Comparison:
    pairing = next((p for p in guide.pairings.values() if {p.one_id, p.other_id} == {one, other}), None)
    points = [copy(point) for point in guide.pair_points(pairing.slug)] if pairing else []
    shared = [copy(row) for row in guide.responsibilities(one, other)] if one != other else []
    without = {row.key for row in shared}
    rows = [row for title, places in ASPECTS if (row := _row(guide, title, places, one, other, without))]
    rows[1:1] = _facts(guide, one, other)  # what the roles are for comes first
    cited = [line.statement for row in rows for line in (*row.one, *row.other) if line.statement]
    return Comparison(
        guide.roles[one],
        guide.roles[other],
        pairing,
        rows,
        _common(guide, one, other),
        sections(points, PairPoint.Section.labels, PairPoint.Section.values),
        shared,
        numbered([*points, *shared, *cited]),
    )


def _row(
    guide: Guide, title: str, places: tuple[str, ...], one: str, other: str, without: Collection[str]
) -> Row | None:
    left = [row for row in _records(guide, one, places) if row.key not in without]
    right = [row for row in _records(guide, other, places) if row.key not in without]
    here, there = {_plain(row) for row in left}, {_plain(row) for row in right}
    return Row(title, _lines(left, there), _lines(right, here)) if left or right else None


def _lines(rows: Iterable[Any], others: set[str]) -> list[CellLine]:
    return [CellLine(row.text, _plain(row) in others, row.name if _is_duty(row) else "", copy(row)) for row in rows]


def _facts(guide: Guide, one: str, other: str) -> list[Row]:
    """What follows from how the roles are laid out."""
    found = [(title, tell(guide, one), tell(guide, other)) for title, tell in FACTS]
    return [
        Row(title, [CellLine(text, text in right) for text in left], [CellLine(text, text in left) for text in right])
        for title, left, right in found
        if left or right
    ]


def _function(guide: Guide, role: str) -> list[str]:
    return [guide.roles[role].function.name]


def _levels(guide: Guide, role: str) -> list[str]:
    return list(dict.fromkeys(level.name for level in guide.levels(role)))


def _led(guide: Guide, role: str) -> list[str]:
    return [guide.roles[slug].name for slug in guide.roles[role].leads if slug in guide.roles]


def _records(guide: Guide, role: str, places: Iterable[str]) -> Iterable[Any]:
    """The statements of a role in these places, in their order."""
    for place in places:
        match place:
            case "responsibilities":
                yield from guide.responsibilities(role)
            case "need" | "line":
                found = guide.need(role) if place == "need" else guide.line(role)
                yield from [found] if found else []
            case "with":
                yield from guide.partners(role)
            case _:
                yield from (point for point in guide.points(role) if point.section == place)


def _is_duty(row: Any) -> bool:
    return isinstance(row, Responsibility)


def _plain(row: Any) -> str:
    return " ".join(row.text.split()).casefold()


def _common(guide: Guide, one: str, other: str) -> list[tuple[str, list[str]]]:
    """What the records of both have in common, apart from what both say in the same words."""
    first, second = guide.roles[one], guide.roles[other]
    found = [
        ("Same function", _in_both(_function(guide, one), _function(guide, other))),
        ("Cover products", ["Both"] if first.covers and second.covers else []),
        ("Both work with", _in_both(_functions(guide, one), _functions(guide, other))),
        ("Led by the same role", _in_both(_leaders(guide, one), _leaders(guide, other))),
        ("One leads the other", [f"{a} leads {b}" for a, b in ((first, second), (second, first)) if b.slug in a.leads]),
    ]
    return [(what, names) for what, names in found if names]


def _in_both(left: Iterable[str], right: Iterable[str]) -> list[str]:
    there = set(right)
    return [name for name in dict.fromkeys(left) if name in there]


def _functions(guide: Guide, role: str) -> list[str]:
    return [guide.functions[f].name for partner in guide.partners(role) for f in partner.functions]


def _leaders(guide: Guide, role: str) -> list[str]:
    return [leader.name for leader in guide.roles.values() if role in leader.leads]


FACTS: tuple[tuple[str, Callable[[Guide, str], list[str]]], ...] = (
    ("Function", _function),
    ("Led by", _leaders),
    ("Leads", _led),
    ("Levels", _levels),
)

"""The texts of a brief as role content and the organisation give them today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from planning.core.content import Responsibility
from planning.core.coverage.accountable import accountable, named_owners
from planning.core.coverage.coverage import Cell
from planning.core.dates import day
from planning.core.occasions import launch_text
from planning.core.records import Position, Product
from planning.organisation.snapshot import Snapshot
from portal.wording import lowfirst
from roles.guide.reading import Guide
from roles.models import Point

# Section: heading, in the order of a brief. Texts are plain; a line that begins with "- " is an item of a list.
SECTIONS: Mapping[str, str] = {
    "mission": "Mission",
    "success_six": "Success in the first six months",
    "success_twelve": "Success in the first twelve months",
    "first": "First priorities",
    "responsibilities": "Responsibilities",
    "not_this": "What this role is not",
    "skills": "Skills",
    "partners": "Works with",
}
SKILLS = (Point.Section.HARD_SKILL, Point.Section.SOFT_SKILL, Point.Section.CERTIFICATION)


def compose(snapshot: Snapshot, guide: Guide, key: str) -> dict[str, str]:
    """A text for each section, '' where there is nothing to say. A position without a role has little to go by."""
    position = snapshot.org.positions[key]
    products = products_of(snapshot, key)
    role = position.role if position.role in guide.roles else ""
    points = guide.points(role) if role else []
    gaps = list(_gaps(snapshot, products, role))
    return {
        "mission": "\n".join(_of(points, Point.Section.MISSION) or _of(points, Point.Section.OVERVIEW)),
        "success_six": _bulleted(_of(points, Point.Section.SUCCESS_SIX)),
        "success_twelve": _bulleted(_of(points, Point.Section.SUCCESS_TWELVE)),
        "first": _bulleted(_first(gaps)),
        "responsibilities": _bulleted(_responsibilities(guide, role, [duty.id for duty, _ in gaps])),
        "not_this": _bulleted([*_of(points, Point.Section.NOT_THIS), *_others(guide, role)]),
        "skills": _bulleted(text for section in SKILLS for text in _of(points, section)),
        "partners": _bulleted(
            [*(row.text for row in (guide.partners(role) if role else ())), *_people(snapshot, products, role)]
        ),
    }


def facts(snapshot: Snapshot, guide: Guide, key: str) -> list[tuple[str, str]]:
    """What the position is and where it stands, by name; nothing of cost."""
    position = snapshot.org.positions[key]
    role = guide.roles.get(position.role)
    manager = snapshot.org.positions.get(position.manager)
    team = snapshot.org.teams.get(position.team)
    pairs = [
        ("Role", role.name if role else ""),
        ("Level", _level(guide, position)),
        ("Reports to", snapshot.context.who(manager.key) if manager else ""),
        ("Team", team.name if team else ""),
        ("Location", position.location),
        ("Working time", "" if position.fte == 1 else f"{position.fte:g} FTE"),
        *(("Product", _product(product, snapshot.org.on)) for product in products_of(snapshot, key)),
        ("Start", f"from {day(position.target_start)}" if position.target_start else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def products_of(snapshot: Snapshot, key: str) -> list[Product]:
    """What the position is to cover, each product once."""
    keys = dict.fromkeys(duty.product for duty in snapshot.org.duties.get(key, ()))
    return [snapshot.org.products[product] for product in keys if product in snapshot.org.products]


def _of(points: Iterable[Point], section: str) -> list[str]:
    return [point.text for point in points if point.section == section]


def _bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines if line)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _gaps(snapshot: Snapshot, products: Iterable[Product], role: str) -> Iterator[tuple[Responsibility, list[str]]]:
    """The role's responsibilities that nobody is accountable for, with the names of the position's products
    on which that is so."""
    found: dict[Responsibility, list[str]] = {}
    for product in products:
        named = named_owners(snapshot.org, product.key)
        for duty in snapshot.content.responsibilities:
            if role in duty.roles and not accountable(snapshot.org, duty, named, _cells(snapshot, product)).positions:
                found.setdefault(duty, []).append(product.name or product.key)
    yield from found.items()


def _cells(snapshot: Snapshot, product: Product) -> Callable[[str], Cell | None]:
    return lambda role: snapshot.context.cell(product.key, role) if role in snapshot.content.roles else None


def _first(gaps: Iterable[tuple[Responsibility, list[str]]]) -> Iterator[str]:
    """What is missing on the same products, together."""
    together: dict[str, list[str]] = {}
    for duty, names in gaps:
        together.setdefault(_listed(names), []).append(lowfirst(duty.name))
    for products, duties in together.items():
        yield f"On {products}, no one is responsible today for {_listed(duties)}."


def _responsibilities(guide: Guide, role: str, first: list[str]) -> list[str]:
    """Those that the gap needs come first."""
    duties = guide.responsibilities(role) if role else []
    duties.sort(key=lambda duty: first.index(duty.key) if duty.key in first else len(first))
    return [f"{duty.name}: {duty.text}" for duty in duties]


def _others(guide: Guide, role: str) -> Iterator[str]:
    """What the counterparts are responsible for."""
    for pairing in guide.pairings_of(role) if role else ():
        other = pairing.other if pairing.one_id == role else pairing.one
        theirs = [lowfirst(duty.name) for duty in guide.responsibilities(other.slug) if role not in duty.roles]
        if pairing.works and theirs:
            yield f"Not a {other.name}: they are responsible for {_listed(theirs)}."


def _people(snapshot: Snapshot, products: Iterable[Product], own: str) -> Iterator[str]:
    """Who works on the position's products today."""
    for product in products:
        duties = snapshot.org.assignments.get(product.key, ())
        for duty in duties:
            role, position = snapshot.content.roles.get(duty.role), snapshot.org.positions.get(duty.position)
            if role and position and duty.active(snapshot.org.on) and snapshot.org.filled(position):
                now = f"Until then, as {role.name}" if role.slug == own else role.name
                yield f"{now} on {product.name or product.key}: {snapshot.context.who(position.key)}"


def _level(guide: Guide, position: Position) -> str:
    names = [level.name for level in guide.levels(position.role) if level.number == position.level]
    return f"{position.level}, {' or '.join(names)}" if names else str(position.level or "")


def _product(product: Product, on: date) -> str:
    audience = "market-facing" if product.market_facing else "internal"
    facts = filter(None, (product.stage, audience, launch_text(product, on, at="on")))
    return f"{product.name or product.key} ({', '.join(facts)})"

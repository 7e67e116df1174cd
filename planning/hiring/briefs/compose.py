"""The texts of a brief as role content and the organisation give them, as of the day on which the position is to be
filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planning.core.dates import day
from planning.core.records import BACKUP, Position, Product
from planning.core.words import listed
from planning.hiring.briefs import duties as whose
from planning.hiring.briefs import people
from planning.hiring.briefs.beginning import Beginning, beginning, when
from planning.organisation.snapshot import Snapshot
from portal.wording import lowfirst
from roles.guide.reading import Guide
from roles.models import Point, Responsibility

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
    at = beginning(snapshot, key)
    role = at.position.role if at.position.role in guide.roles else ""
    points = guide.points(role) if role else []
    standings = whose.standings(at)
    return {
        "mission": "\n".join(_of(points, Point.Section.MISSION) or _of(points, Point.Section.OVERVIEW)),
        "success_six": _bulleted(_of(points, Point.Section.SUCCESS_SIX)),
        "success_twelve": _bulleted(_of(points, Point.Section.SUCCESS_TWELVE)),
        "first": _bulleted(_first(at, standings)),
        "responsibilities": _bulleted(_responsibilities(at, guide, role, standings)),
        "not_this": _bulleted(
            [*_of(points, Point.Section.NOT_THIS), *_others(guide, role, standings), *_theirs(at, standings)]
        ),
        "skills": _bulleted(text for section in SKILLS for text in _of(points, section)),
        "partners": _bulleted([*(row.text for row in (guide.partners(role) if role else ())), *people.colleagues(at)]),
    }


def facts(snapshot: Snapshot, guide: Guide, key: str) -> list[tuple[str, str]]:
    """What the position is and where it stands when it is to be filled, by name; nothing of cost."""
    at = beginning(snapshot, key)
    position, role, team = at.position, guide.roles.get(at.position.role), at.org.teams.get(at.position.team)
    start = at.org.on if at.is_ahead else position.target_start
    pairs = [
        ("Role", role.name if role else ""),
        ("Level", _level(guide, position)),
        ("Reports to", people.manager(at)),
        ("Team", team.name if team else ""),
        ("Location", position.location),
        ("Working time", "" if position.fte == 1 else f"{position.fte:g} FTE"),
        *(("Product", _product(at, product)) for product in at.products),
        ("Start", f"from {day(start)}" if start and not at.is_filled else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _of(points: Iterable[Point], section: str) -> list[str]:
    return [point.text for point in points if point.section == section]


def _bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines if line)


def _first(at: Beginning, standings: Iterable[whose.Standing]) -> Iterator[str]:
    for products, duties in whose.gaps(standings).items():
        names = listed([lowfirst(duty.name) for duty in duties])
        yield f"{listed(products)}: {when(at)} no one is responsible for {names}."


def _responsibilities(at: Beginning, guide: Guide, role: str, standings: list[whose.Standing]) -> Iterator[str]:
    """Those of the role that someone else is not named for, and all that the position is; what no one else has comes
    first."""
    first = [duty.id for duties in whose.gaps(standings).values() for duty in duties]
    duties = guide.responsibilities(role) if role else []
    named = {one.duty.id for one in standings if one.named} - {duty.key for duty in duties}
    every = [*duties, *(duty for duty in guide.of(Responsibility) if duty.key in named)]
    every.sort(key=lambda duty: first.index(duty.key) if duty.key in first else len(first))
    for duty in every:
        mine = [one for one in standings if one.duty.id == duty.key]
        if not mine or any(one.is_own for one in mine):
            yield f"{duty.name}{_scope(at, mine)}: {' '.join([duty.text, *_shared(at, mine)])}"


def _scope(at: Beginning, mine: Iterable[whose.Standing]) -> str:
    """The products, where it is not so on all that the position covers."""
    own = [one.product for one in mine if one.is_own]
    every = [product.name or product.key for product in at.own_products]
    return f" (on {listed(own)})" if own and own != every else ""


def _shared(at: Beginning, mine: Iterable[whose.Standing]) -> Iterator[str]:
    """With whom it is shared as long as no one is named, and who decides."""
    together: dict[tuple[str, ...], list[str]] = {}
    for one in mine:
        if one.shared:
            together.setdefault(one.shared, []).append(one.product)
    for keys, products in together.items():
        names = listed([people.who(at, at.org.positions[key]) for key in keys])
        yield f"Shared with {names} on {listed(products)}; {_decides(at)}."


def _decides(at: Beginning) -> str:
    key = at.org.requisition(at.key).manager or at.position.manager
    position = at.org.positions.get(key)
    return f"{people.who(at, position)} decides who owns it" if position and key != at.key else "it needs one owner"


def _others(guide: Guide, role: str, standings: Iterable[whose.Standing]) -> Iterator[str]:
    """What the counterparts are responsible for."""
    named = {one.duty.id for one in standings if one.named}
    for pairing in guide.pairings_of(role) if role else ():
        other = pairing.other if pairing.one_id == role else pairing.one
        duties = [duty for duty in guide.responsibilities(other.slug) if role not in duty.roles]
        theirs = [lowfirst(duty.name) for duty in duties if duty.key not in named]
        if pairing.works and theirs:
            yield f"Not a {other.name}: they are responsible for {listed(theirs)}."


def _theirs(at: Beginning, standings: Iterable[whose.Standing]) -> Iterator[str]:
    """What someone else is named for."""
    for key, duties, products in whose.theirs(standings):
        names = listed([lowfirst(duty.name) for duty in duties])
        yield f"Not responsible for {names} on {listed(products)}: that is with {people.person(at, key)}."


def _level(guide: Guide, position: Position) -> str:
    names = [level.name for level in guide.levels(position.role) if level.number == position.level]
    return f"{position.level}, {' or '.join(names)}" if names else str(position.level or "")


def _product(at: Beginning, product: Product) -> str:
    audience = "market-facing" if product.market_facing else "internal"
    launch = f"launch on {day(product.launch)}" if product.launch else ""
    facts = filter(None, (product.stage, audience, launch, _kind(at, product)))
    return f"{product.name or product.key} ({', '.join(facts)})"


def _kind(at: Beginning, product: Product) -> str:
    """How the position is on a product that it does not cover itself."""
    if product in at.own_products:
        return ""
    return "as backup" if any(one.kind == BACKUP for one in at.duties if one.product == product.key) else ""

"""The people a brief names: the manager, and who works on the position's products on the day it is to be filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from planning.core.dates import day
from planning.core.names import nameless
from planning.core.occupancy import known_holders
from planning.core.records import BACKUP, Assignment, Position
from planning.core.words import capfirst, listed
from planning.hiring.briefs.beginning import Beginning


def colleagues(at: Beginning) -> Iterator[str]:
    """“Engineering Manager on Console: Mei Tanaka”, a line for each way in which someone works on products; first those
    who cover them."""
    lines: dict[tuple[str, tuple[str, ...]], list[Assignment]] = {}
    for duties in _by_place(at).values():
        lines.setdefault((duties[0].position, tuple(_asides(at, duties))), []).extend(duties)
    for (key, asides), duties in sorted(lines.items(), key=lambda line: not _covers(at, line[1])):
        yield _line(at, at.org.positions[key], asides, duties)


def _by_place(at: Beginning) -> dict[tuple[str, str], list[Assignment]]:
    """What others do on the day, by product and position."""
    found: dict[tuple[str, str], list[Assignment]] = {}
    for product in at.products:
        for duty in at.org.assignments.get(product.key, ()):
            position = at.org.positions.get(duty.position)
            if position and position.key != at.key and duty.active(at.org.on) and at.org.filled(position):
                found.setdefault((product.key, position.key), []).append(duty)
    return found


def _covers(at: Beginning, duties: Iterable[Assignment]) -> bool:
    roles = at.snapshot.content.roles
    return any(duty.role in roles and roles[duty.role].covers for duty in duties)


def person(at: Beginning, key: str) -> str:
    """“Kofi Boateng, Product Manager”; of a position without a holder “Product Manager (open position)”."""
    position = at.org.positions[key]
    title = _title(at, position, ())
    return f"{who(at, position)}, {title}" if at.org.filled(position) else f"{title} (open position)"


def who(at: Beginning, position: Position) -> str:
    """The name of a position's holder, or their names; of an open one its title."""
    if not at.org.filled(position):
        return position.title or position.key
    return at.org.holder_names(position) or nameless("person")


def manager(at: Beginning) -> str:
    """Who the position reports to on the day, and until when, where that is known; '' where no one is."""
    key = at.position.manager
    if key not in at.org.positions or key == at.key:
        return ""
    last = _last_day(at, at.org.positions[key], ())
    return f"{person(at, key)}{f' (until {day(last)})' if last else ''}"


def _line(at: Beginning, position: Position, asides: Iterable[str], duties: list[Assignment]) -> str:
    products = list(dict.fromkeys(at.org.products[duty.product].name or duty.product for duty in duties))
    last = _last_day(at, position, duties)
    name = ", ".join([capfirst(who(at, position)), *asides, *([f"until {day(last)}"] if last else [])])
    return f"{_title(at, position, products)} on {listed(products)}: {name}"


def _asides(at: Beginning, duties: Iterable[Assignment]) -> Iterator[str]:
    """How someone covers who is not in that role."""
    roles = at.snapshot.content.roles
    for slug in dict.fromkeys(duty.role for duty in duties):
        mine = [duty for duty in duties if duty.role == slug]
        if any(duty.kind == BACKUP for duty in mine):
            yield f"backup {roles[slug].name}" if slug in roles else "backup"
        elif any(at.stands_in(duty) for duty in mine):
            until = " until the start" if slug == at.position.role and not at.is_filled else ""
            yield f"standing in as {roles[slug].name}{until}"


def _title(at: Beginning, position: Position, products: Iterable[str]) -> str:
    """Their own title, without the product that is named beside it."""
    role = at.snapshot.content.roles.get(position.role)
    title = position.title or (role.name if role else nameless("position"))
    end = next((f", {name}" for name in products if title.casefold().endswith(f", {name.casefold()}")), "")
    return title[: len(title) - len(end)]


def _last_day(at: Beginning, position: Position, duties: Iterable[Assignment]) -> date | None:
    """The last day of a holder, or of all that they do here, as far as it is known."""
    holders = known_holders(position, at.org.people.get, at.org.on)
    leaves = [holder.leaves for holder in holders]
    ends = [duty.ends for duty in duties]
    last = [max(filter(None, days)) for days in (leaves, ends) if days and all(days)]
    return min([*last, *([position.ends] if position.ends else [])], default=None)

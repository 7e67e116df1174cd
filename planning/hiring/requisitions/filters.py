"""Which seats a page shows: by the words, team, role, stage and the rest that the address asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import capfirst

from planning.core import hiring
from planning.core.records import PRIORITIES, REQUISITION_TYPES
from planning.core.rules import SEVERITIES
from planning.core.sentences import name_of
from planning.hiring.requisitions.priorities import Seat
from planning.organisation.snapshot import Snapshot

NAMES = ("q", "team", "role", "stage", "type", "priority", "severity")


def matching(snapshot: Snapshot, seats: list[Seat], asked: Mapping[str, str]) -> list[Seat]:
    """Those that hold every word and have every value that is asked for."""
    words = asked.get("q", "").casefold().split()
    tests = [test(asked[name]) for name, test in TESTS.items() if asked.get(name)]
    return [
        seat
        for seat in seats
        if all(test(seat) for test in tests) and (not words or all(word in _text(snapshot, seat) for word in words))
    ]


def choices(snapshot: Snapshot, seats: list[Seat]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each filter, as (value, name)."""
    teams = {s.position.team for s in seats} & set(snapshot.org.teams)
    roles = {s.position.role for s in seats} & set(snapshot.content.roles)
    return {
        "team": sorted(((key, snapshot.org.teams[key].name or key) for key in teams), key=lambda pair: pair[1]),
        "role": sorted(((key, snapshot.content.roles[key].name) for key in roles), key=lambda pair: pair[1]),
        "stage": [(stage, capfirst(stage)) for stage in hiring.STAGES if stage != hiring.STARTED],
        "type": [(name, capfirst(name)) for name in REQUISITION_TYPES],
        "priority": [(name, capfirst(name)) for name in PRIORITIES],
        "severity": [*((name, capfirst(name)) for name in SEVERITIES), ("none", "Nothing")],
    }


def hiring_manager(snapshot: Snapshot, seat: Seat) -> str:
    """The key of the position whose holder hires: the one named, else the position's own manager."""
    return seat.requisition.manager or seat.position.manager


def products(snapshot: Snapshot, seat: Seat) -> list[str]:
    """The names of the products that a seat is to cover."""
    found = (snapshot.org.products.get(duty.product) for duty in snapshot.org.duties.get(seat.key, ()))
    return list(dict.fromkeys(product.name or product.key for product in found if product))


def _text(snapshot: Snapshot, seat: Seat) -> str:
    team = snapshot.org.teams.get(seat.position.team)
    manager = name_of(snapshot.org, "position", hiring_manager(snapshot, seat))
    words = [seat.title, seat.key, team.name if team else "", manager, seat.requisition.recruiter]
    return " ".join([*words, seat.position.location, *products(snapshot, seat)]).casefold()


Test = Callable[[Seat], bool]


def _equal(get: Callable[[Seat], Any]) -> Callable[[str], Test]:
    def wanted(value: str) -> Test:
        return lambda seat: get(seat) == value

    return wanted


TESTS: dict[str, Callable[[str], Test]] = {
    "team": _equal(lambda seat: seat.position.team),
    "role": _equal(lambda seat: seat.position.role),
    "stage": _equal(lambda seat: seat.stage),
    "type": _equal(lambda seat: seat.requisition.type),
    "priority": _equal(lambda seat: seat.requisition.priority),
    "severity": _equal(lambda seat: seat.severity or "none"),
}

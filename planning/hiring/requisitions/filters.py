"""Which requisitions a page shows: by the words, team, role, stage and the rest that the address asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import capfirst

from planning.core import hiring
from planning.core.names import name_of
from planning.core.records import PRIORITIES, REQUISITION_TYPES
from planning.core.rules import SEVERITIES
from planning.hiring.requisitions.priorities import RankedRequisition
from planning.organisation.snapshot import Snapshot

NAMES = ("q", "team", "role", "stage", "type", "priority", "severity")


def matching(
    snapshot: Snapshot, requisitions: list[RankedRequisition], asked: Mapping[str, str]
) -> list[RankedRequisition]:
    """Those that hold every word and have every value that is asked for."""
    words = asked.get("q", "").casefold().split()
    tests = [test(asked[name]) for name, test in TESTS.items() if asked.get(name)]
    return [
        r
        for r in requisitions
        if all(test(r) for test in tests) and (not words or all(word in _text(snapshot, r) for word in words))
    ]


def choices(snapshot: Snapshot, requisitions: list[RankedRequisition]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each filter, as (value, name)."""
    teams = {s.position.team for s in requisitions} & set(snapshot.org.teams)
    roles = {s.position.role for s in requisitions} & set(snapshot.content.roles)
    return {
        "team": sorted(((key, snapshot.org.teams[key].name or key) for key in teams), key=lambda pair: pair[1]),
        "role": sorted(((key, snapshot.content.roles[key].name) for key in roles), key=lambda pair: pair[1]),
        "stage": [(stage, capfirst(stage)) for stage in hiring.STAGES if stage != hiring.STARTED],
        "type": [(name, capfirst(name)) for name in REQUISITION_TYPES],
        "priority": [(name, capfirst(name)) for name in PRIORITIES],
        "severity": [*((name, capfirst(name)) for name in SEVERITIES), ("none", "Nothing")],
    }


def hiring_manager(snapshot: Snapshot, requisition: RankedRequisition) -> str:
    """The key of the position whose holder hires: the one named, else the position's own manager."""
    return requisition.details.manager or requisition.position.manager


def products(snapshot: Snapshot, requisition: RankedRequisition) -> list[str]:
    """The names of the products that a requisition is to cover."""
    found = (snapshot.org.products.get(duty.product) for duty in snapshot.org.duties.get(requisition.key, ()))
    return list(dict.fromkeys(product.name or product.key for product in found if product))


def _text(snapshot: Snapshot, requisition: RankedRequisition) -> str:
    team = snapshot.org.teams.get(requisition.position.team)
    manager = name_of(snapshot.org, "position", hiring_manager(snapshot, requisition))
    words = [requisition.title, requisition.key, team.name if team else "", manager, requisition.details.recruiter]
    return " ".join([*words, requisition.position.location, *products(snapshot, requisition)]).casefold()


Test = Callable[[RankedRequisition], bool]


def _equal(get: Callable[[RankedRequisition], Any]) -> Callable[[str], Test]:
    def wanted(value: str) -> Test:
        return lambda r: get(r) == value

    return wanted


TESTS: dict[str, Callable[[str], Test]] = {
    "team": _equal(lambda r: r.position.team),
    "role": _equal(lambda r: r.position.role),
    "stage": _equal(lambda r: r.stage),
    "type": _equal(lambda r: r.details.type),
    "priority": _equal(lambda r: r.details.priority),
    "severity": _equal(lambda r: r.severity or "none"),
}

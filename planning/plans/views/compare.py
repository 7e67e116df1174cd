"""Up to three sides beside each other: the current organisation and plans, each on a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.changes.change import diff
from planning.core.changes.plan_steps import changes_due
from planning.core.coverage.coverage import Cell
from planning.core.dates import day
from planning.core.differences import ENDED, MARKS, Difference, differences
from planning.core.metrics import Metrics, metrics
from planning.core.money import plain
from planning.core.rules import FindingChanges
from planning.core.words import listed
from planning.cost.ledgers import yearly
from planning.organisation import store
from planning.organisation.effect import compared, ratios
from planning.organisation.models import Plan
from planning.organisation.plan_access import plan_access_of, visible
from planning.organisation.snapshot import Snapshot
from planning.organisation.told_changes import position_about
from portal.days import read_day
from portal.guard import Access, member

CURRENT = "current"
SIDES = ("a", "b", "c")
PAGE = 200


class Side(NamedTuple):
    """One column: `name` is the plan's slug or `current`."""

    letter: str
    name: str
    label: str
    on: date
    snapshot: Snapshot
    metrics: Metrics
    plan: Plan | None

    @property
    def field(self) -> str:
        """What its day is called in the address."""
        return f"{self.letter}_on"

    @property
    def days(self) -> dict[tuple[str, str], list[date]]:
        """On which days, by then, the plan changes each record."""
        found: dict[tuple[str, str], list[date]] = {}
        for change in changes_due(store.planned(self.plan), self.on) if self.plan else ():
            place = (change.kind, change.key)
            found[place] = sorted({*found.get(place, ()), change.on})
        return found


@member()
def compare(request: HttpRequest, access: Access) -> HttpResponse:
    """Differences in sentences, coverage and numbers, of one side against the others."""
    asked = {letter: request.GET.get(letter, CURRENT if letter == "a" else "") for letter in SIDES}
    chosen = {letter: _plan(access, name) for letter, name in asked.items() if name} or {"a": None}
    # Sides are compared on one date unless the address says otherwise: by then every plan has taken effect.
    last = max(_last(plan, access.today) for plan in chosen.values())
    sides = [_side(request, access, letter, plan, last) for letter, plan in chosen.items()]
    first, *others = sides
    context = {
        "access": access,
        "sides": sides,
        "plans": visible(access).exclude(state=Plan.State.ARCHIVED),
        "next_letter": next((letter for letter in SIDES if letter not in {side.letter for side in sides}), ""),
        "columns": [_column(access, first, other) for other in others],
        "pair_sides": sides[:2],
        "pair": _pair(sides),
        "boards": _boards(sides),
        "numbers": [
            (label, values, len(set(values)) > 1) for label, values in [*_numbers(sides), *_cost(access, sides)]
        ],
        "marks": MARKS,
        "page": PAGE,
    }
    return render(request, "planning/plans/compare.html", context)


def _pair(sides: list[Side]) -> str:
    """The query of the two charts beside each other: the first two sides."""
    named = zip(SIDES, sides[:2], strict=False)
    return urlencode([pair for n, side in named for pair in ((n, side.name), (f"{n}_on", side.on.isoformat()))])


def _plan(access: Access, name: str) -> Plan | None:
    """The plan that the address names; None for the current organisation."""
    return None if name == CURRENT else plan_access_of(access, name).plan


def _side(request: HttpRequest, access: Access, letter: str, plan: Plan | None, last: date) -> Side:
    on = _day(request.GET.get(f"{letter}_on"), last)
    snapshot = Snapshot(access.organisation, on, plan)
    name, label = (plan.slug, plan.name) if plan else (CURRENT, "Current")
    return Side(letter, name, label, on, snapshot, metrics(snapshot.context), plan)


def _last(plan: Plan | None, today: date) -> date:
    """The end of a plan's time; today for the current organisation."""
    return max([plan.target, today, *(p.change.on for p in store.planned(plan).values())]) if plan else today


def _day(text: str | None, otherwise: date) -> date:
    return read_day(text) or otherwise


def _column(access: Access, first: Side, other: Side) -> dict[str, object]:
    days = other.days
    one, two, cost = first.snapshot, other.snapshot, access.sees_cost
    found = [_dated(d, days) for d in differences(one.org, two.org, cost=cost, content=two.content)]
    orgs = (two.org, one.org)
    return {
        "side": other,
        "differences": [(d, position_about(orgs, d.kind, d.key)) for d in found[:PAGE]],
        "more": len(found) - PAGE if len(found) > PAGE else 0,
        "counts": [(mark, sum(1 for d in found if d.mark == mark)) for mark in MARKS],
        "findings": _findings(first.snapshot, other.snapshot),
        "chart": _chart(first, other),
    }


def _findings(first: Snapshot, other: Snapshot) -> FindingChanges:
    return compared(first, other, diff(first.org, other.org, other.org.on))


def _dated(difference: Difference, days: Mapping[tuple[str, str], list[date]]) -> Difference:
    """The sentence with the day on which the plan does it; one that ends names its last day itself."""
    mine = [] if difference.mark == ENDED else days.get((difference.kind, difference.key), [])
    told = f"{difference.text} on {listed([day(on) for on in mine])}"
    return difference._replace(text=told) if mine else difference


def _chart(first: Side, other: Side) -> str:
    """The query of a chart that shows what became of each position; '' where the dates differ: a chart has one."""
    named = {"plan": other.name, "against": first.name, "on": other.on.isoformat(), "show": "changes"}
    asked = {name: value for name, value in named.items() if value != CURRENT}
    return f"?{urlencode(asked)}" if first.on == other.on and len(asked) > 2 else ""


def _boards(sides: list[Side]) -> list[tuple[str, str, list[Cell | None]]]:
    """Each product and role with its cell on every side, those that differ first."""
    cells = [{(cell.product, cell.role): cell for cell in side.snapshot.coverage} for side in sides]
    places = dict.fromkeys(place for board in cells for place in board)
    rows = [
        (_product(sides, product), _code(sides, role), [b.get((product, role)) for b in cells])
        for product, role in places
    ]
    return sorted(rows, key=lambda row: len({cell.state if cell else "" for cell in row[2]}) == 1)


def _product(sides: list[Side], key: str) -> str:
    return next((s.snapshot.org.products[key].name for s in sides if key in s.snapshot.org.products), key) or key


def _code(sides: list[Side], slug: str) -> str:
    return next((s.snapshot.content.roles[slug].code for s in sides if slug in s.snapshot.content.roles), slug)


def _cost(access: Access, sides: list[Side]) -> list[tuple[str, list[Any]]]:
    """What a year costs on each side, and for how many positions that is unknown; nothing without the cost right."""
    if not access.sees_cost:
        return []
    ledgers = [yearly(access.organisation, side.on, access.today, side.plan) for side in sides]
    year = [f"{ledger.terms.currency} {plain(ledger.yearly().quantize(Decimal(1)))}" for ledger in ledgers]
    return [
        ("Cost per year", year),
        ("Positions with unknown cost", [str(len(ledger.unknown([0]))) for ledger in ledgers]),
    ]


def _numbers(sides: list[Side]) -> list[tuple[str, list[Any]]]:
    every = [side.metrics for side in sides]
    rows: list[tuple[str, list[Any]]] = [
        ("Headcount", [m.headcount for m in every]),
        ("FTE", [round(m.fte, 1) for m in every]),
        ("Open positions", [m.open_positions for m in every]),
        ("Average span", [round(m.span, 1) if m.span else None for m in every]),
        ("Widest span", [m.widest for m in every]),
        ("Layers", [m.layers for m in every]),
        ("Findings", [len(side.snapshot.findings) for side in sides]),
        *((label, [round(n, 1) if n else None for n in ns]) for label, ns in ratios(sides[0].snapshot.content, every)),
    ]
    functions, names = dict.fromkeys(n for m in every for n in m.by_function), sides[0].snapshot.content.functions
    return rows + [(names.get(n, n) or "No function", [m.by_function.get(n, 0) for m in every]) for n in functions]

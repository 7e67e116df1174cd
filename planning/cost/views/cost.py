"""Cost and headcount by quarter and function: as things are, in a plan, against the budgets."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.cost.ledger import Ledger, quarters
from planning.core.names import name_of
from planning.cost import drawing
from planning.cost.ledgers import ledger_of, terms_of
from planning.cost.table import CostTable, Entry, FunctionRow
from planning.exports import csv_file
from planning.forms.days import sane
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.organisation.role_content import content_for
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member
from portal.request_values import whole_number

MOST_YEARS, SHOWN, YEARS = 5, 40, 2
HEADERS = (
    *("function", "period", "from", "to", "currency", "current cost", "plan cost", "budget"),
    *(
        "current positions",
        "current FTE",
        "plan positions",
        "plan FTE",
        "open among these",
        "positions with unknown cost",
        "FTE with unknown cost",
    ),
)


class Unknown(NamedTuple):
    """What no amount holds: how many positions and FTE, why, and the first of them by key and name."""

    positions: int
    fte: float
    reasons: list[tuple[str, int]]
    listed: list[tuple[str, str]]


@member(cost=True)
def cost(request: HttpRequest, access: Access) -> HttpResponse:
    """The page, or with `format=csv` its table as a file. `from` is the first year, `years` how many."""
    this_year = sane(access.on).year
    first = _year(request.GET.get("from"), this_year)
    count = min(max(whole_number(request.GET.get("years", "")) or YEARS, 1), MOST_YEARS)
    table = _table(access, first, count)
    if request.GET.get("format") == "csv":
        return _csv(access, table)
    told = table.told
    context = {
        "access": access,
        "table": table,
        "terms": terms_of(access.organisation),
        "quarters": drawing.columns(table),
        "years": [drawing.rows(table, year) for year in range(first, first + count)],
        "unknown": _unknown(access, told),
        "undated": _named(access, told.undated),
        "plans": visible(access).exclude(state__in=(Plan.State.ARCHIVED, Plan.State.APPLIED, Plan.State.REVERTED)),
        "first": first,
        "count": count,
        "usual": {"first": this_year, "count": YEARS},
        "over": [(line, e) for line in table.lines for e in line.entries if e.over > 0],
        "choices": range(1, MOST_YEARS + 1),
    }
    return render(request, "planning/cost/cost.html", context)


def _year(text: str | None, otherwise: int) -> int:
    number = whole_number(text or "")
    return number if number is not None and 1990 <= number <= 2150 else otherwise


def _table(access: Access, first: int, count: int) -> CostTable:
    organisation, plan = access.organisation, access.plan
    periods = quarters(date(first, 1, 1), 4 * count)
    current = ledger_of(organisation, periods, access.today)
    planned = ledger_of(organisation, periods, access.today, plan) if plan else None
    return CostTable(current, planned, content_for(organisation).function_name)


def _unknown(access: Access, ledger: Ledger) -> Unknown:
    positions = ledger.unknown(range(len(ledger.periods)))
    reasons = Counter(ledger.reasons[key] for key in positions)
    return Unknown(
        len(positions), float(sum(positions.values())), reasons.most_common(), _named(access, positions)[:SHOWN]
    )


def _named(access: Access, keys: Any) -> list[tuple[str, str]]:
    org = Snapshot.of(access).org
    return sorted(((key, name_of(org, "position", key)) for key in keys), key=lambda pair: pair[1])


def _csv(access: Access, table: CostTable) -> HttpResponse:
    """A row a function and quarter, amounts exact."""
    lines = [*table.lines, FunctionRow("", "Total", table.totals)]
    rows = (_cells(table, line.name, entry) for line in lines for entry in line.entries)
    return csv_file.download(f"cost-{access.organisation.slug}", HEADERS, rows)


def _cells(table: CostTable, name: str, entry: Entry) -> list[object]:
    numbers = entry.column.numbers
    starts, ends = table.periods[numbers[0]].starts, table.periods[numbers[-1]].ends
    amounts = [entry.current, entry.planned, entry.budget]
    people = [entry.positions, entry.fte, entry.planned_positions, entry.planned_fte]
    missing = [entry.open, entry.unknown, entry.unknown_fte]
    return [name, entry.column.label, starts, ends, table.currency, *amounts, *people, *missing]

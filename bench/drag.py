"""One drag in a plan, from its request to the updated chart and findings, beside a request that returns nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle
from statistics import median
from time import process_time
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import data
from bench.clock import by_turns
from bench.table import Table, at_most
from bench.web import Visitor
from planning.core.tree import branch
from planning.organisation import store
from planning.plans import editing
from portal.models import Organisation, User

ROUNDS = 7


def measure(table: Table, size: int, organisation: Organisation) -> None:
    visitor, drags = Visitor(), _drags(organisation)
    _drag(visitor, *next(drags))
    with CaptureQueriesContext(connection) as queries:
        _drag(visitor, *next(drags))
    asked = len(queries)
    nothing, dragged = by_turns(ROUNDS, partial(visitor.get, "/empty/"), lambda: _drag(visitor, *next(drags)))
    row = table.row("one drag in a plan, chart and findings anew: work", "ms", "≤ 100 ms", at_most(100))
    row.values[size] = median(_worked(visitor, *next(drags)) for _ in range(ROUNDS)) * 1000
    table.row("  drag ÷ an empty view, signed in", "×").values[size] = dragged / nothing
    table.constant("  drag: SQL queries", size, asked)


def _drag(visitor: Visitor, deed: str, form: dict[str, Any], chart: str) -> None:
    """What the browser asks when a card has been dropped and the move confirmed."""
    visitor.post(deed, form)
    visitor.get(chart)


def _worked(visitor: Visitor, deed: str, form: dict[str, Any], chart: str) -> float:
    """Seconds of this process's own work, whatever else the machine does meanwhile."""
    begin = process_time()
    _drag(visitor, deed, form, chart)
    return process_time() - begin


def _drags(organisation: Organisation) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A first-line manager goes to and fro between two others: address, form, and the chart after it."""
    org = store.org_at(organisation, data.TODAY)
    owner = User.objects.get(email="bench@lineup.example")
    plan = editing.create(organisation, name="Bench", target=data.TODAY, owner=owner)
    moved = next(p for p in org.positions.values() if p.manager and 3 <= len(list(branch(org, p.key))) <= 9)
    below = {moved.key, *branch(org, moved.key)}
    peers = [p.key for p in org.positions.values() if p.key not in below and org.reports(p.key)]
    query = urlencode({"plan": plan.slug, "on": data.TODAY.isoformat()})
    deed = f"{reverse('do', args=[organisation.slug, 'move'])}?{query}"
    chart = f"{reverse('chart-cards', args=[organisation.slug])}?{query}"
    for manager in cycle([key for key in peers if key != moved.manager][:2]):
        form = {"key": moved.key, "manager": manager, "with_reports": "on", "on": data.TODAY.isoformat()}
        yield deed, form, chart

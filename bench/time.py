"""Coverage over time, beside one full computation of coverage at one date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from random import Random

from bench.clock import by_turns
from bench.table import Table, at_most
from planning.core import rules
from planning.core.changes.change import Change, edit
from planning.core.changes.record_history import DatedOrg
from planning.core.coverage.coverage import coverage
from planning.core.over_time.timeline import timeline
from planning.core.records import OWNER, Org
from planning.demo.synthetic.organisation import synthetic_org
from planning.organisation.role_content import content_for
from portal.models import Organisation

POSITIONS, PRODUCTS, WEEKS, ROUNDS = 10_000, 500, 104, 11


def measure(table: Table, size: int, organisation: Organisation, today: date) -> None:
    """For one size alone: 500 products over 104 weeks."""
    if size != POSITIONS:
        return
    content = content_for(organisation)
    org = synthetic_org(today, positions=POSITIONS, products=PRODUCTS, seed=1)
    dated = DatedOrg(org.tables, ahead=turnover(org, today))
    last = today + timedelta(weeks=WEEKS)
    fresh, checked, walked = by_turns(
        ROUNDS,
        lambda: coverage(Org(today, org.tables), content),
        lambda: rules.findings(Org(today, org.tables), content),
        lambda: timeline(dated, content, today, last),
    )
    line = timeline(dated, content, today, last)
    table.row("bands of 500 products over 104 weeks").values[size] = sum(len(lane) for lane in line.lanes.values())
    table.row("  worked out in", "ms").values[size] = walked * 1000
    table.row("  ÷ one full run of coverage at one date", "×", "≤ 5", at_most(5)).values[size] = walked / fresh
    table.row("  ÷ one full run of every rule at one date", "×").values[size] = walked / checked


def turnover(org: Org, today: date) -> list[Change]:
    """One in two who own a product leaves within the two years, and half of those have a successor a month later."""
    random = Random(7)
    owners = [duty for duty in org.tables["assignment"].values() if duty.kind == OWNER]
    heirs = cycle(sorted({duty.position for duty in owners}))
    changes: list[Change | None] = []
    for duty in random.sample(owners, PRODUCTS):
        position = org.positions.get(duty.position)
        person = org.people.get(position.holder) if position else None
        day = today + timedelta(days=random.randint(1, 7 * WEEKS))
        if person and random.random() < 0.5:
            changes.append(edit(day - timedelta(days=30), person, leaves=day))
        changes.append(edit(day + timedelta(days=30), duty, position=next(heirs)))
    return sorted((change for change in changes if change), key=lambda change: change.on)

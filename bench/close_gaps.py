"""Closing gaps: from a question to its verified plan, beside one run of every rule over the same organisation.

Every gap of the next 12 months is asked for, at costs by bands made up for this. `python -m bench.close_gaps SLUG DATE
CASE` measures one case, a JSON list, in a process of its own, with the role content of SLUG in the database that
DATABASE_URL names.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.table import Table, at_most

if TYPE_CHECKING:
    from portal.models import Organisation

MEMORY, BENT = 600, 2  # limits: MB, seconds


class Case(NamedTuple):
    """`limit` is in seconds, None for none. `budget` is in EUR a year. `strains`: many leave or change, nobody may have
    more than one product, and interims are allowed. `is_bent`: it is asked again with one more pin as well."""

    positions: int
    products: int
    limit: float | None = None
    budget: int | None = None
    strains: bool = False
    is_bent: bool = False
    rounds: int = 3

    @property
    def name(self) -> str:
        budget = f", budget {self.budget:,}" if self.budget else ""
        return f"{self.positions:,} × {self.products:,}{budget}{', interims' if self.strains else ''}"


# One product for 20 positions or more has holders to spare; one for 4 or 5 has too few.
CASES = (
    Case(1_000, 120, is_bent=True),
    Case(1_000, 250),
    Case(10_000, 500, 2, is_bent=True),
    Case(10_000, 500, 5, strains=True),
    Case(10_000, 2_500, 5),
    Case(10_000, 2_500, 5, budget=300_000),
    Case(10_000, 2_500, budget=3_000_000, rounds=1),
    Case(100_000, 2_000, 30, rounds=1),
    Case(100_000, 20_000, 120, rounds=1),
)


def measure(table: Table, size: int, organisation: Organisation, today: date) -> None:
    for case in CASES:
        if case.positions == size:
            _add(table, case, _measured(case, organisation.slug, today))


def _measured(case: Case, slug: str, today: date) -> Mapping[str, Any]:
    """In a process of its own, whose memory is nothing else's."""
    command = [sys.executable, "-m", "bench.close_gaps", slug, today.isoformat(), json.dumps(case)]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(found))


def _add(table: Table, case: Case, found: Mapping[str, Any]) -> None:
    _value(table, case, f"close gaps, {case.name}", "s", found["seconds"], case.limit)
    _value(table, case, f"  work of the process, {case.name}", "s", found["work"])
    _value(table, case, f"  ÷ one run of every rule, {case.name}", "×", found["seconds"] / found["rules"])
    _value(table, case, f"  peak memory, {case.name}", "MB", found["peak"], MEMORY)
    if case.is_bent:
        _value(table, case, f"  again with one more pin, {case.name}", "s", found["bent"], BENT)
    table.notes.append(f"close gaps, {case.name}: {found['told']}")


def _value(table: Table, case: Case, what: str, unit: str, value: float, limit: float | None = None) -> None:
    row = table.row(what, unit)
    row.values[case.positions] = value
    if limit is not None:
        row.aim, row.met = f"≤ {limit:,.0f} {unit}", at_most(limit)


def main(slug: str, today: date, case: Case) -> None:
    """Print seconds, megabytes and what was found, as JSON."""
    import django

    django.setup()
    from bench.close_gaps_trial import Trial
    from planning.organisation.role_content import content_for
    from portal.models import Organisation

    trial = Trial.of(case, today, content_for(Organisation.objects.get(slug=slug)))
    print(json.dumps(trial.figures()))


if __name__ == "__main__":
    main(sys.argv[1], date.fromisoformat(sys.argv[2]), Case(*json.loads(sys.argv[3])))

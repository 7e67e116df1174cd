"""Finding the products that a company's titles and teams name, beside reading the file that they stand in."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count, product
from pathlib import Path
from typing import Any

from bench.clock import by_turns
from bench.importing import write
from bench.table import Table, at_most
from planning.core.product_finding import find
from planning.core.records import Org, Person, Position, Team
from planning.imports.columns.match import columns_of
from planning.imports.people.reader import Reader
from planning.imports.pipeline import File, prepare
from planning.organisation.role_content import content_for
from portal.models import Organisation

ROUNDS = {1_000: 11, 10_000: 5, 100_000: 3}
JUDGED_AT = (10_000,)
# Titles of a squad of twenty; a product in five has no Product Manager.
TITLES = (
    "Product Manager",
    "Engineering Manager",
    "Product Designer",
    "Staff Engineer",
    *("Senior Backend Engineer", "Backend Engineer") * 4,
    *("Senior Frontend Engineer", "Frontend Engineer") * 2,
    *("Quality Engineer", "Data Analyst", "Mobile Engineer", "Software Engineer"),
)
FIRST = ("Invoice", "Route", "Parcel", "Ledger", "Ticket", "Claim", "Visit", "Order", "Quote", "Survey")
SECOND = ("Capture", "Planner", "Tracking", "Matching", "Archive", "Studio", "Exchange", "Radar", "Inbox", "Pricing")


def measure(table: Table, size: int, organisation: Organisation, today: date) -> None:
    """A product for twenty people, named by their titles, and half the time by their team as well."""
    content, org = content_for(organisation), company(today, size)
    with tempfile.TemporaryDirectory(prefix="lineup-bench-finding-") as folder:
        file = write(Path(folder) / "people.csv", org)

        def read() -> Any:
            source = prepare(File("people", file.name, file.read_bytes()), content, {})
            columns = columns_of("people", source.table, source.matched)
            return list(Reader(source.table, columns, source.report, today, content).position_rows())

        def bare() -> Any:
            with file.open(newline="") as lines:
                return list(csv.reader(lines))

        reading, rows, finding = by_turns(ROUNDS.get(size, 3), read, bare, lambda: find(org, content))
    table.time("read the rows of a people file", size, reading)
    table.time("find the products that titles name", size, finding)
    ratio = table.row("  ÷ reading the file", "×", "≤ 5", at_most(5))
    ratio.at, ratio.values[size] = JUDGED_AT, finding / reading
    table.row("  ÷ csv.reader alone", "×").values[size] = finding / rows
    table.row("  products found").values[size] = len(find(org, content))


def company(today: date, size: int) -> Org:
    names = _names()
    records: list[Any] = [Position("top", "Chief Executive Officer", "executive", 7)]
    for number in range(max(size // len(TITLES), 1)):
        records += _squad(number, next(names))
    return Org.of(today, *records)


def _squad(number: int, name: str) -> Iterator[Any]:
    team = Team(f"t{number}", name if number % 2 else f"Squad {number}")
    yield team
    for at, title in enumerate(TITLES[1:] if number % 5 == 0 else TITLES):
        key = f"p{number}-{at}"
        manager = "top" if at == 0 else f"p{number}-0"
        yield Position(key, f"{title}, {name}", team=team.key, manager=manager, holder=f"h{key}")
        yield Person(f"h{key}", f"Holder {number} {at}", f"{key}@bench.test")


def _names() -> Iterator[str]:
    """Two words each, as often as is asked for: Invoice Capture, then Invoice Capture Two."""
    for turn in count():
        for one, other in product(FIRST, SECOND):
            yield f"{one} {other}" if not turn else f"{one} {other} {chr(64 + turn % 26)}{turn}"

"""Lineup's own tables for tests: rows by column, what is not given is blank."""

from __future__ import annotations

from datetime import date

from planning.core.org_tables import COLUMNS
from planning.core.records import Assignment, Org, Person, Position, Product, Team
from planning.imports.opening.read import Row, Table
from planning.imports.own.sheets import PREFIX
from planning.imports.pipeline import Outcome, Settings, Source, run
from planning.imports.problems import Report
from tests.org_export.organisations import OWN_CONTENT

DAY = date(2026, 3, 2)
ORG = Org.of(
    DAY,
    Position("ceo", title="Chief", holder="amara"),
    Position("luis", title="PM", role="product-manager", level=3, team="pay", manager="ceo", holder="h-luis"),
    Position("vacant", title="PMM", manager="ceo"),
    Person("amara", "Amara"),
    Person("h-luis", "Luis", "luis@acme.example"),
    Team("pay", "Payments"),
    Product("checkout", "Checkout"),
    Product("ledger", "Ledger"),
    Assignment("a1", "checkout", "luis", "product-manager"),
)
LUIS = {
    **{"key": "luis", "title": "PM", "role": "product-manager", "level": "3", "team": "Payments", "fte": "1"},
    **{"manager": "ceo", "holder": "h-luis", "name": "Luis", "email": "luis@acme.example"},
}
CEO = {"key": "ceo", "title": "Chief", "fte": "1", "holder": "amara", "name": "Amara"}
VACANT = {"key": "vacant", "title": "PMM", "fte": "1", "manager": "ceo"}
CHECKOUT = {"key": "checkout", "name": "Checkout", "stage": "growth", "market_facing": "yes"}
LEDGER = CHECKOUT | {"key": "ledger", "name": "Ledger"}
DUTY = {
    **{"key": "a1", "product": "checkout", "position": "luis", "role": "product-manager"},
    **{"kind": "owner", "share": "100"},
}

Cells = dict[str, str]


def sheet(name: str, *rows: Cells) -> Source:
    columns = COLUMNS[name]
    cells = [Row(number, [row.get(column, "") for column in columns]) for number, row in enumerate(rows, 2)]
    table = Table(f"{name}.csv", 1, columns, cells)
    return Source(f"{PREFIX}{name}", table, columns, Report(table.file))


def imported(*sources: Source, org: Org = ORG, update: bool = False) -> Outcome:
    return run(sources, org, OWN_CONTENT, Settings(DAY, update=update))


def positions(*rows: Cells) -> Outcome:
    """What the whole table of positions changes, these rows in place of those of the same keys."""
    given = {row.get("key", str(number)): row for number, row in enumerate(rows)}
    whole = {row["key"]: row for row in (CEO, LUIS, VACANT)} | given
    return imported(sheet("positions", *whole.values()))


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    """Column and code of each problem."""
    return [(problem.column, problem.code) for problem in outcome.problems]

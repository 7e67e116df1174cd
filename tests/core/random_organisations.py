"""Organisations and changes to them, drawn from a seed: what the laws of the core are tried on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from planning.core.changes.change import Change, add, apply, edit, remove
from planning.core.records import (
    KINDS,
    STAGES,
    Assignment,
    Link,
    Org,
    Ownership,
    Person,
    Position,
    Product,
    Requisition,
    Team,
)

DAY = date(2026, 3, 2)
seeds = st.integers(0, 2**32)
sizes = st.one_of(st.integers(0, 12), st.integers(13, 300))


def draw_org(seed: int, size: int, *, wild: bool = False) -> Org:
    """`wild` has what real files have: rings, unknown managers, several roots."""
    random = Random(seed)
    keys = [f"p{n}" for n in range(size)]
    positions = [_position(random, keys, n, wild=wild) for n in range(size)]
    random.shuffle(positions)
    few = [record for n in range(size // 8 + 1) for record in _others(random, keys, n)]
    return Org.of(DAY, *positions, *few)


def _position(random: Random, keys: list[str], number: int, *, wild: bool) -> Position:
    above = keys[:number]
    manager = random.choice(above) if above else ""
    if wild and random.random() < 0.2:
        manager = random.choice([*keys, "", "nobody"])
    return _dressed(random, Position(keys[number], manager=manager))


def _dressed(random: Random, position: Position) -> Position:
    return position._replace(
        title=random.choice(("Engineer", "PM", "Designer, Über")),
        level=random.choice((None, 1, 5)),
        holder=random.choice(("", "h0")),
        fte=random.choice((1.0, 0.5)),
        starts=random.choice((None, DAY)),
        rank=random.randint(0, 2),
        pay=random.choice((None, Decimal(62_000))),
    )


def _others(random: Random, keys: list[str], number: int) -> list[Any]:
    key = random.choice([*keys, ""])
    product = f"x{random.randint(0, number)}"
    return [
        Person(f"h{number}", random.choice(("Ann", "")), leaves=random.choice((None, DAY))),
        Team(f"t{number}", "Team", parent=f"t{random.randint(0, number - 1)}" if number else ""),
        Product(f"x{number}", "Product", random.choice(STAGES), launch=random.choice((None, DAY))),
        Assignment(f"a{number}", product, key, "product-manager", share=random.choice((100, 40))),
        Ownership(f"o{number}", product, "roadmap", key),
        Link(f"l{number}", product, key, key),
        *([Requisition(key, salary_from=random.choice((None, Decimal("41000.50"))))] if key else []),
    ]


FIELDS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "position": ("title", ("Engineer", "PM", "Director")),
    "person": ("leaves", (None, DAY, DAY + timedelta(days=9))),
    "team": ("function", ("", "product", "sales")),
    "product": ("without", ((), ("sales",), ("sales", "support"))),
    "assignment": ("share", (100, 40, 0)),
    "ownership": ("responsibility", ("roadmap", "launch")),
    "link": ("product", ("x0", "x1")),
    "requisition": ("salary_to", (None, Decimal("52000.10"), Decimal(60000))),
}


def draw_changes(org: Org, seed: int, count: int, days: int = 1) -> list[Change]:
    """Up to `count` changes in date order over so many days, each made on what those before it left."""
    random = Random(seed)
    changes: list[Change] = []
    dates = sorted(DAY + timedelta(days=random.randrange(days)) for _ in range(count))
    for number, on in enumerate(dates):
        change = _draw_change(org, random, on, f"n{number}")
        if change is not None:
            changes.append(change)
            org = apply(org, [change])
    return changes


def _draw_change(org: Org, random: Random, on: date, new: str) -> Change | None:
    kind = random.choice(KINDS)
    table = org.tables[kind]
    kept = [record for key, record in table.items() if key != "h0"]
    act = random.random()
    if act < 0.2 or not kept:
        like = random.choice(list(table.values())) if table else None
        return add(on, like._replace(key=new)) if like is not None else None
    record = random.choice(kept)
    if act < 0.35:
        return remove(on, record)
    name, choices = FIELDS[kind]
    return edit(on, record, **{name: random.choice(choices)})

"""A whole made-up organisation, with the oddities that real ones have."""

from __future__ import annotations

from datetime import date
from random import Random

from planning.core.records import Org, Position
from planning.demo.synthetic.coverage import PM, PMM, coverage, draw_products
from planning.demo.synthetic.staff import Staff, staff

FEW = 30  # below this an organisation has no oddities of structure


def synthetic_org(today: date, *, positions: int, products: int, seed: int) -> Org:
    """A believable organisation of exactly `positions` positions (1 or more) and `products` products.

    The same arguments give the same organisation; its dates lie around `today`.
    """
    random = Random(seed)  # noqa: S311  (nothing secret is drawn)
    odd = _oddities(positions)
    drawn = staff(today, random, positions - odd)
    _odd_lines(drawn)
    _second_root(drawn, odd)
    made = draw_products(drawn, products)
    covered = list(coverage(drawn, made))
    return Org.of(today, *drawn.teams, *drawn.people, *drawn.positions.values(), *made, *covered)


def _oddities(positions: int) -> int:
    """How many positions stand outside the one tree."""
    return 0 if positions < FEW else 5 + positions // 2000


def _odd_lines(drawn: Staff) -> None:
    """Some PMs report to engineering, some PMMs to product."""
    for role, other, share in ((PM, "engineering-manager", 0.04), (PMM, "product-manager", 0.08)):
        others = drawn.of_role.get(other, ())
        for key in drawn.of_role.get(role, ()) if others else ():
            leaf = drawn.positions[key].level != 4
            if leaf and drawn.random.random() < share:
                _move(drawn, key, drawn.random.choice(others))


def _move(drawn: Staff, key: str, manager: str) -> None:
    position = drawn.positions[key]
    dotted = (position.manager,) if drawn.random.random() < 0.3 else ()
    drawn.positions[key] = position._replace(manager=manager, dotted=dotted)


def _second_root(drawn: Staff, count: int) -> None:
    """A small tree of its own, and positions whose manager nobody knows."""
    if not count:
        return
    root = drawn.position("Director, Foundation", "operations", 5, "")
    for _ in range(2):
        drawn.position("Foundation Programme Lead", "program-manager", 3, root)
    for number in range(count - 3):
        key = drawn.position("Product Operations Specialist", "product-operations", 2, f"left-{number + 1}")
        drawn.positions[key] = _without_team(drawn.positions[key])


def _without_team(position: Position) -> Position:
    return position._replace(team="", location="")

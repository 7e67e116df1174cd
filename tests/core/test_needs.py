"""Which changes need which others, and that what is closed under it holds."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.core.changes.change import Change, add, apply, conflicts, edit, problems, remove
from planning.core.changes.needs import closed, needs
from planning.core.records import Assignment, Org, Person, Position, Product, Requisition, Team
from tests.core.random_organisations import DAY, seeds

pytestmark = pytest.mark.pure
ORG = Org.of(
    DAY,
    Position("boss"),
    Position("a", manager="boss"),
    Position("b", manager="a"),
    Product("x"),
    Assignment("d", "x", "b", "pm"),
)


def listed(*changes: Change | None) -> list[set[int]]:
    return [set(one) for one in needs(ORG, [change for change in changes if change])]


def test_what_names_a_new_record_needs_it() -> None:
    team = add(DAY, Team("growth"))
    seat = add(DAY, Position("new", manager="a", team="growth"))
    hire = add(DAY, Requisition("new"))
    covers = add(DAY, Assignment("n", "x", "new", "pm"))
    assert listed(team, seat, hire, covers) == [set(), {0}, {1}, {1}]


def test_a_later_change_of_the_same_value_needs_the_earlier_one_and_another_value_does_not() -> None:
    first = edit(DAY, ORG.positions["b"], title="Lead")
    second = edit(DAY, Position("b", title="Lead"), title="Head")
    other = edit(DAY, ORG.positions["b"], level=3)
    assert listed(first, second, other) == [set(), {0}, set()]


def test_days_that_must_fit_each_other_need_each_other() -> None:
    later = edit(DAY, ORG.positions["b"], ends=DAY + timedelta(days=9))
    starts = edit(DAY, ORG.positions["b"], starts=DAY + timedelta(days=5))
    assert listed(later, starts) == [set(), {0}]


def test_what_goes_away_needs_all_that_lets_go_of_it_even_later() -> None:
    gone = remove(DAY, ORG.positions["a"])
    moved = edit(DAY, ORG.positions["b"], manager="boss")
    assert listed(gone, moved) == [{1}, set()]


def test_a_move_needs_another_only_where_it_would_close_a_ring_without_it() -> None:
    up = edit(DAY, ORG.positions["b"], manager="boss")
    under = edit(DAY, ORG.positions["a"], manager="b")
    free = add(DAY, Position("c", manager="b"))
    assert listed(up, under, free) == [set(), {0}, set()]


def _record(random: Random, org: Org, number: int) -> Any:
    seats, teams = ["", *org.positions], ["", *org.teams]
    return random.choice(
        [
            Position(f"n{number}", manager=random.choice(seats), team=random.choice(teams)),
            Team(f"n{number}", parent=random.choice(teams)),
            Person(f"n{number}"),
            Assignment(f"n{number}", random.choice(["", *org.products]), random.choice(seats), "pm"),
            Requisition(random.choice([*org.positions, "boss"]), manager=random.choice(seats)),
        ]
    )


def _change(random: Random, org: Org, on: date, number: int) -> Change | None:
    seat = random.choice([Position("gone"), *org.positions.values()])
    day = DAY + timedelta(days=random.randrange(9))
    team = random.choice([Team("n0"), *org.teams.values()])
    drawn: list[Callable[[], Change | None]] = [
        lambda: add(on, _record(random, org, number)),
        lambda: edit(on, seat, manager=random.choice(["", *org.positions])),
        lambda: edit(on, seat, starts=day) if random.random() < 0.5 else edit(on, seat, ends=day),
        lambda: edit(on, seat, dotted=(random.choice(["boss", *org.positions]),), title=f"T{number}"),
        lambda: edit(on, team, parent=random.choice(["", *org.teams])),
        lambda: _removal(random, org, on),
    ]
    return random.choice(drawn)()


def _removal(random: Random, org: Org, on: date) -> Change | None:
    """Of something that nothing names by now."""
    every = [remove(on, record) for table in org.tables.values() for record in table.values()]
    random.shuffle(every)
    return next((change for change in every if not problems(org, [change])), None)


def draw(seed: int, count: int) -> list[Change]:
    """A list that is possible as a whole, each made on what those before it left."""
    random, org = Random(seed), ORG
    changes: list[Change] = []
    for number in range(count):
        change = _change(random, org, DAY + timedelta(days=number // 4), number)
        if change and not problems(ORG, [*changes, change]):
            changes.append(change)
            org = apply(org, [change])
    return changes


@settings(max_examples=100)
@given(seeds, st.integers(1, 24), st.integers(0, 2**24))
def test_whatever_is_closed_under_it_can_be_applied(seed: int, count: int, which: int) -> None:
    changes = draw(seed, count)
    chosen = closed(needs(ORG, changes), [place for place in range(len(changes)) if which >> place & 1])
    part = [change for place, change in enumerate(changes) if place in chosen]
    assert problems(ORG, part) == []
    assert conflicts(ORG, part) == []

"""Who leads a line, found for all positions at once, is who is found by walking up from each."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org, Position
from planning.core.rules import Context
from planning.core.rules.first_leader import Above, first_leader
from planning.core.rules.top_leader import Top, top_leader
from planning.core.tree import line_up
from tests.core.random_organisations import DAY, draw_org, seeds, sizes
from tests.core.sample import content

LEVEL, MOST = 5, 3
LEADING = frozenset({"head"})


class Counted(dict[str, Position]):
    """Positions that count how often one is looked up."""

    asked = 0

    def get(self, key: str, default: Position | None = None) -> Position | None:  # type: ignore[override]
        self.asked += 1
        return super().get(key, default)

    def __getitem__(self, key: str) -> Position:
        self.asked += 1
        return super().__getitem__(key)


def walked(org: Org, position: Position) -> Iterator[Position]:
    """Everybody above a position, nearest first."""
    for above in line_up(org.positions, position.key):
        if above.key != position.key:
            yield above


def first_walked(org: Org, position: Position) -> Above | None:
    line = list(walked(org, position))
    leads = (Above(p, steps, False) for steps, p in enumerate(line, 1) if (p.level or 0) >= LEVEL)
    root = Above(line[-1], len(line), True) if line and line[-1].manager in ("", line[-1].key) else None
    return next(leads, root)


def top_walked(org: Org, position: Position) -> Top | None:
    line = [position, *walked(org, position)]
    steps = max((n for n, p in enumerate(line) if p.role in LEADING), default=None)
    if steps is None:
        return None
    return Top(line[steps].key, steps, line[steps - MOST].key if steps >= MOST else "")


def led(org: Org, seed: int) -> Org:
    """The same, some of them in a role that leads."""
    random = Random(seed)
    return Org.of(DAY, *(p._replace(role=random.choice(("", "", "head"))) for p in org.positions.values()))


@given(seeds, sizes, st.booleans())
def test_the_first_leader_is_the_first_on_the_way_up(seed: int, size: int, wild: bool) -> None:
    org = draw_org(seed, size, wild=wild)
    ctx = Context(org, content())
    for position in org.positions.values():
        assert first_leader(ctx, position, LEVEL) == first_walked(org, position)


@given(seeds, sizes, st.booleans())
def test_the_topmost_is_the_last_on_the_way_up(seed: int, size: int, wild: bool) -> None:
    org = led(draw_org(seed, size, wild=wild), seed)
    ctx = Context(org, content())
    for position in org.positions.values():
        assert top_leader(ctx, position, LEADING, MOST) == top_walked(org, position)


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.integers(0, 8))
def test_in_a_ring_the_topmost_is_the_last_before_it_closes(leads: list[bool], begin: int) -> None:
    size = len(leads)
    ring = [Position(f"p{n}", role="head" if leads[n] else "", manager=f"p{(n + 1) % size}") for n in range(size)]
    org = Org.of(DAY, *ring, Position("under", manager="p0"))
    ctx = Context(org, content())
    for position in (ring[begin % size], org.positions["under"], *ring):
        assert top_leader(ctx, position, LEADING, MOST) == top_walked(org, position)


def looked_up(size: int, find: str) -> int:
    """How often a position is looked up to find the leaders of all in one line of so many."""
    org = Org.of(DAY, *(Position(f"p{n}", manager=f"p{n - 1}" if n else "") for n in range(size)))
    positions = Counted(org.positions)
    vars(org)["positions"] = positions
    ctx = Context(org, content())
    for position in list(positions.values()):
        if find == "first":
            first_leader(ctx, position, LEVEL)
        else:
            top_leader(ctx, position, LEADING, MOST)
    return positions.asked


@pytest.mark.parametrize("find", ["first", "top"])
def test_a_line_of_ten_times_as_many_takes_ten_times_as_long(find: str) -> None:
    assert 0 < looked_up(2_000, find) <= 11 * looked_up(200, find)

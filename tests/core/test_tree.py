from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org, Position
from planning.core.tree import branch, closing_ring, line_up, shape
from tests.core.random_organisations import DAY, draw_org, seeds, sizes


def org(**managers: str) -> Org:
    """Positions by key, each with its manager's key."""
    return Org.of(DAY, *(Position(key, manager=manager) for key, manager in managers.items()))


@given(seeds, sizes)
def test_every_position_is_placed_exactly_once(seed: int, size: int) -> None:
    drawn = draw_org(seed, size, wild=True)
    found = shape(drawn)
    heads = [*([found.top] if found.top else []), *found.roots, *found.unplaced, *(r[0] for r in found.rings)]
    placed = [key for head in heads for key in branch(drawn, head)]
    assert sorted(placed) == sorted(drawn.positions)


@given(seeds, sizes)
def test_order_holds_every_position_once_parents_first(seed: int, size: int) -> None:
    drawn = draw_org(seed, size, wild=True)
    found = shape(drawn)
    assert sorted(found.order) == sorted(drawn.positions)
    place = {key: n for n, key in enumerate(found.order)}
    for key in found.order:
        if found.depth[key]:
            assert place[drawn.positions[key].manager] < place[key]


@given(seeds, sizes)
def test_below_counts_the_branch_without_its_head(seed: int, size: int) -> None:
    drawn = draw_org(seed, size)
    found = shape(drawn)
    assert all(found.below[key] == len(branch(drawn, key)) - 1 for key in drawn.positions)


@given(seeds, sizes)
def test_depth_is_the_length_of_the_line_up(seed: int, size: int) -> None:
    drawn = draw_org(seed, size)
    found = shape(drawn)
    assert all(found.depth[key] == len(list(line_up(drawn.positions, key))) for key in drawn.positions)


@given(seeds, sizes)
def test_rings_are_rings(seed: int, size: int) -> None:
    drawn = draw_org(seed, size, wild=True)
    for ring in shape(drawn).rings:
        above = [drawn.positions[key].manager for key in ring]
        assert above == [*ring[1:], ring[0]]


@pytest.mark.parametrize("steps", [2, 3, 100, 5000])
def test_a_ring_of_any_length_is_found_once(steps: int) -> None:
    managers = {f"p{n}": f"p{(n + 1) % steps}" for n in range(steps)}
    assert [len(ring) for ring in shape(org(**managers)).rings] == [steps]


def test_a_ring_with_a_tail_has_the_tail_under_it() -> None:
    found = shape(org(a="b", b="a", tail="a", end="tail"))
    assert found.rings == (("a", "b"),)
    assert found.below["tail"] == 1


def test_who_reports_to_themselves_is_a_root() -> None:
    found = shape(org(a="a", b="a"))
    assert (found.top, found.rings) == ("a", ())


def test_the_top_is_the_root_with_most_below() -> None:
    found = shape(org(small="", s1="small", big="", b1="big", b2="big"))
    assert (found.top, found.roots) == ("big", ("small",))


def test_lone_positions_have_no_top() -> None:
    found = shape(org(a="", b=""))
    assert (found.top, found.unplaced) == ("", ("a", "b"))


def test_a_single_position_is_the_top() -> None:
    assert shape(org(a="")).top == "a"


def test_nobody_has_no_shape() -> None:
    found = shape(org())
    assert (found.top, found.order) == ("", ())


def test_a_position_with_an_unknown_manager_is_unplaced_with_its_branch() -> None:
    found = shape(org(top="", a="top", lost="gone", under="lost"))
    assert found.unplaced == ("lost",)
    assert found.below["lost"] == 1


def test_reports_of_an_ended_position_are_unplaced() -> None:
    ended = Position("m", manager="top", ends=DAY - timedelta(days=1))
    drawn = Org.of(DAY, Position("top"), Position("x", manager="top"), ended, Position("r", manager="m"))
    assert shape(drawn).unplaced == ("r",)


def test_siblings_stand_by_rank_and_else_as_they_came() -> None:
    drawn = Org.of(
        DAY, Position("top"), *(Position(k, manager="top", rank=r) for k, r in (("a", 1), ("b", 0), ("c", 0)))
    )
    assert shape(drawn).order == ("top", "b", "c", "a")


@given(st.integers(2, 300))
def test_a_deep_line_is_no_trouble(depth: int) -> None:
    managers = {f"p{n}": f"p{n - 1}" if n else "" for n in range(depth * 20)}
    assert max(shape(org(**managers)).depth.values()) == depth * 20 - 1


def test_the_line_up_stops_where_a_ring_closes() -> None:
    assert [p.key for p in line_up(org(a="b", b="c", c="b").positions, "a")] == ["b", "c"]


def test_the_line_up_stops_at_an_unknown_manager() -> None:
    assert list(line_up(org(a="gone").positions, "a")) == []


def test_the_branch_of_a_stranger_is_empty() -> None:
    assert branch(org(a=""), "b") == []


def test_closing_ring_names_the_way_up() -> None:
    assert closing_ring(org(a="", b="a", c="b").positions, "a", "c") == ("a", "c", "b")


def test_moving_within_the_tree_closes_no_ring() -> None:
    assert closing_ring(org(a="", b="a", c="a").positions, "b", "c") == ()

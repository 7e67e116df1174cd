"""Where cards stand: laws that hold for every tree, and the few places that were chosen."""

from __future__ import annotations

import itertools
import sys
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.layout import (
    ASPECT,
    COMPACT,
    GAP_STACK,
    INDENT,
    LAYOUTS,
    STACKED,
    TALLEST_COLUMN,
    TALLEST_STACK,
    TREE,
    USUAL_FRAME,
    WIDEST_LINE,
    WIDEST_ROW,
    WIDTH,
    Card,
    Frame,
    Layout,
    card_height,
    fitting_chips,
    place,
    visible,
)

Tree = dict[str, list[str]]


def middle(card: Card) -> int:
    return card.x + WIDTH // 2


def wire(layout: Layout, index: int) -> tuple[tuple[int, int], ...]:
    """The line from the manager's card to this one, as corners; () for the head of a tree. As static/js/chart/wires.js
    draws it."""
    card = layout.cards[index]
    if card.head < 0:
        return ()
    head = layout.cards[card.head]
    parts = (middle(head), head.bus)
    if card.spine < 0:
        return ((middle(head), head.bottom), parts, (middle(card), head.bus), (middle(card), card.y))
    low = card.y + card.height // 2
    into = ((card.spine, low), (card.x, low))
    if head.x <= card.spine < head.x + INDENT:
        return ((card.spine, head.bottom), *into)
    return ((middle(head), head.bottom), parts, (card.spine, head.bus), *into)


@dataclass(frozen=True)
class Forest:
    """Heads, reports by key, the keys that are opened (None: all), how all of it is laid out, single branches, and what
    it is arranged for."""

    heads: list[str]
    reports: Tree
    opened: set[str] | None = None
    layout: str = TREE
    layouts: dict[str, str] = field(default_factory=dict)
    frame: Frame = USUAL_FRAME


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    size = draw(st.integers(1, 60))
    heads: list[str] = ["0"]
    reports: Tree = {}
    for index in range(1, size):
        above = draw(st.integers(-1, index - 1))
        if above < 0:
            heads.append(str(index))
        else:
            reports.setdefault(str(above), []).append(str(index))
    keys = st.sampled_from([str(i) for i in range(size)])
    ways = st.sampled_from(LAYOUTS)
    frame = draw(st.sampled_from((USUAL_FRAME, Frame(342, 12_000, 0.6), Frame(1000, aspect=2.2))))
    return Forest(heads, reports, draw(st.sets(keys)), draw(ways), draw(st.dictionaries(keys, ways, max_size=3)), frame)


def lay(forest: Forest) -> Layout:
    opened = forest.opened
    return place(
        visible(
            forest.heads,
            lambda key: forest.reports.get(key, []),
            lambda key, depth: opened is None or key in opened,
            lambda key: 54 + len(key) % 2 * 18,
            forest.layout,
            forest.layouts,
        ),
        forest.frame,
    )


def shown(heads: list[str], reports: Tree, opened: set[str]) -> list[str]:
    found = []
    for key in heads:
        found.append(key)
        if key in opened:
            found += shown(reports.get(key, []), reports, opened)
    return found


def overlap(one: Card, other: Card) -> bool:
    return abs(one.x - other.x) < WIDTH and one.y < other.bottom and other.y < one.bottom


@given(forests())
def test_no_two_cards_overlap(forest: Forest) -> None:
    cards = lay(forest).cards
    assert not [(a, b) for i, a in enumerate(cards) for b in cards[:i] if overlap(a, b)]


@given(forests())
def test_what_shows_is_placed_exactly_once_parents_first(forest: Forest) -> None:
    assert [card.key for card in lay(forest).cards] == shown(forest.heads, forest.reports, forest.opened or set())


@given(forests())
def test_a_manager_stands_above_every_report(forest: Forest) -> None:
    cards = lay(forest).cards
    assert all(cards[card.head].bottom < card.y for card in cards if card.head >= 0)


@given(forests())
def test_every_card_is_within_the_picture(forest: Forest) -> None:
    layout = lay(forest)
    assert all(0 <= c.x <= layout.width - WIDTH and c.y >= 0 and c.bottom <= layout.height for c in layout.cards)


@given(forests())
def test_a_wire_leads_from_the_manager_to_the_report_in_straight_pieces(forest: Forest) -> None:
    layout = lay(forest)
    for index, card in enumerate(layout.cards):
        points = wire(layout, index)
        if card.head < 0:
            assert points == ()
            continue
        head = layout.cards[card.head]
        assert head.x <= points[0][0] <= head.x + WIDTH
        assert points[0][1] == head.bottom
        assert points[-1] in ((middle(card), card.y), (card.x, card.y + card.height // 2))
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(points))


@given(forests())
def test_no_wire_crosses_a_card(forest: Forest) -> None:
    layout = lay(forest)
    for index in range(len(layout.cards)):
        points = wire(layout, index)
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            left, right, top, low = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            assert not [
                c for c in layout.cards if left < c.x + WIDTH and c.x < right + 1 and top < c.bottom and c.y < low
                and not (right == c.x and left < right)
            ]  # fmt: skip


def test_nothing_makes_an_empty_picture() -> None:
    assert place([]) == Layout()


def test_leaves_stand_in_a_column_under_their_manager() -> None:
    top, *leaves = lay(Forest(["a"], {"a": ["b", "c"]})).cards
    assert {leaf.x for leaf in leaves} == {top.x + INDENT}
    assert leaves[1].y == leaves[0].bottom + GAP_STACK


def test_closed_managers_under_the_head_stand_side_by_side() -> None:
    cards = lay(Forest(["a"], {"a": ["b", "c"], "b": ["d"], "c": ["e"]}, {"a"})).cards
    assert cards[1].y == cards[2].y


def test_many_closed_managers_under_the_head_stand_in_columns() -> None:
    most = WIDEST_LINE // WIDTH
    many = [f"m{n}" for n in range(most)]
    layout = lay(Forest(["a"], {"a": many} | {key: [key + "x"] for key in many}, {"a"}))
    assert 1 < len({card.x for card in layout.cards[1:]}) < most


def test_a_manager_of_two_branches_stands_over_their_middle() -> None:
    top, one, _, other, _ = lay(Forest(["a"], {"a": ["b", "c"], "b": ["d"], "c": ["e"]})).cards
    assert top.x == (one.x + other.x) // 2


@pytest.mark.parametrize("size", [13, 30, 200, 5000])
def test_a_wide_team_wraps_into_columns(size: int) -> None:
    layout = lay(Forest(["a"], {"a": [f"b{n:04}" for n in range(size)]}))
    assert 0.7 < layout.width / layout.height < 3


def test_a_few_leaves_stand_in_one_column() -> None:
    leaves = lay(Forest(["a"], {"a": [f"b{n}" for n in range(TALLEST_STACK)]})).cards[1:]
    assert len({leaf.x for leaf in leaves}) == 1


def test_a_stacked_branch_hangs_in_one_column() -> None:
    reports = {"a": ["b", "c"], "b": ["d"], "c": ["e"]}
    cards = lay(Forest(["a"], reports, layout=STACKED)).cards
    assert [card.x for card in cards] == [0, INDENT, 2 * INDENT, INDENT, 2 * INDENT]


def test_a_stacked_branch_is_not_taller_than_a_column_may_be() -> None:
    reports = {"a": [f"b{n:03}" for n in range(300)]}
    assert lay(Forest(["a"], reports, layout=STACKED)).height < 1.1 * TALLEST_COLUMN


def test_a_compact_branch_stands_in_columns_from_few_cards_on() -> None:
    leaves = lay(Forest(["a"], {"a": [f"b{n}" for n in range(8)]}, layout=COMPACT)).cards[1:]
    assert len({card.x for card in leaves}) == 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_branch_is_laid_out_in_its_own_way(layout: str) -> None:
    reports = {"a": ["b", "c"], "b": ["d", "e"], "c": ["f", "g"], "d": ["h"], "e": ["i"], "f": ["j"], "g": ["k"]}
    plain, mixed = lay(Forest(["a"], reports)), lay(Forest(["a"], reports, layouts={"b": layout, "c": TREE}))

    def apart(cards: tuple[Card, ...], key: str, head: str) -> tuple[int, int]:
        found = {card.key: card for card in cards}
        return found[key].x - found[head].x, found[key].y - found[head].y

    assert apart(mixed.cards, "k", "c") == apart(plain.cards, "k", "c")
    assert (apart(mixed.cards, "i", "b") == apart(plain.cards, "i", "b")) == (layout == TREE)


@given(forests())
def test_no_row_is_wider_than_it_may_be(forest: Forest) -> None:
    layout = lay(forest)
    rows: dict[tuple[int, int], list[Card]] = {}
    for card in layout.cards:
        if card.spine < 0 <= card.head:
            rows.setdefault((card.head, card.y), []).append(card)
    assert all(row[-1].x - row[0].x <= WIDEST_ROW for row in rows.values())


@pytest.mark.parametrize("layout", [STACKED, COMPACT])
@pytest.mark.parametrize("span", [3, 8, 40])
def test_what_is_not_a_tree_is_no_ribbon(layout: str, span: int) -> None:
    reports = {str(i): [str(c) for c in range(span * i + 1, span * i + span + 1) if c < 2000] for i in range(2000)}
    whole = lay(Forest(["0"], reports, layout=layout))
    assert 1 / 3 < whole.width / whole.height / ASPECT < 3


def test_a_large_organisation_fully_open_is_not_one_long_ribbon() -> None:
    reports = {str(i): [str(c) for c in range(6 * i + 1, 6 * i + 7) if c < 5000] for i in range(5000)}
    layout = lay(Forest(["0"], reports))
    assert 1 / 4 < layout.width / layout.height / ASPECT < 4


def test_a_long_title_takes_a_second_line() -> None:
    short, long = (
        card_height("Product Manager", False),
        card_height("Senior Director of Product, Payments Platform", False),
    )
    assert long > short


def test_chips_that_do_not_fit_are_counted() -> None:
    names = ["Checkout", "Payouts", "Invoicing", "Ledger", "Identity"]
    few, more = fitting_chips(names)
    assert few == names[: len(few)]
    assert 0 < len(few) < 5
    assert more == 5 - len(few)


def test_one_chip_shows_however_long() -> None:
    assert fitting_chips(["A product name that goes on and on"])[1] == 0


def steps(size: int) -> int:
    """Lines that run to lay out a tree of six reports a manager."""
    reports = {str(i): [str(c) for c in range(6 * i + 1, 6 * i + 7) if c < size] for i in range(size)}
    count = 0

    def tracer(frame: Any, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        lay(Forest(["0"], reports))
    finally:
        sys.settrace(before)
    return count


def test_the_work_grows_with_the_cards_and_not_faster() -> None:
    assert steps(3200) < 8.5 * steps(400)

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planning.core.changes.change import (
    Change,
    add,
    apply,
    conflicts,
    diff,
    edit,
    hanging,
    invert,
    problems,
    rebased,
    remove,
    squash,
    values,
)
from planning.core.records import KINDS, Assignment, Org, Person, Position, Product, Team
from planning.core.tree import shape
from planning.organisation.codec import decode, encode
from tests.core.random_organisations import DAY, draw_changes, draw_org, seeds, sizes

counts = st.integers(0, 40)
LATER = DAY + timedelta(days=30)


def _same(one: Org, other: Org) -> bool:
    return one.tables == other.tables


# Laws, over organisations of up to some hundreds of positions


@given(seeds, sizes, counts)
def test_apply_then_invert_is_nothing(seed: int, size: int, count: int) -> None:
    org = draw_org(seed, size, wild=True)
    changes = draw_changes(org, seed, count)
    assert _same(apply(apply(org, changes), invert(changes)), org)


@given(seeds, sizes, counts)
def test_inverting_twice_is_nothing(seed: int, size: int, count: int) -> None:
    changes = draw_changes(draw_org(seed, size), seed, count)
    assert invert(invert(changes)) == changes


@given(seeds, seeds, sizes, sizes)
def test_the_difference_of_two_organisations_turns_one_into_the_other(a: int, b: int, m: int, n: int) -> None:
    one, other = draw_org(a, m, wild=True), draw_org(b, n, wild=True)
    assert _same(apply(one, diff(one, other, DAY)), other)


@given(seeds, sizes)
def test_an_organisation_does_not_differ_from_itself(seed: int, size: int) -> None:
    assert diff(draw_org(seed, size), draw_org(seed, size), DAY) == []


@given(seeds, sizes, counts)
def test_changes_of_different_records_commute(seed: int, size: int, count: int) -> None:
    org = draw_org(seed, size)
    changes = squash(draw_changes(org, seed, count))
    shuffled = Random(seed).sample(changes, len(changes))
    assert _same(apply(org, changes), apply(org, shuffled))


@given(seeds, sizes, counts)
def test_squashing_keeps_the_effect(seed: int, size: int, count: int) -> None:
    org = draw_org(seed, size)
    changes = draw_changes(org, seed, count)
    assert _same(apply(org, squash(changes)), apply(org, changes))


@given(seeds, sizes, counts)
def test_squashing_leaves_one_change_a_record_and_date(seed: int, size: int, count: int) -> None:
    flat = squash(draw_changes(draw_org(seed, size), seed, count, days=3))
    places = [(change.on, change.kind, change.key) for change in flat]
    assert len(set(places)) == len(places)


@given(seeds, sizes, counts)
def test_what_is_squashed_can_be_taken_back(seed: int, size: int, count: int) -> None:
    org = draw_org(seed, size)
    flat = squash(draw_changes(org, seed, count))
    assert _same(apply(apply(org, flat), invert(flat)), org)


@given(seeds, sizes, counts)
def test_changes_made_on_what_is_there_have_no_conflict(seed: int, size: int, count: int) -> None:
    org = draw_org(seed, size, wild=True)
    assert conflicts(org, draw_changes(org, seed, count)) == []


@given(seeds, sizes, counts)
def test_rebasing_changes_without_conflict_changes_nothing(seed: int, size: int, count: int) -> None:
    org = draw_org(seed, size)
    changes = draw_changes(org, seed, count)
    assert rebased(org, changes) == changes


@given(seeds, sizes, counts)
def test_edits_made_twice_rebase_to_nothing(seed: int, size: int, count: int) -> None:
    org = draw_org(seed, size)
    edits = [c for c in squash(draw_changes(org, seed, count)) if c.before is not None and c.after is not None]
    assert rebased(apply(org, edits), edits) == []


@given(st.sampled_from("xyz"), st.sampled_from("xyz"), st.sampled_from("xyz"))
def test_a_conflict_is_exactly_where_both_sides_moved_one_field_to_different_values(
    was: str, now: str, to: str
) -> None:
    assume(to != was)  # a change moves what it names
    org = Org.of(DAY, Position("p", title=now, location="here"))
    change = Change(DAY, "position", "p", {"title": was}, {"title": to})
    assert bool(conflicts(org, [change])) == (now != was and now != to)


@given(seeds, sizes, seeds)
def test_a_loop_never_passes(seed: int, size: int, choice: int) -> None:
    org = draw_org(seed, size)
    if not org.positions:
        return
    random = Random(choice)
    for _ in range(8):
        one, other = (random.choice(list(org.positions.values())) for _ in range(2))
        move = edit(DAY, one, manager=other.key)
        if move and not problems(org, [move]):
            org = apply(org, [move])
    assert shape(org).rings == ()


@given(seeds, st.integers(2, 60), seeds)
def test_a_move_is_refused_only_where_it_would_close_a_ring(seed: int, size: int, choice: int) -> None:
    org = draw_org(seed, size)
    random = Random(choice)
    one, other = random.sample(list(org.positions.values()), 2)
    move = edit(DAY, one, manager=other.key)
    if move:
        assert bool(problems(org, [move])) == bool(shape(apply(org, [move])).rings)


@given(seeds, sizes)
def test_json_and_back_is_the_same(seed: int, size: int) -> None:
    org = draw_org(seed, size)
    for kind in KINDS:
        for record in org.tables[kind].values():
            assert decode(kind, encode(values(record))) == values(record)


def test_json_of_nothing_is_nothing() -> None:
    assert encode(None) is None
    assert decode("position", None) is None


# Single cases


def test_an_edit_names_only_what_moves() -> None:
    change = edit(DAY, Position("p", title="PM", level=2), title="PM", level=3)
    assert change == Change(DAY, "position", "p", {"level": 2}, {"level": 3})


def test_an_edit_that_moves_nothing_is_none() -> None:
    assert edit(DAY, Position("p", title="PM"), title="PM") is None


def test_editing_what_is_not_there_does_nothing() -> None:
    org = Org.of(DAY)
    assert _same(apply(org, [Change(DAY, "team", "t", {"name": "a"}, {"name": "b"})]), org)


def test_applying_leaves_the_first_organisation_as_it_was() -> None:
    org = Org.of(DAY, Position("p", title="PM"))
    apply(org, [Change(DAY, "position", "p", {"title": "PM"}, {"title": "CPO"})])
    assert org.positions["p"].title == "PM"


def test_gone_and_back_resets_what_the_new_one_does_not_say() -> None:
    org = Org.of(DAY, Position("p", title="PM", level=3))
    again = squash([remove(DAY, org.positions["p"]), add(DAY, Position("p", title="CPO"))])
    assert apply(org, again).positions["p"] == Position("p", title="CPO")


def test_taking_away_what_meanwhile_got_a_value_is_a_conflict() -> None:
    was = Position("p", title="PM")
    found = conflicts(Org.of(DAY, was._replace(holder="h")), [remove(DAY, was)])
    assert [(c.field, c.base, c.current) for c in found] == [("holder", "", "h")]


def test_editing_what_is_gone_is_a_conflict() -> None:
    found = conflicts(Org.of(DAY), [Change(DAY, "team", "t", {"name": "a"}, {"name": "b"})])
    assert [(c.field, c.current) for c in found] == [("", None)]


def test_adding_what_is_there_already_and_equal_is_no_conflict() -> None:
    product = Product("x", "X", stage="growth")
    spelled_out = Change(DAY, "product", "x", None, {"name": "X", "stage": "growth"})
    assert conflicts(Org.of(DAY, product), [spelled_out]) == []


def test_rebasing_takes_the_value_that_is_there() -> None:
    org = Org.of(DAY, Position("p", title="now", level=2))
    stale = Change(DAY, "position", "p", {"title": "then", "level": 1}, {"title": "now", "level": 4})
    assert rebased(org, [stale]) == [Change(DAY, "position", "p", {"level": 2}, {"level": 4})]


def _messages(org: Org, *changes: Change | None) -> list[tuple[str, str]]:
    return [(p.field, p.message) for p in problems(org, [c for c in changes if c])]


BASE = Org.of(
    DAY,
    Position("ceo", title="CEO"),
    Position("pm", title="PM", manager="ceo"),
    Person("ann", "Ann", starts=DAY),
    Team("a", "A"),
    Team("b", "B", parent="a"),
    Product("x", "X"),
    Assignment("c", "x", "pm", "product-manager"),
)


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ("position.pm", "manager", "nobody"),
        ("position.pm", "holder", "nobody"),
        ("position.pm", "team", "nowhere"),
        ("position.pm", "dotted", ("ceo", "nobody")),
        ("position.pm", "fte", 3.0),
        ("position.pm", "fte", 0.0),
        ("position.pm", "starts", date(26, 1, 1)),
        ("person.ann", "leaves", DAY - timedelta(days=1)),
        ("team.a", "parent", "b"),
        ("team.a", "parent", "a"),
        ("product.x", "stage", "alpha"),
        ("assignment.c", "share", 101),
        ("assignment.c", "kind", "friend"),
        ("assignment.c", "position", "nobody"),
    ],
)
def test_a_value_that_cannot_be_is_named_by_its_field(record: str, field: str, value: object) -> None:
    kind, key = record.split(".")
    found = _messages(BASE, edit(DAY, BASE.get(kind, key), **{field: value}))
    assert [name for name, _ in found] == [field]


def test_a_ring_is_named_from_end_to_end() -> None:
    [(field, message)] = _messages(BASE, edit(DAY, BASE.positions["ceo"], manager="pm"))
    assert field == "manager"
    assert "CEO → PM → back to the first" in message


def test_a_position_cannot_report_to_itself() -> None:
    assert [field for field, _ in _messages(BASE, edit(DAY, BASE.positions["pm"], manager="pm"))] == ["manager"]


def test_a_key_is_taken_once() -> None:
    assert [field for field, _ in _messages(BASE, add(DAY, Position("pm", title="Other")))] == ["key"]


def test_the_first_of_two_changes_makes_room_for_the_second() -> None:
    new = add(DAY, Position("new", title="New", manager="pm"))
    below = add(DAY, Position("below", manager="new"))
    assert _messages(BASE, new, below) == []
    assert _messages(BASE, below, new) != []


def test_what_is_still_named_cannot_go_away() -> None:
    [(_, message)] = _messages(BASE, remove(DAY, BASE.products["x"]))
    assert "assignment c" in message


def test_what_goes_away_with_all_that_names_it_may_go() -> None:
    gone = [remove(DAY, BASE.products["x"]), remove(DAY, BASE.get("assignment", "c"))]
    assert _messages(BASE, *gone) == []
    assert hanging(BASE, gone) == []


def test_removing_what_is_gone_is_refused() -> None:
    assert _messages(Org.of(DAY), remove(DAY, Product("x"))) != []

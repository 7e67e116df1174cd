"""Counterparts and owners that new cover brings with it."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given

from planning.core.changes.change import Change, add, apply, problems
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Move
from planning.core.close_gaps.next_steps import Cover, next_steps
from planning.core.content import Content, Responsibility
from planning.core.fixes.base import FixKind
from planning.core.over_time.what_if import arriving
from planning.core.records import Assignment, Link, Org, Ownership, Person, Position
from planning.core.rules import Context, run
from tests.core.random_organisations import seeds
from tests.core.sample import (
    EITHER,
    PM,
    PMM,
    SAYS_OWNERS,
    SAYS_PAIRS,
    SINGLE,
    TODAY,
    content,
    covers,
    held,
    org,
    product,
)

LATER, END = TODAY + timedelta(days=40), TODAY + timedelta(days=365)
WITHIN = content(responsibilities=(EITHER,))
# Ann covers App; Max has the other role, and nobody in it covers App.
BASE = [product(), *held("ann", PM), *held("max", PMM), covers("app", "ann"), SAYS_PAIRS, SAYS_OWNERS]
MAX: Cover = ("app", PMM, "max", TODAY)


def context(records: Sequence[Any], *changes: Change, within: Content = WITHIN) -> Context:
    """On the last day, due hires having arrived."""
    dated = DatedOrg(Org.of(TODAY, *records).tables, over=sorted(changes, key=lambda change: change.on))
    return Context(arriving(dated, TODAY).at(END), within)


def takes(*covered: Cover) -> list[Change]:
    return [
        add(start, Assignment(f"new-{product}-{key}-{role}", product, key, role, starts=start))
        for product, role, key, start in covered
    ]


def steps(
    records: Sequence[Any], *covered: Cover, changes: Sequence[Change] = (), within: Content = WITHIN
) -> list[Move]:
    before = context(records, within=within)
    after = context(records, *changes, *takes(*covered), within=within)
    return next_steps(before, after, covered)


def keys(*given_: Any, **named: Any) -> list[str]:
    return [move.key for move in steps(*given_, **named)]


def test_whoever_newly_covers_is_paired_and_somebody_is_responsible_for_what_either_may_have() -> None:
    assert keys(BASE, MAX) == ["link:app:ann:max", "accountable:app:pricing"]


def test_a_step_says_what_it_does_and_that_it_follows_from_another() -> None:
    pair, owner = steps(BASE, MAX)
    assert (pair.kind, pair.title, pair.position, pair.role) == (FixKind.LINK, "Pair Ann and Max on App", "max", PMM)
    assert (owner.kind, owner.title) == (FixKind.ACCOUNTABLE, "Make Ann responsible for Pricing and packaging on App")
    assert all(move.is_next_step and not move.is_costed and move.products == ("app",) for move in (pair, owner))


def test_a_step_is_dated_on_the_first_day_of_the_new_cover() -> None:
    assert {move.start for move in steps(BASE, ("app", PMM, "max", LATER))} == {LATER}


def test_a_step_waits_for_both_to_cover() -> None:
    later = Assignment("later", "app", "ann", PM, starts=LATER)
    bare = [record for record in BASE if record != covers("app", "ann")]
    assert {move.start for move in steps([*bare, later], MAX)} == {LATER}


def test_two_who_come_to_a_product_on_different_days_are_paired_on_the_later_one() -> None:
    bare = [record for record in BASE if record != covers("app", "ann")]
    moves = steps(bare, ("app", PM, "ann", LATER), MAX)
    assert [(move.key, move.start) for move in moves if move.kind == FixKind.LINK] == [("link:app:ann:max", LATER)]


def test_a_step_waits_for_a_hire_who_is_due() -> None:
    due = Position("ann", title="Product Manager", role=PM, stage="open", target_start=LATER)
    assert {move.start for move in steps([*BASE, due], MAX)} == {LATER}


HIRE = Position("new", title="Product Marketing Manager, App", role=PMM, stage="draft", target_start=LATER)


def hired(*records: Any, within: Content = WITHIN) -> list[Move]:
    return steps([*BASE, *records], ("app", PMM, "new", LATER), changes=[add(TODAY, HIRE)], within=within)


def test_a_hire_is_paired_by_the_title_of_the_position() -> None:
    pair, _ = hired()
    assert (pair.title, pair.position) == ("Pair Ann and Product Marketing Manager, App (open) on App", "new")


def test_what_an_open_position_has_already_is_paired_once_it_is_filled() -> None:
    """The open position covers App as soon as somebody is in it; the plan gives it Web."""
    seat = Position("open", "Product Marketing Manager", PMM, stage="open")
    records = [*BASE, seat, covers("app", "open", PMM), product("web"), covers("web", "ann")]
    filled = Change(TODAY, "position", "open", {"target_start": None}, {"target_start": LATER})
    found = steps(records, ("web", PMM, "open", LATER + timedelta(days=9)), changes=[filled])
    links = {(move.products[0], move.start) for move in found if move.kind == FixKind.LINK}
    assert links == {("web", LATER + timedelta(days=9)), ("app", LATER)}


def test_somebody_who_is_there_is_responsible_before_a_hire_even_against_habit() -> None:
    habit = [product("web"), covers("web", "max", PMM), Ownership("o", "web", EITHER.id, "max")]
    assert [move.position for move in hired(*habit) if move.kind == FixKind.ACCOUNTABLE] == ["ann"]


def test_the_role_that_has_it_on_other_products_is_responsible() -> None:
    habit = [product("web"), covers("web", "max", PMM), Ownership("o", "web", EITHER.id, "max")]
    owners = [move for move in steps([*BASE, *habit], MAX) if move.kind == FixKind.ACCOUNTABLE]
    assert [move.position for move in owners] == ["max"]


def test_whoever_leaves_is_not_responsible_where_the_other_stays() -> None:
    leaves = held("ann", PM, leaves=END + timedelta(days=9))
    assert [m.position for m in steps([*BASE, *leaves], MAX) if m.kind == FixKind.ACCOUNTABLE] == ["max"]


def test_somebody_takes_over_from_a_named_owner_who_is_not_there() -> None:
    """Nobody covers App, and whoever was to have its roadmap has gone."""
    bare = [record for record in BASE if record != covers("app", "ann")]
    gone = Ownership("o", "app", SINGLE[0].id, "gone")
    (move,) = steps([*bare, gone], ("app", PM, "ann", LATER), within=content(responsibilities=SINGLE))
    assert (move.key, move.start) == (f"accountable:app:{SINGLE[0].id}", LATER)
    assert move.changes == (Change(LATER, "ownership", "o", {"position": "gone"}, {"position": "ann"}),)


def test_of_three_roles_that_may_have_it_two_who_cover_are_enough() -> None:
    third = content().roles[PMM]._replace(slug="third", code="TPM", norms=(), partners=(), line=None)
    three = content(
        roles={**content().roles, "third": third}, responsibilities=(Responsibility("x", "X", (PM, PMM, "third")),)
    )
    records = [*BASE, *held("tom", "third")]
    both: list[Cover] = [("app", PMM, "max", LATER), ("app", "third", "tom", END)]
    assert [m.start for m in steps(records, *both, within=three) if m.key == "accountable:app:x"] == [LATER]


@pytest.mark.parametrize(
    "link",
    [
        [Link("known", "app", "max", "ann")],
        held("max", PMM, manager="ann"),
        held("max", PMM, dotted=("ann",)),
        [*held("max", PMM, team="core"), *held("ann", PM, team="core")],
    ],
)
def test_two_who_have_a_working_link_are_not_paired_again(link: list[Any]) -> None:
    assert keys([*BASE, *link], MAX) == ["accountable:app:pricing"]


def test_nobody_is_paired_with_themselves() -> None:
    assert keys([*BASE, Position("max", role=PMM, holder="h-ann")], MAX) == []


@pytest.mark.parametrize(("says", "left"), [(SAYS_PAIRS, "accountable:app:pricing"), (SAYS_OWNERS, "link:app:ann:max")])
def test_nothing_is_said_of_what_the_organisation_does_not_name_at_all(says: Any, left: str) -> None:
    assert keys([record for record in BASE if record is not says], MAX) == [left]


@pytest.mark.parametrize(("rule", "left"), [("pair-link", "accountable:app:pricing"), ("resp-gap", "link:app:ann:max")])
def test_nothing_is_done_for_a_rule_that_is_off(rule: str, left: str) -> None:
    off = content(responsibilities=(EITHER,), settings={rule: {"on": False}})
    assert keys(BASE, MAX, within=off) == [left]


def test_a_second_owner_beside_one_in_both_roles_makes_it_a_question_from_their_day() -> None:
    alone = [*BASE, Position("two", role=PMM, holder="h-ann"), covers("app", "two", PMM)]
    (move,) = steps(alone, ("app", PMM, "max", LATER))
    assert (move.kind, move.start) == (FixKind.ACCOUNTABLE, LATER)


def test_what_was_open_before_is_left_as_it_is() -> None:
    """On Web nobody is responsible already; a second owner comes."""
    open_already = [product("web"), covers("web", "ann"), covers("web", "max", PMM), *held("eva", PMM)]
    assert keys([*BASE, *open_already], ("web", PMM, "eva", TODAY)) == []


def test_the_nearest_two_are_paired() -> None:
    more = [*held("eva", PM, location="Oslo"), *held("max", PMM, location="Oslo"), covers("app", "eva")]
    assert keys([*BASE, *more], MAX)[0] == "link:app:eva:max"


def test_steps_come_product_by_product_in_the_order_of_the_cover() -> None:
    records = [*BASE, product("web"), covers("web", "ann")]
    found = keys(records, ("web", PMM, "max", TODAY), MAX)
    assert [key.split(":")[1] for key in found] == ["web", "web", "app", "app"]


def test_keys_of_records_that_would_be_the_same_are_told_apart() -> None:
    """The link of product a and position b-c would have the key of that of product a-b and position c."""
    records = [*held("ann", PM), *held("b-c", PM), *held("c", PM), *held("max", PMM), SAYS_PAIRS]
    records += [product("a"), product("a-b"), covers("a", "b-c"), covers("a-b", "c")._replace(key="other")]
    made = steps(records, ("a", PMM, "max", TODAY), ("a-b", PMM, "max", TODAY))
    links = [move.changes[0].key for move in made if move.kind == FixKind.LINK]
    assert len(set(links)) == len(links) == 2


# By the real rules


def drawn(seed: int) -> tuple[list[Any], list[Cover], list[Change]]:
    """An organisation with a few of each role, some cover, and new cover on any days by people and hires."""
    random = Random(seed)
    staff = [(f"{role[-3:]}{n}", role) for role in (PM, PMM) for n in range(3)]
    records: list[Any] = [SAYS_PAIRS, SAYS_OWNERS]
    for key, role in staff:
        records += held(key, role, team=random.choice(("", "t1", "t2")), location=random.choice(("", "Oslo")))
        records += [Person(f"h-{key}", key)._replace(leaves=random.choice((None, None, END)))]
    covered, opened = list[Cover](), list[Change]()
    for name in "abcd":
        records.append(product(name))
        for role in (PM, PMM):
            key = random.choice([k for k, own in staff if own == role])
            start = random.choice((TODAY, LATER, LATER + timedelta(days=60)))
            fate = random.random()
            if fate < 0.3:
                records.append(covers(name, key, role))
            elif fate < 0.6:
                covered.append((name, role, key, start))
            elif fate < 0.8:
                hire = f"hire-{name}-{role}"
                when = max(start, LATER)
                opened.append(add(TODAY, Position(hire, role, role, stage="draft", target_start=when)))
                covered.append((name, role, hire, when))
        if random.random() < 0.3:
            records.append(
                Ownership(f"o-{name}", name, random.choice((EITHER, *SINGLE)).id, random.choice(("gone", "")))
            )
        if random.random() < 0.2:
            records.append(Link(f"l-{name}", name, *(random.choice(staff)[0] for _ in range(2))))
    return records, covered, opened


def opened_by(records: list[Any], within: Content, *changes: Change) -> set[tuple[str, str, str, str]]:
    families = ("pair-link", "resp-gap")
    known = {finding.identity for finding in run(context(records, within=within), families)}
    return {finding.identity for finding in run(context(records, *changes, within=within), families)} - known


@given(seeds)
def test_what_new_cover_opens_is_closed_by_its_steps(seed: int) -> None:
    within = content(responsibilities=(EITHER, *SINGLE))
    records, covered, opened = drawn(seed)
    made = [*opened, *takes(*covered)]
    moves = steps(records, *covered, changes=opened, within=within)
    every = [*made, *(change for move in moves for change in move.changes)]
    assert opened_by(records, within, *every) == set()
    assert bool(moves) == bool(opened_by(records, within, *made))
    assert problems(Org.of(TODAY, *records), every) == []


@given(seeds)
def test_on_the_day_on_which_a_step_is_dated_its_finding_has_just_opened(seed: int) -> None:
    """Without the step there is the finding from that day on, and not on the day before, unless its owner only begins
    to cover."""
    records, covered, opened = drawn(seed)
    dated = arriving(DatedOrg(org(*records).tables, over=sorted([*opened, *takes(*covered)])), TODAY)
    for move in steps(records, *covered, changes=opened):
        rule = "pair-link" if move.kind == FixKind.LINK else "resp-gap"
        days = [day for day in (move.start - timedelta(days=1), move.start) if day >= TODAY]
        open_on = [_is_open(dated.at(day), rule, move.products[0]) for day in days]
        begins = [_covers(dated.at(day), move) for day in days] == [False, True]
        assert open_on == [day == move.start for day in days] or (begins and all(open_on))


def _covers(now: Org, move: Move) -> bool:
    cells = (Context(now, WITHIN).cell(move.products[0], role) for role in (PM, PMM))
    return any(cell.is_covered and move.position in cell.by for cell in cells)


def _is_open(now: Org, rule: str, of: str) -> bool:
    return any(f.subject.key == of for f in run(Context(now, WITHIN), [rule]))


def test_a_step_names_nothing_that_is_not_there_on_its_day() -> None:
    records, opened = [*BASE], [add(TODAY, HIRE)]
    for move in steps(records, ("app", PMM, "new", LATER), changes=opened):
        after = apply(org(*records, on=move.start), opened)
        assert problems(after, move.changes) == []


def test_somebody_who_has_covered_for_long_is_paired_on_the_day_of_the_new_cover() -> None:
    long_ago = Assignment("old", "app", "ann", PM, starts=TODAY - timedelta(days=900))
    bare = [record for record in BASE if record != covers("app", "ann")]
    assert {move.start for move in steps([*bare, long_ago], MAX)} == {TODAY}

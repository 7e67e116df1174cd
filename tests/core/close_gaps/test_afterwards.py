"""Reporting lines and backups after new cover."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from planning.core.changes.change import Change, add, edit, problems
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.afterwards import MOST, backups, lines
from planning.core.close_gaps.answer import Move
from planning.core.close_gaps.next_steps import Cover
from planning.core.content import Content
from planning.core.fixes.base import FixKind
from planning.core.over_time.what_if import arriving
from planning.core.records import BACKUP, Assignment, Org, Position, Team
from planning.core.rules import Context, compare_findings, run
from tests.core.sample import PM, PMM, SAYS_BACKUPS, TODAY, content, covers, held, org, product

LATER, END = TODAY + timedelta(days=40), TODAY + timedelta(days=365)
BOSS = held("boss", title="CEO")


def context(records: Sequence[Any], *changes: Change, within: Content | None = None) -> Context:
    """On the last day, due hires having arrived."""
    dated = DatedOrg(Org.of(TODAY, *records).tables, over=sorted(changes, key=lambda change: change.on))
    return Context(arriving(dated, TODAY).at(END), within or content())


def takes(*covered: Cover) -> list[Change]:
    return [
        add(start, Assignment(f"new-{product}-{key}-{role}", product, key, role, starts=start))
        for product, role, key, start in covered
    ]


# Reporting lines

# Two under each leader; Tim is a software engineer. Tests retitle him, and hire others.
HOUSE = [
    *BOSS,
    *held("vp", title="VP Product", role="product-leader", manager="boss"),
    *held("cto", title="VP Engineering", manager="boss"),
    *[record for name in ("ann", "bob") for record in held(name, PM, manager="vp")],
    *[record for name in ("tim", "tom") for record in held(name, "software-engineer", manager="cto")],
    product(),
    product("web"),
]
TIM: Cover = ("app", PM, "tim", LATER)


def retitled(key: str) -> Change:
    change = edit(LATER, Position(key, role="software-engineer"), role=PM)
    assert change is not None
    return change


def moved(
    records: Sequence[Any], *covered: Cover, changes: Sequence[Change] = (), within: Content | None = None
) -> list[Move]:
    before = context(records, within=within)
    after = context(records, *changes, *takes(*covered), within=within)
    opened = compare_findings(run(before), run(after)).opened
    return lines(before, after, opened, covered)


def test_somebody_retitled_under_a_leader_of_another_function_moves_to_one_of_the_roles() -> None:
    (move,) = moved(HOUSE, TIM, changes=[retitled("tim")])
    assert (move.key, move.title, move.kind) == ("move:tim:vp", "Move Tim under Vp", FixKind.MOVE)
    assert move.changes == (Change(LATER, "position", "tim", {"manager": "cto"}, {"manager": "vp"}),)
    assert (move.products, move.role, move.position, move.is_next_step) == (("app",), PM, "tim", True)


def test_the_finding_about_the_line_is_gone_with_the_move() -> None:
    (move,) = moved(HOUSE, TIM, changes=[retitled("tim")])
    after = context(HOUSE, retitled("tim"), *takes(TIM), *move.changes)
    assert [finding for finding in run(after) if finding.rule == "line-pm"] == []


def test_a_hire_under_a_leader_of_another_function_moves_too() -> None:
    made = add(TODAY, Position("new", "Product Manager", PM, manager="cto", stage="draft", target_start=LATER))
    (move,) = moved(HOUSE, ("app", PM, "new", LATER), changes=[made])
    assert (move.key, move.title, move.start) == ("move:new:vp", "Move Product Manager (open) under Vp", LATER)


def test_somebody_whose_line_was_found_before_stays() -> None:
    records = [*HOUSE, *held("eva", PM, manager="cto")]
    found = moved(records, ("web", PM, "eva", TODAY), TIM, changes=[retitled("tim")])
    assert [move.position for move in found] == ["tim"]


def test_whoever_reports_as_the_role_does_stays() -> None:
    assert moved(HOUSE, ("app", PM, "ann", TODAY)) == []


def test_no_leader_gets_more_than_the_span_allows() -> None:
    within = content(settings={"span-high": {"numbers": {"reports": 3}}})
    covered: list[Cover] = [TIM, ("web", PM, "tom", LATER)]
    found = moved(HOUSE, *covered, changes=[retitled("tim"), retitled("tom")], within=within)
    assert [move.key for move in found] == ["move:tim:vp", "move:tom:boss"]


def test_nobody_is_moved_where_no_leader_of_the_usual_functions_has_room() -> None:
    within = content(settings={"span-high": {"numbers": {"reports": 2}}})
    assert moved(HOUSE, TIM, changes=[retitled("tim")], within=within) == []


def test_a_leader_of_another_function_takes_nobody_even_with_room() -> None:
    within = content(settings={"span-high": {"numbers": {"reports": 2}}})
    records = [*HOUSE, *held("coo", title="VP Engineering"), *held("eva", PM, manager="coo")]
    assert moved(records, TIM, changes=[retitled("tim")], within=within) == []


def test_nobody_comes_to_report_to_somebody_below_them() -> None:
    records = [*HOUSE, *held("vp", title="VP Product", role="product-leader", manager="tim")]
    assert [move.key for move in moved(records, TIM, changes=[retitled("tim")])] == ["move:tim:boss"]


def test_whoever_comes_to_several_products_moves_on_the_first_day() -> None:
    (move,) = moved(HOUSE, TIM, ("web", PM, "tim", END), changes=[retitled("tim")])
    assert (move.start, move.products) == (LATER, ("app", "web"))


# Backups

STAFF = [
    *held("ann", PM, team="core"),
    *held("bob", PM, team="core"),
    *held("eva", PM),
    Team("core"),
    product(team="core"),
    product("web"),
    SAYS_BACKUPS,
]
ANN: Cover = ("app", PM, "ann", LATER)


def backed(records: Sequence[Any], *covered: Cover, changes: Sequence[Change] = ()) -> list[Move]:
    return backups(context(records, *changes, *takes(*covered)), covered)


def left(records: Sequence[Any], *changes: Change) -> list[tuple[str, str]]:
    found = run(context(records, *changes))
    return [(finding.rule, finding.subject.key) for finding in found if finding.rule == "single-cover"]


def test_a_product_that_newly_rests_on_one_person_gets_a_backup_from_that_day() -> None:
    (move,) = backed(STAFF, ANN)
    assert (move.key, move.kind, move.start) == ("backup:bob:app:product-manager", FixKind.BACKUP, LATER)
    assert (move.title, move.position) == ("Make Bob backup PM of App", "bob")
    assert left(STAFF, *takes(ANN)) == [("single-cover", "app")]
    assert left(STAFF, *takes(ANN), *move.changes) == []


def test_several_products_of_one_person_get_one_each() -> None:
    covered: list[Cover] = [ANN, ("web", PM, "ann", TODAY)]
    found = backed(STAFF, *covered)
    assert {(move.products, move.start) for move in found} == {(("app",), LATER), (("web",), TODAY)}
    assert left(STAFF, *takes(*covered), *(change for move in found for change in move.changes)) == []


def test_a_product_that_rested_on_somebody_before_is_left_alone() -> None:
    records = [*STAFF, product("old"), covers("old", "ann")]
    assert [move.products for move in backed(records, ANN)] == [("app",)]


def test_nobody_is_named_where_the_organisation_names_no_backups() -> None:
    assert backed([record for record in STAFF if record is not SAYS_BACKUPS], ANN) == []


def test_no_hire_is_a_backup() -> None:
    alone = [record for record in STAFF if getattr(record, "key", "") not in ("bob", "h-bob", "eva", "h-eva")]
    hire = add(TODAY, Position("new", "Product Manager", PM, team="core", stage="draft", target_start=LATER))
    assert backed(alone, ANN, changes=[hire]) == []


def test_a_hire_who_comes_is_backed_up() -> None:
    hire = add(TODAY, Position("new", "Product Manager", PM, team="core", stage="draft", target_start=LATER))
    (move,) = backed(STAFF, ("app", PM, "new", LATER), changes=[hire])
    assert (move.position in ("ann", "bob"), move.start) == (True, LATER)


def test_nothing_forbids_a_backup() -> None:
    move = backed(STAFF, ANN)[0]
    assert problems(org(*STAFF), [*takes(ANN), *move.changes]) == []


def test_one_who_is_backup_already_makes_none_needed() -> None:
    known = Assignment("b", "app", "bob", PM, BACKUP)
    assert backed([*STAFF, known], ANN) == []


def test_so_many_findings_at_most_are_looked_at() -> None:
    many = [record for n in range(MOST + 3) for record in (product(f"x{n}"), *held(f"p{n}", PM))]
    covered: list[Cover] = [(f"x{n}", PM, f"p{n}", TODAY) for n in range(MOST + 3)]
    assert len(backed([*STAFF, *many], *covered)) == MOST


def test_the_other_role_on_a_product_is_no_matter() -> None:
    """Max newly covers App as its PMM; who covers it as PM was alone before."""
    records = [*STAFF, covers("app", "ann"), *held("max", PMM), *held("mia", PMM)]
    assert {move.role for move in backed(records, ("app", PMM, "max", LATER))} == {PMM}

"""Who is proposed where a product lacks somebody, in which order, and why."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from planning.core.content import TitleWord
from planning.core.fixes import Fix, FixKind, Form, remedies, ways
from planning.core.fixes.choosing.book import Book
from planning.core.fixes.trial import Remedies
from planning.core.records import BACKUP, STAND_IN, Person, Position, Team
from planning.core.rules import Context, run
from tests.core.random_organisations import seeds
from tests.core.sample import PM, PMM, TODAY, content, covers, held, org, product

SOMEBODY = ("product", "manager")


def words_of(title: str) -> tuple[TitleWord, ...]:
    """The words of a simple title: an occupation, a comma, a name."""
    found, at = [], 0
    for raw in title.replace(",", " ,").split():
        start = title.index(raw, at)
        at = start + len(raw)
        kind = "mark" if raw == "," else "somebody" if raw.lower() == "manager" else "name"
        found.append(TitleWord(start, at, "work" if raw.lower() == "product" else kind, raw.lower()))
    return tuple(found)


def remedies_of(rule: str, *records: Any, about: str = "") -> Remedies:
    """What is offered for the first finding of a rule, or that on the product `about`."""
    ctx = Context(org(*records), content(words_of=words_of))
    every = run(ctx)
    finding = next(f for f in every if f.rule == rule and about in ("", f.subject.key))
    return remedies(ctx, every, finding)


def fixes_of(rule: str, *records: Any, about: str = "") -> list[Fix]:
    return [one.fix for one in remedies_of(rule, *records, about=about).fixes]


def titles_of(rule: str, *records: Any, about: str = "") -> list[str]:
    return [fix.title for fix in fixes_of(rule, *records, about=about)]


def said(fix: Fix) -> list[str]:
    return [reason.text for reason in fix.reasons]


def internal(key: str, **fields: Any) -> Any:
    return product(key, market_facing=False, **fields)


def pair(*names: str) -> list[Any]:
    """Product Managers with nothing to do."""
    return [record for name in names for record in held(name, PM)]


# Somebody is named on a product in either role, and is backup of one: so these facts are known.
NAMED = [product("old", stage="sunset"), covers("old", "gone", PM), covers("old", "gone", PMM)]
RESERVED = [product("old", stage="sunset"), *held("other", "sales"), covers("old", "other", "sales", kind=BACKUP)]


def test_nobody_is_proposed_who_leaves() -> None:
    records = [internal("app"), *held("ann", PM, leaves=TODAY + timedelta(days=300)), *pair("bob")]
    offered = remedies_of("cov-pm", *records)
    assert [one.fix.title for one in offered.fixes] == ["Make Bob PM of App"]
    assert offered.passed_over == ("Ann leaves on 28 Mar 2027",)


def test_nobody_is_proposed_whose_position_ends() -> None:
    records = [internal("app"), *held("ann", PM, ends=date(2027, 1, 1)), *pair("bob")]
    assert titles_of("cov-pm", *records) == ["Make Bob PM of App"]


def test_nobody_is_proposed_who_is_on_leave() -> None:
    ann = Person("h-ann", "Ann", away_from=TODAY, away_until=TODAY + timedelta(days=90))
    records = [internal("app"), *pair("ann", "bob"), ann]
    assert titles_of("cov-pm", *records) == ["Make Bob PM of App"]


def test_nobody_is_proposed_over_the_norm_while_somebody_has_room() -> None:
    owned = [internal(f"p{n}", team="t") for n in range(3)]
    records = [internal("app", team="t"), Team("t", "Team"), *owned, *held("ann", PM, team="t"), *pair("bob")]
    records += [covers(f"p{n}", "ann") for n in range(3)]
    assert titles_of("cov-pm", *records) == ["Make Bob PM of App"]


def test_who_is_at_the_limit_afterwards_is_said_to_be() -> None:
    records = [
        internal("app"),
        internal("web"),
        internal("pay"),
        *pair("ann"),
        covers("web", "ann"),
        covers("pay", "ann"),
    ]
    (fix,) = fixes_of("cov-pm", *records)
    assert (fix.note, "at the limit: 3 of 3" in said(fix)) == ("2 → 3 products", True)


def test_who_sits_in_the_team_of_the_product_comes_first() -> None:
    teams = [Team("pay", "Payments"), Team("web", "Web")]
    records = [internal("app", team="web"), *teams, *held("ann", PM, team="pay"), *held("zoe", PM, team="web")]
    (first, _) = fixes_of("cov-pm", *records)
    assert (first.title, said(first)[2]) == ("Make Zoe PM of App", "same team as App")


def test_who_covers_a_product_of_the_same_branch_comes_first() -> None:
    lead = Position("lead", "Director of Engineering", manager="top")
    engineers = [*held("e1", "engineering", manager="lead"), *held("e2", "engineering", manager="lead")]
    records = [internal("app"), internal("web"), Position("top"), lead, *engineers, *pair("ann", "zoe")]
    records += [
        covers("app", "e1", "software-engineer"),
        covers("web", "e2", "software-engineer"),
        covers("web", "zoe"),
    ]
    (first, _) = fixes_of("cov-pm", *records, about="app")
    assert (first.title, said(first)[2]) == ("Make Zoe PM of App", "same product family: Web")


def test_whose_title_names_the_product_comes_first_and_for_no_other_product() -> None:
    records = [internal("app", name="Alpha"), internal("zed", name="Zebra"), *pair("ann")]
    records += held("zoe", PM, title="Product Manager, Zebra")
    (first, *_) = fixes_of("cov-pm", *records, about="zed")
    assert (first.title, said(first)[2]) == ("Make Zoe PM of Zebra", "title names Zebra")
    assert titles_of("cov-pm", *records, about="app")[0] == "Make Ann PM of Alpha"


def test_the_backup_becomes_the_owner() -> None:
    records = [internal("app"), *pair("ann", "zoe"), covers("app", "zoe", kind=BACKUP)]
    (first, *_) = fixes_of("cov-pm", *records)
    assert (first.title, "already the backup" in said(first)) == ("Make Zoe PM of App", True)
    assert [change.after for change in first.changes] == [{"kind": "owner"}]


def test_who_stands_in_with_a_title_that_nobody_has_understood_may_become_the_owner() -> None:
    records = [internal("app"), *held("eve", title="Ringmaster"), covers("app", "eve", kind=STAND_IN)]
    (fix,) = fixes_of("cov-pm", *records)
    assert (fix.kind, fix.title) == (FixKind.ASSIGN, "Make Eve PM of App")


def test_who_has_a_launch_of_their_own_comes_after_others_and_it_is_said() -> None:
    records = [internal("app"), internal("web", launch=TODAY + timedelta(days=20)), *pair("ann", "bob")]
    records += [covers("web", "ann")]
    assert titles_of("cov-pm", *records) == ["Make Bob PM of App", "Make Ann PM of App"]
    assert "is launching Web on 21 Jun 2026" in said(fixes_of("cov-pm", *records)[1])


def test_a_large_launch_wants_somebody_senior() -> None:
    large = product("app", stage="launch", launch_tier="1")
    records = [large, *held("ann", PMM, level=2), *held("zoe", PMM, level=3), product("web"), covers("web", "zoe", PMM)]
    (first, second) = fixes_of("cov-pmm", *records, about="app")
    assert "level 3, for a large launch" in said(first)
    assert "level 2; a large launch needs 3" in said(second)


def test_nobody_is_the_first_choice_twice_while_somebody_else_has_room() -> None:
    gaps = [internal(f"p{n}") for n in range(4)]
    records = [*gaps, *NAMED, *pair("ann", "bob", "cat", "dan")]
    firsts = [titles_of("cov-pm", *records, about=gap.key)[0].split()[1] for gap in gaps]
    assert sorted(firsts) == ["Ann", "Bob", "Cat", "Dan"]


def test_where_there_are_more_gaps_than_people_it_is_said_for_what_else_they_are_proposed() -> None:
    records = [internal("app"), internal("web"), *pair("ann")]
    (fix,) = fixes_of("cov-pm", *records, about="web")
    assert "also proposed for App" in said(fix)


def test_whoever_covers_the_other_role_is_not_proposed_for_both() -> None:
    both = Position("two", role=PM, holder="h-ann")
    records = [product("app"), *held("ann", PMM), both, covers("app", "ann", PMM), *pair("bob")]
    assert titles_of("cov-pm", *records) == ["Make Bob PM of App"]


def test_an_open_position_is_hinted_at_with_all_that_its_form_asks() -> None:
    lead = Position("lead", "VP Product", role="product-leader")
    records = [internal("app", team="t"), Team("t", "Team"), lead, *held("ann", PM, manager="lead", level=2)]
    hint = remedies_of("cov-pm", *records).hints[-1]
    assert (hint.text, hint.form, hint.key) == ("Open a Product Manager position for App", Form.OPENING, "lead")
    assert {("role", PM), ("level", "2"), ("team", "t"), ("product", "app")} <= set(hint.filled)


def test_where_a_position_is_being_filled_no_second_one_is_opened() -> None:
    hire = Position("hire", "Product Manager", role=PM, stage="open", target_start=TODAY + timedelta(days=40))
    records = [internal("app"), hire, covers("app", "hire"), *pair("ann")]
    texts = [hint.text for hint in remedies_of("cov-pm", *records).hints]
    assert texts == ["Bring forward the hire for Product Manager (open), due 11 Jul 2026"]


def test_successor_comes_on_the_day_after() -> None:
    records = [internal("app"), *held("ann", PM, leaves=TODAY + timedelta(days=20)), covers("app", "ann"), *pair("bob")]
    (fix,) = fixes_of("loss-soon", *records)
    assert fix.title == "Make Bob PM of App from 22 Jun 2026"


def test_too_much_is_handed_on_until_it_is_no_more_than_the_norm() -> None:
    owned = [internal(f"p{n}") for n in range(5)]
    records = [*owned, *pair("ann", "bob", "cat"), *(covers(one.key, "ann") for one in owned)]
    first = fixes_of("load-pm", *records)[0]
    assert len(first.changes) == 2
    assert {change.after["position"] for change in first.changes if change.after} == {"bob", "cat"}


def test_one_person_in_both_roles_hands_on_the_part_that_is_not_their_own() -> None:
    records = [product("app"), *held("ann", PM), covers("app", "ann"), covers("app", "ann", PMM, counts=True)]
    records += [*held("zoe", PMM), *(r for n in range(12) for r in held(f"x{n}", "sales"))]
    (fix,) = fixes_of("dual-role", *records)
    assert (fix.kind, fix.title) == (FixKind.SPLIT, "Make Zoe PMM of App")


def test_a_large_launch_is_handed_to_somebody_senior() -> None:
    large = product("app", stage="launch", launch_tier="1")
    records = [large, *held("ann", PMM, level=2), covers("app", "ann", PMM), *held("zoe", PMM, level=4)]
    (fix,) = fixes_of("launch-level", *records)
    assert (fix.title, fix.note) == ("Hand App to Zoe", "level 4, 0 → 1 product")


def test_backups_are_shared_out() -> None:
    records = [internal("app"), internal("web"), *pair("ann", "bob", "cat")]
    records += [*RESERVED, covers("app", "ann"), covers("web", "bob")]
    both = {titles_of("single-cover", *records, about=key)[0].split()[1] for key in ("app", "web")}
    assert len(both) == 2


def test_where_nobody_else_has_the_role_its_leader_is_the_backup() -> None:
    lead = held("lead", "product-leader")
    records = [internal("app"), *lead, *held("ann", PM, manager="lead"), covers("app", "ann"), *RESERVED]
    (fix,) = fixes_of("single-cover", *records)
    assert fix.title == "Make Lead backup PM of App"


def test_where_nobody_senior_has_room_a_large_launch_is_exchanged_for_another_product() -> None:
    large = product("app", stage="launch", launch_tier="1")
    owned = [product(f"p{n}") for n in range(5)]
    records = [large, *owned, *held("ann", PMM, level=2), covers("app", "ann", PMM), *held("zoe", PMM, level=4)]
    records += [covers(one.key, "zoe", PMM) for one in owned]
    (fix,) = fixes_of("launch-level", *records)
    assert fix.title == "Hand App to Zoe, in exchange for P0"


def test_in_a_small_organisation_one_person_may_have_both_roles() -> None:
    records = [product("app"), *held("ann", PM), covers("app", "ann")]
    (fix,) = fixes_of("cov-pmm", *records)
    assert (fix.kind, fix.title) == (FixKind.COUNTS, "Treat Ann as the PMM of App too")


def test_whoever_has_too_much_hands_nothing_to_somebody_who_would_have_too_much() -> None:
    owned = [internal(f"p{n}") for n in range(7)]
    records = [*owned, *pair("ann", "bob"), *(covers(f"p{n}", "ann") for n in range(4))]
    records += [covers(f"p{n}", "bob") for n in range(4, 7)]
    assert fixes_of("load-pm", *records) == []


def test_who_was_asked_for_is_found_again_even_where_others_are_proposed() -> None:
    records = [internal("app"), *pair("ann", "bob", "cat", "dan", "eve")]
    ctx = Context(org(*records), content())
    finding = next(f for f in run(ctx) if f.rule == "cov-pm")
    named = [way.key for way in ways(ctx, finding, wanted="eve") if isinstance(way, Fix)]
    assert (len(named), named[-1]) == (4, "eve")


@given(seeds)
@settings(deadline=None, max_examples=25)
def test_nobody_is_the_first_choice_twice_while_somebody_who_fits_is_none(seed: int) -> None:
    random = Random(seed)
    gaps = [internal(f"p{n}") for n in range(random.randint(1, 8))]
    owned = [internal(f"o{n}") for n in range(random.randint(0, 6))]
    names = [f"n{n}" for n in range(random.randint(1, 6))]
    people = [r for name in names for r in held(name, PM, location=random.choice("XY"), level=random.choice((1, 3)))]
    duties = [covers(one.key, random.choice(names)) for one in owned]
    ctx = Context(org(*gaps, *owned, *people, *duties, *NAMED), content())
    book = Book.of(ctx, ctx.content.roles[PM])
    firsts = Counter(one.key for gap in gaps for one in book.at(("cov-pm", "product", gap.key, ""))[:1])
    idle = [name for name in names if len(ctx.org.duties.get(name, ())) < 3 and not firsts[name]]
    assert not idle or max(firsts.values(), default=0) <= 1


def test_whoever_was_the_backup_of_what_they_are_handed_is_so_no_more() -> None:
    owned = [internal(f"p{n}") for n in range(4)]
    records = [*owned, *pair("ann", "bob"), *(covers(one.key, "ann") for one in owned)]
    first = fixes_of("load-pm", *records, covers("p2", "bob", kind=BACKUP))[0]
    assert (first.title, [change.after is None for change in first.changes]) == ("Hand P2 to Bob", [False, True])


def test_vacant_position_whose_title_names_the_product_is_filled_and_not_closed() -> None:
    since = TODAY - timedelta(days=60)
    waiting = Position("x", title="Product Manager, Ledger", role=PM, manager="ceo", target_start=since)
    records = [*held("ceo", "executive"), waiting, product("ledger")]
    assert not fixes_of("vacant-long", *records)
    offered = [hint.text for hint in remedies_of("cov-pm", *records).hints]
    assert offered == ["Assign Product Manager, Ledger (open) to Ledger and hire for it"]


@pytest.mark.parametrize(("title", "is_free"), [("Product Manager", True), ("Product Manager, Console", False)])
def test_vacant_position_that_is_meant_for_no_product_is_filled_before_another_is_opened(
    title: str, is_free: bool
) -> None:
    console = [product("console"), *held("ann", PM, manager="ceo"), covers("console", "ann")]
    records = [*held("ceo", "executive"), Position("x", title=title, role=PM, manager="ceo"), product("ledger")]
    offered = [hint.text for hint in remedies_of("cov-pm", *records, *console).hints]
    assert (f"Assign {title} (open) to Ledger and hire for it" in offered) is is_free

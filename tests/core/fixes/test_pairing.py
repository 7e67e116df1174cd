"""Who is paired, and who is made accountable."""

from datetime import timedelta
from typing import Any

from planning.core.fixes import Fix, Mark, remedies
from planning.core.records import Ownership, Position
from planning.core.rules import Context, run
from tests.core.sample import EITHER, PM, PMM, SAYS_OWNERS, SAYS_PAIRS, TODAY, content, covers, held, org, product

SAID = [SAYS_PAIRS, SAYS_OWNERS]
PAIR = [product(), *held("ann", PM), *held("max", PMM), covers("app", "ann"), covers("app", "max", PMM), *SAID]
WITHIN = content(responsibilities=(EITHER,))


def fixes(rule: str, *records: Any) -> list[Fix]:
    ctx = Context(org(*records), WITHIN)
    known = run(ctx)
    found = [f for f in known if f.rule == rule and f.subject.key == "app"]
    return [one.fix for f in found for one in remedies(ctx, known, f).fixes]


def test_a_pair_is_named_on_the_product() -> None:
    assert fixes("pair-link", *PAIR)[0].title == "Pair Ann and Max on App"


def test_those_in_one_place_are_paired_before_others() -> None:
    other = [*held("mia", PMM, location="Oslo"), covers("app", "mia", PMM)]
    here = [r._replace(location="Oslo") if isinstance(r, Position) and r.key == "ann" else r for r in PAIR]
    assert fixes("pair-link", *here, *other)[0].key == "ann+mia"


def test_whoever_leaves_is_not_made_accountable_where_the_other_stays() -> None:
    leaving = held("ann", PM, leaves=TODAY + timedelta(days=200))
    assert [fix.key for fix in fixes("resp-gap", *PAIR, *leaving)] == ["max"]


def test_the_role_that_has_it_on_other_products_comes_first() -> None:
    elsewhere = [product("web"), covers("web", "max", PMM), Ownership("o", "web", EITHER.id, "max")]
    best = fixes("resp-gap", *PAIR, *elsewhere)[0]
    assert best.key == "max"
    assert (Mark.FOR, "a Product Marketing Manager owns it on 1 other product") in best.reasons


def test_all_without_an_owner_on_a_product_are_shared_out_at_once() -> None:
    other = EITHER._replace(id="research", name="Market research")
    ctx = Context(
        org(*PAIR, product("web"), Ownership("o", "web", other.id, "max")), content(responsibilities=(EITHER, other))
    )
    known = run(ctx)
    gap = next(f for f in known if f.rule == "resp-gap" and f.subject.key == "app")
    both = remedies(ctx, known, gap).fixes[1]
    assert both.fix.title == f"Make Ann responsible for {EITHER.name} and Max responsible for Market research"
    assert len(both.closes) == 2


GAP = [product(), *held("ann", PM), *held("max", PMM), covers("app", "ann"), *SAID]


def test_whoever_is_assigned_is_paired_with_who_covers_the_product_already() -> None:
    (fix,) = fixes("cov-pmm", *GAP)
    assert [change.kind for change in fix.changes] == ["assignment", "link"]
    assert fix.note == "0 → 1 product, paired with Ann"


def test_nobody_is_paired_where_no_counterparts_are_named() -> None:
    (fix,) = fixes("cov-pmm", *(record for record in GAP if record != SAYS_PAIRS))
    assert [change.kind for change in fix.changes] == ["assignment"]


def test_nobody_is_paired_with_whoever_leaves() -> None:
    (fix,) = fixes("cov-pmm", *GAP, *held("ann", PM, leaves=TODAY + timedelta(days=200)))
    assert fix.note == "0 → 1 product"

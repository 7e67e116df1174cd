"""Positions that fall empty on a known day are filled again before new ones are opened."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from planning.core.changes.change import Change
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Days, Move
from planning.core.close_gaps.question import Basis, Question
from planning.core.cost.pay import Band, Terms
from planning.core.fixes.base import FixKind
from planning.core.records import Requisition
from planning.core.rules.load import rule_id
from tests.core.close_gaps.judging import against_rules, answered, cost_by_ledger
from tests.core.close_gaps.made import Case, within
from tests.core.sample import MANAGER, PM, TODAY, covers, held, org, product

DAY = timedelta(days=1)
LEAD = 60
GONE = TODAY + 100 * DAY  # the first day without whoever leaves
# With what comes on top of pay 117,000.
TERMS = Terms("EUR", bands=(Band(PM, 0, "", "EUR", Decimal(90_000), Decimal(90_000)),))
INTERNAL = {"market_facing": False, "stage": "growth"}


def leaver(*products: str, days: int = 99, **fields: Any) -> list[Any]:
    """Ann, a Product Manager with these products until so many days from today."""
    return [*held("ann", PM, leaves=TODAY + days * DAY, **fields), *owned(*products)]


def owned(*products: str, by: str = "ann") -> list[Any]:
    return [record for key in products for record in (product(key, **INTERNAL), covers(key, by))]


def case(*records: Any, most: int = 3, terms: Terms | None = TERMS, **asked: Any) -> Case:
    settings = within(**{rule_id(MANAGER): {"numbers": {"products": most}}})
    basis = Basis(DatedOrg(org(*records).tables), settings, terms, {PM: LEAD})
    return Case(Question(TODAY, TODAY + 365 * DAY, **asked), basis)


def hires(given: Answer) -> list[Move]:
    return [move for move in given.moves if move.kind == FixKind.HIRE]


def the_hire(given: Answer) -> Move:
    (hire,) = hires(given)
    return hire


def test_position_of_someone_who_leaves_is_filled_again_from_the_day_after() -> None:
    given = answered(case(*leaver("app", "bot")))
    hire = the_hire(given)
    assert (hire.position, hire.start, hire.products, given.after) == ("ann", GONE, ("app", "bot"), Days(0, 0))
    assert hire.changes[0] == Change(TODAY, "position", "ann", {"target_start": None}, {"target_start": GONE})


def test_requisition_says_whom_the_hire_replaces_from_the_day_after() -> None:
    _, told = the_hire(answered(case(*leaver("app")))).changes
    assert told == Change(GONE, "requisition", "ann", None, {"type": "backfill", "replaces": "h-ann"})


def test_hire_who_follows_comes_no_sooner_than_hiring_takes() -> None:
    given = answered(case(*leaver("app", days=9)))
    assert the_hire(given).start == TODAY + LEAD * DAY
    assert given.after.critical + given.after.warning == LEAD - 10


def test_hire_is_told_to_come_in_place_of_whoever_leaves() -> None:
    given = answered(case(*leaver("app", title="Product Manager, App")))
    assert the_hire(given).title == "Hire in place of Ann, Product Manager, App: App, start 9 Sep 2026"


def test_hire_who_follows_goes_on_with_what_others_do_not_take_over() -> None:
    given = answered(case(*leaver("app", "bot", days=9), *held("bob", PM), *owned("cat", by="bob"), most=2))
    hire, (taken,) = the_hire(given), [move for move in given.moves if move.kind == FixKind.ASSIGN]
    assert {hire.products, taken.products} == {("app",), ("bot",)}
    last = TODAY + 9 * DAY
    ended = [c for c in hire.changes if c.kind == "assignment"]
    assert [(c.key, c.after) for c in ended] == [(f"{taken.products[0]}-ann-{PM}", {"ends": last})]


def test_hire_who_follows_takes_what_nobody_had_as_well() -> None:
    hire = the_hire(answered(case(*leaver("app", days=9), product("new", **INTERNAL))))
    assert (hire.position, set(hire.products)) == ("ann", {"app", "new"})


def test_hire_who_follows_keeps_to_the_norm_where_whoever_left_did_not() -> None:
    given = answered(case(*leaver("app", "bot", "cat"), most=2, most_hires=1))
    assert (the_hire(given).position, len(the_hire(given).products)) == ("ann", 2)
    assert given.after != Days(0, 0)


@pytest.mark.parametrize("kept", ["ann", "h-ann", "app"])
def test_position_is_not_filled_again_where_it_or_what_it_has_stays_as_it_is(kept: str) -> None:
    given = answered(case(*leaver("app", "bot"), forbidden=frozenset({kept})))
    assert "ann" not in {move.position for move in hires(given)}


@pytest.mark.parametrize("fields", [{"stage": "paused"}, {"ends": GONE - DAY}], ids=["paused", "closing"])
def test_position_that_is_given_up_is_not_filled_again(fields: dict[str, Any]) -> None:
    given = answered(case(*leaver("app", **fields)))
    assert the_hire(given).position != "ann"


def test_position_for_which_somebody_is_due_needs_no_hire() -> None:
    given = answered(case(*leaver("app", target_start=GONE)))
    assert (given.moves, given.before) == ((), Days(0, 0))


def test_position_that_has_stood_empty_since_somebody_left_is_filled_before_a_new_one() -> None:
    given = answered(case(*leaver("app", days=-9)))
    assert (the_hire(given).position, the_hire(given).start) == ("ann", TODAY + LEAD * DAY)


@pytest.mark.parametrize(("target", "cost"), [(None, 117_000), (TODAY - 400 * DAY, 0)], ids=["none", "long over"])
def test_hire_who_follows_costs_what_the_cost_pages_add(target: date | None, cost: int) -> None:
    case_ = case(*leaver("app", target_start=target))
    given = answered(case_)
    assert given.cost == cost_by_ledger(case_, given) == Decimal(cost)


def test_what_is_known_of_how_the_leaver_was_hired_makes_room_for_the_backfill() -> None:
    known = Requisition("ann", type="new", justification="To begin with App")
    given = answered(case(*leaver("app"), known))
    (told,) = [change for change in the_hire(given).changes if change.kind == "requisition"]
    assert told.on == GONE
    assert told.after == {"type": "backfill", "replaces": "h-ann", "justification": ""}


def test_plan_opens_no_finding_about_the_position() -> None:
    assert [finding.rule for finding in answered(case(*leaver("app"))).opens if finding.subject.key == "ann"] == []


def test_later_leaver_is_followed_where_there_are_very_many_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planning.core.close_gaps.newcomers.MANY", 0)
    case_ = case(*leaver("app"), product("new", **INTERNAL), most=1)
    given = answered(case_)
    assert {(move.position == "ann", move.products) for move in hires(given)} == {(True, ("app",)), (False, ("new",))}
    assert list(against_rules(case_)) == []


def test_position_that_gets_a_product_only_once_it_is_empty_is_not_filled_again() -> None:
    later = covers("app", "ann", starts=GONE)
    given = answered(case(*leaver(), product("app", **INTERNAL), later))
    assert the_hire(given).position != "ann"

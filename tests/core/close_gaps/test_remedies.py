"""Critical findings that a plan opens are offered a step, which becomes part of the plan once it is pinned."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from planning.core.changes.change import Change
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Answer, Move
from planning.core.close_gaps.question import Basis, Question
from planning.core.fixes.base import FixKind
from planning.core.records import Person, Position
from planning.core.rules import CRITICAL
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import Case, within
from tests.core.sample import PM, TODAY, covers, held, org, product

DAY = timedelta(days=1)
LAST = TODAY + 60 * DAY
APP = product("app", market_facing=False, stage="growth")
BOB = held("bob", PM)
HIRE = "Hire for it, set a new target start or pause it"
CLOSE = "Close position Product Manager"


def case(*records: Any, **asked: Any) -> Case:
    """A leaver covers the app, and Bob can take it over; tests say of more."""
    return Case(
        Question(TODAY, TODAY + 365 * DAY, **asked), Basis(DatedOrg(org(APP, *records).tables), within(), None, {})
    )


def leaver(**fields: Any) -> list[Any]:
    return [*held("ann", PM, title="Product Manager", leaves=LAST, **fields), covers("app", "ann")]


def pinned(case_: Case, *keys: str) -> Answer:
    question = case_.question
    return answered(case_._replace(question=replace(question, pinned=question.pinned | {*keys})))


def offered(given: Answer) -> list[tuple[str, str]]:
    codes = {finding.code for finding in given.opens if finding.severity == CRITICAL}
    assert {step.code for step in given.steps} == codes
    return [(step.key, step.text) for step in given.steps]


def step_of(given: Answer, kind: FixKind) -> Move:
    (move,) = [move for move in given.moves if move.kind == kind and move.is_next_step]
    return move


def test_position_that_a_leaver_leaves_empty_may_be_closed() -> None:
    given = answered(case(*leaver(), *BOB))
    assert offered(given) == [("end:ann", f"{CLOSE} after Ann leaves"), ("", HIRE)]


def test_step_that_is_pinned_is_part_of_the_plan() -> None:
    given = pinned(case(*leaver(), *BOB), "end:ann")
    assert step_of(given, FixKind.END).changes == (
        Change(TODAY, "position", "ann", {"ends": None}, {"ends": LAST}),
        Change(TODAY, "assignment", f"app-ann-{PM}", {"ends": None}, {"ends": LAST}),
    )


def test_step_that_is_pinned_closes_its_finding_and_moves_no_day() -> None:
    case_ = case(*leaver(), *BOB)
    without, given = answered(case_), pinned(case_, "end:ann")
    assert [finding.rule for finding in without.opens if finding.severity == CRITICAL] == ["vacant-long"]
    assert [finding.rule for finding in given.opens if finding.severity == CRITICAL] == []
    assert (given.steps, given.after) == ((), without.after)


def test_position_that_is_shared_closes_after_the_last_of_those_who_share_it() -> None:
    last = Person("h-second", "Second", leaves=LAST + 9 * DAY)
    given = pinned(case(*leaver(sharers=("h-second",)), last, *BOB), "end:ann")
    step = step_of(given, FixKind.END)
    assert step.title == f"{CLOSE} after Second leaves"
    assert step.changes[0].after == {"ends": LAST + 9 * DAY}


def test_position_that_has_stood_open_for_long_may_close_today() -> None:
    idle = Position("open", "Product Manager", PM, target_start=TODAY - 200 * DAY)
    given = pinned(case(idle, covers("app", "open"), *BOB), "end:open")
    step = step_of(given, FixKind.END)
    assert step.title == CLOSE
    assert step.changes[0] == Change(TODAY, "position", "open", {"ends": None}, {"ends": TODAY - DAY})


def test_position_that_others_report_to_is_not_offered_to_be_closed() -> None:
    given = answered(case(*leaver(), *BOB, *held("cid", manager="ann")))
    assert offered(given) == [("", HIRE)]


def test_position_that_stays_as_it_is_is_not_offered_to_be_closed() -> None:
    assert offered(answered(case(*leaver(), *BOB, forbidden=frozenset({"ann"})))) == [("", HIRE)]


def test_nobody_is_hired_into_a_position_that_is_pinned_to_close() -> None:
    given = pinned(case(*leaver()), "end:ann")
    assert [move.position for move in given.moves if move.kind == FixKind.HIRE] != ["ann"]


def soon() -> list[Any]:
    """Bob can take the app now, and leaves a few days after the last that is looked at; Cid is there later."""
    away = Person("h-cid", "Cid", starts=TODAY + 200 * DAY)
    return [*held("bob", PM, leaves=TODAY + 370 * DAY), Position("cid", role=PM, holder="h-cid"), away]


def test_cover_that_ends_soon_after_is_offered_whoever_takes_over() -> None:
    given = answered(case(*soon(), changes_each=1))
    assert [finding.rule for finding in given.opens if finding.severity == CRITICAL] == ["loss-soon"]
    key, text = offered(given)[0]
    assert text == "Make Cid PM of App from 7 Jun 2027"
    (change,) = step_of(pinned(case(*soon()), key), FixKind.ASSIGN).changes
    assert change.after is not None
    assert (change.after["position"], change.after["starts"]) == ("cid", TODAY + 371 * DAY)


def test_step_that_the_question_leaves_out_is_not_offered() -> None:
    given = answered(case(*soon(), forbidden=frozenset({"h-cid", "cid"})))
    assert [key for key, _ in offered(given) if key] == []

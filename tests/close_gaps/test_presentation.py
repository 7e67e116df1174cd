"""An answer in sentences."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planning.close_gaps.labels import Called
from planning.close_gaps.presentation import AnswerShown, id_of
from planning.core.close_gaps.answer import Answer, Closed, Days, Instead, Status, Step
from planning.core.fixes.base import FixKind
from planning.core.rules import Finding, Subject
from planning.templatetags.close_gaps import whole_days
from tests.close_gaps.by_hand import CONTENT, PM, PMM, answer, gap, hire, move, org, question

CALLED = Called(org(), org(), CONTENT)


def shown(answer: Answer | None = None, *, costed: bool = True, **said: Any) -> AnswerShown:
    return AnswerShown(answer or made(**said), CALLED, is_costed=costed)


def made(**said: Any) -> Answer:
    return answer(**said)


def test_an_answer_that_nothing_can_better_says_so() -> None:
    assert (shown().proof.kind, shown().proof.text) == ("best", "Best possible under these limits")


def test_an_answer_with_which_fewer_people_might_do_says_so() -> None:
    proof = shown(fewer=4).proof
    assert (proof.kind, proof.text) == ("best", "Best possible in days and cost; 4 people fewer might do")


def test_an_answer_that_is_not_proven_says_how_far_off_it_may_be() -> None:
    proof = shown(status=Status.FEASIBLE, gap=4.0).proof
    assert (proof.kind, proof.text) == ("good", "Good, not proven: at most 4 days from the best")


def test_an_answer_whose_critical_days_are_proven_says_that() -> None:
    assert shown(status=Status.FEASIBLE).proof.text == "Good, not proven: no plan leaves fewer critical days open"


def test_where_nothing_keeps_to_the_question_its_contradictions_are_told() -> None:
    one = shown(status=Status.INFEASIBLE, moves=(), notes=("checkout is pinned and forbidden.",))
    assert (one.proof.kind, one.headline) == ("none", "These limits cannot all be kept")
    assert one.notes == ["Checkout is pinned and forbidden."]


def test_the_headline_counts_what_the_plan_closes_among_critical_gaps() -> None:
    assert shown().headline == "Closes 1 of 2 critical gaps at no cost"


def test_a_gap_that_ends_by_itself_is_not_closed_by_the_plan() -> None:
    one = shown(moves=(move(closes=()),), open=())
    assert one.headline == "Closes no critical gap at no cost"


def test_the_headline_says_from_when_all_are_closed_where_some_stay_open_until_then() -> None:
    closed = tuple(Closed(f"code-{key}", key, PM, "critical") for key in ("ledger", "console"))
    moves = (move(closes=("code-ledger", "code-console")),)
    assert shown(closed=closed, moves=moves).headline == "Closes all 2 critical gaps by 16 Feb 2027 at no cost"


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ({"open": ()}, "Closes the only critical gap at no cost"),
        ({"cost": Decimal(132_000)}, "Closes 1 of 2 critical gaps for EUR\u00a0132,000 more a year"),
        ({"cost": Decimal(-14_000)}, "Closes 1 of 2 critical gaps and saves EUR\u00a014,000 a year"),
        (
            {"cost": Decimal(132_000), "unknown": 2},
            "Closes 1 of 2 critical gaps for EUR\u00a0132,000 more a year, plus 2 hires of unknown cost",
        ),
        ({"unknown": 1}, "Closes 1 of 2 critical gaps with 1 hire of unknown cost"),
        ({"cost": None, "hires": 2}, "Closes 1 of 2 critical gaps with 2 hires"),
        ({"cost": None}, "Closes 1 of 2 critical gaps without hiring"),
        ({"moves": ()}, "Closes none of 2 critical gaps"),
    ],
)
def test_the_headline_says_what_it_takes(said: dict[str, Any], headline: str) -> None:
    assert shown(**said).headline == headline


@pytest.mark.parametrize(
    ("warnings", "critical", "headline"),
    [
        (("a", "b"), 2, "Closes all 2 warnings and none of 2 critical gaps at no cost"),
        (("a",), 1, "Closes the only warning and no critical gap at no cost"),
        ((), 2, "Closes none of 2 critical gaps at no cost"),
    ],
)
def test_where_no_critical_gap_is_closed_the_warnings_that_are_stand_first(
    warnings: tuple[str, ...], critical: int, headline: str
) -> None:
    closed = tuple(Closed(code, "ledger", PM, "warning") for code in warnings)
    still = tuple(gap()._replace(code=f"still-{n}", last=None) for n in range(critical))
    assert shown(closed=closed, open=still, moves=(move(closes=warnings),)).headline == headline


def test_warnings_stay_out_of_a_headline_about_critical_gaps_that_are_closed() -> None:
    closed = (Closed("code-ledger", "ledger", PM, "critical"), Closed("code-atlas", "atlas", PM, "warning"))
    one = shown(closed=closed, moves=(move(closes=("code-ledger", "code-atlas")),))
    assert one.headline == "Closes 1 of 2 critical gaps at no cost"


def test_a_day_stays_on_one_line() -> None:
    assert whole_days("Ines covers Ledger from 1 Dec 2026 to 16 Jan 2027") == (
        "Ines covers Ledger from 1\u00a0Dec\u00a02026 to 16\u00a0Jan\u00a02027"
    )


def test_all_of_several_are_all() -> None:
    closed = tuple(Closed(code, "ledger", PM, "critical") for code in ("code-ledger", "code-console"))
    assert shown(closed=closed, open=(), moves=(move(), hire())).headline == "Closes all 2 critical gaps at no cost"


def test_without_critical_gaps_the_others_are_counted() -> None:
    closed = (Closed("code-ledger", "ledger", PM, "warning"),)
    assert shown(closed=closed, open=()).headline == "Closes the only gap at no cost"


def test_where_nothing_is_open_there_is_nothing_to_close() -> None:
    one = shown(moves=(), open=(), closed=(), before=Days(), after=Days())
    assert one.has_nothing_to_close
    assert one.headline == "There is no gap to close"


def figures(one: AnswerShown) -> dict[str, tuple[str, str]]:
    return {kpi.label: (kpi.value, kpi.beside) for kpi in one.kpis}


def test_days_are_told_before_and_after() -> None:
    found = figures(shown())
    assert (found["Open critical days"], found["Open warning days"]) == (("38", "from 152"), ("5", "from 9"))


def test_the_same_days_are_told_without_hires_that_are_due() -> None:
    assert shown().plainly.endswith("Without them: 112 critical days, from 240.")


def test_what_is_left_of_a_budget_is_told() -> None:
    one = shown(question=question(budget=Decimal(200_000)), cost=Decimal(132_000))
    assert figures(one)["Left of the budget"] == ("68,000", "EUR")


def test_without_a_budget_the_cost_is_told() -> None:
    assert figures(shown(cost=Decimal(132_000)))["Cost a year"] == ("132,000", "EUR")


def test_hires_of_unknown_cost_stand_beside_the_cost() -> None:
    assert figures(shown(cost=Decimal(132_000), unknown=2))["Cost a year"] == ("132,000", "EUR plus 2 unknown")


def test_a_cost_that_is_not_known_at_all_is_not_nought() -> None:
    assert figures(shown(unknown=2))["Cost a year"] == ("unknown", "EUR")


def test_who_may_not_see_cost_reads_of_hires() -> None:
    one = shown(question=question(most_hires=3), hires=2, costed=False)
    assert figures(one)["Hires"] == ("2", "of 3 at most")


def test_people_who_change_are_counted_among_all() -> None:
    assert figures(shown())["People who change"] == ("1", "of 2")


def test_a_move_says_whose_gap_it_closes_and_for_how_long() -> None:
    assert shown().moves[0].closes == ("critical", "Ledger’s missing PM, 30 days")


def test_a_move_on_several_products_names_them() -> None:
    closes = shown().closes(hire(products=("ledger", "console")))
    assert closes.text == "missing PMM on Ledger and Console, 12 days"


def test_a_move_on_many_products_counts_them() -> None:
    assert shown().closes(hire(products=("a", "b", "c", "d"))).text == "missing PMM on 4 products, 12 days"


def test_what_takes_off_days_without_closing_a_finding_has_the_severity_of_those_days() -> None:
    assert shown().closes(hire(closes=())).severity == "warning"


def test_a_move_that_closes_nothing_by_itself_says_nothing() -> None:
    assert shown().closes(move(closes=(), days=Days())) == ("", "")


def test_the_next_best_stands_beside_its_move() -> None:
    one = shown(moves=(move(instead=Instead("Ben Novak: same days")), hire()))
    assert [row.instead for row in one.moves] == ["Ben Novak: same days", ""]


@pytest.mark.parametrize(
    ("one", "cost"),
    [(move(), "–"), (hire(), "118,000"), (hire(cost=None), "unknown")],
    ids=["none", "known", "unknown"],
)
def test_a_move_says_what_it_costs(one: Any, cost: str) -> None:
    assert shown(moves=(one,)).moves[0].cost == cost


def test_a_pinned_move_is_known() -> None:
    one = shown(question=question(pinned=frozenset({move().key})), moves=(move(), hire()))
    assert [row.is_pinned for row in one.moves] == [True, False]


def test_the_same_move_keeps_its_place_on_the_page_from_answer_to_answer() -> None:
    assert shown().moves[0].id == shown(moves=(hire(), move())).moves[1].id == id_of(move().key)


def test_two_moves_of_one_key_are_two_elements() -> None:
    ids = [row.id for row in shown(moves=(move(), move(start=date(2027, 2, 1)))).moves]
    assert (len(set(ids)), ids[0]) == (2, id_of(move().key))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({}, "Console has no PMM until 15 Feb 2027"),
        ({"first": date(2027, 1, 1)}, "Console has no PMM from 1 Jan 2027 to 15 Feb 2027"),
        ({"first": date(2027, 1, 1), "last": None}, "Console has no PMM from 1 Jan 2027"),
        ({"last": None}, "Console has no PMM"),
    ],
)
def test_what_stays_open_says_from_when_to_when(said: dict[str, Any], text: str) -> None:
    assert shown(open=(gap(**said),)).stays[0].text == text


def test_what_stays_open_says_the_limit_and_how_to_loosen_it() -> None:
    row = shown().stays[0]
    assert row.says == "26 days. A hire takes 82 days here, and no one else has room."
    assert (row.press, row.label) == ("budget|240000|", "Raise the budget to 240,000")


def test_a_gap_that_no_limit_holds_open_has_no_button() -> None:
    assert shown(open=(gap(loosen=None),)).stays[0].press == ""


def test_what_stays_open_is_summed() -> None:
    assert shown(open=(gap(), gap(days=Days(0, 12)))).stays_sum == "2 gaps, 38 days"


def test_next_steps_are_apart_from_moves_and_say_what_they_are_about() -> None:
    steps = (
        move(is_next_step=True, kind=FixKind.LINK, key="link"),
        move(is_next_step=True, kind=FixKind.ACCOUNTABLE, key="accountable"),
    )
    one = shown(moves=(move(), *steps))
    assert len(one.moves) == 1
    assert one.next_steps_told == "2 next steps: counterparts and who is responsible"


def test_those_who_are_there_are_told_what_changes_for_them() -> None:
    one = shown(moves=(move(), move(1, position="ines"), hire(position="ben")))
    assert [(changed.name, len(changed.texts)) for changed in one.changed] == [("Ines Moreau", 2)]
    assert one.people_told == "1 person who changes"


def finding(severity: str, kind: str, key: str) -> Finding:
    return Finding("some-rule", severity, Subject(kind, key, key), "It opens.")


def test_what_the_plan_opens_is_led_by_what_is_critical() -> None:
    opens = (finding("info", "product", "ledger"), finding("critical", "position", "ines"))
    rows = shown(opens=opens).opened
    assert [(row.page, row.key) for row in rows] == [("position", "ines"), ("product", "ledger")]


def test_critical_finding_that_the_plan_opens_is_offered_a_step() -> None:
    opens = (finding("critical", "position", "ines"), finding("info", "product", "ledger"))
    steps = tuple(Step(one.code, "Close position", "end:ines") for one in opens)
    critical, info = shown(opens=opens, steps=steps).opened
    assert (critical.steps, info.steps) == ((steps[0],), ())


@pytest.mark.parametrize(("key", "text"), [("ines", "Open ines"), ("new", "Fix it on the plan once it is kept")])
def test_critical_finding_without_a_step_leads_to_where_it_is_seen_to(key: str, text: str) -> None:
    (row,) = shown(opens=(finding("critical", "position", key),), steps=()).opened
    assert [(step.text, step.key) for step in row.steps] == [(text, "")]


def test_what_the_plan_opens_is_counted_by_severity() -> None:
    one = shown(opens=(finding("info", "product", "ledger"), finding("critical", "position", "ines")))
    assert (one.opened_told, one.opens_critical) == ("1 critical, 1 info", True)


def test_several_warnings_that_open_are_warnings() -> None:
    assert shown(opens=(finding("warning", "product", "ledger"),) * 2).opened_told == "2 warnings"


def test_what_opens_on_a_position_that_is_still_to_come_leads_nowhere() -> None:
    assert shown(opens=(finding("warning", "position", "new"),)).opened[0].page == ""


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("ledger", "Ledger"),
        ("ines", "Ines Moreau"),
        ("h-ben", "Ben Novak"),
        (f"assign:ines:ledger:{PM}", "Ines Moreau on Ledger as PM"),
        (f"hire:{PMM}:console", "Hire a PMM for Console"),
        (f"retitle:ben:{PM}", "Ben Novak becomes PM"),
        ("move:ben:ines", "Ben Novak reports to Ines Moreau"),
        ("end:ines", "Close the position of Ines Moreau"),
        ("step:0011223344556677", "Fix what the plan opens"),
        (f"backup:ben:ledger:{PM}", "Ben Novak backs up Ledger"),
        ("link:ledger:ines:ben", "Ines Moreau and Ben Novak on Ledger"),
        ("accountable:ledger:pm/pricing", "Who is responsible on Ledger"),
        ("counts:gone", "Someone counting"),
        ("nothing:known", "nothing:known"),
    ],
)
def test_what_is_pinned_or_forbidden_is_called_in_words(key: str, label: str) -> None:
    assert CALLED.of(key) == label

"""The page of an answer, read as members read it."""

import re
from collections.abc import Callable

import pytest

from planning.core.close_gaps.answer import Days, Instead, Status, Step
from planning.core.fixes.base import FixKind
from planning.core.rules import Finding, Subject
from portal.models import Organisation, Right
from tests.close_gaps.by_hand import PM, answer, gap, hire, move
from tests.close_gaps.replies import ASKS, Replies, real, text_of
from tests.small_organisation import SignIn
from tests.test_templates import OPTIONAL, unknown_names

pytestmark = pytest.mark.django_db


def test_a_move_can_be_pinned_and_forbidden(page: Callable[..., str]) -> None:
    text = page()
    assert re.search(rf'name="pin" value="assign:ines:ledger:{PM}"', text)
    assert re.search(rf'name="forbid" value="assign:ines:ledger:{PM}"', text)


def test_a_pinned_move_can_be_released(page: Callable[..., str]) -> None:
    key = f"assign:ines:ledger:{PM}"
    text = page(f"{ASKS}&pin={key}")
    assert f'name="release" value="{key}" id="pin-' in text
    assert f'<input type="hidden" name="pin" value="{key}">' in text


def test_the_next_best_stands_beside_its_move(page: Callable[..., str], replies: Replies) -> None:
    replies.answer = answer(moves=(move(instead=Instead("Ben Novak: same days, three products instead of two")),))
    assert "Ben Novak: same days, three products instead of two" in page()


def test_moves_come_fifty_a_page(page: Callable[..., str], replies: Replies) -> None:
    replies.answer = answer(moves=tuple(move(n, title=f"Move number {n:03}") for n in range(120)))
    assert page().count('class="work-row move"') == 50
    last = page(f"{ASKS}&page=3")
    assert last.count('class="work-row move"') == 20
    assert "120 moves" in last
    assert '<span class="num mut">101</span>' in last


def test_next_steps_are_folded_below_the_moves(page: Callable[..., str], replies: Replies) -> None:
    step = move(key="link", kind=FixKind.LINK, title="Pair Ines Moreau and Ben Novak", is_next_step=True)
    replies.answer = answer(moves=(move(), step))
    text = page()
    assert "1 next step: counterparts" in text
    assert text.count('class="work-row move"') == 1


def test_what_the_plan_opens_is_listed_with_its_page(
    page: Callable[..., str], replies: Replies, filled: Organisation
) -> None:
    finding = Finding("pair-link", "warning", Subject("product", "ledger", "Ledger"), "No counterparts are named.")
    replies.answer = answer(opens=(finding,))
    text = page()
    assert "Findings that the plan opens" in text
    assert f'href="/o/{filled.slug}/products/ledger/"' in text


def test_step_for_a_critical_finding_is_pinned_by_its_button(page: Callable[..., str], replies: Replies) -> None:
    finding = Finding("vacant-long", "critical", Subject("position", "luis", "Product Manager"), "Open for 300 days.")
    steps = (Step(finding.code, "Close position Product Manager", "end:luis"), Step(finding.code, "Hire for it"))
    replies.answer = answer(opens=(finding,), steps=steps)
    text = page()
    assert re.search(r'<button[^>]*name="pin" value="end:luis"[^>]*>Close position Product Manager</button>', text)
    assert re.search(r'<a\s+href="[^"]*/luis/[^"]*"[^>]*>Hire for it</a>', text)


def test_limits_that_contradict_each_other_are_named(page: Callable[..., str], replies: Replies) -> None:
    replies.answer = answer(status=Status.INFEASIBLE, moves=(), open=(), notes=("Ledger is pinned and forbidden.",))
    text = page()
    assert "Ledger is pinned and forbidden." in text
    assert "Keep as a plan" not in text


def test_where_nothing_is_open_the_page_says_where_to_look(page: Callable[..., str], replies: Replies) -> None:
    replies.answer = answer(moves=(), open=(), closed=(), before=Days(), after=Days())
    assert "Every product is covered" in page()


def test_without_any_move_what_stays_open_tells_the_way_on(page: Callable[..., str], replies: Replies) -> None:
    replies.answer = answer(moves=(), closed=())
    text = page()
    assert "Closes no critical gap" in text
    assert "Raise the budget to 240,000" in text


def test_without_products_there_is_nothing_to_ask_about(organisation: Organisation, client_as: SignIn) -> None:
    text = text_of(client_as(Right.PLANNER).get(f"/o/{organisation.slug}/plans/close-gaps/"))
    assert "No products yet" in text


def test_a_long_name_of_a_product_is_shown_whole(page: Callable[..., str], replies: Replies) -> None:
    title = f"Ines Moreau covers {'Ledger' * 40} as PM from 1 Dec 2026"
    replies.answer = answer(moves=(move(title=title),))
    assert title in page()


def test_of_many_gaps_that_stay_the_first_are_shown_at_once(page: Callable[..., str], replies: Replies) -> None:
    replies.answer = answer(open=tuple(gap(product="ledger") for _ in range(14)))
    shown, _, folded = page().partition('<details class="folded">')
    assert (shown.count("Ledger has no PMM"), folded.count("Ledger has no PMM")) == (10, 4)


def test_no_template_of_an_answer_asks_for_an_unknown_name(
    page: Callable[..., str], replies: Replies, filled: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = move(key="link", kind=FixKind.LINK, is_next_step=True)
    opens = (Finding("pair-link", "critical", Subject("product", "ledger", "Ledger"), "No counterparts are named."),)
    moves = (*real(filled).moves, hire(), step)
    replies.answer = answer(moves=moves, opens=opens, notes=("One is left out.",))
    with unknown_names(monkeypatch) as found:
        page(f"{ASKS}&pin={move().key}&products=ledger")
        page("by=never", status=422)
        for where in ("curve/", "effect/", "keep/"):
            page(where=where)
    assert {name for name in found if not OPTIONAL.fullmatch(name)} == set()

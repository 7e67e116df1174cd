"""The page of a question and its answer, read as members read it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from planning.close_gaps import address, replying
from planning.close_gaps.replying import CurveReply, Reply
from planning.core.changes.change import add
from planning.core.close_gaps.answer import Answer, Days, Instead, Point, Status, Step
from planning.core.close_gaps.question import Question
from planning.core.fixes.base import FixKind
from planning.core.records import Assignment
from planning.core.rules import Finding, Subject
from planning.core.rules.base import code_of
from planning.models import RuleSetting
from planning.plans import editing
from portal.guard import Access
from portal.models import Organisation, Right
from tests.close_gaps.by_hand import PM, answer, gap, hire, move
from tests.factories import MembershipFactory, ProductFactory
from tests.small_organisation import SignIn, more
from tests.test_templates import OPTIONAL, unknown_names

pytestmark = pytest.mark.django_db
ASKS = "by=2027-12-31"
POINTS = (Point(Decimal(0), 0, 152), Point(Decimal(64_000), 1, 104), Point(Decimal(132_000), 2, 38))


class Asked:
    """Stands in for what works answers out: remembers what was asked, and answers as it is told."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.answer: Answer = answer()
        self.points: tuple[Point, ...] = POINTS

    def reply(self, access: Access, question: Question) -> Reply:
        self.questions.append(question)
        cost = self.answer.cost if access.sees_cost else None
        return Reply(replace(self.answer, question=question, cost=cost), 0.84)

    def curve(self, access: Access, question: Question) -> CurveReply:
        found = [point if access.sees_cost else point._replace(cost=None) for point in self.points]
        return CurveReply(self.reply(access, question).answer, tuple(found))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    one = Asked()
    monkeypatch.setattr(replying, "reply", one.reply)
    monkeypatch.setattr(replying, "curve", one.curve)
    return one


@pytest.fixture
def planner(filled: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=Right.PLANNER, sees_cost=True).user)
    return client


@pytest.fixture
def page(filled: Organisation, planner: Client, asked: Asked) -> Callable[..., str]:
    """The page for a planner who may see cost."""

    def get(address: str = ASKS, where: str = "", status: int = 200) -> str:
        found = planner.get(f"/o/{filled.slug}/plans/close-gaps/{where}?{address}")
        assert found.status_code == status
        return text_of(found)

    return get


def text_of(found: Any) -> str:
    return unescape(re.sub(r"\s+", " ", found.content.decode()))


def test_before_anything_is_asked_the_page_says_what_it_does(page: Callable[..., str], asked: Asked) -> None:
    text = page("")
    assert "The cheapest plan that covers every product" in text
    assert "Find the best plan" in text
    assert asked.questions == []


def test_a_link_says_where_to_begin_and_asks_nothing_yet(page: Callable[..., str], asked: Asked) -> None:
    assert '<input type="hidden" name="products" value="ledger">' in page("products=ledger")
    assert asked.questions == []


def test_the_form_is_as_light_with_many_products(page: Callable[..., str], filled: Organisation) -> None:
    few = len(page(""))
    for number in range(60):
        ProductFactory.create(organisation=filled, key=f"more-{number}", name=f"Product number {number}")
    filled.refresh_from_db()
    assert len(page("")) - few < 100


def test_an_answer_is_told_in_sentences(page: Callable[..., str]) -> None:
    text = page()
    for said in (
        "Best possible under these limits",
        "· 0.8 s",
        "Closes 1 of 2 critical gaps at no cost",
        "Ines Moreau covers Ledger as PM from 1 Dec 2026",
        "Ledger’s missing PM, 30 days",
        "26 days. A hire takes 82 days here, and no one else has room.",
        "Raise the budget to 240,000",
    ):
        assert said in text


def test_the_question_is_asked_as_the_address_says_it(page: Callable[..., str], asked: Asked) -> None:
    page(f"{ASKS}&budget=200000&products=ledger")
    (question,) = asked.questions
    assert (question.by, question.budget, question.products) == (
        date(2027, 12, 31),
        Decimal(200_000),
        frozenset({"ledger"}),
    )


def test_a_norm_whose_rule_is_off_is_none_that_the_question_shows(
    page: Callable[..., str], filled: Organisation, asked: Asked
) -> None:
    RuleSetting.objects.create(organisation=filled, rule="load-pm", on=False)
    assert '"any" id="id_most-product-manager"' in page("")
    page(f"{ASKS}&most-product-manager=3")
    assert asked.questions[-1].most == {PM: 3}


def test_what_is_empty_or_usual_goes_from_the_address(filled: Organisation, planner: Client, asked: Asked) -> None:
    here = f"/o/{filled.slug}/plans/close-gaps/"
    usual = "budget=&hires=&products=&moves=&moves=assign&moves=hire&moves=retitle&moves=move&most-product-manager=3"
    found = planner.get(f"{here}?by=31 Dec 2027&{usual}")
    assert (found.status_code, found["Location"]) == (302, f"{here}?{ASKS}")


def test_what_is_pressed_becomes_part_of_the_address(filled: Organisation, planner: Client, asked: Asked) -> None:
    here = f"/o/{filled.slug}/plans/close-gaps/"
    found = planner.get(f"{here}?{ASKS}&pin=ledger&forbid=luis&release=ledger&loosen=budget|240000|")
    assert found["Location"] == f"{here}?{ASKS}&budget=240000&forbid=luis"


def test_the_day_looked_at_stays_in_the_address(filled: Organisation, planner: Client, asked: Asked) -> None:
    found = planner.get(f"/o/{filled.slug}/plans/close-gaps/?{ASKS}&on=2026-12-01&budget=")
    assert found["Location"] == f"/o/{filled.slug}/plans/close-gaps/?on=2026-12-01&{ASKS}"


@pytest.mark.parametrize(
    "hostile",
    [
        "by=%00",
        "budget=1e400",
        "budget=NaN",
        "hires=" + "9" * 5000,
        "moves=%00",
        "loosen=||||",
        "page=x",
        "stage-x=1",
        "of=",
    ],
)
def test_nothing_in_an_address_does_harm(
    page: Callable[..., str], planner: Client, filled: Organisation, hostile: str
) -> None:
    found = planner.get(f"/o/{filled.slug}/plans/close-gaps/?{ASKS}&{hostile}", follow=True)
    assert found.status_code in (200, 422)


def test_what_is_wrong_stands_at_its_field_and_what_was_entered_stays(page: Callable[..., str], asked: Asked) -> None:
    text = page("by=never&budget=200000&hires=7", status=422)
    assert "Enter a valid date" in text
    assert 'value="never"' in text
    assert 'value="200,000"' in text
    assert "The question needs a correction" in text
    assert asked.questions == []


def test_what_is_refused_when_it_is_asked_stands_at_its_field(
    page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(access: Access, question: Question) -> Reply:
        raise replying.Unaskable("budget", "There is no reporting currency.")

    monkeypatch.setattr(replying, "reply", refuse)
    assert "There is no reporting currency." in page(f"{ASKS}&budget=5", status=422)


def test_a_move_can_be_pinned_and_forbidden(page: Callable[..., str]) -> None:
    text = page()
    assert re.search(rf'name="pin" value="assign:ines:ledger:{PM}"', text)
    assert re.search(rf'name="forbid" value="assign:ines:ledger:{PM}"', text)


def test_a_pinned_move_can_be_released(page: Callable[..., str]) -> None:
    key = f"assign:ines:ledger:{PM}"
    text = page(f"{ASKS}&pin={key}")
    assert f'name="release" value="{key}" id="pin-' in text
    assert f'<input type="hidden" name="pin" value="{key}">' in text


def test_the_next_best_stands_beside_its_move(page: Callable[..., str], asked: Asked) -> None:
    asked.answer = answer(moves=(move(instead=Instead("Ben Novak: same days, three products instead of two")),))
    assert "Ben Novak: same days, three products instead of two" in page()


def test_moves_come_fifty_a_page(page: Callable[..., str], asked: Asked) -> None:
    asked.answer = answer(moves=tuple(move(n, title=f"Move number {n:03}") for n in range(120)))
    assert page().count('class="work-row move"') == 50
    last = page(f"{ASKS}&page=3")
    assert last.count('class="work-row move"') == 20
    assert "120 moves" in last
    assert '<span class="num mut">101</span>' in last


def test_next_steps_are_folded_below_the_moves(page: Callable[..., str], asked: Asked) -> None:
    step = move(key="link", kind=FixKind.LINK, title="Pair Ines Moreau and Ben Novak", is_next_step=True)
    asked.answer = answer(moves=(move(), step))
    text = page()
    assert "1 next step: counterparts" in text
    assert text.count('class="work-row move"') == 1


def test_what_the_plan_opens_is_listed_with_its_page(
    page: Callable[..., str], asked: Asked, filled: Organisation
) -> None:
    finding = Finding("pair-link", "warning", Subject("product", "ledger", "Ledger"), "No counterparts are named.")
    asked.answer = answer(opens=(finding,))
    text = page()
    assert "Findings that the plan opens" in text
    assert f'href="/o/{filled.slug}/products/ledger/"' in text


def test_step_for_a_critical_finding_is_pinned_by_its_button(page: Callable[..., str], asked: Asked) -> None:
    finding = Finding("vacant-long", "critical", Subject("position", "luis", "Product Manager"), "Open for 300 days.")
    steps = (Step(finding.code, "Close position Product Manager", "end:luis"), Step(finding.code, "Hire for it"))
    asked.answer = answer(opens=(finding,), steps=steps)
    text = page()
    assert re.search(r'<button[^>]*name="pin" value="end:luis"[^>]*>Close position Product Manager</button>', text)
    assert re.search(r'<a\s+href="[^"]*/luis/[^"]*"[^>]*>Hire for it</a>', text)


def test_limits_that_contradict_each_other_are_named(page: Callable[..., str], asked: Asked) -> None:
    asked.answer = answer(status=Status.INFEASIBLE, moves=(), open=(), notes=("Ledger is pinned and forbidden.",))
    text = page()
    assert "Ledger is pinned and forbidden." in text
    assert "Keep as a plan" not in text


def test_where_nothing_is_open_the_page_says_where_to_look(page: Callable[..., str], asked: Asked) -> None:
    asked.answer = answer(moves=(), open=(), closed=(), before=Days(), after=Days())
    assert "Every product is covered" in page()


def test_without_any_move_what_stays_open_tells_the_way_on(page: Callable[..., str], asked: Asked) -> None:
    asked.answer = answer(moves=(), closed=())
    text = page()
    assert "Closes no critical gap" in text
    assert "Raise the budget to 240,000" in text


def test_without_products_there_is_nothing_to_ask_about(organisation: Organisation, client_as: SignIn) -> None:
    text = text_of(client_as(Right.PLANNER).get(f"/o/{organisation.slug}/plans/close-gaps/"))
    assert "No products yet" in text


def test_a_long_name_of_a_product_is_shown_whole(page: Callable[..., str], asked: Asked) -> None:
    title = f"Ines Moreau covers {'Ledger' * 40} as PM from 1 Dec 2026"
    asked.answer = answer(moves=(move(title=title),))
    assert title in page()


def test_of_many_gaps_that_stay_the_first_are_shown_at_once(page: Callable[..., str], asked: Asked) -> None:
    asked.answer = answer(open=tuple(gap(product="ledger") for _ in range(14)))
    shown, _, folded = page().partition('<details class="folded">')
    assert (shown.count("Ledger has no PMM"), folded.count("Ledger has no PMM")) == (10, 4)


def test_no_template_of_an_answer_asks_for_an_unknown_name(
    page: Callable[..., str], asked: Asked, filled: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = move(key="link", kind=FixKind.LINK, is_next_step=True)
    opens = (Finding("pair-link", "critical", Subject("product", "ledger", "Ledger"), "No counterparts are named."),)
    moves = (*real(filled).moves, hire(), step)
    asked.answer = answer(moves=moves, opens=opens, notes=("One is left out.",))
    with unknown_names(monkeypatch) as found:
        page(f"{ASKS}&pin={move().key}&products=ledger")
        page("by=never", status=422)
        for where in ("curve/", "effect/", "keep/"):
            page(where=where)
    assert {name for name in found if not OPTIONAL.fullmatch(name)} == set()


# Cost


def blind(filled: Organisation, client_as: SignIn, address: str = ASKS) -> str:
    return text_of(client_as(Right.PLANNER).get(f"/o/{filled.slug}/plans/close-gaps/?{address}"))


def test_without_access_to_cost_no_amount_shows(filled: Organisation, client_as: SignIn, asked: Asked) -> None:
    asked.answer = answer(moves=(move(), hire(cost=Decimal(118_222))), cost=Decimal(118_222), hires=1)
    text = blind(filled, client_as)
    assert "with 1 hire" in text
    assert "118,222" not in text
    assert "EUR" not in text
    assert "Budget a year" not in text
    assert "Hires at most" in text


def test_without_access_to_cost_the_curve_counts_hires(filled: Organisation, client_as: SignIn, asked: Asked) -> None:
    path = f"/o/{filled.slug}/plans/close-gaps/curve/?{ASKS}"
    text = text_of(client_as(Right.PLANNER).get(path))
    assert "104 open critical days with 1 hire" in text
    assert "64" not in re.sub(r'[\w-]+="[^"]*"', "", text[text.index("<figure") : text.index("</figure>")])


# The curve


def test_every_point_of_the_curve_asks_with_its_budget(page: Callable[..., str], filled: Organisation) -> None:
    text = page(f"{ASKS}&budget=70000", "curve/")
    assert f'href="/o/{filled.slug}/plans/close-gaps/?by=2027-12-31&budget=64000"' in text
    assert "38 open critical days for EUR 132,000 a year, above the limit" in text


def test_the_figures_of_the_curve_stand_in_a_table(page: Callable[..., str]) -> None:
    table = page(where="curve/").partition("<table>")[2]
    assert "104" in table
    assert "for EUR 64,000 a year" in table


def test_one_point_is_no_curve(page: Callable[..., str], asked: Asked) -> None:
    asked.points = POINTS[:1]
    assert "There is one plan only" in page(where="curve/")


# What goes on from an answer


@pytest.mark.parametrize("where", ["curve/", "effect/", "keep/"])
def test_what_goes_on_from_no_question_leads_to_it(where: str, filled: Organisation, planner: Client) -> None:
    found = planner.get(f"/o/{filled.slug}/plans/close-gaps/{where}?by=never")
    assert (found.status_code, found["Location"]) == (302, f"/o/{filled.slug}/plans/close-gaps/?by=never")


def test_coverage_before_and_after_is_drawn(page: Callable[..., str], filled: Organisation, asked: Asked) -> None:
    asked.answer = real(filled)
    text = page(where="effect/")
    assert "PM, Ledger, without the plan: missing" in text
    assert "PM, Ledger, with the plan: covered" in text


def real(organisation: Organisation) -> Answer:
    """Luis takes Ledger today."""
    duty = Assignment("new", "ledger", "luis", PM)
    return answer(moves=(move(changes=(add(date.today(), duty),)),))


def test_an_answer_can_be_kept_by_who_may_plan_alone(
    page: Callable[..., str], filled: Organisation, client_as: SignIn
) -> None:
    here = f"/o/{filled.slug}/plans/close-gaps/keep/"
    assert here in page()
    text = text_of(client_as(Right.VIEWER).get(f"/o/{filled.slug}/plans/close-gaps/?{ASKS}"))
    assert here not in text
    assert client_as(Right.VIEWER).get(f"{here}?{ASKS}").status_code == 403


# From elsewhere


def test_findings_that_are_chosen_lead_to_their_products(filled: Organisation, client_as: SignIn) -> None:
    code = code_of(("cov-pm", "product", "ledger", ""))
    found = client_as(Right.VIEWER).post(f"/o/{filled.slug}/plans/close-gaps/of/", {"code": [code]})
    assert found["Location"] == f"/o/{filled.slug}/plans/close-gaps/?products=ledger"


def test_more_products_than_a_link_holds_are_all(
    filled: Organisation, client_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "LONGEST", 10)
    code = code_of(("cov-pm", "product", "ledger", ""))
    found = client_as(Right.VIEWER).post(f"/o/{filled.slug}/plans/close-gaps/of/", {"code": [code]}, follow=True)
    assert "more products than a link can hold" in text_of(found)


@pytest.mark.parametrize("path", ["plans/", "", "coverage/", "products/ledger/", "findings/"])
def test_pages_that_show_gaps_lead_here(path: str, read: Callable[[str], str]) -> None:
    assert "/plans/close-gaps/" in read(path)


def test_no_plan_takes_the_address(filled: Organisation) -> None:
    owner = MembershipFactory.create(organisation=filled, right=Right.PLANNER).user
    made = editing.create(filled, name="Close gaps", target=date.today(), owner=owner)
    assert made.slug == "close-gaps-2"


def test_queries_do_not_grow_with_the_organisation(
    filled: Organisation, planner: Client, asked: Asked, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more(filled, 30)
    path = f"/o/{filled.slug}/plans/close-gaps/?{ASKS}"
    planner.get(path)
    with django_assert_num_queries(4):
        planner.get(path)

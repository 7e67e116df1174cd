"""The page of a question: what is asked, and what is refused at its field."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from planning.close_gaps import replying
from planning.close_gaps.replying import Reply
from planning.core.close_gaps.question import Question
from planning.models import RuleSetting
from portal.guard import Access
from portal.models import Organisation
from tests.close_gaps.by_hand import PM
from tests.close_gaps.replies import ASKS, Replies
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def test_before_anything_is_asked_the_page_says_what_it_does(page: Callable[..., str], replies: Replies) -> None:
    text = page("")
    assert "The cheapest plan that covers every product" in text
    assert "Find the best plan" in text
    assert replies.questions == []


def test_a_link_says_where_to_begin_and_asks_nothing_yet(page: Callable[..., str], replies: Replies) -> None:
    assert '<input type="hidden" name="products" value="ledger">' in page("products=ledger")
    assert replies.questions == []


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


def test_the_question_is_asked_as_the_address_says_it(page: Callable[..., str], replies: Replies) -> None:
    page(f"{ASKS}&budget=200000&products=ledger")
    (question,) = replies.questions
    assert (question.by, question.budget, question.products) == (
        date(2027, 12, 31),
        Decimal(200_000),
        frozenset({"ledger"}),
    )


def test_a_norm_whose_rule_is_off_is_none_that_the_question_shows(
    page: Callable[..., str], filled: Organisation, replies: Replies
) -> None:
    RuleSetting.objects.create(organisation=filled, rule="load-pm", on=False)
    assert '"any" id="id_most-product-manager"' in page("")
    page(f"{ASKS}&most-product-manager=3")
    assert replies.questions[-1].most == {PM: 3}


def test_what_is_empty_or_usual_goes_from_the_address(filled: Organisation, planner: Client, replies: Replies) -> None:
    here = f"/o/{filled.slug}/plans/close-gaps/"
    usual = "budget=&hires=&products=&moves=&moves=assign&moves=hire&moves=retitle&moves=move&most-product-manager=3"
    found = planner.get(f"{here}?by=31 Dec 2027&{usual}")
    assert (found.status_code, found["Location"]) == (302, f"{here}?{ASKS}")


def test_what_is_pressed_becomes_part_of_the_address(filled: Organisation, planner: Client, replies: Replies) -> None:
    here = f"/o/{filled.slug}/plans/close-gaps/"
    found = planner.get(f"{here}?{ASKS}&pin=ledger&forbid=luis&release=ledger&loosen=budget|240000|")
    assert found["Location"] == f"{here}?{ASKS}&budget=240000&forbid=luis"


def test_the_day_looked_at_stays_in_the_address(filled: Organisation, planner: Client, replies: Replies) -> None:
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


def test_what_is_wrong_stands_at_its_field_and_what_was_entered_stays(
    page: Callable[..., str], replies: Replies
) -> None:
    text = page("by=never&budget=200000&hires=7", status=422)
    assert "Enter a valid date" in text
    assert 'value="never"' in text
    assert 'value="200,000"' in text
    assert "The question needs a correction" in text
    assert replies.questions == []


def test_what_is_refused_when_it_is_asked_stands_at_its_field(
    page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(access: Access, question: Question) -> Reply:
        raise replying.Unaskable("budget", "There is no reporting currency.")

    monkeypatch.setattr(replying, "reply", refuse)
    assert "There is no reporting currency." in page(f"{ASKS}&budget=5", status=422)

"""What an answer changes over time: coverage before and after, and cost by quarter for who may see it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.close_gaps import replying
from planning.close_gaps.address import pairs_of
from planning.close_gaps.over_time import Sides, by_quarter
from planning.close_gaps.views.asked import asking, way
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import Question
from planning.cost.effects import Effect, EffectRow
from planning.cost.ledgers import terms_of
from portal.guard import Access, member

PER_PAGE = 30


@member()
@asking
def effect(request: HttpRequest, access: Access, question: Question) -> HttpResponse:
    """A part of the answer's page, or a page of its own."""
    answer = replying.reply(access, question).answer
    sides = Sides(access, answer.changes if answer else (), question.on, question.by)
    page = Paginator(sides.differing, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "access": access,
        "back": way(access, "close-gaps", pairs_of(question)),
        "sides": sides,
        "page": page,
        "rows": [sides.lane(group) for group in page],
        "effect": _cost(access, answer) if answer and access.sees_cost else None,
    }
    return render(request, "planning/close_gaps/effect.html", context)


def _cost(access: Access, answer: Answer) -> Effect:
    question = answer.question
    rows: list[EffectRow] = by_quarter(
        access.organisation, answer.changes, question.on, question.ahead, access.plan, access.today
    )
    return Effect(terms_of(access.organisation).currency, question.on if rows else None, rows, answer.unknown, 0)

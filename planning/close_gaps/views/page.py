"""Close gaps: the question beside, its answer in sentences."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.chart.state import CHANGES
from planning.close_gaps import replying
from planning.close_gaps.address import Pairs, pairs_of
from planning.close_gaps.again import OF, since
from planning.close_gaps.forms import QuestionForm
from planning.close_gaps.keeping import mark_of
from planning.close_gaps.on_chart import last_day
from planning.close_gaps.presentation import PER_PAGE, AnswerShown
from planning.close_gaps.replying import Reply
from planning.close_gaps.views.asked import called_of, chips, elsewhere, form_of, from_today, in_scope, way
from planning.core.close_gaps.question import Question
from portal.addresses import org_url
from portal.guard import Access, member
from portal.models import Right

# What a page shows that has no answer.
NOTHING = {"shown": None, "status": None, "keep_url": "", "chart_url": ""}


@member()
def close_gaps(request: HttpRequest, access: Access) -> HttpResponse:
    """The question is the address: nothing is changed, and whoever has the link asks the same."""
    access = from_today(access)
    form = form_of(request, access)
    question = form.question if form.is_bound and form.is_valid() else None
    if question and (redirect := elsewhere(request, access, question)):
        return redirect
    reply = _reply(access, form, question) if question else Reply()
    context = {"access": access, "form": form, "asked": form.is_bound, **NOTHING, **_beside(access, form, question)}
    context |= _answer(request, access, question, reply) if question else {}
    return render(request, "planning/close_gaps/page.html", context, status=422 if form.errors else 200)


def _reply(access: Access, form: QuestionForm, question: Question) -> Reply:
    """What is refused is said at its field."""
    try:
        return replying.reply(access, question)
    except replying.Unaskable as no:
        form.add_error(form.field_of(no.field), str(no))
        return Reply()


def _beside(access: Access, form: QuestionForm, question: Question | None) -> dict[str, Any]:
    called = called_of(access, question)
    return {"chips": chips(form, called), "names": in_scope(form, called)}


def _answer(request: HttpRequest, access: Access, question: Question, reply: Reply) -> dict[str, Any]:
    pairs = pairs_of(question)
    if reply.answer is None:
        return {"status": reply.status}
    shown = AnswerShown(reply.answer, called_of(access, question), is_costed=access.sees_cost)
    page = Paginator(shown.moves, PER_PAGE).get_page(request.GET.get("page"))
    context = {"shown": shown, "page": page, "seconds": reply.said_seconds}
    context |= _onward(access, shown, pairs) | {"chart_url": _on_chart(access, shown, reply.digest)}
    return context | {"since": since(access, request.GET.get(OF, "").replace("\0", ""), reply.answer)}


def _on_chart(access: Access, shown: AnswerShown, digest: str) -> str:
    """The chart on the day on which all of the answer is done."""
    if not digest or not shown.main:
        return ""
    return org_url(access, "close-gaps-chart", digest, show=CHANGES, on=last_day(shown.answer).isoformat())


def _onward(access: Access, shown: AnswerShown, pairs: Pairs) -> dict[str, Any]:
    """Where one goes on from an answer that can be kept."""
    is_kept = bool(shown.main) and access.may(Right.PLANNER)
    return {
        "keep_url": way(access, "close-gaps-keep", pairs, seen=mark_of(shown.answer)) if is_kept else "",
        "curve_url": way(access, "close-gaps-curve", pairs),
        "effect_url": way(access, "close-gaps-effect", pairs) if shown.main else "",
    }

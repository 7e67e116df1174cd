"""An answer on the chart, by the digest that it is kept under: its address is too long for the chart's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from planning.chart.filters import Finder, Hits, hits_for
from planning.chart.payload import every_face, payload
from planning.chart.rows import page_links
from planning.chart.sides import ChartSides
from planning.chart.state import CHART, ChartState
from planning.chart.steps import ChangeStep
from planning.chart.views.chart import cards_of, data_block, rows_of
from planning.close_gaps import stored
from planning.close_gaps.address import pairs_of
from planning.close_gaps.keeping import mark_of
from planning.close_gaps.models import GapAnswer
from planning.close_gaps.on_chart import AnswerPage, drawn, last_day, steps_of
from planning.close_gaps.presentation import AnswerShown
from planning.close_gaps.questions import from_dict
from planning.close_gaps.views.asked import called_of, way
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import Question
from planning.organisation.snapshot import Snapshot
from portal.addresses import org_url
from portal.guard import Access, member
from portal.models import Right
from portal.request_values import is_htmx


class OnChart(NamedTuple):
    """An answer as an address of its chart shows it."""

    answer: Answer
    state: ChartState
    finder: Finder
    hits: Hits | None
    sides: ChartSides
    steps: list[ChangeStep]


Onward = Callable[..., HttpResponse]


def _shown(view: Onward) -> Onward:
    """Give a view the answer with this digest, on the day that is looked at. An answer that no longer holds, or is not
    for this member, is asked for anew."""

    @wraps(view)
    def found(request: HttpRequest, access: Access, digest: str, **more: str) -> HttpResponse:
        row = GapAnswer.objects.filter(organisation=access.organisation, digest=digest).first()
        if row is None:
            raise Http404("Answer not found. Answers are kept for a while only: ask again.")
        question = from_dict(row.question)
        if stored.digest_of(access.organisation, question, access.plan, sees_cost=access.sees_cost) != digest:
            return HttpResponseRedirect(way(_from(access, question), "close-gaps", pairs_of(question)))
        answer = stored.read(row)
        return view(request, replace(access, on=access.asked_on or last_day(answer)), digest, answer, **more)

    return found


def _from(access: Access, question: Question) -> Access:
    """Who looks at a question: the chart is of another day."""
    return replace(access, asked_on=question.on if question.on > access.today else None)


def _read(request: HttpRequest, access: Access, digest: str, answer: Answer) -> OnChart:
    state = ChartState.read(request.GET, access.on.isoformat())
    finder, sides = drawn(access, digest, answer, state)
    return OnChart(answer, state, finder, hits_for(finder, state), sides, steps_of(finder.chart, answer))


@member()
@_shown
def on_chart(request: HttpRequest, access: Access, digest: str, answer: Answer) -> HttpResponse:
    """The chart, its list or its table, with all that the answer does."""
    seen = _read(request, access, digest, answer)
    chart, state = seen.finder.chart, seen.state
    rows, pages = rows_of(access.organisation.slug, chart, state, seen.hits, edits=False)
    context: dict[str, Any] = {
        "access": access,
        "page": AnswerPage(chart, seen.finder, state, seen.hits, "", seen.sides, seen.steps),
        "state": state,
        "hits": seen.hits,
        "rows": rows,
        "pages": pages,
        "links": page_links(state, pages),
        "edits": False,
        "digest": digest,
        **_beside(access, answer),
    }
    if state.view == CHART:
        context["data"] = data_block(payload(seen.finder, state, seen.hits, digest, every_face, steps=seen.steps))
    return render(request, "planning/close_gaps/on_chart.html", context)


def _beside(access: Access, answer: Answer) -> dict[str, Any]:
    """What the answer says, and the way back to it."""
    asked, pairs = _from(access, answer.question), pairs_of(answer.question)
    shown = AnswerShown(answer, called_of(access, answer.question), is_costed=access.sees_cost)
    return {
        "shown": shown,
        "back": way(asked, "close-gaps", pairs),
        "keep_url": way(asked, "close-gaps-keep", pairs, seen=mark_of(answer)) if access.may(Right.PLANNER) else "",
    }


@member()
@_shown
def cards(request: HttpRequest, access: Access, digest: str, answer: Answer) -> HttpResponse:
    """The opened part as JSON, as the chart's own."""
    seen = _read(request, access, digest, answer)
    return cards_of(request, seen.finder, seen.state, seen.hits, digest, seen.steps)


@member()
@_shown
def position(request: HttpRequest, access: Access, digest: str, answer: Answer, key: str) -> HttpResponse:
    """What the answer does with a position, for the panel beside its chart."""
    if not is_htmx(request):
        return HttpResponseRedirect(org_url(access, "close-gaps-chart", digest, card=key))
    seen = _read(request, access, digest, answer)
    chart = seen.finder.chart
    context = {
        "access": access,
        "key": key,
        "is_there": key in Snapshot(access.organisation, access.today, access.plan).org.positions,
        "face": chart.face(key) if key in chart.org.positions else None,
        "moves": [move for move in answer.moves if move.position == key],
        "products": chart.product_names(key),
    }
    return render(request, "planning/close_gaps/_on_chart_position.html", context)

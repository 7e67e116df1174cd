"""What a budget buys: the curve beside an answer, once it is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.close_gaps import replying
from planning.close_gaps.address import Pairs, pairs_of
from planning.close_gaps.curve_drawing import Asked, Curve, draw, with_plan
from planning.close_gaps.views.asked import asking, way
from planning.core.close_gaps.answer import Answer, Point
from planning.core.close_gaps.question import Question
from portal.guard import Access, member
from portal.request_values import is_htmx


@member()
@asking
def curve(request: HttpRequest, access: Access, question: Question) -> HttpResponse:
    """The curve of the question that the address asks: a part of its page, or a page of its own."""
    found = replying.curve(access, question)
    context = {"access": access, "back": way(access, "close-gaps", pairs_of(question)), "curve_status": found.status}
    context |= {
        "is_costed": access.sees_cost,
        "has_points": bool(found.points),
        **drawn(access, question, found.answer, found.points),
    }
    context |= {"in_place": is_htmx(request), "here": way(access, "close-gaps-curve", pairs_of(question))}
    return render(request, "planning/close_gaps/curve.html", context)


def drawn(access: Access, question: Question, answer: Answer | None, points: Sequence[Point]) -> dict[str, Any]:
    """The drawing, and where each of its plans leads."""
    currency = answer.currency if answer and access.sees_cost else ""
    at = None
    if answer and len(points) > 1:
        points, at = with_plan(points, Point(answer.cost, answer.hires, answer.after.critical, answer.unknown))
    made = draw(points, Asked(question.budget if access.sees_cost else None, at, currency, question.most_hires))
    return {"curve": made, "curve_links": _links(access, question, made) if made else []}


def _links(access: Access, question: Question, curve: Curve) -> list[tuple[Any, str]]:
    """A plan of the curve takes the place of both limits: it was worked out without them."""
    others = [pair for pair in pairs_of(question) if pair[0] not in ("budget", "hires")]
    return [(plan, way(access, "close-gaps", _with(others, curve.field, plan.amount))) for plan in curve.plans]


def _with(pairs: Pairs, name: str, value: str) -> Pairs:
    return [*pairs, (name, value)]

"""One line of a review: what it says, and an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect

from planning.core.reporting_lines.lines import Line
from planning.core.tree import line_up
from planning.findings.presentation import show_rows
from planning.findings.triage import triaged
from planning.reporting_lines import listing
from planning.reporting_lines.models import LineAnswer
from planning.reporting_lines.review_access import ReviewAccess, only_reviewers, review_access_of
from planning.reporting_lines.reviews import answering, signing
from planning.reporting_lines.reviews.answering import Closed, LineOvertaken, NewAnswer
from planning.reporting_lines.reviews.forms import AcceptForm, AnswerForm, AskForm
from planning.reporting_lines.reviews.items import ACCEPT, ASK, RIGHT, STANDINGS, Item, Items, ShownAnswer
from portal.addresses import org_url, to_page
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import CONFLICT, carried
from portal.request_values import is_htmx, whole_number
from portal.sent_once import once
from portal.toast import Undo, say

# In place of an answer: leave the line open again.
BACK = "back"
_TOLD = {RIGHT: "looks right", ACCEPT: "accepted as it is", ASK: "asked about"}


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@once
def line(request: HttpRequest, access: Access, number: int, key: str) -> HttpResponse:
    """GET: the line with its findings and what can be answered. POST: an answer, then on to the next open line."""
    review_access = review_access_of(access, number)
    items = Items(review_access.review, access.today)
    item = items.by_key.get(key)
    if item is None:
        raise Http404("This line is not part of the review.")
    if request.method == "POST":
        only_reviewers(review_access)
        return _answered(request, review_access, items, item)
    return _show(request, review_access, items, item)


def _answered(request: HttpRequest, review_access: ReviewAccess, items: Items, item: Item) -> HttpResponse:
    base = AnswerForm(request.POST)
    wanted = BACK if request.POST.get("kind") == BACK else ""
    form = _form_for(request, review_access, item)
    if not wanted and (not base.is_valid() or (form is not None and not form.is_valid())):
        return _show(request, review_access, items, item, filled=form, status=422)
    try:
        if wanted:
            seen = whole_number(carried(request.POST)) or 0
            answering.take_back(review_access.review, item.line, seen, review_access.access.user)
        else:
            new = _new_answer(base, form, review_access)
            saved = answering.answer(review_access.review, item.line, new)
    except Closed as closed:
        messages.error(request, str(closed))
        return redirect(_address(review_access, item.key, request))
    except LineOvertaken as overtaken:
        again = Items(review_access.review, review_access.access.today)
        now = again.by_key.get(item.key, item)
        return _show(request, review_access, again, now, filled=form, status=CONFLICT, overtaken=overtaken)
    if wanted:
        say(request, "Answer undone. This line is open again.")
        there = _address(review_access, item.key, request)
        return HttpResponseClientRedirect(there) if is_htmx(request) else redirect(there)
    return _on(request, review_access, item, saved)


def _form_for(request: HttpRequest, review_access: ReviewAccess, item: Item) -> forms.Form | None:
    """The form that the kind of answer asks for, filled; None where it asks for nothing."""
    organisation, user = review_access.access.organisation, review_access.access.user
    if request.POST.get("kind") == ACCEPT:
        return AcceptForm(request.POST, organisation=organisation, user=user, today=review_access.access.today)
    if request.POST.get("kind") == ASK:
        return AskForm(request.POST, organisation=organisation, user=user)
    return None


def _new_answer(base: AnswerForm, form: forms.Form | None, review_access: ReviewAccess) -> NewAnswer:
    said = form.cleaned_data if form else {}
    data = base.cleaned_data
    return NewAnswer(
        kind=data["kind"],
        author=review_access.access.user,
        seen=data["seen"],
        facts=data["facts"],
        text=said.get("text", ""),
        owner=said.get("owner"),
        review_on=said.get("review_on"),
    )


def _on(request: HttpRequest, review_access: ReviewAccess, item: Item, saved: LineAnswer) -> HttpResponse:
    """To the next line that wants an answer; after the last, to the review. What was answered is said, with its undo:
    the line it was about is no longer in sight."""
    after = Items(review_access.review, review_access.access.today).first_open(item.key)
    told = f"{item.line.position.title or 'The line'}: {_TOLD[saved.kind]}."
    told = told if after else f"{told} Every line is answered. Sign the review off when you are ready."
    # An answer that replaced another one could not be brought back by leaving the line open.
    say(request, told, undo=None if item.answer else Undo(request.path, {"kind": BACK, "seen": str(saved.version)}))
    if after:
        return redirect(_address(review_access, after, request))
    return to_page(review_access.access, "lines-review", review_access.review.pk)


def _address(review_access: ReviewAccess, key: str, request: HttpRequest) -> str:
    show = request.GET.get("show", "")
    asked = {"show": show} if show in STANDINGS else {}
    return org_url(review_access.access, "lines-review-line", review_access.review.pk, key, **asked)


def _show(
    request: HttpRequest,
    review_access: ReviewAccess,
    items: Items,
    item: Item,
    *,
    filled: forms.Form | None = None,
    status: int = 200,
    overtaken: LineOvertaken | None = None,
) -> HttpResponse:
    access, snapshot = review_access.access, items.snapshot
    show = request.GET.get("show", "")
    before, after = items.around(item.key, show)
    findings = show_rows(snapshot, triaged(access.organisation, snapshot, item.line.findings))
    organisation, user = access.organisation, access.user
    last = signing.previous(review_access.review)
    then = last.data["positions"].get(item.key) if last else None
    context: dict[str, Any] = {
        "access": access,
        "review_access": review_access,
        "review": review_access.review,
        "items": items,
        "item": item,
        "shown": listing.show(snapshot, item.line),
        "way": list(line_up(snapshot.org.positions, item.key))[::-1],
        "findings": findings,
        "fixing": replace(access, plan=review_access.review.plan, on=access.today),
        "before": before and _address(review_access, before, request),
        "after": after and _address(review_access, after, request),
        "here": _address(review_access, item.key, request),
        "place": list(items.by_key).index(item.key) + 1,
        "seen": item.answer.version if item.answer else 0,
        "accept": filled if isinstance(filled, AcceptForm) else _accept(item.answer, access),
        "ask": filled if isinstance(filled, AskForm) else AskForm(organisation=organisation, user=user),
        "overtaken": overtaken,
        "kind": request.POST.get("kind", ""),
        "then": _then(then, item.line),
        "last": last,
        "may_edit": review_access.review.plan and review_access.review.plan.is_open and review_access.answers,
    }
    return render(request, "planning/reporting_lines/line.html", context, status=status)


def _accept(answer: ShownAnswer | None, access: Access) -> AcceptForm:
    first: dict[str, Any] = {}
    if answer and answer.kind == ACCEPT:
        first = {"text": answer.text, "owner": answer.owner and answer.owner.pk, "review_on": answer.review_on}
    return AcceptForm(organisation=access.organisation, user=access.user, today=access.today, **first)


def _then(then: Any, line: Line) -> str:
    """What differs from the last sign-off, in a word; '' where nothing does."""
    if then is None:
        return "new"
    _, manager, rules = then
    if manager != line.position.manager:
        return "moved"
    return "new findings" if {f.rule for f in line.findings} - set(rules) else ""

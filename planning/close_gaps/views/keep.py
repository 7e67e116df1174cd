"""Keeping an answer as a plan: a dialog over the page, or a page of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from planning.close_gaps import keeping, replying
from planning.close_gaps.address import pairs_of
from planning.close_gaps.views.asked import asking, leave, way
from planning.core.close_gaps.answer import Answer
from planning.core.close_gaps.question import Question
from planning.core.dates import day
from planning.organisation.models import Plan
from planning.organisation.writes import Refused, Stale
from portal.addresses import org_url
from portal.guard import Access, member
from portal.models import Right
from portal.request_values import is_htmx
from portal.sent_once import once

CHANGED = "The organisation has changed meanwhile. Update the answer, then keep it again."
SEEN = "seen"  # in the address and the form: the mark of the answer that was looked at


class KeepForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the plan is called, and what it is for. `mark` is that of the answer as it is now: no other one is kept."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    class Meta:
        model = Plan
        fields = ("name", "purpose")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"purpose": "Approvers read this first."}

    def __init__(self, *given: Any, mark: str, **how: Any) -> None:
        super().__init__(*given, **how)
        self.mark = mark

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get(SEEN) != self.mark:
            raise forms.ValidationError(CHANGED)
        return data


@member(get=Right.PLANNER, post=Right.PLANNER)
@vary_on_headers("HX-Request")
@once
@asking
def keep(request: HttpRequest, access: Access, question: Question) -> HttpResponse:
    """The answer to the question of the address, as a private plan of the member's own."""
    answer = replying.reply(access, question).answer
    if answer is None or not answer.changes:
        return leave(request, way(access, "close-gaps", pairs_of(question)))
    form = _form(request, access, question, keeping.mark_of(answer))
    if request.method == "POST" and form.is_valid() and (plan := _kept(access, form, answer)):
        messages.success(request, f"{plan} is visible only to you until you share it.")
        return leave(request, org_url(access, "plan", plan.slug))
    return _show(request, access, question, form, answer)


def _form(request: HttpRequest, access: Access, question: Question, mark: str) -> KeepForm:
    first = {
        "name": f"Close gaps by {day(question.by)}",
        "purpose": keeping.purpose_of(access.organisation, question, access.plan),
        SEEN: request.GET.get(SEEN, mark),
    }
    return KeepForm(request.POST or None, initial=first, mark=mark)


def _kept(access: Access, form: KeepForm, answer: Answer) -> Plan | None:
    """None where the organisation is no longer what the answer rests on."""
    name, purpose = form.cleaned_data["name"], form.cleaned_data["purpose"]
    organisation, question = access.organisation, answer.question
    try:
        return keeping.keep(
            organisation, question, answer, name=name, author=access.user, plan=access.plan, purpose=purpose
        )
    except (Refused, Stale):
        form.add_error(None, CHANGED)
        return None


def _show(request: HttpRequest, access: Access, question: Question, form: KeepForm, answer: Answer) -> HttpResponse:
    pairs = pairs_of(question)
    context = {
        "access": access,
        "form": form,
        "changes": len(answer.changes),
        "here": way(access, "close-gaps-keep", pairs),
        "back": way(access, "close-gaps", pairs),
    }
    page = "planning/close_gaps/_keep.html" if is_htmx(request) else "planning/close_gaps/keep.html"
    return render(request, page, context, status=422 if form.errors else 200)

"""The rules, and what the organisation decided about each."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning import rulebook
from planning.findings import Look
from portal.guard import Access, member
from portal.models import Right


@member(post=Right.ADMIN)
def rules(request: HttpRequest, access: Access) -> HttpResponse:
    """Everybody reads; admins switch rules off, fix a severity, set thresholds. POST with `reset`: one rule's back."""
    look = Look(access.organisation, access.on)
    if request.method == "POST" and "reset" in request.POST:
        rulebook.reset(access.organisation, request.POST["reset"])
        messages.success(request, "The rule is as it comes again.")
        return redirect("rules", access.organisation.slug)
    filled = rulebook.rule_forms(look.content, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all([form.is_valid() for form in filled]):
        number = rulebook.save(access.organisation, filled)
        messages.success(request, f"Saved: {number} rule{'' if number == 1 else 's'} changed.")
        return redirect("rules", access.organisation.slug)
    counts = Counter(finding.rule for finding in look.findings)
    context = {
        "access": access,
        "may_edit": access.may(Right.ADMIN),
        "rows": [(form, counts[form.rule.id]) for form in filled],
        "wrong": [form for form in filled if form.is_bound and form.errors],
    }
    return render(request, "planning/findings/rules.html", context, status=422 if context["wrong"] else 200)

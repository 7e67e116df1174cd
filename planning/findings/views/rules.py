"""The rules as they are in force, made from the rules themselves, and what the organisation decided about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning.core.rules.run import chapters
from planning.findings import rule_settings, triage
from planning.findings.rule_settings import RuleForm
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member
from portal.models import Right
from portal.request_values import said


@member(post=Right.ADMIN)
def rules(request: HttpRequest, access: Access) -> HttpResponse:
    """Everybody reads; admins switch rules off, fix a severity, set thresholds. POST with `look`: what that would open
    and close, nothing kept. POST with `reset`: one rule's settings back."""
    snapshot = Snapshot(access.organisation, access.on)
    if request.method == "POST" and "reset" in request.POST:
        rule_settings.reset(access.organisation, said(request, "reset"))
        messages.success(request, "The rule is as it comes again.")
        return redirect("findings-rules", access.organisation.slug)
    filled = rule_settings.rule_forms(snapshot.content, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show(request, access, snapshot, filled)
    if not all([form.is_valid() for form in filled]):
        wrong = [form for form in filled if form.errors]
        return _show(request, access, snapshot, filled, wrong=wrong)
    seen = rule_settings.seen(snapshot)
    moved = request.POST.get("seen", seen) != seen
    if moved or "look" in request.POST:
        changed = [form for form in filled if form.has_changed()]
        return _show(
            request,
            access,
            snapshot,
            filled,
            changed=changed,
            moved=moved,
            effect=rule_settings.preview(snapshot, filled),
        )
    number = rule_settings.save(access.organisation, filled)
    messages.success(request, f"Saved: {number} rule{'' if number == 1 else 's'} changed.")
    return redirect("findings-rules", access.organisation.slug)


def _show(
    request: HttpRequest, access: Access, snapshot: Snapshot, filled: Sequence[RuleForm], **context: Any
) -> HttpResponse:
    rows = triage.docket(access.organisation, snapshot)
    open_, accepted = (Counter(row.finding.rule for row in rows if bool(row.waiver) is held) for held in (False, True))
    forms = {form.rule.id: form for form in filled}
    context |= {
        "access": access,
        "seen": rule_settings.seen(snapshot),
        "may_edit": access.may(Right.ADMIN),
        "chapters": [
            (title, [(forms[rule.id], open_[rule.id], accepted[rule.id]) for rule in group])
            for title, group in chapters(snapshot.content)
            if group
        ],
        "in_force": sum(snapshot.content.settings.get(form.rule.id, {}).get("on", True) for form in filled),
        "every": len(filled),
    }
    return render(
        request,
        "planning/findings/rules.html",
        context,
        status=409 if context.get("moved") else 422 if context.get("wrong") else 200,
    )

"""The rules as they are in force, made from the rules themselves, and what the organisation decided about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.rules.run import chapters
from planning.findings import rule_settings, triage
from planning.findings.rule_settings import RuleForm
from planning.organisation.snapshot import Snapshot
from portal.addresses import org_url
from portal.guard import Access, member
from portal.kept import PRESSED, put_by, refused, settled, taken_up
from portal.models import Right
from portal.optimistic_lock import CONFLICT, SAVE_AGAIN, Overtaken, carried, token
from portal.request_values import said


@member(post=Right.ADMIN, live=True)
def rules(request: HttpRequest, access: Access) -> HttpResponse:
    """Everybody reads; admins switch rules off, fix a severity, set thresholds. POST with `look`: what that would open
    and close, nothing kept. POST with `reset`: one rule's settings back."""
    snapshot = Snapshot(access.organisation, access.on)
    if request.method == "POST" and (PRESSED in request.POST or "reset" in request.POST):
        return _reset(request, access)
    filled = rule_settings.rule_forms(snapshot.content, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show(request, access, snapshot, filled)
    if not all([form.is_valid() for form in filled]):
        wrong = [form for form in filled if form.errors]
        return _show(request, access, snapshot, filled, wrong=wrong)
    if "look" in request.POST:
        return _tried(request, access, filled)
    before = rule_settings.state(access.organisation)
    try:
        number = rule_settings.save(access.organisation, filled, carried(request.POST))
    except Overtaken as overtaken:
        return _tried(request, access, filled, overtaken)
    return _saved(request, access, f"Saved: {number} rule{'' if number == 1 else 's'} changed.", before)


def _reset(request: HttpRequest, access: Access) -> HttpResponse:
    """One rule goes back to its default; or all to what they were before what a toast tells of."""
    before, back = rule_settings.state(access.organisation), taken_up(request)
    try:
        if back is not None:
            rule_settings.restore(access.organisation, back, carried(request.POST))
        else:
            rule_settings.reset(access.organisation, said(request, "reset"), carried(request.POST))
    except Overtaken as overtaken:
        return refused(request, overtaken, org_url(access, "findings-rules"))
    return _saved(request, access, "Rule reset to its default.", before)


def _saved(request: HttpRequest, access: Access, text: str, before: Sequence[Any]) -> HttpResponse:
    undo = put_by(request, before, token(rule_settings.state(access.organisation)))
    return settled(request, text, undo, org_url(access, "findings-rules"))


def _tried(
    request: HttpRequest, access: Access, filled: Sequence[RuleForm], overtaken: Overtaken | None = None
) -> HttpResponse:
    """What saving would change, nothing kept."""
    organisation = access.organisation
    organisation.refresh_from_db(fields=["version"])
    snapshot = Snapshot(organisation, access.on)
    if carried(request.POST) != token(rule_settings.state(organisation)):
        overtaken = overtaken or Overtaken("the rules", then=SAVE_AGAIN)
    changed = [form for form in filled if form.has_changed()]
    effect = rule_settings.preview(snapshot, filled)
    return _show(request, access, snapshot, filled, changed=changed, overtaken=overtaken, effect=effect)


def _show(
    request: HttpRequest, access: Access, snapshot: Snapshot, filled: Sequence[RuleForm], **context: Any
) -> HttpResponse:
    rows = triage.triaged(access.organisation, snapshot)
    open_, accepted = (Counter(row.finding.rule for row in rows if bool(row.waiver) is held) for held in (False, True))
    forms = {form.rule.id: form for form in filled}
    context |= {
        "access": access,
        "seen": token(rule_settings.state(access.organisation)),
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
        status=CONFLICT if context.get("overtaken") else 422 if context.get("wrong") else 200,
    )

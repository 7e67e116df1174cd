"""Signing a review off: a record that is written once, and what has changed since the last one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from planning.core.reporting_lines.since import Shift, frozen, since
from planning.core.words import count
from planning.notices import notices
from planning.notices.models import Notice
from planning.reporting_lines import listing
from planning.reporting_lines.listing import ShownLine
from planning.reporting_lines.models import LineReview, LineSignOff
from planning.reporting_lines.reviews.answering import Closed
from planning.reporting_lines.reviews.items import Item, Items, scope_of
from portal.models import Organisation, User
from portal.optimistic_lock import check


def state(review: LineReview) -> list[Any]:
    """What a sign-off rests on: the organisation, the review's plan and its answers, each by its version."""
    plan = LineReview.objects.filter(pk=review.pk).values_list("organisation__version", "plan__version")
    return [*plan, *review.answers.order_by("key").values_list("key", "version")]


def sign(review: LineReview, *, by: User, now: datetime, note: str = "", seen: str | None = None) -> LineSignOff:
    """Write the record down. Raises `Closed` while a line is open, and `Overtaken` where the token `seen` is not that
    of the review's state now."""
    with transaction.atomic():
        # The organisation first, as everywhere; nothing about it changes while the record is written.
        organisation = Organisation.objects.select_for_update().get(pk=review.organisation_id)
        review = LineReview.objects.select_for_update(of=("self",)).select_related("plan").get(pk=review.pk)
        review.organisation = organisation
        if review.is_signed:
            raise Closed("This review has already been signed off.")
        if seen is not None:
            check(seen, state(review), "the organisation or an answer", then="Check it, then sign.")
        items = Items(review, timezone.localtime(now).date())
        if left := len(items) - items.done:
            raise Closed(
                f"{count(left, 'line')} still {'needs' if left == 1 else 'need'} an answer before you can sign."
            )
        text = json.dumps(record(items, by, now, note), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        signed = LineSignOff(organisation=organisation, review=review, signed_by=by, signed_at=now, record=text)
        signed.save()
    return signed


def previous(review: LineReview) -> LineSignOff | None:
    """The last sign-off before this review's own that was about the same scope, else about the whole organisation."""
    signed = LineSignOff.objects.filter(organisation=review.organisation_id).select_related("review")
    earlier = signed.filter(pk__lt=review.sign_off.pk) if review.is_signed else signed
    same = earlier.filter(review__scope=review.scope, review__of=review.of).first()
    return same or earlier.filter(review__scope=LineReview.Scope.ALL).first()


def shifts(items: Items, last: LineSignOff | None) -> list[Shift]:
    """What has happened in the review's scope since the last sign-off."""
    if last is None:
        return []
    lines = scope_of(items.review, items.snapshot)
    before = last.data["positions"]
    if last.review.scope != items.review.scope:  # of a larger scope, only what this one has or had
        inside = {line.key for line in lines}
        before = {key: then for key, then in before.items() if key in inside}
    return since(before, lines, items.snapshot.org)


def scope_text(review: LineReview, names: Any, org: Any) -> str:
    """The scope in words; `names` gives functions by their slug."""
    if review.scope == LineReview.Scope.BRANCH:
        position = org.get("position", review.of)
        words = f"the branch of {(position.title if position else '') or review.of}"
    elif review.scope == LineReview.Scope.FUNCTION:
        words = f"the function {names.get(review.of, review.of) or 'unknown'}"
    else:
        words = "the whole organisation"
    return f"{words}, only lines with findings" if review.flagged_only else words


def record(items: Items, by: User, now: datetime, note: str) -> dict[str, Any]:
    """Everything that is signed: who, when, on which state, each line as it was with what was decided, and the whole
    scope in short for the next review to compare with."""
    review, snapshot = items.review, items.snapshot
    organisation, plan = review.organisation, review.plan
    last = LineSignOff.objects.filter(organisation=organisation).first()
    return {
        "organisation": {"name": organisation.name, "slug": organisation.slug, "version": organisation.version},
        "on": snapshot.org.on.isoformat(),
        "review": {
            "number": review.pk,
            "name": review.name,
            "scope": scope_text(review, snapshot.content.functions, snapshot.org),
            "due": review.due.isoformat(),
            "reviewers": sorted(str(user) for user in review.reviewers.all()),
        },
        "plan": {"name": plan.name, "slug": plan.slug, "version": plan.version} if plan else None,
        "signed": {"by": str(by), "email": by.email, "at": now.isoformat(timespec="seconds"), "note": note.strip()},
        "counts": dict(items.counts),
        "lines": [_line(listing.show(snapshot, item.line), item) for item in items],
        "positions": frozen(scope_of(review, snapshot)),
        "previous": last.digest if last else "",
    }


def _line(shown: ShownLine, item: Item) -> dict[str, Any]:
    line, answer = shown.line, item.answer
    return {
        "key": line.key,
        "title": line.position.title,
        "holder": shown.who,
        "level": line.level,
        "function": line.function,
        "manager": _named(shown.manager, shown.manager_who) or shown.unknown,
        "dotted": [_named(position, who) for position, who in shown.dotted],
        "leader": _named(shown.leader, shown.leader_who),
        "steps": line.depth,
        "reports": [line.filled, line.vacant],
        "findings": [{"rule": f.rule, "severity": f.severity, "message": f.message} for f in line.findings],
        "decision": item.standing,
        "fix": list(item.planned.texts) if item.planned else [],
        "text": answer.text if answer else "",
        "by": item.by,
        "at": _at(item),
        "owner": str(answer.owner or "") if answer else "",
        "review_on": answer.review_on.isoformat() if answer and answer.review_on else "",
        "reply": answer.reply if answer else "",
    }


def _named(position: Any, who: str) -> str:
    return f"{position.title or position.key} ({who})" if position else ""


def _at(item: Item) -> str:
    at = item.planned.at if item.planned else item.answer.made_at if item.answer else None
    return at.isoformat(timespec="seconds") if at else ""


def tell_signed(signed: LineSignOff) -> None:
    """Let the other reviewers know."""
    review = signed.review
    link = reverse("lines-record", args=[review.organisation.slug, review.pk])
    text = f"{signed.signed_by} signed off the review “{review}”"
    users = list(review.reviewers.all())
    notices.tell(review.organisation, Notice.Kind.LINES, text, users, link=link, by=signed.signed_by)

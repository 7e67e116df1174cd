"""Reviews of reporting lines that wait for a member: to go through, and questions to answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.utils import timezone

from planning.core.names import name_of
from planning.notices.waiting import Waits
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines.models import LineAnswer, LineReview
from planning.reporting_lines.reviews.items import ASK
from portal.addresses import org_url
from portal.guard import Access
from portal.models import Right


def waiting(access: Access, snapshot: Snapshot) -> Iterator[Waits]:
    """Two queries."""
    return chain(_questions(access, snapshot), _reviews(access))


def _questions(access: Access, snapshot: Snapshot) -> Iterator[Waits]:
    rows = LineAnswer.objects.filter(review__organisation=access.organisation, kind=ASK, owner=access.user)
    asked = rows.filter(replied_at=None, review__sign_off=None).select_related("review", "author")
    for one in asked:
        about = name_of(snapshot.org, "position", one.key)
        title = one.text or f"A question about {about}"
        detail = f"Question from {one.author or 'a reviewer'} about {about}, {one.review}"
        url = org_url(access, "lines-question", one.pk)
        yield Waits("circle-help", title, detail, url, "Answer", one.review.due, timezone.localdate(one.made_at))


def _reviews(access: Access) -> Iterator[Waits]:
    if not access.may(Right.PLANNER):
        return
    rows = LineReview.objects.filter(organisation=access.organisation, reviewers=access.user, sign_off=None)
    for review in rows.select_related("made_by"):
        detail = f"Review of reporting lines, started by {review.made_by or 'the command line'}"
        url = org_url(access, "lines-review", review.pk)
        since = timezone.localdate(review.made_at)
        yield Waits("network", f"Finish “{review}”", detail, url, "Continue", review.due, since)
